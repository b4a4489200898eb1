/** When two people have to sign: asked by the review, by the check of a job and by its guard, and decided here. */

export const SIGN_OFF_REASONS = ['size', 'staff-confirmed'] as const;
export type SignOffReason = (typeof SIGN_OFF_REASONS)[number];

/**
 * Why a job that takes these users needs two signatures; empty: it doesn't.
 * @param signOffAbove as Settings say; null: a number alone asks for none
 */
export function signOffNeed(
  { users, staffConfirmed }: { readonly users: number; readonly staffConfirmed: number },
  signOffAbove: number | null,
): SignOffReason[] {
  const needed = {
    size: signOffAbove !== null && users > signOffAbove,
    'staff-confirmed': staffConfirmed > 0,
  } satisfies Record<SignOffReason, boolean>;
  return SIGN_OFF_REASONS.filter((reason) => needed[reason]);
}

/** What a seal is made of, each as a hash. */
export const HASHED_PARTS = ['inputs', 'rules', 'decisions'] as const;
/** What it holds by besides: that no job has given users other purge dates or balances since. */
export const SEALED_PARTS = [...HASHED_PARTS, 'values'] as const;
export type HashedPart = (typeof HASHED_PARTS)[number];
export type SealedPart = (typeof SEALED_PARTS)[number];
