/**
 * The revision: grows with every change that a screen could show, and never falls back, not even
 * when the engine is restarted. Answers of an older revision are stale. Each revision says which users
 * it changed, so that columns in memory are kept current without being read anew.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { DAMAGED_ROW, isCount } from '../db/storedValue.ts';

/** More than a screen is ever behind. */
const KEPT_REVISIONS = 100;

export type ChangedUsers = UserBitmap | 'nobody' | 'everybody';

export function readRevision(db: ReadableDb): number {
  const { revision } = get<{ revision: number }>(db, 'SELECT revision FROM workspace') ?? {};
  if (!isCount(revision)) throw DAMAGED_ROW({ table: 'workspace', row: 1 });
  return revision;
}

/**
 * @param changed users who differ from those of the revision before
 * @param what `reviewStates`: their flags and decisions alone, of which reading anew costs little
 */
export function bumpRevision(
  db: WritableDb,
  changed: ChangedUsers,
  what: 'facts' | 'reviewStates' = 'facts',
): void {
  run(db, 'UPDATE workspace SET revision = revision + 1');
  const revision = readRevision(db);
  const users = changed === 'everybody' ? null : changed === 'nobody' ? NOBODY : changed.toBytes();
  run(
    db,
    'INSERT INTO user_change (revision, users, facts) VALUES (?, ?, ?)',
    revision,
    users,
    what === 'facts' ? 1 : 0,
  );
  run(db, 'DELETE FROM user_change WHERE revision <= ?', revision - KEPT_REVISIONS);
}

const NOBODY = new Uint8Array(0);

export interface Changes {
  readonly users: UserBitmap;
  /** False: flags and decisions alone. */
  readonly facts: boolean;
}

/** What was changed after a revision; 'everybody' also when it is too long ago to know. */
export function changedSince(db: ReadableDb, revision: number): Changes | 'everybody' {
  const rows = all<{ revision: number; users: Uint8Array | null; facts: number }>(
    db,
    'SELECT revision, users, facts FROM user_change WHERE revision > ? ORDER BY revision',
    revision,
  );
  if (rows[0]?.revision !== revision + 1) return 'everybody';
  if (rows.some(({ users }) => users === null)) return 'everybody';
  return {
    users: rows.reduce(
      (union, { users }) => union.or(UserBitmap.fromBytes(users!)),
      new UserBitmap(),
    ),
    facts: rows.some(({ users, facts }) => facts === 1 && users!.length > 0),
  };
}
