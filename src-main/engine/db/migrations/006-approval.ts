/** The audit trail of a workspace that has had none: its first entry says what came before it. */
import { value, type WritableDb } from '../db.ts';
import { record } from '../trail/record.ts';

/** Nobody by name: the program itself brings the file to its version. */
const BY_ITSELF = '';

export function beginTrail(db: WritableDb): void {
  const rows = (table: string) => value<number>(db, `SELECT count(*) FROM ${table}`);
  record(db, BY_ITSELF, {
    what: 'trail.begun',
    details: {
      files: value<number>(db, `SELECT count(*) FROM import_file WHERE state = 'committed'`),
      users: rows('user'),
      decisions: rows('decision_step'),
      sets: rows('user_set'),
      jobs: rows('job'),
    },
  });
}
