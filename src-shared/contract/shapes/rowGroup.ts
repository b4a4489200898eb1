/**
 * What rows of an import, or users of whom it speaks, have in common, as values: the rows behind a notice, a difference
 * to the replica, what the librarian is asked about. Never read out of a string; `rowGroupKey` names a row group and
 * nothing else.
 */
import { z } from 'zod';
import { userFieldNames } from '../../fields/userFields.ts';

/** Notices of a file with rows behind them. */
const ROW_NOTICES = [
  'empty-report',
  'total-row',
  'unusable-row',
  'stray-quote',
  'extra-cells',
  'broken-bytes',
  'unreadable-value',
  'unreadable-expiry',
  'not-told',
  'hidden-row',
  'struck-out',
  'two-cells',
  'lost-digits',
  'blank-group',
  'no-result',
  'numeric-identifier',
  'number-format',
  'odd-spaces',
  'odd-identifier',
  'formula',
  'purged-before',
  'erased-before',
  'duplicate',
  'conflict',
  'case-twin',
  'zero-loss-pair',
  'possible-pair',
  'not-moved-yet',
  'newer-count',
  'fees-disagree',
  'other-identifier',
  'shared-identifier',
  'leaves-list',
  'joins-list',
  'shares-listed',
] as const;
export type RowNotice = (typeof ROW_NOTICES)[number];

/** Behind these are users, whether the file names them or not; behind all others rows of the file. */
export const USER_NOTICES: readonly RowNotice[] = ['leaves-list', 'joins-list', 'shares-listed'];

/** Why a known user counts as returned. */
export const RETURN_REASONS = [
  'purged',
  'was-gone',
  'expiry-in-future',
  'role-gained',
  'group-changed',
] as const;

/** Candidates whom an exclusion list may mean though it names another identifier. */
export const PAIR_CLASSES = ['zero-loss-pair', 'possible-pair'] as const;
export type PairClass = (typeof PAIR_CLASSES)[number];

const ROW_GROUPS = [
  z.strictObject({ of: z.literal('notice'), code: z.enum(ROW_NOTICES) }),
  z.strictObject({ of: z.literal('new') }),
  z.strictObject({ of: z.literal('gone') }),
  /** Null: whatever has changed. */
  z.strictObject({ of: z.literal('changed'), field: z.enum(userFieldNames).nullable() }),
  /** Null: for whatever reason. */
  z.strictObject({ of: z.literal('returned'), reason: z.enum(RETURN_REASONS).nullable() }),
  /** What can’t be read in a column, by its position, and holds somebody back, or would. */
  z.strictObject({ of: z.literal('unreadable'), column: z.number().int().nonnegative() }),
  /** Pairs for which somebody is held back. */
  z.strictObject({ of: z.literal('asked'), about: z.enum(PAIR_CLASSES) }),
  /** Users who were erased before, by one erasure: its job. */
  z.strictObject({ of: z.literal('erased-by'), jobId: z.number().int().positive() }),
  /** Of a list: those that mean a user by another identifier of this type. */
  z.strictObject({ of: z.literal('other-identifier'), type: z.string() }),
] as const;

export const rowGroup = z.discriminatedUnion('of', ROW_GROUPS);
export type RowGroup = z.infer<typeof rowGroup>;

/** What can be written as a workbook: a row group, or the errors. */
export const exportedGroup = z.discriminatedUnion('of', [
  ...ROW_GROUPS,
  z.strictObject({ of: z.literal('errors') }),
]);
export type ExportedGroup = z.infer<typeof exportedGroup>;

export const isRowNotice = (code: string): code is RowNotice =>
  (ROW_NOTICES as readonly string[]).includes(code);

const OTHER_IDENTIFIER = 'other-identifier:';

/** Names a row group among the others of its file. */
export function rowGroupKey(rowGroup: RowGroup): string {
  switch (rowGroup.of) {
    case 'notice':
      return rowGroup.code;
    case 'changed':
      return rowGroup.field === null ? 'changed' : `changed:${rowGroup.field}`;
    case 'returned':
      return rowGroup.reason === null ? 'returned' : `returned:${rowGroup.reason}`;
    case 'unreadable':
      return `unreadable:${rowGroup.column}`;
    case 'asked':
      return `asked:${rowGroup.about}`;
    case 'other-identifier':
      return `${OTHER_IDENTIFIER}${rowGroup.type}`;
    case 'erased-by':
      return `erased-by:${rowGroup.jobId}`;
    case 'new':
    case 'gone':
      return rowGroup.of;
  }
}
