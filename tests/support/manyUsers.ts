/**
 * Fills a workspace with many candidates straight through SQL: for tests that need more of them than
 * a batch, or a file of a size, and not the reading of a workbook.
 */
import { prepared, run, transaction, type WritableDb } from '#engine/db/db.ts';
import { createWorkspace, openWritable } from '#engine/db/workspaceFile.ts';
import { notePolicyAnswered } from '#engine/replica/policyAsked.ts';
import { decide } from '#engine/review/decide.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';

/** Every seventh user has a loan, every fifth owes 5.00, every third is an alumnus. */
export function insertCandidates(db: WritableDb, count: number): void {
  transaction(db, () => {
    run(
      db,
      `INSERT INTO import_file (import_id, kind, state, file_name, file_size, sha256, started_at, imported_at)
       VALUES (1, 'candidates', 'committed', 'Many.xlsx', 1, '', ?, ?)`,
      Date.now(),
      Date.now(),
    );
    run(
      db,
      `INSERT INTO user_group (group_no, name, name_key) VALUES (10, 'Graduate', 'graduate'), (11, 'Alumni', 'alumni')`,
    );
    const insert = prepared(
      db,
      `INSERT INTO user (identifier_key, primary_identifier, described, candidate, import_id, row_number, notes, last_name,
         group_no, staff_role, purge_date, record_type, loans, balance)
       VALUES (?, ?, 1, 1, 1, ?, 0, ?, ?, 0, '2020-01-31', 'Public', ?, ?)`,
    );
    for (let n = 1; n <= count; n++) {
      const id = `user${n}`;
      const group = n % 3 === 0 ? 11 : 10;
      insert.run(id, id, n, `Name${n}`, group, n % 7 === 0 ? 1 : 0, n % 5 === 0 ? 500 : 0);
    }
  });
}

/** A new, closed workspace with so many candidates, whom the review has approved or not looked at. */
export function manyUsersWorkspace(
  path: string,
  count: number,
  review: 'approved' | 'undecided' = 'undecided',
): void {
  createWorkspace(path);
  const { db, close } = openWritable(path);
  insertCandidates(db, count);
  notePolicyAnswered(db, 'x');
  if (review === 'approved') {
    const everybody = UserBitmap.of(Array.from({ length: count }, (_, n) => n + 1));
    transaction(db, () =>
      decide(db, everybody, { decision: 'approved', reason: null, note: '', by: 'x' }),
    );
  }
  close();
}
