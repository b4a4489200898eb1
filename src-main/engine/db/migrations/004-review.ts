/**
 * Brings the review of an older workspace over: decisions packed and called approved, protected groups
 * into the register. Frozen with its SQL; the packed form of bitmaps never changes.
 */
import { I_SHARE } from '#shared/domain/jobs.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { WritableDb } from '../db.ts';
import reviewSql from './004-review.sql?raw';

interface OldStep {
  readonly step_id: number;
  readonly users: Uint8Array;
}

export function migrateReview(db: WritableDb): void {
  db.exec(reviewSql);
  moveSteps(db);
  db.exec(`
    DROP TABLE decision_before;
    DROP TABLE decision_step;
    ALTER TABLE decision_step_2 RENAME TO decision_step;
    ALTER TABLE decision_before_2 RENAME TO decision_before;`);
  moveProtectedGroups(db);
}

function moveSteps(db: WritableDb): void {
  const insertStep = db.prepare(
    `INSERT INTO decision_step_2 (step_id, at, by, decision, reason, note, text, user_count, users, state)
     SELECT step_id, at, by, CASE decision WHEN 'included' THEN 'approved' ELSE decision END, reason, note, text, user_count, ?, state
     FROM decision_step WHERE step_id = ?`,
  );
  const insertBefore = db.prepare(
    `INSERT INTO decision_before_2 (step_id, part, decision, reason, users)
     SELECT step_id, part, CASE decision WHEN 'included' THEN 'approved' ELSE decision END, reason, ?
     FROM decision_before WHERE step_id = ? AND part = ?`,
  );
  const decidedIn = db.prepare('UPDATE user SET decided_in = ? WHERE user_no = ?');
  const steps = db.prepare('SELECT step_id, users, state FROM decision_step ORDER BY step_id');
  for (const { step_id, users, state } of steps.all() as (OldStep & { state: string })[]) {
    const bitmap = UserBitmap.fromBytes(users);
    insertStep.run(bitmap.pack(), step_id);
    if (state === 'done') for (const userNo of bitmap) decidedIn.run(step_id, userNo);
  }
  const parts = db.prepare('SELECT step_id, part, users FROM decision_before');
  for (const { step_id, part, users } of parts.all() as (OldStep & { part: number })[])
    insertBefore.run(UserBitmap.fromBytes(users).pack(), step_id, part);
}

function moveProtectedGroups(db: WritableDb): void {
  const stored = db
    .prepare(`SELECT value FROM setting WHERE name = 'protectedGroups'`)
    .pluck()
    .get() as string | undefined;
  const groups = stored === undefined ? [I_SHARE] : (JSON.parse(stored) as string[]);
  const insert = db.prepare(
    `INSERT OR IGNORE INTO protected_rule (kind, value, value_key, note, review_on, created_at, created_by)
     VALUES ('group', ?, ?, ?, NULL, ?, '')`,
  );
  for (const group of groups)
    insert.run(
      group,
      foldText(group),
      foldText(group) === foldText(I_SHARE) ? LINKED : '',
      Date.now(),
    );
  db.exec(`DELETE FROM setting WHERE name = 'protectedGroups'`);
}

const LINKED = 'Linked users, whose home is another institution. Never purge them.';
