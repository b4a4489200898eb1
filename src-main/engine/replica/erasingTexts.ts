/**
 * The texts by which those are found whom a job is erasing, kept until it has ended: what was taken out of one place is
 * needed for the next, also after a kill. Under a key that lies beside them: nothing of it is to be read by a search, and
 * all of it goes. Owns erasing_text.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { get, type ReadableDb, run, value, type WritableDb } from '../db/db.ts';

/** By what somebody is sought who may be no user, as it was confirmed: in front of what is found of them. */
const SOUGHT = -1;
/** Their identifiers: it is there once they are marked, and all texts with it. */
const IDENTIFIERS = 0;
const TEXTS_AT_ONCE = 20_000;
const PIECES_A_PORTION = 75;
const KEY_BYTES = 32;
const START_BYTES = 16;

/** Must run inside a transaction. */
export function keepSoughtTexts(db: WritableDb, jobId: number, texts: readonly string[]): void {
  storePiece(db, jobId, SOUGHT, texts);
}

export function soughtTexts(db: ReadableDb, jobId: number): string[] {
  return pieceOf(db, jobId, SOUGHT);
}

/**
 * Texts by which somebody is found, who isn't marked yet: there may be more than can be held. They count from
 * keepErasingIdentifiers on. Must run inside a transaction.
 */
export function keepErasingTexts(db: WritableDb, jobId: number, texts: readonly string[]): void {
  let piece = 1 + lastPiece(db, jobId);
  for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE)
    storePiece(db, jobId, piece++, texts.slice(from, from + TEXTS_AT_ONCE));
}

/** In the transaction that marks them: behind all of their texts. */
export function keepErasingIdentifiers(
  db: WritableDb,
  jobId: number,
  identifiers: readonly string[],
): void {
  storePiece(db, jobId, IDENTIFIERS, identifiers);
}

/** What was kept of a job that hasn't marked anybody, and begins anew. Must run inside a transaction. */
export function dropUnmarkedTexts(db: WritableDb, jobId: number): void {
  run(db, `DELETE FROM erasing_text WHERE job_id = ? AND piece > ${IDENTIFIERS}`, jobId);
}

export const erasingIdentifiers = (db: ReadableDb, jobId: number): string[] =>
  pieceOf(db, jobId, IDENTIFIERS);

/** By which they are found, so many at once as can be looked for; each to be gone through when its turn comes. */
export function erasingPortions(db: ReadableDb, jobId: number): (() => Iterable<string>)[] {
  const portions = Math.ceil(lastPiece(db, jobId) / PIECES_A_PORTION);
  return Array.from(
    { length: portions },
    (_, n) => () => textsFrom(db, jobId, 1 + n * PIECES_A_PORTION),
  );
}

function* textsFrom(db: ReadableDb, jobId: number, first: number): Generator<string> {
  for (let n = 0; n < PIECES_A_PORTION; n++) yield* pieceOf(db, jobId, first + n);
}

/** Whether it has marked whom it erases, also where their texts can't be read any more. */
export function hasErasingTexts(db: ReadableDb, jobId: number): boolean {
  const sql = `SELECT 1 FROM erasing_text WHERE job_id = ? AND piece = ${IDENTIFIERS}`;
  return get(db, sql, jobId) !== undefined;
}

function storePiece(db: WritableDb, jobId: number, piece: number, texts: readonly string[]): void {
  const sql = 'INSERT INTO erasing_text (job_id, piece, texts) VALUES (?, ?, ?)';
  run(db, sql, jobId, piece, hidden(texts));
}

function pieceOf(db: ReadableDb, jobId: number, piece: number): string[] {
  const sql = 'SELECT texts FROM erasing_text WHERE job_id = ? AND piece = ?';
  const stored = get<{ texts: Uint8Array }>(db, sql, jobId, piece);
  return stored ? shown(stored.texts) : [];
}

const lastPiece = (db: ReadableDb, jobId: number): number =>
  value(
    db,
    `SELECT coalesce(max(piece), ${IDENTIFIERS}) FROM erasing_text WHERE job_id = ? AND piece > ${IDENTIFIERS}`,
    jobId,
  );

/** Must run inside a transaction. */
export function dropErasingTexts(db: WritableDb, jobId: number): void {
  run(db, 'DELETE FROM erasing_text WHERE job_id = ?', jobId);
}

function hidden(texts: readonly string[]): Buffer {
  const key = randomBytes(KEY_BYTES);
  const start = randomBytes(START_BYTES);
  const cipher = createCipheriv('aes-256-ctr', key, start);
  const packed = gzipSync(JSON.stringify(texts));
  return Buffer.concat([key, start, cipher.update(packed), cipher.final()]);
}

function shown(bytes: Uint8Array): string[] {
  const key = bytes.subarray(0, KEY_BYTES);
  const start = bytes.subarray(KEY_BYTES, KEY_BYTES + START_BYTES);
  const decipher = createDecipheriv('aes-256-ctr', key, start);
  const packed = Buffer.concat([
    decipher.update(bytes.subarray(KEY_BYTES + START_BYTES)),
    decipher.final(),
  ]);
  return JSON.parse(gunzipSync(packed).toString()) as string[];
}
