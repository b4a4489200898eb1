/**
 * The imported file itself, byte for byte, kept inside the workspace as long as the settings say, with
 * its checksum.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dayOfInstant } from '#shared/domain/timeZones.ts';
import { forgetSums } from '../../db/checksums.ts';
import {
  all,
  get,
  prepared,
  type ReadableDb,
  run,
  transaction,
  type WritableDb,
} from '../../db/db.ts';
import { writeWhole } from '../../db/wholeFile.ts';
import { Refusal } from '../../refusal.ts';
import { type Erasure, erasureOf } from '../../replica/erasures.ts';
import { institutionZone } from '../../replica/settings.ts';
import type { OpenFile } from '../../tables/openFile.ts';

import { countErasedRows } from '../rows/erasedRows.ts';
import { getImportFile, type StoredImport } from '../rows/importFile.ts';

const PIECE_BYTES = 1 << 20;
const DAY_MS = 86_400_000;

/**
 * Notes the SHA-256 of a file, and keeps the file itself if wanted. To be called when its rows are read: what turns
 * out to be no table is never copied.
 * @param check called between pieces; throws when there is no point in going on
 */
export async function keepOriginal(
  db: WritableDb,
  importId: number,
  { handle, size }: OpenFile,
  keep: boolean,
  check: () => void,
): Promise<void> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);
  for (let piece = 0, at = 0; at < size; piece++) {
    check();
    const { bytesRead } = await handle.read(buffer, 0, Math.min(PIECE_BYTES, size - at), at);
    if (bytesRead === 0) break;
    at += bytesRead;
    const bytes = buffer.subarray(0, bytesRead);
    hash.update(bytes);
    if (keep) keepPiece(db, importId, piece, bytes);
  }
  const sha256 = hash.digest('hex');
  transaction(db, () =>
    run(db, 'UPDATE import_file SET sha256 = ? WHERE import_id = ?', sha256, importId),
  );
}

function keepPiece(db: WritableDb, importId: number, piece: number, bytes: Buffer): void {
  transaction(db, () =>
    run(
      db,
      'INSERT INTO import_original (import_id, piece, bytes) VALUES (?, ?, ?)',
      importId,
      piece,
      bytes,
    ),
  );
}

export function isOriginalKept(db: ReadableDb, importId: number): boolean {
  return (
    get(db, 'SELECT 1 FROM import_original WHERE import_id = ? LIMIT 1', importId) !== undefined
  );
}

/**
 * Lets go of those that aren't to be kept, as the settings say. Audited like one that had grown old.
 * @returns how many
 */
export function dropOriginals(db: WritableDb, by: string): number {
  const kept = keptBefore(db, Number.MAX_SAFE_INTEGER);
  settle(db, kept, { delete: true, keepDays: 0, by });
  return kept.length;
}

export interface OldOriginal {
  readonly importId: number;
  readonly fileName: string;
  /** When it was imported, by the clock of that day. */
  readonly at: number;
}

/**
 * Originals that are older than the settings allow, by today's clock, oldest first. A clock can be wrong: nothing goes
 * because of it before somebody has seen which files are meant. Those that were to stay are asked about again when the
 * settings say another number of days.
 */
export function oldOriginals(db: ReadableDb, keepDays: number | null): OldOriginal[] {
  if (keepDays === null) return [];
  const kept = new Set(
    all<{ import_id: number }>(
      db,
      'SELECT import_id FROM original_choice WHERE keep_days = ?',
      keepDays,
    ).map(({ import_id }) => import_id),
  );
  return keptBefore(db, Date.now() - keepDays * DAY_MS).filter(
    ({ importId }) => !kept.has(importId),
  );
}

function keptBefore(db: ReadableDb, instant: number): OldOriginal[] {
  return all<OldOriginal>(
    db,
    `SELECT import_id AS importId, file_name AS fileName, coalesce(imported_at, started_at) AS at
     FROM import_file f WHERE coalesce(imported_at, started_at) < ? AND state IN ('checked', 'committed')
       AND EXISTS (SELECT 1 FROM import_original o WHERE o.import_id = f.import_id)
     ORDER BY import_id`,
    instant,
  );
}

/**
 * Does with old originals what the librarian chose, and notes it. Others than those who were shown to them are left
 * alone. Must run inside a transaction.
 * @returns how many there were
 */
export function settleOldOriginals(
  db: WritableDb,
  importIds: readonly number[],
  choice: Choice & { readonly keepDays: number | null },
): number {
  const meant = new Set(importIds);
  const { keepDays } = choice;
  const old = oldOriginals(db, keepDays).filter(({ importId }) => meant.has(importId));
  if (keepDays !== null) settle(db, old, { ...choice, keepDays });
  return old.length;
}

interface Choice {
  readonly delete: boolean;
  readonly by: string;
}

function settle(
  db: WritableDb,
  files: readonly OldOriginal[],
  choice: Choice & { readonly keepDays: number },
): void {
  for (const { importId } of files) {
    if (choice.delete) {
      run(db, 'DELETE FROM import_original WHERE import_id = ?', importId);
      forgetSums(db, 'import_original', importId);
    }
    run(
      db,
      `INSERT OR REPLACE INTO original_choice (import_id, choice, keep_days, chosen_at, chosen_by) VALUES (?, ?, ?, ?, ?)`,
      importId,
      choice.delete ? 'deleted' : 'kept',
      choice.keepDays,
      Date.now(),
      choice.by,
    );
  }
}

/** All that are kept, of whatever file. */
export function keptOriginals(db: ReadableDb): { importId: number; fileName: string }[] {
  return all(
    db,
    `SELECT import_id AS importId, file_name AS fileName FROM import_file f
     WHERE EXISTS (SELECT 1 FROM import_original o WHERE o.import_id = f.import_id) ORDER BY import_id`,
  );
}

/** Who let it go, and when; null: nobody did. */
export function originalDeleted(
  db: ReadableDb,
  importId: number,
): { at: number; by: string } | null {
  return (
    get<{ at: number; by: string }>(
      db,
      `SELECT chosen_at AS at, chosen_by AS "by" FROM original_choice WHERE import_id = ? AND choice = 'deleted'`,
      importId,
    ) ?? null
  );
}

/** The erasure because of which it went, or wasn't kept; null: none. */
export function originalErased(
  db: ReadableDb,
  file: Pick<StoredImport, 'import_id' | 'erased_by_job'>,
): Erasure | null {
  const jobId = file.erased_by_job ?? countErasedRows(db, file.import_id)[0]?.jobId;
  return jobId === undefined ? null : erasureOf(db, jobId);
}

/** @throws Refusal when it isn't kept any more, which says why */
export async function saveOriginal(
  db: ReadableDb,
  importId: number,
  path: string,
): Promise<{ fileName: string }> {
  if (!isOriginalKept(db, importId)) {
    const erased = originalErased(db, getImportFile(db, importId));
    if (erased) {
      const day = dayOfInstant(erased.at, institutionZone(db));
      throw new Refusal('import.originalErased', { requestId: erased.requestId, day });
    }
    throw new Refusal('import.originalGone');
  }
  await writeWhole(path, (beside) =>
    pipeline(
      Readable.from(originalPieces(db, importId)),
      createWriteStream(beside, { flags: 'wx' }),
    ),
  );
  return { fileName: basename(path) };
}

/** Bytes of a file that is kept, piece by piece. */
export function* originalPieces(db: ReadableDb, importId: number): Generator<Buffer> {
  const read = prepared(
    db,
    'SELECT bytes FROM import_original WHERE import_id = ? AND piece = ?',
  ).pluck();
  for (let piece = 0; ; piece++) {
    const bytes = read.get(importId, piece) as Buffer | undefined;
    if (!bytes) return;
    yield bytes;
  }
}
