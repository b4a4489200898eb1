/** What the review's tables hold of people, and what becomes of what names somebody who is erased. */
import type { Quotations } from '#shared/domain/quotations.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { type DeclaredTables, nobodyIn } from '../db/people/declared.ts';
import { switchOffViews } from './gridViews.ts';
import { removeRule, switchOffRules } from './register.ts';

export const REVIEW_PEOPLE: DeclaredTables = {
  decision_step: {
    ...nobodyIn('step_id', 'at', 'decision', 'user_count', 'confirmed', 'import_id', 'state'),
    ...nobodyIn('users', 'named', 'named_users'),
    ...{ by: 'staff', reason: 'quotations', note: 'quotations', what: 'json' },
  },
  decision_before: nobodyIn('step_id', 'decided_in', 'users'),
  protected_rule: {
    ...nobodyIn('rule_id', 'kind', 'review_on', 'created_at'),
    ...{ value: 'owner', value_key: 'owner', note: 'quotations', created_by: 'staff' },
  },
  sample: {
    ...nobodyIn('sample_id', 'at', 'among', 'per_group', 'drawn_from'),
    by: 'staff',
    seed: 'nobody',
  },
  sample_user: {
    ...nobodyIn('sample_id', 'user_no', 'finding', 'found_at'),
    ...{ user_group: 'quotations', note: 'quotations', found_by: 'staff' },
  },
  sign_off: {
    ...nobodyIn(
      'sign_off_id',
      'inputs',
      'rules',
      'decisions',
      'seal',
      'counts',
      'last_step',
      'steps',
    ),
    last_job: 'nobody',
    last_set: 'nobody',
  },
  signature: {
    ...nobodyIn('sign_off_id', 'position', 'at'),
    ...{ name: 'staff', name_key: 'owner' },
  },
  grid_view: {
    ...nobodyIn('view_id', 'grid', 'created_at'),
    ...{ name: 'owner', name_key: 'owner', state: 'owner' },
  },
  alma_step: { step: 'nobody', done_at: 'nobody', done_by: 'staff' },
  twin_answer: {
    ...nobodyIn('answer', 'at'),
    ...{ first_key: 'user', second_key: 'user', by: 'staff' },
  },
};

/** What was decided and signed. */
export function countDecided(db: ReadableDb) {
  return get<Record<'decisions' | 'signatures', number>>(
    db,
    `SELECT (SELECT count(*) FROM decision_step WHERE state = 'done') AS decisions,
       (SELECT count(*) FROM signature) AS signatures`,
  )!;
}

/**
 * What was written beside decisions, rules and samples may name anybody; rules for one user, and saved views, name
 * somebody. Must run inside a transaction.
 */
export function eraseNotesOfReview(db: WritableDb, quotations: Quotations, by: string): void {
  run(db, `UPDATE sample_user SET note = '' WHERE note <> ''`);
  run(db, `UPDATE decision_step SET note = '' WHERE note <> ''`);
  run(db, `UPDATE protected_rule SET note = '' WHERE note <> ''`);
  run(db, 'DELETE FROM twin_answer');
  run(db, 'DELETE FROM grid_view');
  const rules = all<{ rule_id: number; kind: string; value: string }>(
    db,
    'SELECT rule_id, kind, value FROM protected_rule',
  );
  for (const { rule_id, kind, value } of rules)
    if (kind === 'identifier' || kind === 'name' || quotations.isIn(value))
      removeRule(db, rule_id, by);
  dropKeysOfSignatures(db, quotations);
}

/** What is off now because it named somebody who is erased. */
export interface SwitchedOffHere {
  readonly rules: readonly number[];
  readonly views: readonly number[];
}

/**
 * Rules of the register and saved views that name somebody are off; what was said of them beside the decisions goes. Must
 * run inside a transaction.
 * @param keys folded identifiers of those who are erased
 */
export function eraseFromReview(
  db: WritableDb,
  quotations: Quotations,
  userNos: readonly number[],
  keys: readonly string[],
): SwitchedOffHere {
  run(
    db,
    `UPDATE sample_user SET note = '' WHERE note <> '' AND user_no IN (SELECT value FROM json_each(?))`,
    JSON.stringify(userNos),
  );
  run(
    db,
    `DELETE FROM twin_answer WHERE first_key IN (SELECT value FROM json_each(?))
       OR second_key IN (SELECT value FROM json_each(?))`,
    JSON.stringify(keys),
    JSON.stringify(keys),
  );
  // Their names become those of whoever erases, as all names of staff do; the key of a name is asked for by nobody.
  dropKeysOfSignatures(db, quotations);
  const isTheirs = new Set(keys);
  return {
    rules: switchOffRules(db, quotations, (key) => isTheirs.has(key)),
    views: switchOffViews(db, quotations),
  };
}

function dropKeysOfSignatures(db: WritableDb, quotations: Quotations): void {
  const signatures = all<{ name_key: string }>(db, 'SELECT DISTINCT name_key FROM signature');
  for (const { name_key } of signatures)
    if (quotations.isIn(name_key))
      run(db, `UPDATE signature SET name_key = '' WHERE name_key = ?`, name_key);
}
