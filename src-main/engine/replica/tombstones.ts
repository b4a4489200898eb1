/**
 * By which an erased user is known again in a later file: keyed hashes of their identifiers, from which nobody reads who
 * it was. The key is the workspace's own. Whoever is known by one isn't entered unless somebody has decided so, for a
 * reason: then they are somebody new. Owns tombstone, tombstone_key and return_decision.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { nearKey } from '#shared/domain/nearIdentifiers.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { all, get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { Refusal } from '../refusal.ts';

const KEY_BYTES = 32;

export interface Tombstone {
  /** Of the erasure. */
  readonly jobId: number;
  /** By which they may be entered again; null: they may not. */
  readonly decisionNo: number | null;
}

/** By which somebody is known: exactly, or by what may be the same identifier as a spreadsheet has left it. */
interface Known {
  /** Of erased users, as they were written. */
  readonly identifiers: Iterable<string>;
  /** Theirs as `nearKey` gives them, unless somebody who stays has one like it. */
  readonly near: Iterable<string>;
}

/** Whoever had come back and is erased again is kept out again. Must run inside a transaction. */
export function setTombstones(db: WritableDb, { identifiers, near }: Known, jobId: number): void {
  const hmacKey = keyOf(db) ?? newKey(db);
  const store = prepared(
    db,
    `INSERT INTO tombstone (mark, job_id) VALUES (?, ?)
     ON CONFLICT (mark) DO UPDATE SET job_id = excluded.job_id, decision_no = NULL`,
  );
  for (const identifier of identifiers) store.run(markOf(hmacKey, foldText(identifier)), jobId);
  for (const key of near) store.run(markOf(hmacKey, asNear(key)), jobId);
}

/** All tombstones and their key, as the audit trail has them once they are set: whoever takes one away changes the hash. */
export function tombstoneSeal(db: ReadableDb): { readonly marks: number; readonly sha256: string } {
  const hash = createHash('sha256').update(keyOf(db) ?? '');
  let marks = 0;
  const read = prepared(db, 'SELECT mark FROM tombstone ORDER BY mark').pluck();
  for (const mark of read.iterate() as Iterable<Uint8Array>) {
    hash.update(mark);
    marks++;
  }
  return { marks, sha256: hash.digest('hex') };
}

/** Decisions by which tombstones are lifted. */
export const liftedBy = (db: ReadableDb): number[] =>
  prepared(db, 'SELECT DISTINCT decision_no FROM tombstone WHERE decision_no IS NOT NULL')
    .pluck()
    .all() as number[];

export type MarkedTombstone = Tombstone & { readonly mark: Uint8Array };

/** Tombstones by folded identifiers. */
export interface TombstoneReader {
  readonly of: (key: string) => MarkedTombstone | undefined;
  /** Of one that may be the same identifier, too: without its leading zeros, or with an apostrophe in front. */
  readonly near: (key: string) => MarkedTombstone | undefined;
}

/** Undefined where nobody was erased. */
export function tombstoneReader(db: ReadableDb): TombstoneReader | undefined {
  const hmacKey = keyOf(db);
  if (!hmacKey) return undefined;
  const read = stoneReader(db);
  const by = (text: string) => {
    const mark = markOf(hmacKey, text);
    const stone = read(mark);
    return stone && { ...stone, mark };
  };
  return {
    of: by,
    near(key) {
      const near = nearKey(key);
      return by(key) ?? (near === '' ? undefined : by(asNear(near)));
    },
  };
}

/** No identifier begins so. */
const asNear = (key: string) => `\0${key}`;

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
  /** Null: it wasn't. */
  readonly withdrawn: { readonly at: number; readonly by: string } | null;
  /** Somebody may be entered by it still: it wasn't withdrawn, nor were all of them erased again. */
  readonly holds: boolean;
}

/**
 * Lets them be entered, from whatever file that is read from now on. Must run inside a transaction.
 * @param marks of tombstones, one for each row
 * @param readBefore files up to this number have been read without it
 * @returns its number
 */
export function decideReturn(
  db: WritableDb,
  importId: number,
  marks: readonly Uint8Array[],
  { by, reason }: Pick<ReturnDecision, 'by' | 'reason'>,
  readBefore: number,
): number {
  const decisionNo = Number(
    run(
      db,
      `INSERT INTO return_decision (import_id, at, by, reason, rows, read_before)
       VALUES (?, ?, ?, ?, ?, ?)`,
      ...[importId, Date.now(), by, reason, marks.length, readBefore],
    ).lastInsertRowid,
  );
  const lift = prepared(db, 'UPDATE tombstone SET decision_no = ? WHERE mark = ?');
  for (const mark of marks) lift.run(decisionNo, mark);
  return decisionNo;
}

/** Newest first. @param importId those that were made about rows of this file; null: all */
export function returnDecisions(
  db: ReadableDb,
  importId: number | null,
): (ReturnDecision & { readonly importId: number })[] {
  return all<StoredDecision>(
    db,
    `SELECT d.*, EXISTS (SELECT 1 FROM tombstone t WHERE t.decision_no = d.decision_no) AS holds
     FROM return_decision d WHERE import_id = coalesce(?, import_id) ORDER BY decision_no DESC`,
    importId,
  ).map(({ decision_no, import_id, at, by, reason, rows, withdrawn_at, withdrawn_by, holds }) => ({
    ...{ decisionNo: decision_no, importId: import_id, at, by, reason, rows },
    withdrawn: withdrawn_at === null ? null : { at: withdrawn_at, by: withdrawn_by ?? '' },
    holds: holds === 1,
  }));
}

interface StoredDecision {
  readonly decision_no: number;
  readonly import_id: number;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly rows: number;
  readonly read_before: number;
  readonly withdrawn_at: number | null;
  readonly withdrawn_by: string | null;
  readonly holds: 0 | 1;
}

/**
 * Keeps out again whom a decision let in, as long as nobody has been entered by it. Must run inside a transaction.
 * @param readUntil files up to this number may have been read by it: they aren't added before they are read again
 * @param others calls back with each user's further identifiers, one after the other
 * @throws Refusal where it holds no more, or somebody has been entered
 */
export function withdrawReturn(
  db: WritableDb,
  decisionNo: number,
  by: string,
  readUntil: number,
  others: EachOther,
): { readonly importId: number; readonly rows: number } {
  const decision = returnDecisions(db, null).find((each) => each.decisionNo === decisionNo);
  if (!decision?.holds) throw new Refusal('import.returnOver');
  const users = usersKnown(db, others, { by: decisionNo }).size;
  if (users > 0) throw new Refusal('import.returnUsed', { users });
  run(
    db,
    `UPDATE return_decision SET withdrawn_at = ?, withdrawn_by = ?, read_until = ?
     WHERE decision_no = ?`,
    ...[Date.now(), by, readUntil, decisionNo],
  );
  run(db, 'UPDATE tombstone SET decision_no = NULL WHERE decision_no = ?', decisionNo);
  return decision;
}

/** Whether a file may have been read by a decision that was withdrawn since. */
export function isReadByWithdrawn(db: ReadableDb, importId: number): boolean {
  const sql = 'SELECT 1 FROM return_decision WHERE read_before < ? AND read_until >= ? LIMIT 1';
  return get(db, sql, importId, importId) !== undefined;
}

/** A file that is read again has another number. Must run inside a transaction. */
export function moveReturnDecisions(db: WritableDb, from: number, to: number): void {
  run(db, 'UPDATE return_decision SET import_id = ? WHERE import_id = ?', to, from);
}

/**
 * The tombstone by which a record is kept out: of the first of its identifiers that has one. Whoever was let in by one of
 * them is so with whatever else they have.
 * @param stones of the identifiers of one record
 */
export function keptOutBy(
  stones: Iterable<MarkedTombstone | undefined>,
): MarkedTombstone | undefined {
  let first: MarkedTombstone | undefined;
  for (const stone of stones) {
    if (stone && stone.decisionNo !== null) return undefined;
    first ??= stone;
  }
  return first;
}

/**
 * How many users have an identifier of somebody who was erased; but for whom somebody let in again.
 * @param others calls back with each user's further identifiers, one after the other
 */
export function knownAgain(db: ReadableDb, others: EachOther): number {
  return usersKnown(db, others, 'kept-out').size;
}

type EachOther = (on: (userNo: number, identifier: string) => void) => void;

/** Users who are there and have an identifier of somebody who was erased: kept out, or let in by a decision. */
function usersKnown(
  db: ReadableDb,
  others: EachOther,
  which: 'kept-out' | { readonly by: number },
): ReadonlySet<number> {
  const stones = tombstoneReader(db);
  if (!stones) return new Set();
  const rows = prepared(
    db,
    'SELECT user_no, identifier_key, alma_user_id FROM user WHERE erased_by_job IS NULL',
  ).raw(true);
  const found = new Map<number, MarkedTombstone[]>();
  const look = (userNo: number, key: string) => {
    const stone = stones.of(key);
    if (stone) found.set(userNo, [...(found.get(userNo) ?? []), stone]);
  };
  for (const [userNo, key, almaUserId] of rows.iterate() as Iterable<
    [number, string, string | null]
  >) {
    look(userNo, key);
    if (almaUserId !== null) look(userNo, foldText(almaUserId));
  }
  const isThere = prepared(
    db,
    'SELECT 1 FROM user WHERE user_no = ? AND erased_by_job IS NULL',
  ).pluck();
  others((userNo, identifier) => {
    const key = foldText(identifier);
    // Lines of those who are being erased may be there still.
    if (stones.of(key) && isThere.get(userNo) !== undefined) look(userNo, key);
  });
  const isMeant = (each: readonly MarkedTombstone[]) =>
    which === 'kept-out'
      ? keptOutBy(each) !== undefined
      : each.some(({ decisionNo }) => decisionNo === which.by);
  return new Set([...found].flatMap(([userNo, each]) => (isMeant(each) ? [userNo] : [])));
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
