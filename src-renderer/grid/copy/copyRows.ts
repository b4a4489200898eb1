/**
 * Copying: the selected rows, loaded or not, or one cell, to the clipboard; what is copied is built in copyTable.ts.
 * Reads page by page, can be stopped, and says afterwards how many rows were copied.
 */
import type { Column, GridApi } from 'ag-grid-community';
import { create } from 'zustand';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { desktop } from '../../client/desktop.ts';
import { isAborted, StepRefused } from '../../client/refusal.ts';
import { currentZone, moneyDecimals } from '../../client/workspace.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { type CellFormat, type CopyCell, cellOf } from '../columns/cellText.ts';
import { columnLabel } from '../columns/columnVerbs.ts';
import { askedAlso, eachRow, MOST_ROWS, sortOf } from '../rows/gridRows.ts';
import type { GridStore } from '../rows/gridStore.ts';
import { criteriaOfSelection, selectedCount } from '../rows/userSelection.ts';
import { copyWords } from '../words/rows.ts';
import { oneLine, tableAsHtml, tableAsText } from './copyTable.ts';

interface Copying {
  /** Null: nothing is being copied. */
  readonly total: number | null;
  readonly done: number;
  readonly stop: () => void;
}

const IDLE: Copying = { total: null, done: 0, stop: () => undefined };

/** For the bar above the rows. */
export const useCopying = create<Copying>(() => IDLE);

/** A later copy takes the place of this message. */
const TOPIC = 'copied';

/** The columns that are seen, in their order, without the checkboxes. */
function copiedColumns(api: GridApi<UserRow>): Column[] {
  return api.getAllDisplayedColumns().filter((column) => column.getColId() !== 'select');
}

/** Copies all rows of these criteria in the grid's order, with headings. */
async function copyRows(api: GridApi<UserRow>, criteria: Criteria, users: number): Promise<void> {
  if (useCopying.getState().total !== null) return;
  const stop = new AbortController();
  try {
    if (users > MOST_ROWS)
      throw new StepRefused(copyWords.tooMany(users, MOST_ROWS), copyWords.tooManyTodo);
    useCopying.setState({ total: users, done: 0, stop: () => stop.abort() });
    const columns = copiedColumns(api);
    const ids = columns.map((column) => column.getColId());
    const rows: CopyCell[][] = [];
    const format = cellFormat();
    await eachRow(
      { criteria, sort: sortOf(api), ...askedAlso(api) },
      { from: 0, to: users - 1 },
      (user) => rows.push(ids.map((id) => cellOf(id, user, format))),
      { signal: stop.signal, onPage: (done) => useCopying.setState({ done }) },
    );
    await write(columns.map(columnLabel), rows);
    notifyDone(copyWords.copied(rows.length), { topic: TOPIC });
  } catch (error) {
    if (!isAborted(error) && !stop.signal.aborted) notifyFailure(error);
  } finally {
    useCopying.setState(IDLE);
  }
}

/** Copies the selected rows; nobody selected: the cell with the keyboard. */
export function copyFrom(grid: GridStore): void {
  const { api, asked, total = 0 } = grid.getState();
  const state = asked.selection?.getState();
  const users = state ? selectedCount(state, total) : 0;
  const among = state && users > 0 ? criteriaOfSelection(state, asked.criteria) : null;
  if (api && among) return void copyRows(api, among, users);
  const cell = api?.getFocusedCell();
  const user = cell && api?.getDisplayedRowAtIndex(cell.rowIndex)?.data;
  if (user) void copyCell(cell.column.getColId(), user);
}

function cellFormat(): CellFormat {
  return { decimals: moneyDecimals(), zone: currentZone() };
}

/** Copies one cell as it is, without a heading: it may be pasted into a search box. */
export async function copyCell(columnId: string, user: UserRow): Promise<void> {
  const cell = cellOf(columnId, user, cellFormat());
  const text = oneLine(cell.text);
  try {
    await desktop.copyCells(text, tableAsHtml([], [[cell]]));
    notifyDone(text === '' ? copyWords.copiedEmpty : copyWords.copiedCell, { topic: TOPIC });
  } catch (error) {
    notifyFailure(error);
  }
}

function write(headings: readonly string[], rows: readonly (readonly CopyCell[])[]): Promise<null> {
  return desktop.copyCells(tableAsText(headings, rows), tableAsHtml(headings, rows));
}
