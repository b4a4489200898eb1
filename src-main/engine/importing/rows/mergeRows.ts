/**
 * Several rows of one identifier become one user (domain reference, section 6, rule 6). Pure.
 * All rows stay as evidence; the user takes what makes a wrong purge least likely.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import type { CellValue } from './storedRow.ts';

/** What the rows of one identifier say so far: one value per field that the file tells. */
export interface MergedFacts {
  readonly facts: CellValue[];
  /** Stated dates or groups differ. */
  readonly conflict: boolean;
  /** Groups that rows name besides the one in `facts`. Grows: thousands of rows may name one each. */
  readonly otherGroups: Set<string>;
}

const TAKES_LATEST = new Set<UserFieldName>(['expiry_date', 'purge_date']);
/** More of these means more reason to be retained or looked at. */
const TAKES_LARGEST = new Set<UserFieldName>([
  'loans',
  'balance',
  'transferred',
  'acquisitions',
  'purchase_requests',
  'hold_shelf_requests',
  'import_profiles',
  'locked_records',
  'md_editor',
  'loans_elsewhere',
  'fines_elsewhere',
  'open_requests',
]);

/**
 * Dates: the latest stated. Role: Yes before unknown before No. Counts and amounts: the largest.
 * Everything else: the first stated.
 * @param told the fields, in the order of the facts
 * @param before is used up: its set of groups goes on in what is returned
 */
export function mergeFacts(
  told: readonly UserFieldName[],
  before: MergedFacts,
  next: readonly CellValue[],
): MergedFacts {
  let { conflict } = before;
  const { otherGroups } = before;
  const facts = told.map((field, n) => {
    const a = before.facts[n] ?? null;
    const b = next[n] ?? null;
    if (field === 'staff_role') return a === 1 || b === 1 ? 1 : a === null || b === null ? null : 0;
    if (a === null) return b;
    if (b === null) return a;
    if (TAKES_LATEST.has(field)) {
      conflict ||= a !== b;
      return b > a ? b : a;
    }
    if (TAKES_LARGEST.has(field)) return b > a ? b : a;
    if (field === 'user_group' && foldText(String(a)) !== foldText(String(b))) {
      conflict = true;
      otherGroups.add(String(b));
    }
    return a;
  });
  return { facts, conflict, otherGroups };
}

/** For rows that are items: what they add up to. Nothing plus nothing is unknown, not zero. */
export function addFacts(before: readonly CellValue[], next: readonly CellValue[]): CellValue[] {
  return before.map((a, n) => {
    const b = next[n] ?? null;
    return a === null ? b : b === null ? a : Number(a) + Number(b);
  });
}
