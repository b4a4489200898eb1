/**
 * Entry of the command line: the same engine without a display.
 * Exit 0 when done, 2 for arguments or input that can't be used (one sentence on standard error).
 */
import { join } from 'node:path';
import { PLAIN } from '#shared/domain/said.ts';
import type { SentRefusal } from '#shared/refusals/refusals.ts';
import { Refusal, sentenceOf } from '../refusal.ts';
import { readArguments, USAGE } from './arguments.ts';
import { CommandRefusal } from './commandRefusal.ts';
import { type Rehearsal, type RehearsalReport, rehearse } from './rehearse.ts';

async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 0 || argv.includes('--help')) {
    process.stdout.write(USAGE);
    return argv.length === 0 ? 2 : 0;
  }
  try {
    const args = readArguments(argv);
    const rehearsal = await rehearse(args, join(import.meta.dirname, 'writer.js'));
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

/** Refusals, whether thrown directly or over the contract; undefined for bugs. */
function saidOf(error: unknown): string | undefined {
  if (error instanceof CommandRefusal) return error.message;
  if (error instanceof Refusal) return error.sentence;
  const { code, data } = error as { code?: string; data?: SentRefusal };
  return code === 'REFUSED' && data ? sentenceOf(data) : undefined;
}

const LABELS: readonly (readonly [keyof RehearsalReport['counts'], string])[] = [
  ['rows', 'Rows in the candidates file'],
  ['candidates', 'Candidates'],
  ['excluded', 'Excluded by rule'],
  ['inScope', 'In scope of the purge'],
  ['purged', 'Purged'],
  ['retained', 'Retained'],
  ['boundary', 'Boundary users'],
  ['errors', 'Errors in the files'],
];

function summary({ report, warnings }: Rehearsal, out: string): string {
  const { settings } = report;
  const lines = LABELS.map(
    ([name, label]) => `  ${label.padEnd(30)}${PLAIN.count(report.counts[name]).padStart(10)}`,
  );
  const head = `${settings.asAlma ? 'Unsigned rehearsal' : 'Rehearsal'} for ${settings.runDate}, ${settings.days} days, ${settings.recordType}, ${settings.userGroup ?? 'all groups'}, threshold ${settings.waiveThreshold}, reading ${settings.reading}`;
  const told = warnings.map((warning) => `${warning}\n`).join('');
  return `${head}\n\n${lines.join('\n')}\n\n${told}Results are in ${out}: report.json, purge-report.xlsx, users-to-purge.xlsx\n`;
}

process.exitCode = await main(process.argv.slice(2));
