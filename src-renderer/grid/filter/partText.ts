/**
 * A part of a filter as its chip says it, and the whole filter, for telling how a set came about. Pure; the words are
 * words/filter.ts.
 */
import { ODD_DATE_TEXTS } from '#shared/domain/oddDates.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import { userField } from '#shared/fields/userFields.ts';
import { formatAmount, formatCount, formatDate } from '../../ui/format.ts';
import { DECISION_MEANINGS } from '../../ui/meaning.ts';
import { ACCOUNT_STATE_TEXTS, MARK_TEXTS, NO_VALUE, partWords } from '../words/filter.ts';
import { columnLabelOf, columnValueText, conditionText, rangeText } from './columnText.ts';
import { activeParts, type FilterPart, type UserFilterState } from './filterParts.ts';
import { lineText } from './lineText.ts';

export function partText(part: FilterPart, currency: string): string {
  switch (part.part) {
    case 'flag':
      return REVIEW_FLAG_TEXTS[part.flag].label;
    case 'withoutFlags':
      return partWords.noFlags;
    case 'decision':
      return DECISION_MEANINGS[part.decision].word;
    case 'reason':
      return part.reason === null ? NO_VALUE.reason : partWords.reason(part.reason);
    case 'oddDate':
      return ODD_DATE_TEXTS[part.oddDate].label;
    case 'mark':
      return MARK_TEXTS[part.mark].label;
    case 'accountState':
      return ACCOUNT_STATE_TEXTS[part.accountState];
    case 'role':
      return part.role === null ? NO_VALUE.role : partWords.role(part.role);
    case 'group':
      return part.group ?? NO_VALUE.group;
    case 'choice':
      return choiceText(part.field, part.value);
    case 'date':
      return rangeText(userField(part.field).label, part.range, formatDate);
    case 'amount': {
      const { label, kind } = userField(part.field);
      const write = kind === 'money' ? (n: number) => formatAmount(n, currency) : formatCount;
      return rangeText(label, part.range, write);
    }
    case 'text':
      return partWords.contains(userField(part.field).label, part.text);
    case 'value':
      return partWords.choice(
        columnLabelOf(part.column),
        columnValueText(part.column, part.value, currency),
      );
    case 'values':
      return partWords.values(columnLabelOf(part.column), part.values.length);
    case 'condition':
      return conditionText(part.column, part.condition, currency);
    case 'blank':
      return partWords.blank(userField(part.field).label);
    case 'line':
      return lineText(part.line, currency);
    case 'set':
      return partWords.inSet(part.name);
    case 'pasted':
      return partWords.pasted(part.users);
    case 'except':
      // A double negation is hard to read.
      if (part.of.part === 'blank') return partWords.reported(userField(part.of.field).label);
      if (part.of.part === 'value' && part.of.value === null)
        return conditionText(part.of.column, { how: 'filled' }, currency);
      if (part.of.part === 'withoutFlags') return partWords.anyFlag;
      return partWords.not(partText(part.of, currency));
  }
}

/** The whole filter in words. */
export function filterText(state: UserFilterState, currency: string): string {
  const search = state.search.trim();
  return [
    ...(search ? [state.exact ? partWords.exact(search) : partWords.search(search)] : []),
    ...activeParts(state).map((part) => partText(part, currency)),
  ].join(', ');
}

function choiceText(field: FieldName, value: string | null): string {
  if (field === 'staff_role') return partWords.staffRole[value ?? ''] ?? partWords.noStaffRole;
  const label = userField(field).label;
  return value === null ? partWords.blank(label) : partWords.choice(label, value);
}

type FieldName = Parameters<typeof userField>[0];
