/**
 * What a user is in the workspace: candidate, deleted by a purge here, described by some file, or known from a list
 * only. Said as bits of the column `membership`, and as SQL, nowhere else.
 */

/** Bits of the column `membership`. */
export const MEMBERSHIP = {
  present: 1,
  described: 2,
  candidate: 4,
  deleted: 8,
  erased: 16,
} as const;
export const MEMBERSHIP_SQL =
  '1 + described * 2 + candidate * 4 + (purged_by_job IS NOT NULL) * 8 + (erased_by_job IS NOT NULL) * 16';

const CANDIDATE_BITS = MEMBERSHIP.candidate | MEMBERSHIP.deleted;
const DESCRIBED_BITS = MEMBERSHIP.described | MEMBERSHIP.deleted;

/** In the review: named by a candidates file and not deleted here. */
export function isCandidate(membership: number): boolean {
  return (membership & CANDIDATE_BITS) === MEMBERSHIP.candidate;
}
export const CANDIDATE_SQL = 'u.candidate = 1 AND u.purged_by_job IS NULL';

/** Somebody whom a job can meet: described by some file and not deleted here. */
export function isPresent(membership: number): boolean {
  return (membership & DESCRIBED_BITS) === MEMBERSHIP.described;
}
export const PRESENT_SQL = 'u.described = 1 AND u.purged_by_job IS NULL';

/** Known from a list alone: no file describes them. */
export function isListOnly(membership: number): boolean {
  return (membership & (MEMBERSHIP.present | DESCRIBED_BITS)) === MEMBERSHIP.present;
}
export const LIST_ONLY_SQL = 'u.described = 0 AND u.purged_by_job IS NULL';

/** Nothing is left of them but their number: nobody finds them, and nothing is done with them. */
export function isErased(membership: number): boolean {
  return (membership & MEMBERSHIP.erased) !== 0;
}

/** Taken by a purge here, candidate or not, erased since or not. */
export function isDeleted(membership: number): boolean {
  return (membership & MEMBERSHIP.deleted) !== 0;
}
