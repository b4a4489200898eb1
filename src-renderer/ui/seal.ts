/** How a sign-off stands: unsigned, signed by one, sealed by two, broken. Pure; its words are words/seal.tsx. */
import type { Seal } from '#shared/contract/shapes/signOff.ts';

export type SealStage = 'unsigned' | 'half' | 'sealed' | 'broken';

export function sealStage(seal: Seal | null): SealStage {
  if (seal === null || seal.signatures.length === 0) return 'unsigned';
  if (seal.broken.length > 0) return 'broken';
  return seal.signatures.length < 2 ? 'half' : 'sealed';
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
