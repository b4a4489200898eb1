/**
 * The columns of a file besides the identifier's: where their values stand in a stored row, what they mean, and
 * what it means when one of them can't be read. Must never read a value itself.
 */
import { DateOrderEvidence } from '#shared/domain/calendar.ts';
import { DecimalEvidence } from '#shared/domain/writtenNumbers.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { columnsOf, importKind, type KnownColumn } from '#shared/importKinds/importKinds.ts';
import type { Column, RecognisedSheet } from './recogniseColumns.ts';
import { ROW_NOTES } from './rowNotes.ts';
import { FIRST_VALUE } from './rowStore.ts';

/** Fields that the purge or the protection of a user depends on. */
export const HELD_BACK_IF_UNREADABLE: readonly UserFieldName[] = [
  'user_group',
  'purge_date',
  'record_type',
  'loans',
  'balance',
  'transferred',
  'acquisitions',
  'purchase_requests',
  'hold_shelf_requests',
  'import_profiles',
  'locked_records',
  'md_editor',
  // Flags depend on these, and rules of the register may on names.
  'loans_elsewhere',
  'fines_elsewhere',
  'first_name',
  'last_name',
];

export interface ValueColumn extends Column {
  /** Undefined: kept as it is. */
  readonly known: KnownColumn | undefined;
  readonly slot: number;
  /** The notes of a row in which it can't be read. */
  readonly unreadable: number;
  readonly evidence: DateOrderEvidence;
  readonly decimals: DecimalEvidence;
}

/** Other columns than the identifier's, in the order of the file: as they stand in a stored row. */
export function valueColumns<C extends { readonly field: string | null }>(
  columns: readonly C[],
): C[] {
  return columns.filter(({ field }) => field !== 'primary_identifier');
}

/** Where the value of each column stands in a stored row; for the identifier's undefined. */
export function slotsOf<C extends { readonly field: string | null }>(
  columns: readonly C[],
): ReadonlyMap<C, number> {
  return new Map(valueColumns(columns).map((column, n) => [column, FIRST_VALUE + n]));
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
