/**
 * Loops over chance: each stands once, in tests/loops, and is run with one round by `npm test` and with as many as
 * there is time for by `npm run soak`. Round n draws from the seed plus n, so that any round can be repeated alone. A
 * loop must never go on over what a round has left: each round has a folder of its own that is gone after it.
 */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { type Draw, randomNumbers, SEED } from './seed.ts';

export interface Round {
  readonly seed: number;
  readonly draw: Draw;
  readonly folder: string;
  /** The first for `npm test`, the second where time is no matter. */
  readonly size: (short: number, long: number) => number;
  /** What a soak tells of all rounds together, by name: `refused`, say. */
  readonly figures: Record<string, number>;
}

/** One line of the report of a soak. */
export interface LoopResult {
  readonly loop: string;
  readonly rounds: number;
  readonly failures: number;
  readonly seed: number;
  readonly seconds: number;
  readonly figures: Readonly<Record<string, number>>;
  /** The rounds that failed: their seeds, and why. */
  readonly failed: readonly { readonly seed: number; readonly why: string }[];
}

/** What all rounds of a soak together are to come to, by name of the figure. */
type Wanted = Readonly<Record<string, number>>;

const { PURGE_DESK_SOAK, PURGE_DESK_SOAK_ROUNDS, PURGE_DESK_SOAK_SECONDS, PURGE_DESK_SOAK_WHOLE } =
  process.env;
const MOST_ROUNDS = Number(PURGE_DESK_SOAK_ROUNDS ?? (PURGE_DESK_SOAK ? Infinity : 1));
const MOST_SECONDS = Number(PURGE_DESK_SOAK_SECONDS ?? Infinity);
/** Rounds of `npm test` take seconds; more than that is a round that hangs. A soak's may be long. */
const ROUND_MS = PURGE_DESK_SOAK ? 0 : 240_000;

/** Who only fails won't come to what is wanted. */
const MOST_FAILURES = 20;

type Work = (round: Round) => Promise<void> | void;

/** A line of the report of a soak: a round that begins, or a loop that has ended. */
function report(line: LoopResult | { readonly loop: string; readonly seed: number }): void {
  if (PURGE_DESK_SOAK) appendFileSync(PURGE_DESK_SOAK, `${JSON.stringify(line)}\n`);
}

/** Counts something that a soak tells. */
export function tally({ figures }: Pick<Round, 'figures'>, name: string, by = 1): void {
  figures[name] = (figures[name] ?? 0) + by;
}

async function oneRound(seed: number, figures: Round['figures'], work: Work): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'purge-desk-loop-'));
  try {
    const size = (short: number, long: number) => (PURGE_DESK_SOAK ? long : short);
    await work({ seed, draw: randomNumbers(seed), folder, size, figures });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A loop goes on after a round that failed: what else fails says more about why. */
async function rounds(loop: string, work: Work, wanted: Wanted): Promise<LoopResult> {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const failed: { seed: number; why: string }[] = [];
  const figures: Round['figures'] = {};
  const lacks = () =>
    PURGE_DESK_SOAK_WHOLE !== undefined &&
    failed.length < MOST_FAILURES &&
    Object.entries(wanted).some(([name, number]) => (figures[name] ?? 0) < number);
  let done = 0;
  do {
    const seed = SEED + done;
    report({ loop, seed });
    await oneRound(seed, figures, work).catch((error) =>
      failed.push({ seed, why: error instanceof Error ? (error.stack ?? '') : String(error) }),
    );
    done++;
  } while (done < MOST_ROUNDS && (seconds() < MOST_SECONDS || lacks()));
  if (lacks()) failed.push({ seed: SEED, why: `It didn’t come to ${JSON.stringify(wanted)}.` });
  const spent = { seed: SEED, seconds: seconds() };
  return { loop, rounds: done, failures: failed.length, ...spent, figures, failed };
}

/**
 * Defines a test that does its work once a round.
 * @param wanted a soak that isn't told for how long goes on until the figures have come to that
 */
export function loop(title: string, work: Work, wanted: Wanted = {}): void {
  test(title, { timeout: ROUND_MS }, async () => {
    const result = await rounds(title, work, wanted);
    report(result);
    const [first] = result.failed;
    if (first)
      throw new Error(
        `${result.failures} of ${result.rounds} failed. To repeat the first: PURGE_DESK_SEED=${first.seed}\n${first.why}`,
      );
  });
}
