/**
 * Draws users at random from each group, the same ones whenever the same seed meets the same users. A group's draw
 * depends on no other group.
 */
import { createHash } from 'node:crypto';

/** Users of one group. */
export interface Drawable {
  /** Tells groups apart; their order and numbers don't matter. */
  readonly key: string;
  /** Ascending. */
  readonly userNos: readonly number[];
}

/** @returns so many users of the group, or all when it has no more; ascending */
export function drawUsers(group: Drawable, count: number, seed: string): number[] {
  const random = generator(`${seed}/${group.key}`);
  const left = [...group.userNos];
  const drawn = Math.min(count, left.length);
  for (let n = 0; n < drawn; n++) {
    const other = n + below(random, left.length - n);
    [left[n], left[other]] = [left[other]!, left[n]!];
  }
  return left.slice(0, drawn).sort((a, b) => a - b);
}

/** A whole number from 0, each as likely: what would favour the lower ones is drawn again. */
function below(random: () => number, limit: number): number {
  const fair = 2 ** 32 - (2 ** 32 % limit);
  for (;;) {
    const number = random();
    if (number < fair) return number % limit;
  }
}

/** sfc32 by Chris Doty-Humphrey: small, quick, and the same on every machine. */
function generator(seed: string): () => number {
  const state = createHash('sha256').update(seed).digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((place) => state.readInt32LE(place)) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
}
