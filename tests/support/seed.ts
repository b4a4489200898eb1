/**
 * Chance that can be repeated: `npm test` always draws the same, because it must not fail by chance, and
 * PURGE_DESK_SEED something else. What a test draws depends on the seed alone.
 */

/** Whole numbers from 0, below what is asked for. */
export type Draw = (below: number) => number;

/** What everything drawn here begins with. */
export const SEED = Number(process.env.PURGE_DESK_SEED ?? 1);

/** A small generator. */
export function randomNumbers(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
  };
}

/** One of the list, which has at least one. */
export function oneOf<T>(list: ArrayLike<T>, draw: Draw): T {
  return list[draw(list.length)] as T;
}
