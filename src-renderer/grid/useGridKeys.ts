/**
 * Keyboard and mouse on the rows of the user grid: open, select, ranges, all, clear. Used by UserGrid
 * alone; moving about is AG Grid's own.
 */
import type {
  CellFocusedEvent,
  CellKeyDownEvent,
  FullWidthCellKeyDownEvent,
  RowClickedEvent,
} from 'ag-grid-community';
import { type KeyboardEvent, useMemo } from 'react';
import type { UserRow } from '#shared/contract/shapes.ts';
import { announce } from '../ui/announce.tsx';
import { countOf } from '../ui/format.ts';
import type { UserGridContext } from './SelectCells.tsx';
import type { UserGridProps } from './userGridProps.ts';
import { clearSelection, selectAll, setSelected, type UserSelection } from './userSelection.ts';

interface GridKeys {
  /** The props of now: handlers are made once. */
  readonly props: { readonly current: UserGridProps };
  readonly selection: UserSelection | undefined;
  readonly context: UserGridContext;
  readonly total: { readonly current: number };
}

type CellKeyDown = CellKeyDownEvent<UserRow> | FullWidthCellKeyDownEvent<UserRow>;

export function useGridKeys({ props, selection, context, total }: GridKeys) {
  return useMemo(() => {
    function keyDown(event: KeyboardEvent) {
      const isSelectAll = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a';
      if (!selection || !isSelectAll || isTextField(event.target)) return;
      event.preventDefault();
      selectAll(selection);
      announce(`${countOf(total.current, 'user')} selected`);
    }

    function cellKeyDown({ event, data, node, api }: CellKeyDown) {
      if (!(event instanceof globalThis.KeyboardEvent) || !data) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (props.current.onKey?.(event, data)) event.preventDefault();
      else if (event.key === 'Enter') props.current.onOpenUser?.(data);
      else if (!selection) return;
      else if (event.key === 'Escape') clearSelection(selection);
      else if (event.key === ' ') {
        event.preventDefault();
        context.toggle(node.rowIndex!, event.shiftKey);
      } else if (event.shiftKey && /^Arrow(Up|Down)$/.test(event.key)) {
        // AG Grid has moved the focus already: the row that has it now is selected too.
        const row = api.getFocusedCell()?.rowIndex ?? node.rowIndex!;
        const user = api.getDisplayedRowAtIndex(row)?.data;
        if (user) setSelected(selection, [data.userNo, user.userNo], true);
      }
    }

    function rowClicked({ event, rowIndex }: RowClickedEvent<UserRow>) {
      if (!(event instanceof MouseEvent) || rowIndex === null || !selection) return;
      // The box in the row has its own handler.
      if (event.target instanceof Element && event.target.closest('label')) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey) {
        context.toggle(rowIndex, event.shiftKey);
      }
    }

    function cellFocused({ rowIndex, api }: CellFocusedEvent<UserRow>) {
      const user = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex)?.data;
      if (user) props.current.onFocusUser?.(user);
    }

    return { keyDown, cellKeyDown, rowClicked, cellFocused };
  }, [props, selection, context, total]);
}

function isTextField(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.type !== 'checkbox';
}
