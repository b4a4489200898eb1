/**
 * The columns of a file besides the identifier's as its rows are read by them: what they mean, and what it means when
 * one of them can't be read. Must never read a value itself.
 */
import type { RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import { DateOrderEvidence } from '#shared/domain/calendar.ts';
import { answerTo } from '#shared/domain/openQuestions.ts';
import { DecimalEvidence } from '#shared/domain/writtenNumbers.ts';
import { findUserField } from '#shared/fields/userFields.ts';
import {
  columnsOf,
  type ImportKind,
  importKind,
  type KnownColumn,
} from '#shared/importKinds/importKinds.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { mayBeNotTold, valueColumns } from '../rows/slots.ts';
import { FIRST_VALUE } from '../rows/storedRow.ts';
import type { Column, RecognisedSheet } from './recogniseColumns.ts';
import type { RowOptions } from './rowOptions.ts';

const NAMES: readonly (string | null)[] = ['first_name', 'last_name'];

export interface ValueColumn extends Column {
  /** Undefined: kept as it is. */
  readonly known: KnownColumn | undefined;
  readonly slot: number;
  /** The issues of a row in which it isn't certain what was read. */
  readonly unreadable: number;
  /** The issues of a row in which it can't be read: as the librarian has said, else the same. */
  readonly unread: number;
  readonly unreadableGroup: RowGroup;
  readonly evidence: DateOrderEvidence;
  readonly decimals: DecimalEvidence;
}

/** The columns of a sheet as its rows are read by them; each gathers evidence about its own values. */
export function readColumns(sheet: RecognisedSheet, { answers }: RowOptions): ValueColumn[] {
  const known = columnsOf(sheet.kind);
  const unreadableOf = unreadableNotes(sheet.kind);
  return valueColumns(sheet.columns).map((column, n) => {
    const { position, field } = column;
    const meaning = field === null ? undefined : known.get(field);
    const unreadable = unreadableOf(meaning);
    const isNotTold =
      mayBeNotTold(sheet.kind, field) &&
      answerTo(answers, { about: 'unreadable-value', column: position }) === 'unknown';
    const notTold = ROW_ISSUES.notTold | (NAMES.includes(field) ? ROW_ISSUES.nameNotTold : 0);
    return {
      ...column,
      known: meaning,
      slot: FIRST_VALUE + n,
      unreadable,
      unread: isNotTold ? notTold : unreadable,
      unreadableGroup: { of: 'unreadable', column: position },
      evidence: new DateOrderEvidence(),
      decimals: new DecimalEvidence(),
    };
  });
}

/** @returns a function that gives the issues of a row in which a column of this meaning can't be read */
function unreadableNotes(kind: ImportKind): (meaning: KnownColumn | undefined) => number {
  const counted = importKind(kind).counts?.fields ?? [];
  const countsHoldBack = counted.some(isHeldBack);
  // Of requests their texts tell which of them retain.
  const textsCount = counted.includes('purchase_requests');
  return (meaning) => {
    if (!meaning || ('aside' in meaning && meaning.aside)) return 0;
    const isAmount = meaning.kind === 'number' || meaning.kind === 'money';
    const isCounted = countsHoldBack && (isAmount || (textsCount && meaning.kind === 'text'));
    if (isCounted || isHeldBack(meaning.name)) return ROW_ISSUES.unreadable;
    return meaning.name === 'expiry_date' ? ROW_ISSUES.unreadableExpiry : 0;
  };
}

function isHeldBack(name: string): boolean {
  return findUserField(name)?.holdsBack === true;
}
