/**
 * Users from Alma's XML: their whole import, and plain inserts of the same values into plain tables, a row for each user
 * and one for each line.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../db/sqlite.ts';
import { createWorkspace } from '../db/workspaceFile.ts';
import { openTable } from '../tables/openTable.ts';
import { startWriterInline, type Writer } from '../writer/writer.ts';

export const ALMA_XML = 'users.xml';
/** A line's list, its user, and as many cells as the longest line has. */
const LINE_COLUMNS = 22;

/** From the file to a committed replica with details and flags, and the file left clean. */
export async function measureUsers(
  folder: string,
  importFile: (writer: Writer, file: string) => Promise<unknown>,
): Promise<{ seconds: number }> {
  const path = join(folder, 'users.purgedesk');
  rmSync(path, { force: true });
  createWorkspace(path);
  const start = performance.now();
  const writer = startWriterInline(path, () => {});
  await importFile(writer, join(folder, ALMA_XML));
  await writer.close();
  return { seconds: (performance.now() - start) / 1000 };
}

/** Only the inserts are timed, not the reading that gives their values. */
export async function measureUsersInsert(folder: string): Promise<{ seconds: number }> {
  const path = join(folder, 'users.db');
  rmSync(path, { force: true });
  const table = await openTable(join(folder, ALMA_XML));
  const db = new Database(path);
  const width = table.headings!.length;
  const columns = (count: number) => Array.from({ length: count }, (_, n) => `c${n} TEXT`).join();
  const marks = (count: number) => Array.from({ length: count }, () => '?').join();
  db.exec(
    `PRAGMA journal_mode = WAL; CREATE TABLE plain (${columns(width)}); CREATE TABLE line (${columns(LINE_COLUMNS)}); BEGIN`,
  );
  const user = db.prepare(`INSERT INTO plain VALUES (${marks(width)})`);
  const line = db.prepare(`INSERT INTO line VALUES (${marks(LINE_COLUMNS)})`);
  let milliseconds = 0;
  await table.readSheet(0, (row) => {
    const start = performance.now();
    user.run(...Array.from({ length: width }, (_, n) => (n < row.width ? row.texts[n]! : null)));
    for (const [list, lines] of table.lines!.ofRow.entries())
      for (const cells of lines)
        line.run(
          ...[String(list), String(row.number), ...cells],
          ...new Array<null>(LINE_COLUMNS - 2 - cells.length).fill(null),
        );
    milliseconds += performance.now() - start;
  });
  const start = performance.now();
  db.exec('COMMIT');
  db.close();
  table.close();
  return { seconds: (milliseconds + performance.now() - start) / 1000 };
}
