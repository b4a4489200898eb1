/**
 * The columns of a file besides the identifier's as its rows are read by them: what they mean, and what it means when
 * one of them can't be read. Must never read a value itself.
 */
import { DateOrderEvidence } from '#shared/domain/calendar.ts';
import { DecimalEvidence } from '#shared/domain/writtenNumbers.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { columnsOf, importKind, type KnownColumn } from '#shared/importKinds/importKinds.ts';
import { ROW_NOTES } from '../rows/rowNotes.ts';
import { FIRST_VALUE } from '../rows/rowStore.ts';
import { HELD_BACK_IF_UNREADABLE, valueColumns } from '../rows/slots.ts';
import type { Column, RecognisedSheet } from './recogniseColumns.ts';

export interface ValueColumn extends Column {
  /** Undefined: kept as it is. */
  readonly known: KnownColumn | undefined;
  readonly slot: number;
  /** The notes of a row in which it can't be read. */
  readonly unreadable: number;
  readonly evidence: DateOrderEvidence;
  readonly decimals: DecimalEvidence;
}

/** The columns of a sheet as its rows are read by them; each gathers evidence about its own values. */
export function readColumns(sheet: RecognisedSheet): ValueColumn[] {
  const known = columnsOf(sheet.kind);
  const counted = importKind(sheet.kind).counts?.fields ?? [];
  const countsHoldBack = counted.some((field) => HELD_BACK_IF_UNREADABLE.includes(field));
  // Of requests their texts tell which of them retain.
  const textsCount = counted.includes('purchase_requests');
  return valueColumns(sheet.columns).map((column, n) => {
    const meaning = column.field === null ? undefined : known.get(column.field);
    const isAmount = meaning?.kind === 'number' || meaning?.kind === 'money';
    return {
      ...column,
      known: meaning,
      slot: FIRST_VALUE + n,
      unreadable:
        HELD_BACK_IF_UNREADABLE.includes(column.field as UserFieldName) ||
        (countsHoldBack && (isAmount || (textsCount && meaning?.kind === 'text')))
          ? ROW_NOTES.unreadable
          : column.field === 'expiry_date'
            ? ROW_NOTES.unreadableExpiry
            : 0,
      evidence: new DateOrderEvidence(),
      decimals: new DecimalEvidence(),
    };
  });
}
