/** Words of a sign-off, said alike everywhere. How it stands is ui/seal.ts. */
import type { ReactNode } from 'react';
import type { Seal, SignOffStatus } from '#shared/contract/shapes/signOff.ts';
import type { SealedPart } from '#shared/domain/signOff.ts';
import { countOf, formatCount } from '../format.ts';

export const SEALED_PART_TEXTS: Readonly<
  Record<SealedPart, { readonly label: string; readonly meaning: string }>
> = {
  inputs: { label: 'Inputs', meaning: 'the files that were added, and their data dates' },
  rules: {
    label: 'Rules',
    meaning: 'the planned run, the group for reviewed users, the protected register',
  },
  decisions: { label: 'Decisions', meaning: 'what was decided about each candidate, and why' },
  values: {
    label: 'Purge dates and balances',
    meaning: 'what jobs here give besides the move into the group for reviewed users',
  },
};

/** The line above the candidates, on Overview and before a job; `at` is when it was signed last. */
export const sealBannerWords = {
  signed: (seal: Seal, at: ReactNode): ReactNode => (
    <>
      Signed by {signersOf(seal)} on {at}. A change breaks the seal.
    </>
  ),
  byOneOfTwo: (seal: Seal, at: ReactNode): ReactNode => (
    <>
      Signed by {signersOf(seal)} on {at}. A second person has to sign. A change breaks the seal.
    </>
  ),
  broken: (seal: Seal, at: ReactNode): ReactNode => (
    <>
      <strong>The seal is broken:</strong> {brokenParts(seal)} changed since it was signed by{' '}
      {signersOf(seal)} on {at}
      {seal.stepsSince > 0 && <> ({countOf(seal.stepsSince, 'step')})</>}.
    </>
  ),
  goToSignOff: 'Go to Sign-off',
} as const;

/** `A`, `A and B`. */
export function signersOf(seal: Seal): string {
  return listOf(seal.signatures.map(({ name }) => name));
}

/** `decisions`, `inputs and decisions`. */
export function brokenParts(seal: Seal): string {
  return listOf(seal.broken.map((part) => SEALED_PART_TEXTS[part].label.toLowerCase()));
}

const REASONS = {
  size: ({ approved, signOffAbove }: SignOffStatus) =>
    `${countOf(approved, 'user')} ${approved === 1 ? 'is' : 'are'} approved, more than the ${formatCount(signOffAbove ?? 0)} above which Settings ask for it`,
  'staff-confirmed': ({ staffConfirmed }: SignOffStatus) =>
    `${formatCount(staffConfirmed)} of the approved users ${staffConfirmed === 1 ? 'was' : 'were'} approved although staff`,
} as const;

/** Why a purge would need two signatures, in a sentence; undefined: it doesn't. */
export function whyTwo(status: SignOffStatus): string | undefined {
  const reasons = status.requiredBy.map((reason) => REASONS[reason](status));
  return reasons.length === 0 ? undefined : `${listOf(reasons)}.`;
}

/** `a`, `a and b`, `a, b and c`. */
function listOf(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' and ');
}
