/**
 * Several rows of one identifier become one user (docs/domain.md, section 6, rule 6). Pure.
 * All rows stay as evidence; the user takes what makes a wrong purge least likely.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { BETWEEN_ROLES, rolesIn } from '#shared/domain/roleNames.ts';
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';
import type { CellValue } from './storedRow.ts';

/** What the rows of one identifier say so far: one value per field that the file tells. */
export interface MergedFacts {
  readonly facts: CellValue[];
  /** Stated dates or groups differ. */
  readonly conflict: boolean;
  /** Groups that rows name besides the one in `facts`. Grows: thousands of rows may name one each. */
  readonly otherGroups: Set<string>;
}

/**
 * Each fact by the rule of its field in the catalogue.
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
  const facts = told.map((name, n) => {
    const a = before.facts[n] ?? null;
    const b = next[n] ?? null;
    const { merge, conflicts } = userField(name);
    if (merge === 'yes-if-any') return a === 1 || b === 1 ? 1 : a === null || b === null ? null : 0;
    if (a === null) return b;
    if (b === null) return a;
    if (merge === 'each') return rolesIn(`${a}${BETWEEN_ROLES}${b}`).join(BETWEEN_ROLES);
    if (conflicts && foldText(String(a)) !== foldText(String(b))) {
      conflict = true;
      if (name === 'user_group') otherGroups.add(String(b));
    }
    return merge !== 'first' && b > a ? b : a;
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
