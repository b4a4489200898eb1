/** A column, one of its values and its condition in words, alike in the heading's filter and on chips. Pure. */

import { countColumnLabel, kindOfCountColumn } from '#shared/details/details.ts';
import type { Decision } from '#shared/domain/review.ts';
import { REVIEW_FLAG_TEXTS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { headingOfExtra } from '#shared/fields/extraColumns.ts';
import { isReviewColumn, REVIEW_COLUMN_WORDS } from '#shared/fields/reviewColumns.ts';
import { findUserField } from '#shared/fields/userFields.ts';
import { formatAmount, formatCount, formatDate } from '../../ui/format.ts';
import { DECISION_MEANINGS } from '../../ui/meaning.ts';
import { columnFilterWords, conditionWords } from '../words/columnFilter.ts';
import { NO_VALUE, partWords } from '../words/filter.ts';
import type { ColumnCondition } from './columnCondition.ts';
import { columnKind } from './columnFilter.ts';
import type { Range } from './filterParts.ts';
import { draftOf } from './operators.ts';

/** The whole label of a column. */
export function columnLabelOf(column: string): string {
  const field = findUserField(column);
  if (field) return field.label;
  const counted = kindOfCountColumn(column);
  if (counted) return countColumnLabel(counted);
  if (!isReviewColumn(column)) return headingOfExtra(column) ?? column;
  const { heading, label } = REVIEW_COLUMN_WORDS[column];
  return label ?? heading;
}

/** @param value as users.values gives it */
export function columnValueText(column: string, value: string | null, currency: string): string {
  if (column === 'flags')
    return value === null ? partWords.noFlags : REVIEW_FLAG_TEXTS[value as ReviewFlag].label;
  if (value === null)
    return column === 'decision_reason' ? NO_VALUE.reason : columnFilterWords.blank;
  if (column === 'decision') return DECISION_MEANINGS[value as Decision].word;
  return writerOf(column, currency)(value);
}

export function conditionText(
  column: string,
  condition: ColumnCondition,
  currency: string,
): string {
  const label = columnLabelOf(column);
  if (findUserField(column) && condition.how === 'blank') return partWords.blank(label);
  if (findUserField(column) && condition.how === 'filled') return partWords.reported(label);
  return labelledCondition(label, condition, writerOf(column, currency));
}

/** @param write how a value to compare with is written */
export function labelledCondition(
  label: string,
  condition: ColumnCondition,
  write: (value: string | number) => string,
): string {
  switch (condition.how) {
    case 'contains':
      return (condition.not ? conditionWords.lacks : partWords.contains)(label, condition.text);
    case 'is':
    case 'begins':
    case 'ends':
      return conditionWords[condition.how](label, condition.text);
    case 'dates':
    case 'numbers':
      return rangeText<string | number>(label, condition, write);
    case 'within':
      return withinText(label, condition);
    case 'blank':
    case 'filled':
      return conditionWords[condition.how](label);
  }
}

function withinText(label: string, condition: ColumnCondition): string {
  const { operator, steps = 0, unit } = draftOf(condition);
  switch (operator) {
    case 'last':
    case 'ago':
    case 'next':
      return conditionWords[operator](label, steps, unit);
    case 'thisMonth':
    case 'lastMonth':
    case 'thisYear':
    case 'lastYear':
      return conditionWords[operator](label);
    default:
      return conditionWords.today(label);
  }
}

/** From and to, both included. */
export function rangeText<T>(
  label: string,
  { from, to }: Range<T>,
  write: (value: T) => string,
): string {
  if (from === to) return partWords.exactly(label, write(from!));
  if (from === undefined) return partWords.upTo(label, write(to!));
  if (to === undefined) return partWords.from(label, write(from));
  return partWords.fromTo(label, write(from), write(to));
}

function writerOf(column: string, currency: string): (value: string | number) => string {
  return writerOfKind(columnKind(column), currency);
}

/** @param kind of a column or of a field of details */
export function writerOfKind(
  kind: string | undefined,
  currency: string,
): (value: string | number) => string {
  switch (kind) {
    case 'date':
    case 'instant':
      return (value) => formatDate(String(value));
    case 'money':
      return (value) => formatAmount(Number(value), currency);
    case 'number':
    case 'count':
      return (value) => formatCount(Number(value));
    default:
      return String;
  }
}
