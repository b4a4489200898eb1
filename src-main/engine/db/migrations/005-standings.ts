/**
 * Takes flags and decisions out of the users' rows into blocks. A user stands as one step says: where an older
 * version kept the decision alone, the step is found again. Frozen with its SQL.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { WritableDb } from '../db.ts';
import standingsSql from './005-standings.sql?raw';

const BLOCK_USERS = 2048;

interface OldStanding {
  readonly decision: string;
  readonly decision_reason: string | null;
  readonly staff_confirmed: number;
  readonly decided_in: number | null;
}

interface Step {
  readonly step_id: number;
  readonly decision: string;
  readonly reason: string | null;
  readonly confirmed: number;
  readonly state: string;
  readonly users: UserBitmap;
}

export function migrateStandings(db: WritableDb): void {
  db.exec(standingsSql);
  const steps = new OldSteps(db);
  moveStandings(db, steps);
  moveBefore(db, steps);
  db.exec(`
    DROP TABLE decision_before;
    DROP TABLE decision_step;
    DROP TABLE user;
    ALTER TABLE user_2 RENAME TO user;
    ALTER TABLE decision_step_2 RENAME TO decision_step;
    ALTER TABLE decision_before_2 RENAME TO decision_before;`);
}

function moveStandings(db: WritableDb, steps: OldSteps): void {
  const size = db.prepare('SELECT coalesce(max(user_no), 0) + 1 FROM user').pluck().get() as number;
  const blocks = Math.ceil(size / BLOCK_USERS);
  const flags = new Int32Array(blocks * BLOCK_USERS);
  const decidedIn = new Int32Array(blocks * BLOCK_USERS);
  const users = db.prepare(
    'SELECT user_no, flags, decision, decision_reason, staff_confirmed, decided_in FROM user',
  );
  const alike = new Map<string, OldStanding & { users: UserBitmap }>();
  for (const row of users.iterate() as Iterable<OldStanding & { user_no: number; flags: number }>) {
    flags[row.user_no] = row.flags;
    if (row.decision === 'undecided' && row.decided_in === null) continue;
    const key = JSON.stringify([
      row.decision,
      row.decision_reason,
      row.staff_confirmed,
      row.decided_in,
    ]);
    const group = alike.get(key) ?? { ...row, users: new UserBitmap() };
    group.users.add(row.user_no);
    alike.set(key, group);
  }
  for (const standing of alike.values()) {
    for (const [stepId, meant] of steps.of(standing, standing.users))
      for (const userNo of meant) decidedIn[userNo] = stepId;
  }
  const insert = db.prepare(
    'INSERT INTO standing_block (block_no, flags, decided_in) VALUES (?, ?, ?)',
  );
  for (let n = 0; n < blocks; n++) insert.run(n, bytesOf(flags, n), bytesOf(decidedIn, n));
}

function bytesOf(numbers: Int32Array, block: number): Uint8Array {
  return new Uint8Array(numbers.buffer, block * BLOCK_USERS * 4, BLOCK_USERS * 4);
}

function moveBefore(db: WritableDb, steps: OldSteps): void {
  const parts = db
    .prepare(
      'SELECT step_id, decision, reason AS decision_reason, staff_confirmed, decided_in, users FROM decision_before',
    )
    .all() as (OldStanding & { step_id: number; users: Uint8Array })[];
  const before = new Map<string, [stepId: number, decidedIn: number, users: UserBitmap]>();
  for (const part of parts) {
    for (const [decidedIn, users] of steps.of(part, UserBitmap.unpack(part.users), part.step_id)) {
      const key = `${part.step_id} ${decidedIn}`;
      const joined = before.get(key)?.[2].or(users) ?? users;
      before.set(key, [part.step_id, decidedIn, joined]);
    }
  }
  const insert = db.prepare(
    'INSERT INTO decision_before_2 (step_id, decided_in, users) VALUES (?, ?, ?)',
  );
  for (const [stepId, decidedIn, users] of before.values())
    insert.run(stepId, decidedIn, users.pack());
}

class OldSteps {
  readonly #db: WritableDb;
  /** Newest first; abandoned ones were undone before, nobody stands by them. */
  readonly #steps: readonly Step[];

  constructor(db: WritableDb) {
    this.#db = db;
    const stored = db
      .prepare(
        `SELECT step_id, decision, reason, confirmed, state, users FROM decision_step
         WHERE state <> 'abandoned' ORDER BY step_id DESC`,
      )
      .all() as (Omit<Step, 'users'> & { users: Uint8Array })[];
    this.#steps = stored.map((step) => ({ ...step, users: UserBitmap.unpack(step.users) }));
  }

  /**
   * The steps by which users stand as they do.
   * @param before those who stood so before this step; undefined: who stand so now
   */
  of(
    standing: OldStanding,
    users: UserBitmap,
    before?: number,
  ): [stepId: number, users: UserBitmap][] {
    const fitting = this.#steps.filter(
      (step) =>
        (before === undefined ? step.state === 'done' : step.step_id < before) &&
        step.decision === standing.decision &&
        step.reason === standing.decision_reason &&
        step.confirmed === standing.staff_confirmed,
    );
    const { decided_in } = standing;
    if (fitting.some(({ step_id }) => step_id === decided_in)) return [[decided_in!, users]];
    if (standing.decision === 'undecided') return [[0, users]];
    const found: [number, UserBitmap][] = [];
    let left = users;
    for (const step of fitting) {
      const meant = step.users.and(left);
      if (meant.count > 0) found.push([step.step_id, meant]);
      left = left.andNot(meant);
    }
    return left.count === 0 ? found : [...found, [this.#unknownStep(standing, left), left]];
  }

  /** Nothing tells when it was decided; it stays decided. */
  #unknownStep(standing: OldStanding, users: UserBitmap): number {
    const step = this.#db
      .prepare(
        `INSERT INTO decision_step_2 (at, by, decision, reason, note, text, user_count, confirmed, state, users)
         SELECT created_at, '', ?, ?, '', 'Earlier decision', ?, ?, 'abandoned', ? FROM workspace`,
      )
      .run(
        standing.decision,
        standing.decision_reason,
        users.count,
        standing.staff_confirmed,
        users.pack(),
      );
    return Number(step.lastInsertRowid);
  }
}
