/**
 * By which an erased user is known again in a later file: keyed hashes of their identifiers, from which nobody reads who
 * it was. The key is the workspace's own. Owns tombstone and tombstone_key.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';

const SECRET_BYTES = 32;

/** @param identifiers of erased users, as they were written. Must run inside a transaction */
export function setTombstones(db: WritableDb, identifiers: Iterable<string>, jobId: number): void {
  const secret = secretOf(db) ?? newSecret(db);
  const store = prepared(db, 'INSERT OR IGNORE INTO tombstone (mark, job_id) VALUES (?, ?)');
  for (const identifier of identifiers) store.run(markOf(secret, foldText(identifier)), jobId);
}

/** Which erasure an identifier belongs to, by its folded key; undefined where nobody was erased. */
export function tombstoneReader(db: ReadableDb): ((key: string) => number | undefined) | undefined {
  const secret = secretOf(db);
  if (!secret) return undefined;
  const read = prepared(db, 'SELECT job_id FROM tombstone WHERE mark = ?').pluck();
  return (key) => read.get(markOf(secret, key)) as number | undefined;
}

function secretOf(db: ReadableDb): Uint8Array | undefined {
  return get<{ secret: Uint8Array }>(db, 'SELECT secret FROM tombstone_key')?.secret;
}

function newSecret(db: WritableDb): Uint8Array {
  const secret = randomBytes(SECRET_BYTES);
  run(db, 'INSERT INTO tombstone_key (only_row, secret) VALUES (1, ?)', secret);
  return secret;
}

const markOf = (secret: Uint8Array, key: string) =>
  createHmac('sha256', secret).update(key).digest();
