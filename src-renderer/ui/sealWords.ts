/**
 * How a sign-off stands, and its words: unsigned, signed by one, sealed by two, broken; said alike everywhere. Pure.
 */
import type { Seal, SealedPart, SignOffStatus } from '#shared/contract/shapes/signOff.ts';
import { formatCount } from './format.ts';

export type SealStage = 'unsigned' | 'half' | 'sealed' | 'broken';

export function sealStage(seal: Seal | null): SealStage {
  if (seal === null || seal.signatures.length === 0) return 'unsigned';
  if (seal.broken.length > 0) return 'broken';
  return seal.signatures.length < 2 ? 'half' : 'sealed';
}

export const SEALED_PART_TEXTS: Readonly<
  Record<SealedPart, { readonly label: string; readonly meaning: string }>
> = {
  inputs: { label: 'Inputs', meaning: 'the files that were added, and their data dates' },
  rules: {
    label: 'Rules',
    meaning: 'the planned run, the group for reviewed users, the protected register',
  },
  decisions: { label: 'Decisions', meaning: 'what was decided about each candidate, and why' },
};

/** `A`, `A and B`. */
export function signersOf(seal: Seal): string {
  return listOf(seal.signatures.map(({ name }) => name));
}

/** `decisions`, `inputs and decisions`. */
export function brokenParts(seal: Seal): string {
  return listOf(seal.broken.map((part) => SEALED_PART_TEXTS[part].label.toLowerCase()));
}

/** The first letters of the seal, enough to compare by eye. */
export function shortSeal(seal: string): string {
  return (
    seal
      .slice(0, 16)
      .match(/.{1,4}/g)
      ?.join(' ') ?? ''
  );
}

/** Why a purge would need two signatures, in a sentence; undefined: it doesn't. */
export function whyTwo({
  approved,
  staffConfirmed,
  signOffAbove,
  requiredBy,
}: SignOffStatus): string | undefined {
  const reasons = requiredBy.map((reason) =>
    reason === 'size'
      ? `${formatCount(approved)} users are approved, more than the ${formatCount(signOffAbove ?? 0)} above which Settings ask for it`
      : `${formatCount(staffConfirmed)} of the approved users ${staffConfirmed === 1 ? 'was' : 'were'} approved although staff`,
  );
  return reasons.length === 0 ? undefined : `${listOf(reasons)}.`;
}

function listOf(words: readonly string[]): string {
  return words.join(words.length > 2 ? ', ' : ' and ');
}
