/**
 * Moving the keyboard among the rows of a grid: the row that has it, back to it after a dialog, and
 * the next undecided user, loaded or not. Used by both screens.
 */
import type { GridApi } from 'ag-grid-community';
import type { SortTerm, UserRow } from '#shared/contract/shapes.ts';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import { engine } from '../client/engineClient.ts';

export type UserGridApi = GridApi<UserRow>;

const STEP = 1000;
const FIRST_COLUMN = 'primary_identifier';

/** The user of the row that has or last had the keyboard. */
export function focusedUser(api: UserGridApi | null): UserRow | undefined {
  const row = api?.getFocusedCell()?.rowIndex;
  return row === undefined ? undefined : api?.getDisplayedRowAtIndex(row)?.data;
}

/** Gives the keyboard back to the rows, where it was before. */
export function focusRows(api: UserGridApi | null, row?: number): void {
  if (!api || api.isDestroyed()) return;
  const focused = api.getFocusedCell();
  const last = api.getDisplayedRowCount() - 1;
  const index = Math.min(row ?? focused?.rowIndex ?? 0, last);
  if (index < 0) {
    document.querySelector<HTMLElement>('main h1')?.focus();
    return;
  }
  api.ensureIndexVisible(index);
  api.setFocusedCell(index, focused?.column ?? FIRST_COLUMN);
}

/**
 * Finds the next undecided candidate after the row with the keyboard, from the top again after the
 * last one. Rows that aren't loaded are asked for in large pages, in the grid's order.
 */
export async function nextUndecided(
  api: UserGridApi,
  criteria: Criteria,
): Promise<{ row: number; user: UserRow } | undefined> {
  const undecided = allOf(criteria, UNDECIDED);
  if ((await engine.users.count({ criteria: undecided })).users === 0) return undefined;
  const sort = sortOf(api);
  const start = (api.getFocusedCell()?.rowIndex ?? -1) + 1;
  return (
    (await findFrom(criteria, sort, start, Number.POSITIVE_INFINITY)) ??
    (await findFrom(criteria, sort, 0, start))
  );
}

const UNDECIDED: Criteria = {
  op: 'all',
  of: [
    { op: 'standing', value: 'candidate' },
    { op: 'decision', values: ['undecided'] },
  ],
};

async function findFrom(criteria: Criteria, sort: SortTerm[], from: number, to: number) {
  for (let offset = from; offset < to; offset += STEP) {
    const page = await engine.users.page({ criteria, sort, offset, limit: STEP });
    const n = page.rows.findIndex(
      (user) => user.decision === 'undecided' && user.candidate && !user.purged,
    );
    if (n >= 0) return { row: offset + n, user: page.rows[n]! };
    if (offset + page.rows.length >= page.total) return undefined;
  }
  return undefined;
}

function sortOf(api: UserGridApi): SortTerm[] {
  return api
    .getColumnState()
    .filter((column) => column.sort)
    .sort((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))
    .slice(0, 5)
    .map(({ colId, sort }) => ({
      field: colId as SortTerm['field'],
      direction: sort === 'desc' ? 'desc' : 'asc',
    }));
}
