/** How far an erasing is before it reaches the users themselves, in rows that are looked through. Reads only. */
import type { ReadableDb } from '../../../db/db.ts';
import { rowsOfFiles } from '../../../importing/commit/people.ts';
import { countUsers } from '../../../replica/people.ts';

/**
 * Rows of files are looked through twice to find out who somebody is, and once to take them out; users three times: by
 * identifiers, names and lists. Where everybody goes, nobody is told from anybody else: once less.
 * @param everybody whether all go
 * @param onRows told how many of about how many were
 * @returns to be called with so many further rows
 */
export function countingRows(
  db: ReadableDb,
  everybody: boolean,
  onRows: (done: number, total: number) => void,
): (rows: number) => void {
  const total = (everybody ? 2 : 3) * (rowsOfFiles(db) + countUsers(db));
  let done = 0;
  return (rows) => {
    done = Math.min(done + rows, total);
    onRows(done, total);
  };
}
