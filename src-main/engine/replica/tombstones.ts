/**
 * By which an erased user is known again in a later file: keyed hashes of their identifiers, from which nobody reads who
 * it was. The key is the workspace's own. Whoever is known by one isn't entered unless somebody has decided so, for a
 * reason: then they are somebody new. Owns tombstone, tombstone_key and return_decision.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { all, get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';

const KEY_BYTES = 32;

export interface Tombstone {
  /** Of the erasure. */
  readonly jobId: number;
  /** By which they may be entered again; null: they may not. */
  readonly decisionNo: number | null;
}

/**
 * Whoever had come back and is erased again is kept out again. Must run inside a transaction.
 * @param identifiers of erased users, as they were written
 */
export function setTombstones(db: WritableDb, identifiers: Iterable<string>, jobId: number): void {
  const hmacKey = keyOf(db) ?? newKey(db);
  const store = prepared(
    db,
    `INSERT INTO tombstone (mark, job_id) VALUES (?, ?)
     ON CONFLICT (mark) DO UPDATE SET job_id = excluded.job_id, decision_no = NULL`,
  );
  for (const identifier of identifiers) store.run(markOf(hmacKey, foldText(identifier)), jobId);
}

/** The tombstone of an identifier, by its folded key; undefined where nobody was erased. */
export function tombstoneReader(
  db: ReadableDb,
): ((key: string) => (Tombstone & { readonly mark: Uint8Array }) | undefined) | undefined {
  const hmacKey = keyOf(db);
  if (!hmacKey) return undefined;
  const read = stoneReader(db);
  return (key) => {
    const mark = markOf(hmacKey, key);
    const stone = read(mark);
    return stone && { ...stone, mark };
  };
}

/** By their marks. */
export function stoneReader(db: ReadableDb): (mark: Uint8Array) => Tombstone | undefined {
  const read = prepared(
    db,
    'SELECT job_id AS jobId, decision_no AS decisionNo FROM tombstone WHERE mark = ?',
  );
  return (mark) => read.get(mark) as Tombstone | undefined;
}

/** That erased users may be entered again. */
export interface ReturnDecision {
  readonly decisionNo: number;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly rows: number;
}

/**
 * Lets them be entered, from whatever file that is read from now on. Must run inside a transaction.
 * @param marks of tombstones, one for each row
 * @returns its number
 */
export function decideReturn(
  db: WritableDb,
  importId: number,
  marks: readonly Uint8Array[],
  { by, reason }: Pick<ReturnDecision, 'by' | 'reason'>,
): number {
  const decisionNo = Number(
    run(
      db,
      'INSERT INTO return_decision (import_id, at, by, reason, rows) VALUES (?, ?, ?, ?, ?)',
      ...[importId, Date.now(), by, reason, marks.length],
    ).lastInsertRowid,
  );
  const lift = prepared(db, 'UPDATE tombstone SET decision_no = ? WHERE mark = ?');
  for (const mark of marks) lift.run(decisionNo, mark);
  return decisionNo;
}

/** Those that were made about rows of a file, newest first. */
export function returnDecisions(db: ReadableDb, importId: number): ReturnDecision[] {
  return all<ReturnDecision>(
    db,
    `SELECT decision_no AS decisionNo, at, by, reason, rows FROM return_decision
     WHERE import_id = ? ORDER BY decision_no DESC`,
    importId,
  );
}

/** A file that is read again has another number. Must run inside a transaction. */
export function moveReturnDecisions(db: WritableDb, from: number, to: number): void {
  run(db, 'UPDATE return_decision SET import_id = ? WHERE import_id = ?', to, from);
}

/** How many users have an identifier of somebody who was erased, by their own rows; but for whom somebody let in again. */
export function knownAgain(db: ReadableDb): number {
  const erasedBy = tombstoneReader(db);
  if (!erasedBy) return 0;
  const rows = prepared(
    db,
    'SELECT identifier_key, alma_user_id FROM user WHERE erased_by_job IS NULL',
  ).raw(true);
  const isErased = (identifier: string | null) =>
    identifier !== null && erasedBy(foldText(identifier))?.decisionNo === null;
  let users = 0;
  for (const [key, almaUserId] of rows.iterate() as Iterable<[string, string | null]>) {
    const own = erasedBy(key);
    // Whoever was let in is so with whatever else they have.
    if (own ? own.decisionNo === null : isErased(almaUserId)) users++;
  }
  return users;
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
