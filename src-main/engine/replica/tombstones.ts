/**
 * By which an erased user is known again in a later file: keyed hashes of their identifiers, from which nobody reads who
 * it was. The key is the workspace's own. Owns tombstone and tombstone_key.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';

const KEY_BYTES = 32;

/** @param identifiers of erased users, as they were written. Must run inside a transaction */
export function setTombstones(db: WritableDb, identifiers: Iterable<string>, jobId: number): void {
  const hmacKey = keyOf(db) ?? newKey(db);
  const store = prepared(db, 'INSERT OR IGNORE INTO tombstone (mark, job_id) VALUES (?, ?)');
  for (const identifier of identifiers) store.run(markOf(hmacKey, foldText(identifier)), jobId);
}

/** Which erasure an identifier belongs to, by its folded key; undefined where nobody was erased. */
export function tombstoneReader(db: ReadableDb): ((key: string) => number | undefined) | undefined {
  const hmacKey = keyOf(db);
  if (!hmacKey) return undefined;
  const read = prepared(db, 'SELECT job_id FROM tombstone WHERE mark = ?').pluck();
  return (key) => read.get(markOf(hmacKey, key)) as number | undefined;
}

function keyOf(db: ReadableDb): Uint8Array | undefined {
  return get<{ hmac_key: Uint8Array }>(db, 'SELECT hmac_key FROM tombstone_key')?.hmac_key;
}

function newKey(db: WritableDb): Uint8Array {
  const hmacKey = randomBytes(KEY_BYTES);
  run(db, 'INSERT INTO tombstone_key (only_row, hmac_key) VALUES (1, ?)', hmacKey);
  return hmacKey;
}

const markOf = (hmacKey: Uint8Array, key: string) =>
  createHmac('sha256', hmacKey).update(key).digest();
