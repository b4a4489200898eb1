/**
 * What the benchmarks measure, each run in a process of its own. Wall-clock seconds or milliseconds
 * on real files and a real workspace; whatever a figure is compared with is measured here as well.
 */

import { spawnSync } from 'node:child_process';
import { createReadStream, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { combineSets } from '#shared/domain/combineSets.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { allOf, CANDIDATES, EVERYBODY } from '#shared/domain/criteria.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { purgeOf } from '#shared/jobKinds/purgeUserRecords.ts';
import { transaction } from '../db/db.ts';
import { Database } from '../db/sqlite.ts';
import { createWorkspace, openReadable, openWritable } from '../db/workspaceFile.ts';
import { exportHere, exportInThread } from '../exporting/exporter.ts';
import type { ExportGiven } from '../exporting/performExport.ts';
import { comparePurges } from '../jobs/kinds/purgeUserRecords/comparePurges.ts';
import { previewPurge } from '../jobs/kinds/purgeUserRecords/previewPurge.ts';
import { notePolicyAnswered } from '../replica/policyAsked.ts';
import { readSettings } from '../replica/settings.ts';
import { UserColumns } from '../replica/userColumns.ts';
import { UserOrders } from '../replica/userRows.ts';
import { jobReportSource } from '../reports/jobReportSource.ts';
import { importRequests } from '../requests/imports.ts';
import { jobRequests } from '../requests/jobs.ts';
import { reviewRequests } from '../requests/review.ts';
import { tasks } from '../requests/tasks.ts';
import { settingsRequests } from '../requests/workspace.ts';
import { reviewCounts } from '../review/reviewCounts.ts';
import { beginReading, reading, runJobs } from '../session/chores.ts';
import { createSet } from '../sets/userSets.ts';
import { openTable } from '../tables/openTable.ts';
import { startWriter, startWriterInline, type Writer } from '../writer/writer.ts';
import { benchRow } from './benchWorkbook.ts';
import { readyRows, writeWithExceljs } from './exceljsLists.ts';
import { measureCheck } from './measureCheck.ts';
import { measureCycle } from './measureCycle.ts';
import { add, askDetails, importDetails, insertDetails } from './measureDetails.ts';
import { type Erased, measureErase, type Whom } from './measureErase.ts';
import { decideHalf, measureList, measureListExceljs } from './measureList.ts';
import {
  findRelations,
  importRelations,
  joinRelations,
  writeRelations,
} from './measureRelations.ts';
import { measureStart, type Started } from './measureStart.ts';
import { measureUpdate } from './measureUpdate.ts';
import { measureUsers, measureUsersInsert } from './measureUsers.ts';
import { measureWorkbook, measureWorkbookExceljs } from './measureWorkbook.ts';

export interface Measured {
  readonly seconds: number;
  readonly checksum?: number;
  readonly pageP95?: number;
  readonly firstSort?: number;
  /** The same before anything was read ahead. */
  readonly coldSort?: number;
  readonly searchP95?: number;
  /** First page of each flag. */
  readonly filterP95?: number;
  /** All numbers of the review, and those beside the filter. */
  readonly counts?: number;
  readonly combine?: number;
  readonly started?: Started;
  readonly preview?: number;
  /** Two previews held against each other. */
  readonly compared?: number;
  /** The same of members of a set: a preview, and one held against a group's. */
  readonly ofSet?: { readonly preview: number; readonly compared: number };
  /** A preview against the purge that ran: at first, with its outcomes read, and again. */
  readonly comparedWithRun?: readonly [number, number];
  readonly run?: number;
  readonly erased?: Erased;
  readonly insertFloor?: number;
  /** Texts with the mark that a reader puts in the place of what it couldn't decode. */
  readonly broken?: number;
  /** Not measured: a program that is compared with isn't here. */
  readonly missing?: true;
  readonly longest?: number;
  readonly decided?: number;
  /** One user's details; filters on details at first and again. */
  readonly asked?: ReturnType<typeof askDetails>;
  /** Proxies and guardians of everybody, and of one user. */
  readonly related?: ReturnType<typeof findRelations>;
  /** Of a program that was started for the measurement, with all its threads. */
  readonly programPeakMib?: number;
}

/** Previews of a set of everybody. Leaves the set behind. */
async function measureSetPurge(path: string, rows: number, byGroup: PurgeSettings) {
  const { db: writable, close } = openWritable(path);
  const everybody = UserBitmap.of(Array.from({ length: rows }, (_, n) => n + 1));
  const details = { name: 'Everybody', description: '', note: '' };
  const setId = createSet(writable, details, everybody, { from: 'rehearsal' }, BY);
  close();
  const db = openReadable(path);
  const columns = new UserColumns(db);
  columns.refresh();
  const settings = { ...byGroup, userGroup: null, setId };
  const other = { of: 'settings', settings: { ...byGroup, userGroup: 'Alumni' } } as const;
  previewPurge(columns, settings);
  const preview = await timed(() => previewPurge(columns, settings));
  comparePurges(columns, settings, other);
  const compared = await timed(() => comparePurges(columns, settings, other));
  db.close();
  return { preview, compared };
}

export type Measurement = keyof typeof measurements;

const BY_NAME = [
  { field: 'last_name', direction: 'asc' },
  { field: 'purge_date', direction: 'desc' },
] as const;

const DECIDED_AT_ONCE = 200_000;

const THREE_COLUMNS = [
  { field: 'user_group', direction: 'asc' },
  { field: 'expiry_date', direction: 'desc' },
  { field: 'first_name', direction: 'asc' },
] as const;

const BY = 'bench';

function fail(error: Error): never {
  throw error;
}

const NOBODY = {
  set: () => undefined,
  preview: () => undefined,
  rule: () => undefined,
  lines: {
    find: () => new UserBitmap(),
    told: () => new UserBitmap(),
    identified: () => new UserBitmap(),
    counts: () => ({ values: new Float64Array(0) }),
    values: () => ({ values: [], distinct: 0 }),
  },
  extra: () => ({ values: new Float64Array(0), texts: [] }),
};

/** The purge that `purge` ran. */
const REPORTED_JOB = 1;

const reportOf = (folder: string): ExportGiven => ({
  what: { of: 'job', jobId: REPORTED_JOB },
  wanted: { format: 'xlsx', path: join(folder, 'report.xlsx') },
  locales: [],
  by: BY,
  previews: [],
});

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function p95(milliseconds: number[]): number {
  return milliseconds.sort((a, b) => a - b)[Math.floor(milliseconds.length * 0.95)]!;
}

/** The table as one number, however it was read: cells by their text, dates in ISO form. */
class Checksum {
  value = 0;
  broken = 0;

  add(texts: readonly string[], width: number): void {
    const line = `${texts.slice(0, width).join('\u001f')}\n`;
    if (line.includes('\ufffd')) this.broken++;
    this.value = crc32(Buffer.from(line), this.value);
  }
}

/** What openpyxl gives for the same file, in the same form. */
const OPENPYXL = `
import datetime, json, sqlite3, sys, time, zlib
from openpyxl import load_workbook
path, db_path, insert = sys.argv[1], sys.argv[2], sys.argv[3] == 'insert'
def text(value):
    if value is None: return ''
    if isinstance(value, datetime.datetime): return value.date().isoformat()
    return str(value)
start = time.perf_counter()
sheet = load_workbook(path, read_only=True).worksheets[0]
rows = (tuple(text(cell) for cell in row) for row in sheet.iter_rows(values_only=True))
crc = 0
if insert:
    db = sqlite3.connect(db_path)
    db.execute('PRAGMA journal_mode = WAL')
    db.execute('CREATE TABLE plain (a, b, c, d, e, f, g, h, i)')
    db.executemany('INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', rows)
    db.commit()
else:
    for row in rows: crc = zlib.crc32(('\\x1f'.join(row) + '\\n').encode(), crc)
print(json.dumps({'seconds': time.perf_counter() - start, 'checksum': crc}))
`;

function runOpenpyxl(path: string, insert: boolean): Measured {
  const db = join(dirname(path), 'openpyxl.db');
  rmSync(db, { force: true });
  const args = ['-c', OPENPYXL, path, db, insert ? 'insert' : 'read'];
  // The system's own Python first: Debian's package belongs to it.
  for (const python of ['/usr/bin/python3', 'python3']) {
    const { status, stdout } = spawnSync(python, args, { encoding: 'utf8' });
    if (status === 0) return JSON.parse(stdout) as Measured;
  }
  return { seconds: 0, missing: true };
}

async function importFile(writer: Writer, file: string): Promise<number> {
  const importId = await writer.run(beginReading, { path: file, options: {} });
  await writer.run(reading, { importId, path: file, options: {}, by: 'Bench' });
  const given = { importId, mode: 'add', absent: 'unknown' } as const;
  await writer.run(importRequests.commit.task, { by: BY, given });
  return importId;
}

async function scan(
  path: string,
  onTexts: (texts: readonly string[], width: number) => void,
): Promise<void> {
  const workbook = await openTable(path);
  await workbook.readSheet(0, (row) => void onTexts(row.texts, row.width));
  workbook.close();
}

async function scanWithExceljs(path: string, onValues: (values: unknown[]) => void): Promise<void> {
  const { default: ExcelJS } = await import('exceljs');
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(createReadStream(path), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
  });
  for await (const sheet of reader)
    for await (const row of sheet) onValues((row.values as unknown[]).slice(1));
}

async function readExceljs(folder: string, rows: number): Promise<Measured> {
  let length = 0;
  const time = await timed(() =>
    scanWithExceljs(join(folder, `${rows}.xlsx`), (values) => {
      for (const value of values) length += String(value).length;
    }),
  );
  return { seconds: time / 1000, checksum: length };
}

function plainInsert(path: string) {
  rmSync(path, { force: true });
  const db = new Database(path);
  db.exec(
    'PRAGMA journal_mode = WAL; CREATE TABLE plain (a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT, g TEXT, h TEXT, i TEXT); BEGIN',
  );
  const insert = db.prepare('INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return {
    insert: (values: unknown[]) =>
      void insert.run(...Array.from({ length: 9 }, (_, n) => String(values[n] ?? ''))),
    finish: () => {
      db.exec('COMMIT');
      db.close();
    },
  };
}

export const measurements = {
  /** The least that any import has to do: unpack and scan is left out, inserting the rows is in. */
  async floor(folder: string, rows: number): Promise<Measured> {
    const unzip = await timed(() =>
      spawnSync(
        'unzip',
        ['-p', join(folder, `${rows}.xlsx`), 'xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml'],
        { stdio: 'ignore' },
      ),
    );
    const insert = await timed(() => {
      const plain = plainInsert(join(folder, 'floor.db'));
      for (let n = 0; n < rows; n++) plain.insert(benchRow(n));
      plain.finish();
    });
    return { seconds: (unzip + insert) / 1000 };
  },

  async read(folder: string, rows: number): Promise<Measured> {
    let length = 0;
    const time = await timed(() =>
      scan(join(folder, `${rows}.xlsx`), (texts, width) => {
        for (let n = 0; n < width; n++) length += texts[n]!.length;
      }),
    );
    return { seconds: time / 1000, checksum: length };
  },

  /** Not timed: what was read, to be compared with what another reader reads. */
  async checksum(folder: string, rows: number): Promise<Measured> {
    const checksum = new Checksum();
    await scan(join(folder, `${rows}.xlsx`), (texts, width) => checksum.add(texts, width));
    return { seconds: 0, checksum: checksum.value, broken: checksum.broken };
  },

  readExceljs,

  /** The same in a program that has loaded exceljs before. */
  async readExceljsLoaded(folder: string, rows: number): Promise<Measured> {
    await import('exceljs');
    return readExceljs(folder, rows);
  },

  async check(folder: string, rows: number): Promise<Measured> {
    const script = join(dirname(process.argv[1]!), 'writer.js');
    const time = await measureCheck(folder, join(folder, `${rows}.xlsx`), script);
    return { seconds: time / 1000 };
  },

  async readOpenpyxl(folder: string, rows: number): Promise<Measured> {
    return runOpenpyxl(join(folder, `${rows}.xlsx`), false);
  },

  async openpyxlInsert(folder: string, rows: number): Promise<Measured> {
    return runOpenpyxl(join(folder, `${rows}.xlsx`), true);
  },

  async exceljsInsert(folder: string, rows: number): Promise<Measured> {
    const plain = plainInsert(join(folder, 'exceljs.db'));
    const time = await timed(async () => {
      await scanWithExceljs(join(folder, `${rows}.xlsx`), plain.insert);
      plain.finish();
    });
    return { seconds: time / 1000 };
  },

  /** From the file to a committed replica with flags, and the file left clean. */
  async import(folder: string, rows: number): Promise<Measured> {
    const path = join(folder, `${rows}.purgedesk`);
    createWorkspace(path);
    answerPolicy(path);
    const file = join(folder, `${rows}.xlsx`);
    const time = await timed(async () => {
      const writer = startWriterInline(path, () => {});
      await importFile(writer, file);
      await writer.close();
    });
    return { seconds: time / 1000 };
  },

  async details(folder: string): Promise<Measured> {
    return { seconds: (await importDetails(folder)) / 1000 };
  },

  async detailsFloor(folder: string, users: number): Promise<Measured> {
    return { seconds: insertDetails(folder, users) / 1000 };
  },

  async detailsAsked(folder: string, users: number): Promise<Measured> {
    return { seconds: 0, asked: askDetails(folder, users) };
  },

  async relationsAdded(folder: string, users: number): Promise<Measured> {
    await writeRelations(folder, users);
    const time = await timed(() => importRelations(folder, add));
    return { seconds: time / 1000 };
  },

  async relations(folder: string): Promise<Measured> {
    return { seconds: 0, related: findRelations(folder) };
  },

  async relationsJoin(folder: string, users: number): Promise<Measured> {
    return { seconds: joinRelations(folder, users) / 1000 };
  },

  /** From the cancel of a reading until nothing of it is left, at several moments of it. */
  async cancel(folder: string, rows: number): Promise<Measured> {
    const path = join(folder, 'cancel.purgedesk');
    createWorkspace(path);
    const script = join(dirname(process.argv[1]!), 'writer.js');
    const writer = await startWriter(path, script, tasks, () => {}, fail);
    await importFile(writer, join(folder, '200000.xlsx'));
    const file = join(folder, `${rows}.xlsx`);
    const answers: number[] = [];
    for (const after of [50, 500, 2000, 4000, 6000, 8000, 10_000]) {
      const importId = await writer.run(beginReading, { path: file, options: {} });
      const controller = new AbortController();
      const input = { importId, path: file, options: {}, by: 'Bench' };
      const cancelled = writer.run(reading, input, controller.signal);
      await pause(after);
      answers.push(
        await timed(async () => {
          controller.abort();
          await writer.run(importRequests.discard.task, { by: BY, given: { importId } });
          await cancelled;
        }),
      );
    }
    await writer.close();
    return { seconds: 0, longest: Math.max(...answers) };
  },

  /** Pages of a workspace with users, while as many more are read and added in the writer's thread. */
  async gridDuringImport(folder: string, rows: number): Promise<Measured> {
    const path = join(folder, 'during.purgedesk');
    createWorkspace(path);
    const script = join(dirname(process.argv[1]!), 'writer.js');
    const writer = await startWriter(path, script, tasks, () => {}, fail);
    await importFile(writer, join(folder, '200000.xlsx'));
    const orders = new UserOrders(openReadable(path), NOBODY);
    orders.page(CANDIDATES, BY_NAME, 0, 100);
    const pages: number[] = [];
    let done = false;
    const importing = importFile(writer, join(folder, `${rows}.xlsx`)).then(() => {
      done = true;
    });
    for (let n = 0; !done; n++) {
      pages.push(await timed(() => orders.page(CANDIDATES, BY_NAME, (n * 4999) % 190_000, 100)));
      await pause(20);
    }
    await importing;
    await writer.close();
    // The last page may be one of a replica that has just become another: its order is new.
    return { seconds: 0, pageP95: p95(pages.slice(0, -1)) };
  },

  /** Pages of a workspace, while the report of all its users is exported in a thread of its own. */
  async gridDuringExport(folder: string, rows: number): Promise<Measured> {
    const path = join(folder, `${rows}.purgedesk`);
    const orders = new UserOrders(openReadable(path), NOBODY);
    orders.page(EVERYBODY, BY_NAME, 0, 100);
    const write = exportInThread(join(dirname(process.argv[1]!), 'export.js'));
    const { signal } = new AbortController();
    const pages: number[] = [];
    let done = false;
    const started = performance.now();
    let told = 0;
    const onProgress = () => {
      told ||= performance.now() - started;
    };
    const exporting = write(path, reportOf(folder), onProgress, signal).then(() => {
      done = true;
    });
    for (let n = 0; !done; n++) {
      pages.push(
        await timed(() => orders.page(EVERYBODY, BY_NAME, (n * 4999) % (rows - 100), 100)),
      );
      await pause(20);
    }
    await exporting;
    return { seconds: 0, pageP95: p95(pages), longest: told };
  },

  async grid(folder: string, rows: number): Promise<Measured> {
    const db = openReadable(join(folder, `${rows}.purgedesk`));
    const cold = new UserOrders(db, NOBODY);
    const coldSort = await timed(() => cold.page(CANDIDATES, THREE_COLUMNS, 0, 100));
    const orders = new UserOrders(db, NOBODY);
    // As after opening a workspace, when there was a moment's time.
    for (const _ of orders.warmSteps());
    const firstSort = await timed(() => orders.page(CANDIDATES, THREE_COLUMNS, 0, 100));
    orders.page(CANDIDATES, BY_NAME, 0, 100);
    const pages: number[] = [];
    for (let n = 0; n < 200; n++)
      pages.push(await timed(() => orders.page(CANDIDATES, BY_NAME, (n * 4999) % rows, 100)));
    const filters: number[] = [];
    for (const flag of REVIEW_FLAGS) {
      const criteria = allOf(CANDIDATES, { op: 'hasFlag', flags: [flag] });
      filters.push(await timed(() => orders.page(criteria, BY_NAME, 0, 100)));
    }
    const counts = await timed(() => {
      reviewCounts(orders.fresh());
      orders.facets(CANDIDATES);
    });
    const searches: number[] = [];
    for (const value of [
      'm',
      'mu',
      'mul',
      'mull',
      'muller1',
      '1000',
      '10000',
      '99',
      'lukasz5',
      'παπ',
    ]) {
      const criteria: Criteria = { op: 'all', of: [CANDIDATES, { op: 'search', value }] };
      searches.push(await timed(() => orders.page(criteria, [], 0, 100)));
    }
    return {
      seconds: 0,
      coldSort,
      firstSort,
      pageP95: p95(pages),
      filterP95: p95(filters),
      counts,
      searchP95: p95(searches),
    };
  },

  async start(folder: string, rows: number): Promise<Measured> {
    const scripts = dirname(process.argv[1]!);
    const started = await measureStart(join(folder, `${rows}.purgedesk`), scripts);
    return { seconds: 0, started };
  },

  /** A decision about 200,000 users, taken back and made again, each written to the file. */
  async decide(folder: string, rows: number): Promise<Measured> {
    const writer = startWriterInline(join(folder, `${rows}.purgedesk`), () => {});
    const users = UserBitmap.of(
      Array.from({ length: DECIDED_AT_ONCE }, (_, n) => (n + 1) * (rows / DECIDED_AT_ONCE)),
    ).toBytes();
    const request = { decision: 'excluded', reason: 'Other', note: '' } as const;
    const { decide, undo, redo } = reviewRequests;
    const given = { users, request };
    const nothing = { by: BY, given: undefined };
    const decided = await timed(() => writer.run(decide.task, { by: BY, given }));
    const undone = await timed(() => writer.run(undo.task, nothing));
    const again = await timed(() => writer.run(redo.task, nothing));
    await writer.run(undo.task, nothing);
    await writer.close();
    return { seconds: 0, longest: Math.max(undone, again), decided };
  },

  async sets(_folder: string, rows: number): Promise<Measured> {
    const everybody = UserBitmap.of(Array.from({ length: rows }, (_, n) => n + 1));
    const some = UserBitmap.of(Array.from({ length: rows / 5 }, (_, n) => n * 5 + 1));
    let users = 0;
    const combine = await timed(() => {
      users = combineSets(everybody, 'Not', some).count;
    });
    return { seconds: 0, combine, checksum: users };
  },

  async purge(folder: string, rows: number): Promise<Measured> {
    const path = join(folder, `${rows}.purgedesk`);
    const settings: PurgeSettings = {
      runDate: '2026-11-21',
      days: 30,
      recordType: 'Public',
      userGroup: null,
      waiveThreshold: 999,
      reading: 'carli',
    };
    const db = openReadable(path);
    const columns = new UserColumns(db);
    columns.refresh();
    previewPurge(columns, settings);
    const preview = await timed(() => previewPurge(columns, settings));
    const stricter = { ...settings, days: 0, waiveThreshold: 0, userGroup: 'Alumni' };
    const other = { of: 'settings', settings: stricter } as const;
    comparePurges(columns, settings, other);
    const compared = await timed(() => comparePurges(columns, settings, other));
    const workspaceSettings = readSettings(db);
    db.close();
    const ofSet = await measureSetPurge(path, rows, settings);
    const insertFloor = await timed(() => {
      const plain = plainInsert(join(folder, 'jobfloor.db'));
      for (let n = 0; n < rows; n++) plain.insert([1, n, 'purged', 0, 0, 0, 0]);
      plain.finish();
    });
    const writer = startWriterInline(path, () => {});
    // Nobody is there to sign the review.
    await writer.run(settingsRequests.save.task, {
      by: BY,
      given: { ...workspaceSettings, signOffAbove: null },
    });
    const job = purgeOf(settings, BY, { reason: 'Measured', users: 0 });
    const given = { job, capture: null, unsigned: true, locales: [] };
    await writer.run(jobRequests.submit.task, { by: BY, given });
    const run = await timed(() => writer.run(runJobs, { snapshots: false }));
    await writer.close();
    const after = new UserColumns(openReadable(path));
    after.refresh();
    previewPurge(after, settings);
    const lastRun = { of: 'run', jobId: REPORTED_JOB } as const;
    const first = await timed(() => comparePurges(after, settings, lastRun));
    const again = await timed(() => comparePurges(after, settings, lastRun));
    const comparedWithRun = [first, again] as const;
    return { seconds: 0, preview, compared, ofSet, comparedWithRun, run, insertFloor };
  },

  update: measureUpdate,

  /** One in twenty of those whom `purge` has deleted. */
  erase: (folder: string, rows: number): Promise<Measured> =>
    erased(folder, rows, { users: rows / 20 }),
  eraseEverybody: (folder: string, rows: number): Promise<Measured> =>
    erased(folder, rows, 'everybody'),

  /** The command line, started as a librarian starts it, from its files to its results. */
  async cycle(folder: string, rows: number): Promise<Measured> {
    return measureCycle(folder, `${rows}.xlsx`, join(dirname(process.argv[1]!), 'cli.js'));
  },

  users: (folder: string): Promise<Measured> => measureUsers(folder, importFile),
  usersInsert: measureUsersInsert,

  decideHalf,
  list: measureList,
  listExceljs: measureListExceljs,
  workbook: measureWorkbook,
  workbookExceljs: measureWorkbookExceljs,

  /** The report of the purge that `purge` ran, which has every user of the workspace. */
  async report(folder: string, rows: number): Promise<Measured> {
    const workspace = join(folder, `${rows}.purgedesk`);
    const { signal } = new AbortController();
    const time = await timed(() => exportHere(workspace, reportOf(folder), () => {}, signal));
    return { seconds: time / 1000 };
  },

  /** The cells of its lists, held in memory, as exceljs streams them. */
  async reportExceljs(folder: string, rows: number): Promise<Measured> {
    const db = openReadable(join(folder, `${rows}.purgedesk`));
    const { document, rows: rowsOf } = jobReportSource(db, REPORTED_JOB, []);
    const lists = document.lists.map(({ id, title, columns }) => ({
      title,
      columns,
      ready: readyRows({ title, columns, rows: rowsOf(id) }),
    }));
    db.close();
    return { seconds: await writeWithExceljs(join(folder, 'exceljs.xlsx'), lists) };
  },
};

async function erased(folder: string, rows: number, whom: Whom): Promise<Measured> {
  const path = join(folder, `${rows}.purgedesk`);
  const measured = await measureErase(path, whom, (db) => new UserOrders(db, NOBODY));
  return { seconds: measured.takenOut / 1000, erased: measured, pageP95: p95(measured.pages) };
}

/** Jobs that are measured later ask no more what the institution has set in Alma. */
function answerPolicy(path: string): void {
  const { db, close } = openWritable(path);
  transaction(db, () => notePolicyAnswered(db, BY));
  close();
}
