/**
 * Table module of job_draft: what was filled in for a job that isn't submitted yet, one for each kind, until it is
 * submitted or thrown away. Settings alone, as the pages write them; it changes nothing that anybody else sees.
 */
import { type JobDraft, jobDraft } from '#shared/contract/shapes/jobs.ts';
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import { get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { parseStored } from '../db/storedValue.ts';

/** @returns null where nothing is kept */
export function getDraft(db: ReadableDb, kind: JobKind): JobDraft | null {
  const row = get<{ draft: string }>(db, 'SELECT draft FROM job_draft WHERE kind = ?', kind);
  return row ? parseStored(jobDraft, row.draft, { table: 'job_draft', row: kind }) : null;
}

/** @param draft null: it is thrown away */
export function keepDraft(db: WritableDb, kind: JobKind, draft: JobDraft | null): void {
  if (draft === null) {
    run(db, 'DELETE FROM job_draft WHERE kind = ?', kind);
    return;
  }
  run(
    db,
    'INSERT INTO job_draft (kind, draft) VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET draft = excluded.draft',
    kind,
    JSON.stringify(draft),
  );
}
