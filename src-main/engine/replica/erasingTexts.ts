/**
 * The texts by which those are found whom a job is erasing, kept until it has ended: what was taken out of one place is
 * needed for the next, also after a kill. Under a key that lies beside them: nothing of it is to be read by a search, and
 * all of it goes. Owns erasing_text.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { all, get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';

/** By what somebody is sought who may be no user, as it was confirmed: in front of what is found of them. */
const SOUGHT = -1;
const TEXTS_AT_ONCE = 20_000;
const KEY_BYTES = 32;
const START_BYTES = 16;

/** Must run inside a transaction. */
export function keepSoughtTexts(db: WritableDb, jobId: number, texts: readonly string[]): void {
  const sql = 'INSERT INTO erasing_text (job_id, piece, texts) VALUES (?, ?, ?)';
  run(db, sql, jobId, SOUGHT, hidden(texts));
}

export function soughtTexts(db: ReadableDb, jobId: number): string[] {
  return textsWhere(db, `job_id = ? AND piece = ${SOUGHT}`, jobId);
}

/** Must run inside a transaction. */
export function keepErasingTexts(db: WritableDb, jobId: number, texts: readonly string[]): void {
  const store = prepared(db, 'INSERT INTO erasing_text (job_id, piece, texts) VALUES (?, ?, ?)');
  for (let from = 0, piece = 0; from < texts.length; from += TEXTS_AT_ONCE)
    store.run(jobId, piece++, hidden(texts.slice(from, from + TEXTS_AT_ONCE)));
}

export function erasingTexts(db: ReadableDb, jobId: number): string[] {
  return textsWhere(db, `job_id = ? AND piece > ${SOUGHT}`, jobId);
}

/** Whether there are any, also where they can't be read any more. */
export function hasErasingTexts(db: ReadableDb, jobId: number): boolean {
  const sql = `SELECT 1 FROM erasing_text WHERE job_id = ? AND piece > ${SOUGHT} LIMIT 1`;
  return get(db, sql, jobId) !== undefined;
}

function textsWhere(db: ReadableDb, where: string, jobId: number): string[] {
  return all<{ texts: Uint8Array }>(
    db,
    `SELECT texts FROM erasing_text WHERE ${where} ORDER BY piece`,
    jobId,
  ).flatMap(({ texts }) => shown(texts));
}

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
