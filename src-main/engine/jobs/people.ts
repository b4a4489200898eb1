/**
 * What the tables of jobs hold of people. Outcomes, reasons and counts stay with the number of a user; what described
 * them, and their history's values, goes.
 */
import type { Quotations } from '#shared/domain/quotations.ts';
import { forgetAllSums } from '../db/checksums.ts';
import { all, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { type DeclaredTables, nobodyIn } from '../db/people/declared.ts';

export const JOBS_PEOPLE: DeclaredTables = {
  job: {
    ...nobodyIn('job_id', 'kind', 'state', 'submitted_at', 'started_at', 'ended_at', 'members'),
    ...nobodyIn(
      'submitted_for',
      'excepted',
      'total',
      'done',
      'last_user_no',
      'finished',
      'failed',
      'read_at',
    ),
    ...nobodyIn('message_read_at', 'forgetting', 'owes', 'proving'),
    ...{ name: 'quotations', user: 'staff', parameters: 'json', settings: 'json', review: 'json' },
    ...{ without_approval: 'quotations', told: 'json', failure: 'json', forgotten: 'json' },
  },
  job_user: {
    ...nobodyIn('job_id', 'user_no', 'outcome', 'reasons', 'unknown', 'boundary', 'waived'),
    ...nobodyIn('unapproved', 'researcher'),
  },
  job_user_fact: {
    ...nobodyIn('job_id', 'user_no', 'membership', 'user_group', 'record_type', 'decided_in'),
    ...nobodyIn('job_category'),
    ...{
      expiry_date: 'user',
      purge_date: 'user',
      loans: 'user',
      balance: 'user',
      transferred: 'user',
    },
  },
  job_decision: {
    ...nobodyIn('job_id', 'step_id', 'at', 'decision', 'confirmed'),
    ...{ by: 'staff', reason: 'quotations', note: 'quotations' },
  },
  job_capture: {
    ...nobodyIn('job_id', 'taken_at', 'sha256', 'width', 'height'),
    ...{ png: 'owner', settings: 'json', words: 'owner' },
  },
  capture_key: nobodyIn('only_row', 'hmac_key'),
  capture_erasure: nobodyIn('job_id', 'by_job', 'at', 'sha256', 'places'),
  certificate: { ...nobodyIn('job_id', 'certificate', 'sha256'), found: 'json' },
  job_draft: { kind: 'nobody', draft: 'owner' },
  retention_step: {
    ...nobodyIn('step_no', 'at', 'what', 'due_on', 'until'),
    ...{ reason: 'quotations', by: 'staff' },
  },
  history: {
    ...nobodyIn('history_id', 'user_no', 'job_id', 'at', 'field'),
    // Of those who stay, as the name of a group that is called like somebody.
    ...{ by: 'staff', old_value: 'quotations', new_value: 'quotations' },
  },
};

/** Must run inside a transaction. */
export function eraseFromJobs(db: WritableDb, userNos: readonly number[]): void {
  const users = JSON.stringify(userNos);
  const among = 'user_no IN (SELECT value FROM json_each(?))';
  run(db, `UPDATE history SET old_value = NULL, new_value = NULL WHERE ${among}`, users);
  for (const { job_id } of all<{ job_id: number }>(db, 'SELECT job_id FROM job'))
    run(
      db,
      `UPDATE job_user_fact SET expiry_date = NULL, purge_date = NULL, loans = NULL, balance = NULL, transferred = NULL
       WHERE job_id = ? AND ${among}`,
      job_id,
      users,
    );
  forgetAllSums(db, 'job');
}

/** What was written beside the decisions that jobs have kept may name anybody. Must run inside a transaction. */
export function eraseNotesOfJobs(db: WritableDb): void {
  run(db, `UPDATE job_decision SET note = '' WHERE note <> ''`);
}

export const namesOfJobs = (db: ReadableDb): string[] =>
  all<{ name: string }>(db, 'SELECT DISTINCT name FROM job').map(({ name }) => name);

/** What was filled in for a job and names somebody is filled in anew. */
export function dropDrafts(db: WritableDb, quotations: Pick<Quotations, 'isIn'>): void {
  const drafts = all<{ kind: string; draft: string }>(db, 'SELECT kind, draft FROM job_draft');
  for (const { kind, draft } of drafts)
    if (quotations.isIn(draft)) run(db, 'DELETE FROM job_draft WHERE kind = ?', kind);
}
