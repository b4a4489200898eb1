/**
 * How long the whole cycle takes on the command line, and what its process needs with all its threads at most. Starts
 * the built program as a librarian does; looks at nothing inside it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The list of exclusions beside the candidates. */
export const CYCLE_EXCLUSIONS = 'exclusions.xlsx';

const SETTINGS = [
  ...['--run-date', '2026-11-21', '--days', '30', '--record-type', 'Public'],
  ...['--user-group', 'OK to Purge', '--waive-threshold', '9.99', '--protect-group', 'I-Share'],
];

/** Loaded before the program: a process tells the peak of its memory only itself. */
const TELL_PEAK = `process.once('exit', () =>
  require('node:fs').writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));`;

/** @param script path of the built command line */
export function measureCycle(folder: string, candidates: string, script: string) {
  const out = join(folder, 'results');
  const temporary = join(folder, 'tmp');
  const tellPeak = join(folder, 'tellPeak.cjs');
  const peakFile = join(folder, 'peak');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  writeFileSync(tellPeak, TELL_PEAK);
  const files = ['--candidates', join(folder, candidates)];
  files.push('--exclusions', join(folder, CYCLE_EXCLUSIONS), '--out', out);
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--require', tellPeak, script, 'rehearse', ...files, ...SETTINGS],
    { env: { ...process.env, PEAK_FILE: peakFile, TMPDIR: temporary }, encoding: 'utf8' },
  );
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`The cycle ended with ${status}: ${stderr.slice(-2000)}`);
  return { seconds, programPeakMib: Number(readFileSync(peakFile, 'utf8')) / 1024 };
}
