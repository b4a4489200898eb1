/**
 * Keyboard and mouse on the rows of the user grid: moving, opening, selecting, ranges, all, clear.
 * Arrows without Shift are AG Grid's own; what else moves is done here, as a spreadsheet does it, over rows that
 * aren't loaded, too.
 */
import type {
  CellFocusedEvent,
  CellKeyDownEvent,
  FullWidthCellKeyDownEvent,
  GridApi,
  RowClickedEvent,
  RowDoubleClickedEvent,
} from 'ag-grid-community';
import type { KeyboardEvent } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { announce } from '../../ui/announce.tsx';
import { IDENTIFIER } from '../columns/columnVerbs.ts';
import { selectionWords } from '../words/rows.ts';
import { isBetweenCells } from './betweenCells.ts';
import type { GridStore } from './gridStore.ts';
import type { Ranges } from './ranges.ts';
import { columnAfterKey, rowAfterKey } from './rowRange.ts';
import { showDetailsOf } from './showDetailsOf.ts';
import { clearSelection, selectAll } from './userSelection.ts';

type CellKeyDown = CellKeyDownEvent<UserRow> | FullWidthCellKeyDownEvent<UserRow>;

// One closure: each handler acts on the same grid and ranges.
export function createGridKeys(grid: GridStore, ranges: Ranges) {
  function keyDown(event: KeyboardEvent) {
    const { asked, total = 0 } = grid.getState();
    const isSelectAll = isCtrl(event.nativeEvent) && event.key.toLowerCase() === 'a';
    if (!asked.selection || !isSelectAll || isTextField(event.target)) return;
    event.preventDefault();
    selectAll(asked.selection);
    announce(selectionWords.saidSelected(total));
  }

  function cellKeyDown(cell: CellKeyDown) {
    const { event, node, api } = cell;
    if (!(event instanceof globalThis.KeyboardEvent) || event.altKey) return;
    // After a jump the page's focus comes a moment later than the grid's, and keys don't wait.
    onRow(event, api, api.getFocusedCell()?.rowIndex ?? node.rowIndex!);
  }

  /** A key for the cell that is about to have the keyboard. */
  function keyBetweenCells(event: globalThis.KeyboardEvent) {
    const { api, total = 0 } = grid.getState();
    const cell = api?.getFocusedCell();
    if (!api || !cell || total === 0 || event.altKey) return;
    const { rowIndex, column } = cell;
    if (!isArrow(event) || isOurs(event)) return onRow(event, api, rowIndex);
    event.preventDefault();
    const down = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    const row = Math.min(Math.max(rowIndex + down, 0), total - 1);
    const beside = { ArrowLeft: api.getDisplayedColBefore, ArrowRight: api.getDisplayedColAfter };
    const next = beside[event.key as keyof typeof beside]?.call(api, column) ?? column;
    api.ensureIndexVisible(row);
    api.setFocusedCell(row, next);
    ranges.startAt(row);
  }

  function onRow(event: globalThis.KeyboardEvent, api: GridApi<UserRow>, row: number) {
    const { selection, onOpenUser } = grid.getState().asked;
    const data = api.getDisplayedRowAtIndex(row)?.data;
    if (moved(event, api, row)) return event.preventDefault();
    if (event.key === ' ' && selection) {
      event.preventDefault();
      if (event.shiftKey) ranges.extendTo(row);
      else ranges.toggle(row);
    } else if (isCtrl(event) && event.key === 'Enter' && data) {
      event.preventDefault();
      const column = api.getFocusedCell()?.column.getColId();
      showDetailsOf(api, grid.getState().asked.criteria, data.userNo, column);
    } else if (isCtrl(event)) return;
    else if (event.key === 'Enter' && data) onOpenUser?.(data);
    else if (event.key === 'Escape' && selection) clearSelection(selection);
  }

  /** @returns whether the key moved the keyboard to another cell */
  function moved(event: globalThis.KeyboardEvent, api: GridApi<UserRow>, row: number): boolean {
    if (!isOurs(event)) {
      // AG Grid has moved already: the next range starts there.
      if (isArrow(event)) ranges.startAt(row);
      return false;
    }
    const { asked, total = 0 } = grid.getState();
    const ctrl = isCtrl(event);
    const to = columnAfterKey(event.key, ctrl);
    const column = to ? columnAt(api, to) : api.getFocusedCell()?.column;
    const next = rowAfterKey(event.key, ctrl, { row, page: page(api), total });
    if (!column || (!to && next === undefined)) return false;
    if (next !== undefined) api.ensureIndexVisible(next);
    api.ensureColumnVisible(column);
    api.setFocusedCell(next ?? row, column);
    if (next === undefined) return true;
    if (event.shiftKey && asked.selection) ranges.extendTo(next, row);
    else ranges.startAt(next);
    return true;
  }

  function rowClicked({ event, rowIndex }: RowClickedEvent<UserRow>) {
    const { selection } = grid.getState().asked;
    if (!(event instanceof MouseEvent) || rowIndex === null || !selection) return;
    // The box in the row has its own handler.
    if (event.target instanceof Element && event.target.closest('label')) return;
    if (event.shiftKey) ranges.extendTo(rowIndex);
    else if (event.ctrlKey || event.metaKey) ranges.toggle(rowIndex);
    else ranges.startAt(rowIndex);
  }

  function cellFocused({ rowIndex, column, api }: CellFocusedEvent<UserRow>) {
    if (rowIndex !== null && column !== null)
      grid.setState({ column: typeof column === 'string' ? column : column.getColId() });
    const user = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex)?.data;
    if (user) grid.getState().asked.onFocusUser?.(user);
  }

  function rowDoubleClicked({ data }: RowDoubleClickedEvent<UserRow>) {
    if (data) grid.getState().asked.onOpenUser?.(data);
  }

  return { keyDown, cellKeyDown, keyBetweenCells, rowClicked, rowDoubleClicked, cellFocused };
}

/** Tab leads into the rows, to where one was, not through each heading: those are an arrow up from the first row. */
export function enterRows({ api }: { readonly api: GridApi<UserRow> }): boolean {
  if (api.getDisplayedRowCount() === 0) return false;
  const last = api.getFocusedCell();
  const row = last?.rowIndex ?? api.getFirstDisplayedRowIndex();
  api.ensureIndexVisible(row);
  api.setFocusedCell(row, last?.column ?? IDENTIFIER);
  return true;
}

/** Keys that AG Grid must leave alone: its Ctrl+A and its pages know loaded rows only. */
export function isOurs(event: globalThis.KeyboardEvent): boolean {
  const { key } = event;
  if (event.altKey && key === 'ArrowDown') return true;
  if (['Home', 'End', 'PageUp', 'PageDown'].includes(key)) return true;
  if (isArrow(event)) return isCtrl(event) || (event.shiftKey && /Up|Down/.test(key));
  return isCtrl(event) && ['a', 'c', 'v'].includes(key.toLowerCase());
}

function isArrow({ key }: globalThis.KeyboardEvent): boolean {
  return key.startsWith('Arrow');
}

function isCtrl(event: globalThis.KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey;
}

/** Whether the keyboard is in the rows. An event's own target is where the caret is, which need not be there. */
export function hasKeyboard(frame: HTMLElement | null): boolean {
  if (isBetweenCells(frame)) return true;
  const active = document.activeElement;
  return frame !== null && active !== null && frame.contains(active) && !isTextField(active);
}

function isTextField(target: EventTarget | null): boolean {
  return (
    (target instanceof HTMLInputElement && target.type !== 'checkbox') ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

function columnAt(api: GridApi<UserRow>, end: 'first' | 'last') {
  return api.getAllDisplayedColumns().at(end === 'first' ? 0 : -1);
}

/** Rows that are seen at once, but for one, so that it is seen where one came from. */
function page(api: GridApi<UserRow>): number {
  const { top, bottom } = api.getVerticalPixelRange();
  const height = api.getDisplayedRowAtIndex(0)?.rowHeight ?? 32;
  return Math.max(1, Math.floor((bottom - top) / height) - 1);
}
