/**
 * Entry of the benchmarks: `npm run bench -- [NAME...]` prints one JSON line per figure. Ratios are
 * against something measured in the same run. Each measurement runs in a process of its own, so that
 * peaks of memory are its own too. Without names all of them run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBenchAlmaXml } from './benchAlmaXml.ts';
import { writeDetails } from './benchDetails.ts';
import { writeBenchWorkbook, writeCycleWorkbooks, writeNamedWorkbook } from './benchWorkbook.ts';
import { CYCLE_EXCLUSIONS } from './measureCycle.ts';
import { type Measured, type Measurement, measurements } from './measurements.ts';
import { ALMA_XML } from './measureUsers.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: string;
  readonly ok: boolean;
}

const SIZES = [
  ['10k', 10_000],
  ['200k', 200_000],
  ['1m', 1_000_000],
] as const;

const PEAK_GOALS: Readonly<Record<string, number>> = { '200k': 250, '1m': 450 };

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
    if (wanted(names, 'check', 'import')) await benchChecking(folder);
    if (wanted(names, 'start', 'grid', 'review', 'sets', 'purge', 'jobs'))
      await benchReplica(folder, names);
    if (wanted(names, 'workbook', 'report')) benchWriter(folder);
    if (wanted(names, 'report')) await benchReport(folder);
    if (wanted(names, 'erase')) await benchErasing(folder, names);
    if (wanted(names, 'cycle')) await benchCycle(folder, names);
    if (wanted(names, 'users')) await benchUsers(folder, names);
    if (wanted(names, 'users', 'details')) await benchDetails(folder, names);
    if (wanted(names, 'users', 'relations')) benchRelations(folder, names);
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
  await writeBenchWorkbook(join(folder, '200000.xlsx'), 200_000);
  benchReading(folder);
  benchImporting(folder);
  for (const strings of ['shared', 'inline'] as const) {
    for (const [label, rows] of SIZES) {
      await writeBenchWorkbook(join(folder, `${rows}.xlsx`), rows, strings);
      const { seconds, peakMib } = measure('import', folder, rows);
      const name = `import.${label}.${strings}`;
      tell(`${name}.seconds`, seconds, 's', '', true);
      tell(`${name}.rows_per_second`, rows / seconds, '1/s', '', true);
      const goal = PEAK_GOALS[label];
      tell(`${name}.peak_mib`, peakMib, 'MiB', goal ? `< ${goal}` : '', !goal || peakMib < goal);
    }
  }
  await writeBenchWorkbook(join(folder, '200000.xlsx'), 200_000);
  const cancel = measure('cancel', folder, 1_000_000);
  tell('import.1m.cancel_ms', cancel.longest!, 'ms', '< 500', cancel.longest! < 500);
  const during = measure('gridDuringImport', folder, 1_000_000);
  tell('grid.during_import_p95_ms', during.pageP95!, 'ms', '< 50', during.pageP95! < 50);
}

/** Reading alone, against other readers of the same file. */
function benchReading(folder: string): void {
  const rows = 200_000;
  const read = fastest('read', folder, rows);
  const exceljs = fastest('readExceljs', folder, rows);
  const openpyxl = measure('readOpenpyxl', folder, rows);
  const { checksum, broken } = measure('checksum', folder, rows);
  tell('read.200k.seconds', read.seconds, 's', '', true);
  const same = openpyxl.missing || openpyxl.checksum === checksum;
  const ratio = exceljs.seconds / read.seconds;
  tell('read.200k.vs_exceljs', ratio, 'x', '>= 6', ratio >= 6);
  if (!openpyxl.missing) {
    tell('read.200k.vs_openpyxl', openpyxl.seconds / read.seconds, 'x', '', true);
    tell('read.200k.same_as_openpyxl', same ? 1 : 0, '', '1', same);
  }
  tell('read.200k.broken_texts', broken!, 'rows', '0', broken === 0);
}

/** The whole import, against plain readers and inserts. */
function benchImporting(folder: string): void {
  const rows = 200_000;
  const floor = fastest('floor', folder, rows);
  const whole = fastest('import', folder, rows);
  const exceljs = fastest('exceljsInsert', folder, rows);
  const openpyxl = measure('openpyxlInsert', folder, rows);
  const against = (name: string, seconds: number, least: number) => {
    const ratio = seconds / whole.seconds;
    tell(`import.200k.${name}`, ratio, 'x', `>= ${least}`, ratio >= least);
  };
  against('vs_exceljs_insert', exceljs.seconds, 3.5);
  if (!openpyxl.missing) against('vs_openpyxl_insert', openpyxl.seconds, 5);
  const ratio = whole.seconds / floor.seconds;
  tell('import.200k.vs_floor', ratio, 'x', '<= 3.5', ratio <= 3.5);
}

/** A small file, for whose check somebody waits, against a reader that only streams it. */
async function benchChecking(folder: string): Promise<void> {
  const rows = 5000;
  await writeBenchWorkbook(join(folder, `${rows}.xlsx`), rows);
  // So short that what else the computer does may meet one of them alone: in turns, the best of each.
  const turns = [1, 2, 3, 4, 5].map(() => ({
    check: measure('check', folder, rows).seconds,
    exceljs: measure('readExceljsLoaded', folder, rows).seconds,
  }));
  const check = Math.min(...turns.map((turn) => turn.check));
  const ratio = check / Math.min(...turns.map((turn) => turn.exceljs));
  tell('import.5k.check_ms', check * 1000, 'ms', '', true);
  tell('import.5k.vs_exceljs_read', ratio, 'x', '<= 1.3', ratio <= 1.3);
}

/** The best of three: what else the computer does only ever makes it slower. */
function fastest(name: Measurement, folder: string, rows: number): Measured & { peakMib: number } {
  const runs = [1, 2, 3].map(() => measure(name, folder, rows));
  return runs.sort((a, b) => a.seconds - b.seconds)[0]!;
}

/** The writer of workbooks alone, against exceljs. */
function benchWriter(folder: string): void {
  const rows = 200_000;
  const { seconds, peakMib } = fastest('workbook', folder, rows);
  const ratio = fastest('workbookExceljs', folder, rows).seconds / seconds;
  tell('workbook.200k.seconds', seconds, 's', '', true);
  tell('workbook.200k.vs_exceljs_stream', ratio, 'x', '>= 2', ratio >= 2);
  tell('workbook.200k.peak_mib', peakMib, 'MiB', '< 160', peakMib < 160);
}

/** The workbook of a purge's report, against exceljs, which only writes the cells that it is given. */
async function benchReport(folder: string): Promise<void> {
  const rows = 200_000;
  await writeBenchWorkbook(join(folder, `${rows}.xlsx`), rows);
  measure('import', folder, rows);
  benchList(folder, rows);
  measure('purge', folder, rows);
  const { seconds, peakMib } = fastest('report', folder, rows);
  const ratio = fastest('reportExceljs', folder, rows).seconds / seconds;
  tell('report.200k.seconds', seconds, 's', '', true);
  tell('report.200k.vs_exceljs_stream', ratio, 'x', '>= 2', ratio >= 2);
  tell('report.200k.peak_mib', peakMib, 'MiB', '< 160', peakMib < 160);
  const { pageP95, longest } = measure('gridDuringExport', folder, rows);
  tell('report.200k.grid_during_export_p95_ms', pageP95!, 'ms', '< 50', pageP95! < 50);
  // The thread, its connection and what is read before the first row.
  tell('report.200k.begins_ms', longest!, 'ms', '', true);
}

/** Ten lines of details for each user, in six reports. */
async function benchDetails(folder: string, names: readonly string[]): Promise<void> {
  const [label, users] =
    names.includes('users.1m') || names.includes('details.1m') ? SIZES[2] : SIZES[1];
  await writeDetails(folder, users);
  const floor = measure('detailsFloor', folder, users);
  const imported = measure('details', folder, users);
  const ratio = imported.seconds / floor.seconds;
  tell(`details.${label}.seconds`, imported.seconds, 's', '', true);
  tell(`details.${label}.vs_insert`, ratio, 'x', '<= 4', ratio <= 4);
  const peak = imported.peakMib;
  tell(`details.${label}.peak_mib`, peak, 'MiB', '< 700', peak < 700);
  const { asked, peakMib } = measure('detailsAsked', folder, users);
  const one = asked!.details.sort((a, b) => a - b)[Math.floor(asked!.details.length * 0.95)]!;
  const warm = Math.max(...asked!.warm);
  tell(`details.${label}.one_user_p95_ms`, one, 'ms', '< 30', one < 30);
  tell(`details.${label}.first_filter_longest_ms`, Math.max(...asked!.cold), 'ms', '', true);
  tell(`details.${label}.filter_longest_ms`, warm, 'ms', '< 100', warm < 100);
  const [firstPage, ...pages] = asked!.pages;
  tell(`details.${label}.counted_first_page_ms`, firstPage!, 'ms', '', true);
  const page = Math.max(...pages);
  tell(`details.${label}.counted_page_ms`, page, 'ms', '< 20', page < 20);
  const [firstExact, ...again] = asked!.exact;
  tell(`details.${label}.first_exact_ms`, firstExact!, 'ms', '', true);
  const exact = Math.max(...again);
  tell(`details.${label}.exact_ms`, exact, 'ms', '< 100', exact < 100);
  tell(`details.${label}.filter_peak_mib`, peakMib, 'MiB', '< 700', peakMib < 700);
}

/** Proxies, sponsors and guardians of everybody, by an address for each user, against joins of plain tables. */
function benchRelations(folder: string, names: readonly string[]): void {
  const [label, users] =
    names.includes('users.1m') || names.includes('relations.1m') ? SIZES[2] : SIZES[1];
  measure('relationsAdded', folder, users);
  const join = measure('relationsJoin', folder, users).seconds * 1000;
  const { related, peakMib } = measure('relations', folder, users);
  const { proxies, guardians, one, found } = related!;
  const longest = Math.max(...one.slice(1));
  tell(`relations.${label}.found`, found, 'users', '', true);
  tell(`relations.${label}.proxies_ms`, proxies[0]!, 'ms', '', true);
  tell(`relations.${label}.proxies_again_ms`, proxies[1]!, 'ms', '', true);
  tell(`relations.${label}.guardians_ms`, guardians[0]!, 'ms', '', true);
  tell(`relations.${label}.guardians_again_ms`, guardians[1]!, 'ms', '', true);
  const ratio = guardians[0]! / join;
  tell(`relations.${label}.guardians_vs_join`, ratio, 'x', '<= 6', ratio <= 6);
  tell(`relations.${label}.first_user_ms`, one[0]!, 'ms', '', true);
  tell(`relations.${label}.one_user_longest_ms`, longest, 'ms', '', true);
  tell(`relations.${label}.peak_mib`, peakMib, 'MiB', '< 700', peakMib < 700);
}

/** Some of many users, for good, and then all that are left, against writing the whole file and its rows once. */
async function benchErasing(folder: string, names: readonly string[]): Promise<void> {
  // The small one for trying things out: by its name only.
  const [label, rows] = names.includes('erase.200k') ? SIZES[1] : SIZES[2];
  await writeNamedWorkbook(join(folder, `${rows}.xlsx`), rows);
  measure('import', folder, rows);
  measure('purge', folder, rows);
  tellErased(`erase.${label}.some`, measure('erase', folder, rows), {
    ...{ rewriting: 8, reading: 4, silence: 3000 },
  });
  tellErased(`erase.${label}.everybody`, measure('eraseEverybody', folder, rows), {
    // Each of some million texts is looked for, in several passes; all are marked in one step.
    ...{ rewriting: 16, reading: 15, silence: 6000 },
  });
}

function tellErased(
  of: string,
  { erased, pageP95, peakMib }: Measured & { peakMib: number },
  most: Readonly<Record<'rewriting' | 'reading' | 'silence', number>>,
): void {
  const { users, takenOut, reopened, searched, swept, closed, rewritten, read, silent } = erased!;
  tell(`${of}.users`, users, 'users', '', true);
  tell(`${of}.taking_out_seconds`, takenOut / 1000, 's', '', true);
  tell(`${of}.reopening_seconds`, reopened / 1000, 's', '', true);
  tell(`${of}.search_seconds`, searched / 1000, 's', '', true);
  tell(`${of}.needles`, erased!.needles, 'texts', '', true);
  tell(`${of}.searched_mib`, erased!.searchedBytes / (1 << 20), 'MiB', '', true);
  tell(`${of}.space_seconds`, swept / 1000, 's', '', true);
  tell(`${of}.closing_seconds`, closed / 1000, 's', '', true);
  const ratio = (takenOut + reopened + swept + closed) / rewritten;
  tell(`${of}.vs_rewriting_the_file`, ratio, 'x', `<= ${most.rewriting}`, ratio <= most.rewriting);
  const search = searched / read;
  tell(
    `${of}.search_vs_reading_the_file`,
    search,
    'x',
    `<= ${most.reading}`,
    search <= most.reading,
  );
  tell(`${of}.longest_silence_ms`, silent, 'ms', `< ${most.silence}`, silent < most.silence);
  tell(`${of}.grid_p95_ms`, pageP95!, 'ms', '< 50', pageP95! < 50);
  tell(`${of}.peak_mib`, peakMib, 'MiB', '< 700', peakMib < 700);
}

/** The whole cycle on the command line, against the import of the same candidates alone. */
async function benchCycle(folder: string, names: readonly string[]): Promise<void> {
  // The small one for trying things out: by its name only.
  const [label, rows] = names.includes('cycle.200k') ? SIZES[1] : SIZES[2];
  const exclusions = join(folder, CYCLE_EXCLUSIONS);
  await writeCycleWorkbooks(join(folder, `${rows}.xlsx`), exclusions, rows);
  const imported = measure('import', folder, rows);
  const cycle = measure('cycle', folder, rows);
  const ratio = cycle.seconds / imported.seconds;
  const peak = cycle.programPeakMib!;
  tell(`cycle.${label}.seconds`, cycle.seconds, 's', '', true);
  tell(`cycle.${label}.vs_import`, ratio, 'x', '<= 4', ratio <= 4);
  tell(`cycle.${label}.peak_mib`, peak, 'MiB', '< 700', peak < 700);
}

/** Users from Alma's XML, against plain inserts of the same values. */
async function benchUsers(folder: string, names: readonly string[]): Promise<void> {
  // The large one, of 3.5 GB, by its name only.
  const [label, users] = names.includes('users.1m') ? SIZES[2] : SIZES[1];
  await writeBenchAlmaXml(join(folder, ALMA_XML), users);
  const imported = measure('users', folder, users);
  const ratio = imported.seconds / measure('usersInsert', folder, users).seconds;
  const peak = imported.peakMib;
  tell(`users.${label}.seconds`, imported.seconds, 's', '', true);
  tell(`users.${label}.per_second`, users / imported.seconds, '1/s', '', true);
  tell(`users.${label}.vs_insert`, ratio, 'x', '<= 4', ratio <= 4);
  tell(`users.${label}.peak_mib`, peak, 'MiB', '< 700', peak < 700);
}

/** The list of everybody in the review. */
function benchList(folder: string, rows: number): void {
  measure('decideHalf', folder, rows);
  const { seconds, peakMib } = fastest('list', folder, rows);
  const ratio = fastest('listExceljs', folder, rows).seconds / seconds;
  tell('review_list.200k.seconds', seconds, 's', '', true);
  tell('review_list.200k.vs_exceljs_stream', ratio, 'x', '>= 2', ratio >= 2);
  tell('review_list.200k.peak_mib', peakMib, 'MiB', '< 160', peakMib < 160);
}

async function benchReplica(folder: string, names: readonly string[]): Promise<void> {
  const rows = 1_000_000;
  await writeBenchWorkbook(join(folder, `${rows}.xlsx`), rows);
  measure('import', folder, rows);
  if (wanted(names, 'start')) {
    const { opened, paged, counted } = measure('start', folder, rows).started!;
    tell('start.1m.opened_ms', opened, 'ms', '', true);
    // A third of the time is the window's.
    tell('start.1m.first_page_ms', paged, 'ms', '< 2000', paged < 2000);
    tell('start.1m.counted_ms', counted, 'ms', '', true);
  }
  if (wanted(names, 'grid')) {
    const grid = measure('grid', folder, rows);
    tell('grid.1m.page_p95_ms', grid.pageP95!, 'ms', '< 20', grid.pageP95! < 20);
    tell('grid.1m.cold_sort_ms', grid.coldSort!, 'ms', '', true);
    tell('grid.1m.first_sort_ms', grid.firstSort!, 'ms', '< 1000', grid.firstSort! < 1000);
    tell('grid.1m.flag_p95_ms', grid.filterP95!, 'ms', '< 100', grid.filterP95! < 100);
    tell('grid.1m.counts_ms', grid.counts!, 'ms', '', true);
    tell('grid.1m.search_p95_ms', grid.searchP95!, 'ms', '< 75', grid.searchP95! < 75);
  }
  if (wanted(names, 'review')) {
    for (const [label, users] of SIZES.slice(1)) {
      if (users < rows) {
        await writeBenchWorkbook(join(folder, `${users}.xlsx`), users);
        measure('import', folder, users);
      }
      const { decided, longest } = measure('decide', folder, users);
      tell(`review.200k_of_${label}.decide_ms`, decided!, 'ms', '< 1000', decided! < 1000);
      tell(`review.200k_of_${label}.undo_ms`, longest!, 'ms', '< 1000', longest! < 1000);
    }
  }
  if (wanted(names, 'sets')) {
    const sets = measure('sets', folder, rows);
    tell('sets.1m.combine_ms', sets.combine!, 'ms', '< 10 to the counts', sets.combine! < 10);
  }
  if (wanted(names, 'jobs')) {
    const update = measure('update', folder, rows);
    const ratio = update.run! / update.insertFloor!;
    tell('jobs.1m.update_two_fields_seconds', update.run! / 1000, 's', '', true);
    tell('jobs.1m.update_vs_insert_history', ratio, 'x', '<= 4', ratio <= 4);
  }
  if (wanted(names, 'purge')) {
    const purge = measure('purge', folder, rows);
    tell('purge.1m.preview_ms', purge.preview!, 'ms', '< 100', purge.preview! < 100);
    const compared = purge.compared!;
    tell('purge.1m.compare_previews_ms', compared, 'ms', '< 200', compared < 200);
    const { preview: ofSet, compared: withSet } = purge.ofSet!;
    tell('purge.1m.preview_of_set_ms', ofSet, 'ms', '< 100', ofSet < 100);
    tell('purge.1m.compare_set_with_group_ms', withSet, 'ms', '< 200', withSet < 200);
    const [first, again] = purge.comparedWithRun!;
    tell('purge.1m.first_compare_with_run_ms', first, 'ms', '', true);
    tell('purge.1m.compare_with_run_ms', again, 'ms', '< 200', again < 200);
    tell(
      'purge.1m.run_vs_insert_floor',
      purge.run! / purge.insertFloor!,
      'x',
      '<= 4',
      purge.run! / purge.insertFloor! <= 4,
    );
  }
}
