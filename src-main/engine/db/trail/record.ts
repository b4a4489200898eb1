/**
 * Enters something into the audit trail, in the transaction of what it is about: both are in the file, or neither. Owns
 * audit_entry, audit_head and audit_staff with its neighbours here; only ever adds.
 */
import type { Entered } from '#shared/contract/shapes/auditTrail.ts';
import { ERASED_TEXT } from '#shared/domain/quotations.ts';
import { Refusal } from '../../refusal.ts';
import { get, type ReadableDb, run, type WritableDb } from '../db.ts';
import { type ChainedEntry, chainHash, hexOf, isSameHash, NO_HASH } from './chain.ts';

/** The program does it by itself. */
const NOBODY = 0;

/** The last entry of a trail: all before it hangs on its hash. */
export interface TrailHead {
  readonly entryNo: number;
  readonly hash: string;
}

/**
 * Must run inside the transaction of what is entered.
 * @param by name of who did it; empty: the program by itself
 * @throws Refusal where the end of the trail isn't the one that was written: it would be covered
 */
export function record(db: WritableDb, by: string, { what, details }: Entered): void {
  const { entry_no: last, hash: before } = expectedEnd(db);
  const entry: ChainedEntry = {
    entry_no: last + 1,
    at: Date.now(),
    staff_no: staffNoOf(db, by),
    what,
    details: JSON.stringify(details),
  };
  const hash = chainHash(before, entry);
  run(
    db,
    'INSERT INTO audit_entry (entry_no, at, staff_no, what, details, hash) VALUES (?, ?, ?, ?, ?, ?)',
    entry.entry_no,
    entry.at,
    entry.staff_no,
    entry.what,
    entry.details,
    hash,
  );
  run(
    db,
    `INSERT INTO audit_head (only_row, entry_no, hash) VALUES (1, ?, ?)
     ON CONFLICT (only_row) DO UPDATE SET entry_no = excluded.entry_no, hash = excluded.hash`,
    entry.entry_no,
    hash,
  );
}

interface End {
  readonly entry_no: number;
  readonly hash: Uint8Array;
}

const NO_END: End = { entry_no: 0, hash: NO_HASH };

export function storedHead(db: ReadableDb): End {
  return get<End>(db, 'SELECT entry_no, hash FROM audit_head') ?? NO_END;
}

function lastEntry(db: ReadableDb): End {
  return (
    get<End>(db, 'SELECT entry_no, hash FROM audit_entry ORDER BY entry_no DESC LIMIT 1') ?? NO_END
  );
}

function expectedEnd(db: ReadableDb): End {
  const head = storedHead(db);
  const last = lastEntry(db);
  if (head.entry_no !== last.entry_no || !isSameHash(head.hash, last.hash))
    throw BROKEN_TRAIL(Math.min(head.entry_no, last.entry_no) + 1);
  return last;
}

/** Of a trail whose first entry that doesn't fit is this one. */
export const BROKEN_TRAIL = (entryNo: number) => new Refusal('workspace.trailBroken', { entryNo });

/** A file of an earlier version has none. */
export function hasTrail(db: ReadableDb): boolean {
  return get(db, `SELECT 1 FROM sqlite_schema WHERE name = 'audit_head'`) !== undefined;
}

/** Undefined where nothing was entered yet. */
export function trailHead(db: ReadableDb): TrailHead | undefined {
  const { entry_no, hash } = storedHead(db);
  return entry_no === 0 ? undefined : { entryNo: entry_no, hash: hexOf(hash) };
}

/** Whether the trail has this very entry; whether the others fit it is the check's to say. */
export function isInTrail(db: ReadableDb, { entryNo, hash }: TrailHead): boolean {
  if (!hasTrail(db)) return false;
  const found = get<{ hash: Uint8Array }>(
    db,
    'SELECT hash FROM audit_entry WHERE entry_no = ?',
    entryNo,
  );
  return found !== undefined && hexOf(found.hash) === hash;
}

/** By which number the trail calls somebody; 0: the program. */
export const staffNoOf = (db: WritableDb, by: string): number =>
  by === '' ? NOBODY : staffNo(db, by);

/** Whoever is erased comes again as somebody else; the end of what they had begun is theirs still. */
function staffNo(db: WritableDb, name: string): number {
  const erased = name === ERASED_TEXT ? lastErasedStaff(db) : null;
  if (erased !== null) return erased;
  const known = get<{ staff_no: number }>(
    db,
    'SELECT staff_no FROM audit_staff WHERE name = ?',
    name,
  );
  return (
    known?.staff_no ??
    Number(run(db, 'INSERT INTO audit_staff (name) VALUES (?)', name).lastInsertRowid)
  );
}

function lastErasedStaff(db: WritableDb): number | null {
  const sql = 'SELECT max(staff_no) AS staff_no FROM audit_staff WHERE name IS NULL';
  return get<{ staff_no: number | null }>(db, sql)?.staff_no ?? null;
}
