/** What the refusals of jobs have in common: numbers of users, and what a seal lacks, in words. Pure. */
import type { Seal } from '../review/signOff.ts';

export const number = (count: number) => count.toLocaleString('en-US');
export const users = (count: number) => `${number(count)} ${count === 1 ? 'user' : 'users'}`;
export const is = (count: number) => (count === 1 ? 'is' : 'are');

/** What is missing, in a sentence. */
export function stateOf(seal: Seal | null): string {
  if (seal === null) return 'Nobody has signed it.';
  if (seal.broken.length === 0) return 'Only one person has signed it.';
  return `The seal is broken: ${seal.broken.join(', ')} changed after it was signed.`;
}

export const HAVE_IT_SIGNED = 'Open Review, Sign-off, have two people sign, then submit again.';
