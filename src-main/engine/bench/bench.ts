/**
 * Entry of the benchmarks: `npm run bench -- [NAME...]` prints one JSON line per figure. Ratios are
 * against something measured in the same run. Each measurement runs in a process of its own, so that
 * peaks of memory are its own too. Without names all of them run.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBenchWorkbook } from './benchWorkbook.ts';
import { type Measured, type Measurement, measurements } from './measurements.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: string;
  readonly ok: boolean;
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === '--measure') await measureHere(rest as [Measurement, string, string]);
else await runBenchmarks(mode ? [mode, ...rest] : []);

async function measureHere([name, folder, rows]: [Measurement, string, string]): Promise<void> {
  const measured = await measurements[name](folder, Number(rows));
  const peakMib = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${JSON.stringify({ ...measured, peakMib })}\n`);
}

async function runBenchmarks(names: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'purge-desk-bench-'));
  try {
    if (wanted(names, 'read', 'import')) await benchImport(folder);
    if (wanted(names, 'grid', 'sets', 'purge', 'report')) await benchReplica(folder, names);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function wanted(names: readonly string[], ...groups: string[]): boolean {
  return names.length === 0 || groups.some((group) => names.some((name) => name.startsWith(group)));
}

function measure(name: Measurement, folder: string, rows: number): Measured & { peakMib: number } {
  const child = spawnSync(
    process.execPath,
    ['--expose-gc', process.argv[1]!, '--measure', name, folder, String(rows)],
    {
      env: process.env,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  );
  const line = child.stdout.trim().split('\n').at(-1);
  if (child.status !== 0 || !line)
    throw new Error(`The measurement ${name} failed: ${child.stderr.slice(-2000)}`);
  return JSON.parse(line) as Measured & { peakMib: number };
}

function tell(name: string, value: number, unit: string, goal: string, ok: boolean): void {
  const figure: Figure = { name, value: Math.round(value * 100) / 100, unit, goal, ok };
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}

async function benchImport(folder: string): Promise<void> {
  const small = 200_000;
  mkdirSync(folder, { recursive: true });
  await writeBenchWorkbook(join(folder, `${small}.xlsx`), small);
  const floor = measure('floor', folder, small);
  const read = measure('read', folder, small);
  const exceljs = measure('readExceljs', folder, small);
  const whole = measure('import', folder, small);
  const exceljsInsert = measure('exceljsInsert', folder, small);
  tell(
    'read.200k.vs_exceljs',
    exceljs.seconds / read.seconds,
    'x',
    '>= 6',
    exceljs.seconds / read.seconds >= 6 && read.checksum !== 0,
  );
  tell('import.200k.seconds', whole.seconds, 's', '', true);
  tell(
    'import.200k.vs_exceljs_insert',
    exceljsInsert.seconds / whole.seconds,
    'x',
    '>= 3.5',
    exceljsInsert.seconds / whole.seconds >= 3.5,
  );
  tell(
    'import.200k.vs_floor',
    whole.seconds / floor.seconds,
    'x',
    '<= 3.5',
    whole.seconds / floor.seconds <= 3.5,
  );
  tell('import.200k.peak_mib', whole.peakMib, 'MiB', '< 250', whole.peakMib < 250);
  const large = 1_000_000;
  await writeBenchWorkbook(join(folder, `${large}.xlsx`), large);
  const million = measure('import', folder, large);
  tell('import.1m.seconds', million.seconds, 's', '', true);
  tell('import.1m.peak_mib', million.peakMib, 'MiB', '< 450', million.peakMib < 450);
}

async function benchReplica(folder: string, names: readonly string[]): Promise<void> {
  const rows = 1_000_000;
  await writeBenchWorkbook(join(folder, `${rows}.xlsx`), rows);
  measure('import', folder, rows);
  if (wanted(names, 'grid')) {
    const grid = measure('grid', folder, rows);
    tell('grid.1m.page_p95_ms', grid.pageP95!, 'ms', '< 20', grid.pageP95! < 20);
    tell('grid.1m.first_sort_ms', grid.firstSort!, 'ms', '< 1000', grid.firstSort! < 1000);
    tell('grid.1m.search_p95_ms', grid.searchP95!, 'ms', '< 75', grid.searchP95! < 75);
  }
  if (wanted(names, 'sets')) {
    const sets = measure('sets', folder, rows);
    tell('sets.1m.combine_ms', sets.combine!, 'ms', '< 10 to the counts', sets.combine! < 10);
  }
  if (wanted(names, 'purge')) {
    const purge = measure('purge', folder, rows);
    tell('purge.1m.preview_ms', purge.preview!, 'ms', '< 100', purge.preview! < 100);
    tell(
      'purge.1m.run_vs_insert_floor',
      purge.run! / purge.insertFloor!,
      'x',
      '<= 4',
      purge.run! / purge.insertFloor! <= 4,
    );
  }
}
