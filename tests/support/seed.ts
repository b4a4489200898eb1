/**
 * Chance that can be repeated: a test that draws tells its seed when it fails, and PURGE_DESK_SEED takes it
 * back in.
 */
import { onTestFailed } from 'vitest';

/** A small generator: whole numbers from 0, below what is asked for. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
  };
}

/** The same with another seed at every run of the test. */
export function toldRandomNumbers(): (below: number) => number {
  const seed = Number(process.env.PURGE_DESK_SEED ?? Math.floor(Math.random() * 2 ** 31));
  onTestFailed(() => console.error(`To repeat what was drawn: PURGE_DESK_SEED=${seed}`));
  return randomNumbers(seed);
}
