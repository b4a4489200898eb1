/**
 * The next undecided user after the row with the keyboard, loaded or not. Moves nothing by itself.
 */
import type { SortTerm, UserRow } from '#shared/contract/shapes/users.ts';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import { isCandidate } from '#shared/domain/review.ts';
import { engine } from '../client/engineClient.ts';
import type { UserGridApi } from '../grid/rows/focusRows.ts';
import { sortOf } from '../grid/rows/gridRows.ts';

/** What users.page gives at once. */
const STEP = 1000;

/**
 * Finds the next undecided candidate after the row with the keyboard, from the top again after the
 * last one. Rows that aren't loaded are asked for in large pages, in the grid's order.
 */
export async function nextUndecided(
  api: UserGridApi,
  criteria: Criteria,
): Promise<{ row: number; user: UserRow } | undefined> {
  return undecidedAfter(criteria, sortOf(api), api.getFocusedCell()?.rowIndex ?? -1);
}

/** The same after any row of a list. */
export async function undecidedAfter(
  criteria: Criteria,
  sort: SortTerm[],
  row: number,
): Promise<{ row: number; user: UserRow } | undefined> {
  const undecided = allOf(criteria, UNDECIDED);
  if ((await engine.users.count({ criteria: undecided })).users === 0) return undefined;
  const start = row + 1;
  return (
    (await findFrom(criteria, sort, start, Number.POSITIVE_INFINITY)) ??
    (await findFrom(criteria, sort, 0, start))
  );
}

const UNDECIDED: Criteria = {
  op: 'all',
  of: [
    { op: 'membership', value: 'candidate' },
    { op: 'decision', values: ['undecided'] },
  ],
};

async function findFrom(criteria: Criteria, sort: SortTerm[], from: number, to: number) {
  for (let offset = from; offset < to; offset += STEP) {
    const page = await engine.users.page({ criteria, sort, offset, limit: STEP });
    const n = page.rows.findIndex((user) => user.decision === 'undecided' && isCandidate(user));
    if (n >= 0) return { row: offset + n, user: page.rows[n]! };
    if (offset + page.rows.length >= page.total) return undefined;
  }
  return undefined;
}
