/**
 * The imported file itself, byte for byte, kept inside the workspace as long as the settings say, with
 * its checksum.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { get, prepared, type ReadableDb, run, transaction, type WritableDb } from '../../db/db.ts';
import { writeWhole } from '../../db/wholeFile.ts';
import { Refusal } from '../../refusal.ts';
import { isClockTrusted } from '../../replica/openedDays.ts';
import type { OpenFile } from '../../tables/openFile.ts';

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
 * Lets go of originals that are older than the settings allow.
 * @param asked the librarian has just said how old; else nothing goes while the clock may be wrong
 */
export function dropOldOriginals(
  db: WritableDb,
  keepDays: number | null,
  { asked = false } = {},
): void {
  if (keepDays === null || !(asked || keepDays === 0 || isClockTrusted(db))) return;
  run(
    db,
    'DELETE FROM import_original WHERE import_id IN (SELECT import_id FROM import_file WHERE coalesce(imported_at, started_at) < ?)',
    keepDays === 0 ? Number.MAX_SAFE_INTEGER : Date.now() - keepDays * DAY_MS,
  );
}

/** @throws Refusal when it isn't kept any more */
export async function saveOriginal(
  db: ReadableDb,
  importId: number,
  path: string,
): Promise<{ fileName: string }> {
  if (!isOriginalKept(db, importId)) {
    throw new Refusal('import.originalGone');
  }
  await writeWhole(path, (beside) =>
    pipeline(Readable.from(pieces(db, importId)), createWriteStream(beside, { flags: 'wx' })),
  );
  return { fileName: basename(path) };
}

function* pieces(db: ReadableDb, importId: number): Generator<Buffer> {
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
