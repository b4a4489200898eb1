/**
 * Whether it was asked what the institution has set in Alma and no report tells (domain/policyFacts.ts). The answers
 * stand among the settings; here is that somebody gave them, or from which workspace they were taken over.
 */
import { type PolicyAsked, policyAsked } from '#shared/contract/shapes/settings.ts';
import { get, type ReadableDb, type WritableDb } from '../db/db.ts';
import { parseStored } from '../db/storedValue.ts';
import { Refusal } from '../refusal.ts';
import { writeSetting } from './settings.ts';

const NAME = 'policyAsked';

/** Null: it wasn't asked, and nothing was taken over. */
export function readPolicyAsked(db: ReadableDb): PolicyAsked | null {
  const row = get<{ value: string }>(db, 'SELECT value FROM setting WHERE name = ?', NAME);
  return row ? parseStored(policyAsked, row.value, { table: 'setting', row: NAME }) : null;
}

/** Somebody has answered, or has confirmed what was taken over. */
export function notePolicyAnswered(db: WritableDb, by: string): PolicyAsked {
  const takenFrom = readPolicyAsked(db)?.takenFrom ?? null;
  const asked = { takenFrom, answered: { at: Date.now(), by } };
  writeSetting(db, NAME, asked);
  return asked;
}

/** The answers came from another workspace, where somebody had given them. */
export function notePolicyTaken(db: WritableDb, takenFrom: string): void {
  writeSetting(db, NAME, { takenFrom, answered: null } satisfies PolicyAsked);
}

/** Why no job of the purge cycle may be submitted yet; undefined: it may. */
export function policyRefusal(db: ReadableDb): Refusal | undefined {
  return readPolicyAsked(db) ? undefined : new Refusal('job.policy');
}
