/**
 * Second-person sign-off: two people sign the review as it is, and a seal over files, rules and decisions shows
 * whether it still is. A seal is never repaired: what was signed holds again once everything is as it was.
 */

import {
  type Seal,
  type SignOffStatus,
  seal as sealShape,
} from '#shared/contract/shapes/signOff.ts';
import { foldText, trimOuterSpace } from '#shared/domain/primaryIdentifier.ts';
import { HASHED_PARTS, signOffNeed } from '#shared/domain/signOff.ts';
import { type JobKind, jobKind, storedParameters } from '#shared/jobKinds/jobKinds.ts';
import type { SealLack } from '#shared/refusals/jobRefusals.ts';
import { all, get, type ReadableDb, run, value, type WritableDb } from '../db/db.ts';
import { parseStored } from '../db/storedValue.ts';
import { Refusal } from '../refusal.ts';
import { readSettings } from '../replica/settings.ts';
import { UserColumns } from '../replica/userColumns.ts';
import { reviewCounts } from './reviewCounts.ts';
import { type SealHashes, sealHashes, sealOf } from './sealHashes.ts';

/** What keeps a sign-off from being complete. */
export function sealLack(seal: Seal | null): SealLack {
  return { signatures: seal?.signatures.length ?? 0, broken: seal?.broken ?? [] };
}

/** Signatures that a sign-off needs. */
const SIGNATURES = 2;

interface StoredSignOff extends SealHashes {
  readonly sign_off_id: number;
  readonly seal: string;
  readonly counts: string;
  readonly last_step: number;
  readonly steps: number;
  readonly last_job: number;
}

/** The columns must be fresh. */
export function signOffStatus(columns: UserColumns): SignOffStatus {
  const { approved, staffConfirmed } = reviewCounts(columns);
  const { signOffAbove } = readSettings(columns.db);
  const seal = newestSeal(columns);
  return {
    approved,
    staffConfirmed,
    signOffAbove,
    requiredBy: signOffNeed({ users: approved, staffConfirmed }, signOffAbove),
    seal,
    complete: seal !== null && isComplete(seal),
  };
}

/** Two signatures, and nothing has changed since. */
export function isComplete(seal: Seal): boolean {
  return seal.signatures.length === SIGNATURES && seal.broken.length === 0;
}

/** Whether the set has had the same members since before the review was signed: a logical one may find others any time. */
export function knewSet(db: ReadableDb, { signOffId }: Seal, setId: number): boolean {
  const known = `SELECT 1 FROM sign_off s JOIN user_set u ON u.set_id <= s.last_set
    WHERE s.sign_off_id = ? AND u.set_id = ? AND u.criteria IS NULL`;
  return get(db, known, signOffId, setId) !== undefined;
}

/** The newest sign-off, compared with the review as it is now; null when there is none. */
export function newestSeal(columns: UserColumns): Seal | null {
  const { db } = columns;
  const stored = newestSignOff(db);
  if (!stored) return null;
  const now = sealHashes(columns);
  return {
    signOffId: stored.sign_off_id,
    signatures: all<{ name: string; at: number }>(
      db,
      'SELECT name, at FROM signature WHERE sign_off_id = ? ORDER BY position',
      stored.sign_off_id,
    ),
    seal: stored.seal,
    counts: parseStored(sealShape.shape.counts, stored.counts, {
      table: 'sign_off',
      row: stored.sign_off_id,
    }),
    broken: [
      ...HASHED_PARTS.filter((part) => stored[part] !== now[part]),
      ...(valuesGivenSince(db, stored.last_job) ? (['values'] as const) : []),
    ],
    stepsSince: stepsSince(db, stored),
  };
}

/**
 * Whether a job that was submitted since gives users other purge dates or balances, alone or with the move into the group
 * to purge: who signed saw a purge without them.
 */
function valuesGivenSince(db: ReadableDb, lastJob: number): boolean {
  const jobs = all<{ job_id: number; kind: JobKind; parameters: string; gave: 0 | 1 | null }>(
    db,
    `SELECT job_id, kind, parameters, forgotten ->> '$.gavePurgeFacts' AS gave FROM job WHERE job_id > ?`,
    lastJob,
  );
  return jobs.some(({ job_id, kind, parameters: stored, gave }) =>
    // What it was told is gone when its people were removed; what came of it for a seal isn't.
    gave === null
      ? jobKind(kind).givesPurgeFacts(
          parseStored(storedParameters(kind), stored, { table: 'job', row: job_id }),
        )
      : gave === 1,
  );
}

function newestSignOff(db: ReadableDb): StoredSignOff | undefined {
  return get<StoredSignOff>(db, 'SELECT * FROM sign_off ORDER BY sign_off_id DESC LIMIT 1');
}

/** Decisions in force that weren't when it was signed, and those that were and are no longer. */
function stepsSince(db: ReadableDb, { last_step, steps }: StoredSignOff): number {
  const inForce = stepsInForce(db, last_step);
  return inForce.after + steps - inForce.until;
}

function stepsInForce(db: ReadableDb, lastStep: number): { until: number; after: number } {
  return get<{ until: number; after: number }>(
    db,
    `SELECT count(*) FILTER (WHERE step_id <= ?) AS "until", count(*) FILTER (WHERE step_id > ?) AS "after"
     FROM decision_step WHERE state = 'done'`,
    lastStep,
    lastStep,
  )!;
}

/**
 * Signs the review as it is now: a first signature begins a sign-off, the second, of another person, completes it
 * while the seal holds. A broken one is left behind and a new one begun. Must run inside a transaction.
 * @returns which signature it is, and what it holds for
 */
export function sign(db: WritableDb, name: string): Signed {
  const signer = trimOuterSpace(name);
  if (nameKey(signer) === '') throw new Refusal('signOff.name');
  const columns = new UserColumns(db);
  columns.refresh();
  const newest = newestSeal(columns);
  const isFirst = newest === null || newest.broken.length > 0;
  if (!isFirst && newest.signatures.length >= SIGNATURES) throw new Refusal('signOff.complete');
  if (!isFirst && newest.signatures.some((each) => nameKey(each.name) === nameKey(signer)))
    throw new Refusal('signOff.samePerson');
  const signOffId = isFirst ? beginSignOff(db, columns) : newest.signOffId;
  const signature = isFirst ? 1 : 2;
  addSignature(db, signOffId, signature, signer);
  return { signer, signOffId, signature, seal: newestSignOff(db)!.seal };
}

/** What somebody has signed. */
export interface Signed {
  readonly signer: string;
  readonly signOffId: number;
  readonly signature: 1 | 2;
  readonly seal: string;
}

/** Spelled with other spaces or capitals it is the same person. */
function nameKey(name: string): string {
  return foldText(name).replace(/ +/g, ' ');
}

function beginSignOff(db: WritableDb, columns: UserColumns): number {
  const { undecided, excluded, approved, staffConfirmed } = reviewCounts(columns);
  const candidates = undecided + excluded + approved;
  if (candidates === 0) throw new Refusal('signOff.nobody');
  const hashes = sealHashes(columns);
  const lastStep = value<number>(
    db,
    `SELECT coalesce(max(step_id), 0) FROM decision_step WHERE state = 'done'`,
  );
  const signOff = run(
    db,
    'INSERT INTO sign_off (inputs, rules, decisions, seal, counts, last_step, steps, last_job, last_set) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    hashes.inputs,
    hashes.rules,
    hashes.decisions,
    sealOf(hashes),
    JSON.stringify({ candidates, undecided, excluded, approved, staffConfirmed }),
    lastStep,
    stepsInForce(db, lastStep).until,
    value<number>(db, 'SELECT coalesce(max(job_id), 0) FROM job'),
    value<number>(db, 'SELECT coalesce(max(set_id), 0) FROM user_set'),
  );
  return Number(signOff.lastInsertRowid);
}

function addSignature(db: WritableDb, signOffId: number, position: 1 | 2, name: string): void {
  run(
    db,
    'INSERT INTO signature (sign_off_id, position, name, name_key, at) VALUES (?, ?, ?, ?, ?)',
    signOffId,
    position,
    name,
    nameKey(name),
    Date.now(),
  );
}

/** Takes the newest sign-off back with its signatures. Must run inside a transaction. @returns its number */
export function withdraw(db: WritableDb): number {
  const newest = newestSignOff(db);
  if (!newest) throw new Refusal('signOff.none');
  run(db, 'DELETE FROM sign_off WHERE sign_off_id = ?', newest.sign_off_id);
  return newest.sign_off_id;
}
