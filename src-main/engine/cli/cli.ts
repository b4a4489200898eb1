/**
 * Entry of the command line: the same engine without a display.
 * Exit 0 when done, 1 for a workspace that doesn't hold what was written, 2 for arguments or input that can't be used (one sentence on standard error).
 */
import { join } from 'node:path';
import { PLAIN } from '#shared/domain/said.ts';
import type { SentRefusal } from '#shared/refusals/refusals.ts';
import { Refusal, sentenceOf } from '../refusal.ts';
import { readArguments } from './arguments.ts';
import { CommandRefusal } from './commandRefusal.ts';
import { type Rehearsal, rehearse } from './rehearse.ts';
import type { ReportHead } from './results.ts';
import { verify } from './verify.ts';
import { SUMMARY_WORDS, USAGE, VERIFY_WORDS } from './words.ts';

async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 0 || argv.includes('--help')) {
    process.stdout.write(USAGE);
    return argv.length === 0 ? 2 : 0;
  }
  try {
    if (argv[0] === 'verify') return verifyFile(argv.slice(1));
    const args = readArguments(argv);
    const rehearsal = await rehearse(args, {
      writer: join(import.meta.dirname, 'writer.js'),
      exporter: join(import.meta.dirname, 'export.js'),
    });
    for (const notice of rehearsal.notices) process.stderr.write(`${notice}\n`);
    process.stdout.write(summary(rehearsal, args.out));
    return 0;
  } catch (error) {
    const sentence = saidOf(error);
    if (sentence === undefined) throw error;
    process.stderr.write(`${sentence}\n`);
    return 2;
  }
}

/** @returns 0: it holds; 1: it doesn't */
function verifyFile([path, ...rest]: readonly string[]): number {
  if (path === undefined || rest.length > 0) throw new CommandRefusal(VERIFY_WORDS.usage);
  const found = verify(path);
  const lines = found.map((finding) => VERIFY_WORDS.found(finding));
  process.stdout.write(`${[...lines, VERIFY_WORDS.result(found.length)].join('\n')}\n`);
  return found.length === 0 ? 0 : 1;
}

/** Refusals, whether thrown directly or over the contract; undefined for bugs. */
function saidOf(error: unknown): string | undefined {
  if (error instanceof CommandRefusal) return error.message;
  if (error instanceof Refusal) return error.sentence;
  const { code, data } = error as { code?: string; data?: SentRefusal };
  return code === 'REFUSED' && data ? sentenceOf(data) : undefined;
}

function summary({ report, warnings }: Rehearsal, out: string): string {
  const { settings } = report;
  const names = Object.keys(SUMMARY_WORDS.counts) as (keyof ReportHead['counts'])[];
  const lines = names.map(
    (name) =>
      `  ${SUMMARY_WORDS.counts[name].padEnd(30)}${PLAIN.count(report.counts[name]).padStart(10)}`,
  );
  const head = SUMMARY_WORDS.head(settings);
  const told = warnings.map((warning) => `${warning}\n`).join('');
  return `${head}\n\n${lines.join('\n')}\n\n${told}${SUMMARY_WORDS.results(out)}\n`;
}

process.exitCode = await main(process.argv.slice(2));
