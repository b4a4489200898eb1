/**
 * What the benchmarks measure, each run in a process of its own. Wall-clock seconds or milliseconds
 * on real files and a real workspace; whatever a figure is compared with is measured here as well.
 */
import { createReadStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import ExcelJS from 'exceljs';
import type { PurgeSettings } from '#shared/contract/shapes.ts';
import { combineSets } from '#shared/domain/combineSets.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { createWorkspace, openReadable } from '../db/workspaceFile.ts';
import { openWorkbook } from '../importing/workbook/readWorkbook.ts';
import { previewPurge } from '../jobs/previewPurge.ts';
import { UserOrders } from '../replica/userRows.ts';
import { startWriterInline } from '../writer/writer.ts';
import { benchRow } from './benchWorkbook.ts';

export interface Measured {
  readonly seconds: number;
  readonly checksum?: number;
  readonly pageP95?: number;
  readonly firstSort?: number;
  readonly searchP95?: number;
  readonly combine?: number;
  readonly preview?: number;
  readonly run?: number;
  readonly insertFloor?: number;
}

export type Measurement = keyof typeof measurements;

const NOBODY = { set: () => undefined, preview: () => undefined };

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function p95(milliseconds: number[]): number {
  return milliseconds.sort((a, b) => a - b)[Math.floor(milliseconds.length * 0.95)]!;
}

function mix(checksum: number, text: string): number {
  return (Math.imul(checksum, 31) + text.length + (text.charCodeAt(0) || 0)) >>> 0;
}

async function scan(
  path: string,
  onTexts: (texts: readonly string[], width: number) => void,
): Promise<void> {
  const workbook = await openWorkbook(path);
  await workbook.readSheet(0, (row) => void onTexts(row.texts, row.width));
  workbook.close();
}

async function scanWithExceljs(path: string, onValues: (values: unknown[]) => void): Promise<void> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(createReadStream(path), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
  });
  for await (const sheet of reader)
    for await (const row of sheet) onValues((row.values as unknown[]).slice(1));
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
    const { spawnSync } = await import('node:child_process');
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
    let checksum = 0;
    const time = await timed(() =>
      scan(join(folder, `${rows}.xlsx`), (texts, width) => {
        for (let n = 0; n < width; n++) checksum = mix(checksum, texts[n]!);
      }),
    );
    return { seconds: time / 1000, checksum };
  },

  async readExceljs(folder: string, rows: number): Promise<Measured> {
    let checksum = 0;
    const time = await timed(() =>
      scanWithExceljs(join(folder, `${rows}.xlsx`), (values) => {
        for (const value of values) checksum = mix(checksum, String(value));
      }),
    );
    return { seconds: time / 1000, checksum };
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
    const file = join(folder, `${rows}.xlsx`);
    const time = await timed(async () => {
      const writer = startWriterInline(path, () => {});
      const importId = await writer.run('import.begin', { path: file, options: {} });
      await writer.run('import.read', {
        importId,
        path: file,
        options: {},
      });
      await writer.run('import.commit', {
        importId,
        replace: false,
        absentHaveNone: false,
        setName: undefined,
        by: 'bench',
      });
      await writer.close();
    });
    return { seconds: time / 1000 };
  },

  async grid(folder: string, rows: number): Promise<Measured> {
    const orders = new UserOrders(openReadable(join(folder, `${rows}.purgedesk`)), NOBODY);
    const sort = [
      { field: 'last_name', direction: 'asc' },
      { field: 'purge_date', direction: 'desc' },
    ] as const;
    const firstSort = await timed(() => orders.page(CANDIDATES, sort, 0, 100));
    const pages: number[] = [];
    for (let n = 0; n < 200; n++)
      pages.push(await timed(() => orders.page(CANDIDATES, sort, (n * 4999) % rows, 100)));
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
    return { seconds: 0, firstSort, pageP95: p95(pages), searchP95: p95(searches) };
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
    const reader = openReadable(path);
    previewPurge(reader, settings);
    const preview = await timed(() => previewPurge(reader, settings));
    reader.close();
    const insertFloor = await timed(() => {
      const plain = plainInsert(join(folder, 'jobfloor.db'));
      for (let n = 0; n < rows; n++) plain.insert([1, n, 'purged', 0, 0, 0, 0]);
      plain.finish();
    });
    const writer = startWriterInline(path, () => {});
    await writer.run('job.submit', {
      job: { kind: 'purge-user-records', name: 'bench', parameters: settings },
      settings: [],
      user: 'bench',
      capture: null,
    });
    const run = await timed(() => writer.run('job.runAll'));
    await writer.close();
    return { seconds: 0, preview, run, insertFloor };
  },
};
