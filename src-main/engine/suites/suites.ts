/**
 * Entry of the public suites: `npm run suites -- FOLDER` reads every workbook and text file in the folder and
 * compares it with an oracle. Exit 1 when one differs. Prints names of files and cells that differ: made for test
 * files that are public, not for those of a library.
 */
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { compareFile, type Outcome } from './compareFile.ts';

const ENDINGS = /\.(xlsx|xlsm|xltx|xltm|xlam|xlsb|xls|csv|tsv|tab|txt)$/i;

const [folder] = process.argv.slice(2);
process.exitCode = folder === undefined ? usage() : await runSuites(folder);

function usage(): number {
  process.stderr.write('Give the folder with the files: npm run suites -- FOLDER\n');
  return 2;
}

async function runSuites(root: string): Promise<number> {
  if (!(await stat(root).catch(() => undefined))?.isDirectory()) {
    process.stderr.write(`${root}: there is no such folder.\n`);
    return 2;
  }
  const names = (await readdir(root, { recursive: true })).filter((name) => ENDINGS.test(name));
  const files: string[] = [];
  for (const name of names.sort())
    if ((await stat(join(root, name))).isFile()) files.push(join(root, name));
  const counts = { identical: 0, refused: 0, unchecked: 0, different: 0, faults: 0 };
  const refusals = new Map<string, number>();
  let cells = 0;
  for (const file of files) {
    const outcome = await compareFile(file).catch((error: unknown) => ({
      result: 'faults' as const,
      error,
    }));
    counts[outcome.result]++;
    if ('cells' in outcome) cells += outcome.cells;
    if (outcome.result === 'refused')
      refusals.set(outcome.code, (refusals.get(outcome.code) ?? 0) + 1);
    const told = sentenceOf(outcome);
    if (told) process.stdout.write(`${relative(root, file)}: ${told}\n`);
  }
  const codes = [...refusals].map(([code, count]) => `${code} ${count}`).join(', ');
  process.stdout.write(
    [
      `files       ${files.length}`,
      `cells       ${cells}`,
      `identical   ${counts.identical}`,
      `refused     ${counts.refused}${codes && ` (${codes})`}`,
      `unchecked   ${counts.unchecked}`,
      `different   ${counts.different + counts.faults}`,
      '',
    ].join('\n'),
  );
  return counts.different + counts.faults > 0 ? 1 : 0;
}

function sentenceOf(outcome: Outcome | { result: 'faults'; error: unknown }): string | undefined {
  switch (outcome.result) {
    case 'different': {
      const { sheet, row, column, read, expected } = outcome.difference;
      const short = (text: string) => JSON.stringify(text.slice(0, 120));
      return `differs in sheet ${JSON.stringify(sheet)}, row ${row}, column ${column}: read ${short(read)}, expected ${short(expected)}`;
    }
    case 'faults':
      return `a fault of the program: ${String(outcome.error).split('\n')[0]}`;
    case 'unchecked':
      return `the oracle can’t read it: ${outcome.reason}`;
    default:
      return undefined;
  }
}
