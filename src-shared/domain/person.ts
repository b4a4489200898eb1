/**
 * One person as they are meant by a request of their own (docs/domain.md, section 7): users, and texts by which somebody
 * is meant who may be no user. What the page and the engine have to agree about. Pure.
 */
import { z } from 'zod';
import { id } from './valueShapes.ts';

/** One person may have several records; more than these are no one person's. */
export const MOST_USERS_OF_PERSON = 20;
export const MOST_TEXTS_OF_PERSON = 20;

/** Identifiers, names, e-mail addresses, phone numbers, addresses, one each. */
export const personTexts = z.array(z.string().trim().min(1).max(300)).max(MOST_TEXTS_OF_PERSON);

export const person = z.strictObject({
  userNos: z.array(id).max(MOST_USERS_OF_PERSON),
  texts: personTexts,
});
export type Person = z.infer<typeof person>;

/** What has to be typed before somebody is erased on their request. */
export const ERASURE_WORD = 'ERASE';

export const isErasureWord = (typed: string): boolean =>
  typed.trim().toLowerCase() === ERASURE_WORD.toLowerCase();

/**
 * What is told before users are erased on their request. None of it prevents it: the law doesn't ask. But whoever
 * confirms has to have seen it.
 */
export const ERASURE_CAVEATS = ['loans', 'owes', 'staff', 'protected', 'approved'] as const;
export type ErasureCaveat = (typeof ERASURE_CAVEATS)[number];

/** What these rules look at of a user. */
export interface CaveatFacts {
  readonly loans: number | null;
  readonly loans_elsewhere: number | null;
  readonly balance: number | null;
  readonly fines_elsewhere: number | null;
  readonly staff_role: boolean | null;
  readonly flags: readonly string[];
  readonly decision: string;
  readonly deleted: boolean;
}

/** In the order in which they are told. */
export function caveatsOf(users: readonly CaveatFacts[]): ErasureCaveat[] {
  const isTrue: Readonly<Record<ErasureCaveat, (user: CaveatFacts) => boolean>> = {
    loans: ({ loans, loans_elsewhere }) => (loans ?? 0) > 0 || (loans_elsewhere ?? 0) > 0,
    owes: ({ balance, fines_elsewhere }) => (balance ?? 0) > 0 || (fines_elsewhere ?? 0) > 0,
    staff: ({ staff_role }) => staff_role === true,
    protected: ({ flags }) => flags.includes('protected'),
    approved: ({ decision, deleted }) => decision === 'approved' && !deleted,
  };
  return ERASURE_CAVEATS.filter((caveat) => users.some(isTrue[caveat]));
}
