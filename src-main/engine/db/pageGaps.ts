/**
 * SQLite overwrites what is deleted, but not the copies that it leaves when it distributes the rows of a full page anew:
 * they stay in the unused middle of the page, and a name may stand there long after its row has gone. Here these middles
 * are filled with zeros, in a file that nobody has open; what belongs to a row is never touched, so that it doesn't
 * matter where it is cut off. Which pages hold rows is told by the map of pages that a file has from which space can be
 * given back (freeSpace.ts); of any other nothing is changed. Must run under the lock of the workspace.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { get, type ReadableDb, run, type WritableDb } from './db.ts';
import { openGuarded } from './guardedConnection.ts';
import { SQLITE_SIDES } from './sideFiles.ts';

const BATCH_PAGES = 256;
const HEADER_BYTES = 100;
const MAGIC = 'SQLite';
const ZEROS = Buffer.alloc(65_536);
/** As the map of pages calls the first page of a table or an index, and all others that hold its rows. */
const FIRST_OF_TABLE = 1;
const FREE = 2;
const ROWS = new Set<number | undefined>([FIRST_OF_TABLE, 5]);
const MAP_ENTRY_BYTES = 5;
const FIRST_MAP = 2;
/** SQLite locks this byte of the file and leaves its page out. */
const LOCKED_BYTE = 0x4000_0000;
/** By the first byte of a page: how long its header is. Leaves have a shorter one. */
const PAGE_HEADERS: Readonly<Record<number, number>> = { 2: 12, 5: 12, 10: 8, 13: 8 };

/** Something about users was deleted: the file says so until it was closed, and cleared, however often it is cut off. */
export function noteForgotten(db: WritableDb): void {
  run(db, 'UPDATE workspace SET gaps = 1');
}

/** A workspace of an earlier version doesn't say. */
export const hasForgotten = (db: ReadableDb): boolean =>
  get(db, `SELECT 1 FROM pragma_table_info('workspace') WHERE name = 'gaps'`) !== undefined &&
  get(db, 'SELECT 1 FROM workspace WHERE gaps = 1') !== undefined;

/** The same of a workspace that was just closed and has forgotten something; then it says so no more. */
export function clearForgotten(path: string): void {
  if (clearGaps(path) === undefined) return;
  const db = openGuarded(path, { fileMustExist: true });
  try {
    // As many bytes as before, in their place: no row is moved by it.
    db.exec('UPDATE workspace SET gaps = 0');
  } finally {
    db.close();
  }
}

/**
 * Overwrites what is left in the middles of pages.
 * @returns in how many; undefined: it isn't a file that can be cleared now
 */
export function clearGaps(path: string): number | undefined {
  if (SQLITE_SIDES.some((side) => existsSync(path + side))) return undefined;
  const file = openSync(path, 'r+');
  try {
    const cleared = clearIn(file);
    if (cleared !== undefined && cleared > 0) fsyncSync(file);
    return cleared;
  } finally {
    closeSync(file);
  }
}

/** How a file is divided into pages. */
export interface Layout {
  readonly pageSize: number;
  /** Bytes of a page that SQLite uses. */
  readonly usable: number;
  /** From one page of the map to the next. */
  readonly mapEvery: number;
  readonly lockedPage: number;
}

/** Undefined for a file without a map, and for one that is no database. @param needsClosed nor for one that isn't closed */
export function layoutOf(file: number, needsClosed = true): Layout | undefined {
  const header = Buffer.alloc(HEADER_BYTES);
  if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return undefined;
  const isClosed = header[18] === 1 && header[19] === 1;
  const isDatabase = header.toString('latin1', 0, MAGIC.length) === MAGIC;
  const hasMap = header.readUInt32BE(52) > 0;
  if (!isDatabase || !hasMap || (needsClosed && !isClosed)) return undefined;
  const size = header.readUInt16BE(16);
  const pageSize = size === 1 ? 65_536 : size;
  const usable = pageSize - header[20]!;
  const mapEvery = Math.floor(usable / MAP_ENTRY_BYTES) + 1;
  return { pageSize, usable, mapEvery, lockedPage: LOCKED_BYTE / pageSize + 1 };
}

function clearIn(file: number): number | undefined {
  const layout = layoutOf(file);
  if (!layout) return undefined;
  const { pageSize } = layout;
  const pages = Math.floor(fstatSync(file).size / pageSize);
  const batch = Buffer.alloc(BATCH_PAGES * pageSize);
  let map = { page: 0, bytes: Buffer.alloc(0) };
  let cleared = 0;
  for (let first = 1; first <= pages; first += BATCH_PAGES) {
    const count = Math.min(BATCH_PAGES, pages - first + 1);
    readSync(file, batch, 0, count * pageSize, (first - 1) * pageSize);
    for (let page = first; page < first + count; page++) {
      const bytes = batch.subarray((page - first) * pageSize, (page - first + 1) * pageSize);
      const mapPage = mapOf(page, layout);
      if (page === mapPage) map = { page, bytes: Buffer.from(bytes) };
      else if (page === 1 || (map.page === mapPage && holdsRows(map, page))) {
        const gap = gapIn(bytes, page === 1 ? HEADER_BYTES : 0, layout.usable);
        if (!gap) continue;
        writeSync(file, ZEROS, 0, gap.length, (page - 1) * pageSize + gap.start);
        cleared++;
      }
    }
  }
  return cleared;
}

/** The page of the map that says what this page is. */
function mapOf(page: number, { mapEvery, lockedPage }: Layout): number {
  const found = Math.floor((page - FIRST_MAP) / mapEvery) * mapEvery + FIRST_MAP;
  return found === lockedPage ? found + 1 : found;
}

/**
 * Fills with zeros, in bytes that were read from a file, whatever belongs to a row or to the file itself: free pages stay,
 * and what lies between rows.
 * @param piece whole pages but for the last, from `at` on
 */
export function leaveUnused(file: number, layout: Layout, piece: Buffer, at: number): void {
  const { pageSize, usable } = layout;
  const kindOf = kindsOfPages(file, layout);
  for (let start = 0; start < piece.length; start += pageSize) {
    const page = (at + start) / pageSize + 1;
    const kind = kindOf(page);
    if (kind === FREE) continue;
    const bytes = piece.subarray(start, start + pageSize);
    const hasRows = ROWS.has(kind) && bytes.length === pageSize;
    let from = 0;
    const blankTo = (end: number) => {
      if (from < end) bytes.fill(0, from, end);
    };
    for (const gap of hasRows ? unusedIn(bytes, page === 1 ? HEADER_BYTES : 0, usable) : []) {
      blankTo(Math.min(gap.start, bytes.length));
      from = gap.start + gap.length;
    }
    blankTo(bytes.length);
  }
}

/** What the map says of a page; undefined: it is one of the map itself. */
function kindsOfPages(file: number, layout: Layout): (page: number) => number | undefined {
  let map = { page: 0, bytes: Buffer.alloc(0) };
  return (page) => {
    if (page === 1) return FIRST_OF_TABLE;
    const mapPage = mapOf(page, layout);
    if (page === mapPage) return undefined;
    if (map.page !== mapPage) {
      const bytes = Buffer.alloc(layout.pageSize);
      readSync(file, bytes, 0, bytes.length, (mapPage - 1) * layout.pageSize);
      map = { page: mapPage, bytes };
    }
    return map.bytes[MAP_ENTRY_BYTES * (page - mapPage - 1)];
  };
}

/** What lies between the rows of a page: in front of all of them, and where one was taken out. */
function unusedIn(bytes: Buffer, header: number, usable: number) {
  const headerBytes = PAGE_HEADERS[bytes[header]!];
  if (headerBytes === undefined) return [];
  const start = header + headerBytes + 2 * bytes.readUInt16BE(header + 3);
  const end = bytes.readUInt16BE(header + 5) || 65_536;
  const found = [{ start, length: Math.max(0, end - start) }];
  // A chain, in ascending order; whatever else stands there isn't followed.
  for (let at = bytes.readUInt16BE(header + 1); at >= end && at + 4 <= usable; ) {
    found.push({ start: at, length: bytes.readUInt16BE(at + 2) });
    const next = bytes.readUInt16BE(at);
    if (next <= at) break;
    at = next;
  }
  return found;
}

const holdsRows = (map: { page: number; bytes: Buffer }, page: number) =>
  ROWS.has(map.bytes[MAP_ENTRY_BYTES * (page - map.page - 1)] ?? 0);

/** What lies between the list of rows and the rows, if anything was left there. */
function gapIn(bytes: Buffer, header: number, usable: number) {
  const headerBytes = PAGE_HEADERS[bytes[header]!];
  if (headerBytes === undefined) return undefined;
  const start = header + headerBytes + 2 * bytes.readUInt16BE(header + 3);
  const end = bytes.readUInt16BE(header + 5) || 65_536;
  if (start >= end || end > usable) return undefined;
  const length = end - start;
  const isClear = bytes.compare(ZEROS, 0, length, start, end) === 0;
  return isClear ? undefined : { start, length };
}
