/**
 * The review list of everybody as a workbook, in the order of the review, against exceljs, which streams the same cells
 * handed to it ready-made. In both the process is measured with all that it holds.
 */
import { join } from 'node:path';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { openReadable } from '../db/workspaceFile.ts';
import { exportHere } from '../exporting/exporter.ts';
import { type AskedUsers, userListSource } from '../reports/userListSource.ts';
import { reviewRequests } from '../requests/review.ts';
import { startWriterInline } from '../writer/writer.ts';
import { readyRows, writeWithExceljs } from './exceljsLists.ts';

const BY = 'bench';

const ASKED: AskedUsers = {
  of: 'users',
  list: 'review',
  criteria: CANDIDATES,
  sort: [{ field: 'purge_date', direction: 'asc' }],
  columns: [
    ...['primary_identifier', 'decision', 'flags', 'decision_reason', 'decided_by', 'decided_at'],
    ...['last_name', 'first_name', 'user_group', 'staff_role', 'expiry_date', 'purge_date'],
    ...['days_past_purge', 'alma_user_id'],
  ],
  title: 'All candidates',
};

/** Half of them are decided about, so that their cells have something to say. */
export async function decideHalf(folder: string, rows: number): Promise<{ seconds: number }> {
  const writer = startWriterInline(join(folder, `${rows}.purgedesk`), () => {});
  const users = UserBitmap.of(Array.from({ length: rows / 2 }, (_, n) => 2 * n + 1)).toBytes();
  const request = { decision: 'excluded', reason: 'Still affiliated', note: '' } as const;
  await writer.run(reviewRequests.decide.task, { by: BY, given: { users, request } });
  await writer.close();
  return { seconds: 0 };
}

export async function measureList(folder: string, rows: number): Promise<{ seconds: number }> {
  const wanted = { format: 'xlsx', path: join(folder, 'list.xlsx') } as const;
  const given = { what: ASKED, wanted, locales: [], by: BY, previews: [] };
  const { signal } = new AbortController();
  const start = performance.now();
  await exportHere(join(folder, `${rows}.purgedesk`), given, () => {}, signal);
  return { seconds: (performance.now() - start) / 1000 };
}

export async function measureListExceljs(
  folder: string,
  rows: number,
): Promise<{ seconds: number }> {
  const db = openReadable(join(folder, `${rows}.purgedesk`));
  const { document, rows: rowsOf } = userListSource(db, ASKED, { by: BY, at: 0, locales: [] });
  const lists = document.lists.map(({ id, title, columns }) => ({
    title,
    columns,
    ready: readyRows({ title, columns, rows: rowsOf(id) }),
  }));
  db.close();
  return { seconds: await writeWithExceljs(join(folder, 'exceljs.xlsx'), lists) };
}
