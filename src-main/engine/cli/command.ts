/**
 * The command line, apart from the process it runs in: takes words, tells text and how it ended. It must never touch
 * the process itself, so that a test runs it a hundred times without starting one each time.
 */
import { PLAIN } from '#shared/domain/said.ts';
import type { SentRefusal } from '#shared/refusals/refusals.ts';
import { Refusal, sentenceOf } from '../refusal.ts';
import { readArguments, readVerifyArguments } from './arguments.ts';
import { writeCertificate } from './certificate.ts';
import { CommandRefusal } from './commandRefusal.ts';
import { writeHeld } from './held.ts';
import { type Rehearsal, rehearse } from './rehearse.ts';
import { RESULT_FILES, type ReportHead } from './results.ts';
import type { Threads } from './threads.ts';
import { verifyTrail } from './verify.ts';
import { dueSentences, SUMMARY_WORDS, USAGE, VERIFY_WORDS } from './words.ts';

/** Where it tells what it found, and what should be known or was refused. */
export interface CommandOutput {
  out(text: string): void;
  error(text: string): void;
}

/** @returns the exit code: 0 when done, 1 for a workspace that doesn't hold what was written, 2 for input that can't be used */
export async function runCommand(
  argv: readonly string[],
  threads: Threads,
  told: CommandOutput,
): Promise<number> {
  if (argv.length === 0 || argv.includes('--help')) {
    told.out(USAGE);
    return argv.length === 0 ? 2 : 0;
  }
  try {
    if (argv[0] === 'verify') return verifyFile(argv.slice(1), told);
    if (argv[0] === 'certificate') {
      told.out(`${await writeCertificate(argv.slice(1), threads)}\n`);
      return 0;
    }
    if (argv[0] === 'held') {
      told.out(`${await writeHeld(argv.slice(1), threads)}\n`);
      return 0;
    }
    const args = readArguments(argv);
    const rehearsal = await rehearse(args, threads);
    for (const notice of rehearsal.notices) told.error(`${notice}\n`);
    told.out(summary(rehearsal, args.out));
    return 0;
  } catch (error) {
    const sentence = saidOf(error);
    if (sentence === undefined) throw error;
    told.error(`${sentence}\n`);
    return 2;
  }
}

/** @returns 0: it holds; 1: it doesn't */
function verifyFile(argv: readonly string[], told: CommandOutput): number {
  const { path, kept } = readVerifyArguments(argv);
  const { found, head, others, retention } = verifyTrail(path, kept);
  const lines = [
    ...found.map((finding) => VERIFY_WORDS.found(finding)),
    ...others.map((entryNo) => VERIFY_WORDS.otherHash(entryNo)),
  ];
  const holds = lines.length === 0;
  const result = VERIFY_WORDS.result(holds, found.length > 0, head);
  told.out(`${[...lines, result, ...dueSentences(retention)].join('\n')}\n`);
  return holds ? 0 : 1;
}

/** Refusals, whether thrown directly or over the contract; undefined for bugs. */
function saidOf(error: unknown): string | undefined {
  if (error instanceof CommandRefusal) return error.message;
  if (error instanceof Refusal) return error.sentence;
  const { code, data } = error as { code?: string; data?: SentRefusal };
  return code === 'REFUSED' && data ? sentenceOf(data) : undefined;
}

function summary({ report, warnings, kit }: Rehearsal, out: string): string {
  const { settings } = report;
  const names = Object.keys(SUMMARY_WORDS.counts) as (keyof ReportHead['counts'])[];
  const line = (label: string, count: number) =>
    `  ${label.padEnd(30)}${PLAIN.count(count).padStart(10)}`;
  const { updated, counts, researchers, policy } = report;
  const lines = [
    ...names.map((name) => line(SUMMARY_WORDS.counts[name], counts[name])),
    ...(researchers
      ? (['nonAffiliated', 'unknown'] as const).map((stand) =>
          line(SUMMARY_WORDS.researchers[stand], researchers[stand]),
        )
      : []),
    ...updated.map(({ field, value, users }) => line(SUMMARY_WORDS.updated(field, value), users)),
  ];
  const head = SUMMARY_WORDS.head(settings);
  const told = warnings.map((warning) => `${warning}\n`).join('');
  const { report: json, purge, update, set } = RESULT_FILES;
  const written = [json, purge, ...(updated.length > 0 ? [update] : []), set];
  const alma = [
    SUMMARY_WORDS.policy,
    ...policy.map(({ label, value }) => `  ${label.padEnd(30)}${value}`),
  ];
  const places = [
    SUMMARY_WORDS.results(out, written),
    ...(kit === undefined ? [] : [SUMMARY_WORDS.kit(kit)]),
  ];
  return `${head}\n\n${alma.join('\n')}\n\n${lines.join('\n')}\n\n${told}${places.join('\n')}\n`;
}
