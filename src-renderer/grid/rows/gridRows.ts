/**
 * Rows of a grid beyond those that are loaded, asked for page by page in the grid's order: for ranges
 * and for copying. Says so when the workspace changes meanwhile, as rows would be missed or doubled.
 */
import type { GridApi } from 'ag-grid-community';
import type { SortField, SortTerm, UserRow } from '#shared/contract/shapes/users.ts';
import { type CountedKind, kindOfCountColumn } from '#shared/details/details.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { headingOfExtra } from '#shared/fields/extraColumns.ts';
import { engine } from '../../client/engineClient.ts';
import { StepRefused } from '../../client/refusal.ts';
import { readingWords } from '../words/rows.ts';
import { pagesOf, type RowRange } from './rowRange.ts';

/** What users.page gives at once. */
const PAGE = 1000;
/** Headings that users.page takes at once. */
const MOST_EXTRA = 50;
/** Rows that can be copied, and users that a selection or a list can name. */
export const MOST_ROWS = 100_000;

/** What is read with rows only while a column shows it. */
export interface AskedAlso {
  /** Headings of columns that the catalogue doesn't know. */
  readonly extra: string[];
  readonly decisions: boolean;
  /** Kinds of details that are counted. */
  readonly lines: CountedKind[];
}

export const NOTHING_ALSO: AskedAlso = { extra: [], decisions: false, lines: [] };

export interface RowQuery extends AskedAlso {
  readonly criteria: Criteria;
  readonly sort: SortTerm[];
}

/** The order of now, as the engine takes it. */
export function sortOf(api: GridApi<UserRow>): SortTerm[] {
  return sortTerms(
    api
      .getColumnState()
      .filter((column) => column.sort)
      .sort((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))
      .map(({ colId, sort }) => ({ colId, sort: sort === 'desc' ? 'desc' : 'asc' })),
  );
}

export function sortTerms(
  model: readonly { readonly colId: string; readonly sort: string }[],
): SortTerm[] {
  return model.slice(0, 5).map(({ colId, sort }) => {
    const direction = sort === 'desc' ? 'desc' : 'asc';
    const lines = kindOfCountColumn(colId);
    if (lines) return { lines, direction };
    const extra = headingOfExtra(colId);
    return extra === undefined ? { field: colId as SortField, direction } : { extra, direction };
  });
}

/** What the visible columns need besides the row itself. */
export function askedAlso(api: GridApi<UserRow>): AskedAlso {
  const visible = api.getColumnState().flatMap(({ colId, hide }) => (hide ? [] : [colId]));
  return {
    extra: visible.flatMap((colId) => headingOfExtra(colId) ?? []).slice(0, MOST_EXTRA),
    decisions: visible.includes('decisions'),
    lines: visible.flatMap((colId) => kindOfCountColumn(colId) ?? []),
  };
}

interface PageOptions {
  readonly signal?: AbortSignal;
  readonly onPage?: (rowsSoFar: number) => void;
}

/** Gives the rows of a range to `take`, in order. */
export async function eachRow(
  query: RowQuery,
  range: RowRange,
  take: (user: UserRow) => void,
  { signal, onPage }: PageOptions = {},
): Promise<void> {
  let revision: number | undefined;
  let rows = 0;
  for (const part of pagesOf(range, PAGE)) {
    const page = await engine.users.page({ ...query, ...part }, { signal });
    revision ??= page.revision;
    if (page.revision !== revision)
      throw new StepRefused(readingWords.changed, readingWords.changedTodo);
    page.rows.forEach(take);
    rows += page.rows.length;
    onPage?.(rows);
  }
}
