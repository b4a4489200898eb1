/**
 * The grid of users: AG Grid's infinite row model over users.page. It pages, sorts, remembers its
 * columns and tells whom the person opens; filter and selection come from the screen.
 * Never keeps answers beyond AG Grid's own blocks.
 */
import { Button, Text } from '@mantine/core';
import { IconMoodEmpty } from '@tabler/icons-react';
import {
  AllCommunityModule,
  type CellFocusedEvent,
  type CellKeyDownEvent,
  type ColDef,
  type GridApi,
  ModuleRegistry,
  type RowClickedEvent,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { SortTerm, UserRow } from '#shared/contract/shapes.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { useRevision } from '../client/revision.ts';
import { announce } from '../ui/announce.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { countOf, formatCount } from '../ui/format.ts';
import { usePreferences } from '../ui/preferences.ts';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { forgetColumns, rememberColumns, rememberedColumns } from './columnMemory.ts';
import { gridTheme } from './gridTheme.ts';
import { SelectCell, SelectHeader, type UserGridContext } from './SelectCells.tsx';
import { useSelectionCount } from './selectionCount.ts';
import styles from './UserGrid.module.css';
import { type UserColumn, userColumns } from './userColumns.tsx';
import { userDatasource } from './userDatasource.ts';
import {
  clearSelection,
  createUserSelection,
  isSelected,
  selectAll,
  selectedCount,
  setSelected,
  type UserSelection,
} from './userSelection.ts';

ModuleRegistry.registerModules([AllCommunityModule]);

const BLOCK = 100;
const NO_SELECTION = createUserSelection();

export interface UserGridProps {
  /** Under this name columns and sort are remembered: `review`. */
  readonly name: string;
  /** Accessible name: `Candidates`. */
  readonly label: string;
  readonly criteria: Criteria;
  /** Sort at first, until the person chooses another. */
  readonly sort?: readonly SortTerm[];
  /** Columns shown at first; those of the catalogue without it. */
  readonly columns?: readonly UserColumn[];
  /** Adds the checkbox column. */
  readonly selection?: UserSelection;
  /** Enter or double click. */
  readonly onOpenUser?: (user: UserRow) => void;
  /** The row with the keyboard changed; for a side panel that follows. */
  readonly onFocusUser?: (user: UserRow) => void;
  readonly onTotal?: (total: number) => void;
  /** Further keys on a focused row, such as X for Exclude; return true when handled. */
  readonly onKey?: (event: globalThis.KeyboardEvent, user: UserRow) => boolean;
  /** AG Grid's own handle, for moving the keyboard to a row; given once. */
  readonly onApi?: (api: GridApi<UserRow>) => void;
  /** Buttons for the selection, shown in the bar above the rows. */
  readonly actions?: ReactNode;
  /** When nobody matches. */
  readonly empty?: ReactNode;
}

export function UserGrid(props: UserGridProps) {
  const { name, label, criteria, selection, actions, empty } = props;
  const [api, setApi] = useState<GridApi<UserRow> | null>(null);
  const [total, setTotal] = useState<number>();
  const [error, setError] = useState<unknown>();
  const latest = useRef(props);
  latest.current = props;
  const totalNow = useRef(0);
  const scale = usePreferences((state) => state.textSize);
  const height = useRowHeight(scale);

  useRows(api, criteria, {
    onTotal: (next) => {
      totalNow.current = next;
      setTotal(next);
      setError(undefined);
      latest.current.onTotal?.(next);
    },
    onError: setError,
  });
  useClearedWith(criteria, selection);
  useReportedCount(selection, total ?? 0);

  const columnDefs = useMemo(
    () => [
      ...(selection ? [SELECT_COLUMN] : []),
      ...withSort(userColumns(props.columns, scale), props.sort),
    ],
    [selection, props.columns, props.sort, scale],
  );
  const section = useRef<HTMLDivElement>(null);
  const apiNow = useRef<GridApi<UserRow>>(null);
  const context = useGridContext(apiNow, selection, totalNow);

  function onKeyDown(event: KeyboardEvent) {
    if (!selection || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'a') return;
    if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') return;
    event.preventDefault();
    selectAll(selection);
    announce(`${countOf(totalNow.current, 'user')} selected`);
  }

  function onCellKeyDown({ event, data, node, column, api }: CellKeyDownEvent<UserRow>) {
    if (!(event instanceof globalThis.KeyboardEvent) || !data) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (latest.current.onKey?.(event, data)) event.preventDefault();
    else if (event.key === 'Enter') latest.current.onOpenUser?.(data);
    else if (event.key === ' ' && selection) {
      event.preventDefault();
      context.toggle(node.rowIndex!, event.shiftKey);
    } else if (event.shiftKey && selection && /^Arrow(Up|Down)$/.test(event.key)) {
      // AG Grid has moved the focus already: the row that has it now is selected too.
      const row = api.getFocusedCell()?.rowIndex ?? node.rowIndex!;
      const user = api.getDisplayedRowAtIndex(row)?.data;
      if (user) setSelected(selection, [data.userNo, user.userNo], true);
    } else if (event.key === 'Escape' && selection && column) clearSelection(selection);
  }

  function onRowClicked({ event, rowIndex }: RowClickedEvent<UserRow>) {
    if (!(event instanceof MouseEvent) || rowIndex === null || !selection) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLLabelElement)
      return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) context.toggle(rowIndex, event.shiftKey);
  }

  function onCellFocused({ rowIndex, api }: CellFocusedEvent<UserRow>) {
    const user = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex)?.data;
    if (user) latest.current.onFocusUser?.(user);
  }

  function remember() {
    if (api) rememberColumns(name, api.getColumnState());
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hands Ctrl+A on to the grid inside
    <div className={styles.frame} onKeyDown={onKeyDown}>
      <div className={styles.bar}>
        <SelectionText selection={selection} total={total} />
        <div className={styles.actions}>{actions}</div>
        <ColumnsMenu
          api={api}
          onReset={() => {
            api?.resetColumnState();
            forgetColumns(name);
          }}
        />
      </div>
      {error !== undefined && <ErrorNote error={error} />}
      <div className={styles.grid} ref={section}>
        <AgGridReact<UserRow>
          theme={gridTheme}
          rowModelType="infinite"
          cacheBlockSize={BLOCK}
          maxBlocksInCache={30}
          blockLoadDebounceMillis={30}
          infiniteInitialRowCount={BLOCK}
          rowHeight={height.row}
          headerHeight={height.header}
          columnDefs={columnDefs}
          defaultColDef={DEFAULT_COLUMN}
          context={context}
          getRowId={({ data }) => String(data.userNo)}
          suppressCellFocus={false}
          suppressDragLeaveHidesColumns
          suppressNoRowsOverlay
          enableCellTextSelection={false}
          multiSortKey="ctrl"
          tooltipShowDelay={400}
          animateRows={false}
          onGridReady={(event) => {
            const state = rememberedColumns(name);
            if (state) event.api.applyColumnState({ state, applyOrder: true });
            apiNow.current = event.api;
            // AG Grid has no option for the name of its own grid element.
            section.current?.querySelector('[role$="grid"]')?.setAttribute('aria-label', label);
            setApi(event.api);
            latest.current.onApi?.(event.api);
          }}
          onCellKeyDown={onCellKeyDown as never}
          onCellFocused={onCellFocused}
          onRowClicked={onRowClicked}
          onRowDoubleClicked={({ data }) => data && latest.current.onOpenUser?.(data)}
          onColumnMoved={remember}
          onColumnVisible={remember}
          onColumnResized={({ finished }) => finished && remember()}
          onSortChanged={remember}
        />
        {total === 0 && (
          <div className={styles.empty}>
            {empty ?? (
              <EmptyState icon={IconMoodEmpty} title="Nobody matches">
                Remove a filter to see more users.
              </EmptyState>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

const DEFAULT_COLUMN: ColDef<UserRow> = {
  resizable: true,
  sortable: true,
  suppressHeaderMenuButton: true,
  // AG Grid's own Ctrl+A only knows loaded rows.
  suppressKeyboardEvent: ({ event }) =>
    (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a',
  minWidth: 64,
};

const SELECT_COLUMN: ColDef<UserRow> = {
  colId: 'select',
  headerName: 'Selected',
  width: 40,
  minWidth: 40,
  maxWidth: 40,
  pinned: 'left',
  lockPosition: 'left',
  sortable: false,
  resizable: false,
  suppressMovable: true,
  cellClass: styles.selectCell!,
  cellRenderer: SelectCell,
  headerComponent: SelectHeader,
};

/** Loads by a new datasource for other criteria, and in place for a new revision, so nothing jumps. */
function useRows(
  api: GridApi<UserRow> | null,
  criteria: Criteria,
  listeners: Parameters<typeof userDatasource>[1],
) {
  const revision = useRevision();
  const latest = useRef(listeners);
  latest.current = listeners;
  const key = JSON.stringify(criteria);
  const loaded = useRef(revision);

  useEffect(() => {
    if (!api) return;
    const datasource = userDatasource(JSON.parse(key) as Criteria, {
      onTotal: (total) => latest.current.onTotal(total),
      onError: (error) => latest.current.onError(error),
    });
    api.setGridOption('datasource', datasource);
  }, [api, key]);

  useEffect(() => {
    if (!api || loaded.current === revision) return;
    loaded.current = revision;
    api.refreshInfiniteCache();
  }, [api, revision]);
}

/** Other criteria mean other users: a selection made among the former would mislead. */
function useClearedWith(criteria: Criteria, selection: UserSelection | undefined) {
  const key = JSON.stringify(criteria);
  const former = useRef(key);
  useEffect(() => {
    if (former.current === key) return;
    former.current = key;
    if (selection) clearSelection(selection);
  }, [key, selection]);
}

function useReportedCount(selection: UserSelection | undefined, total: number) {
  const count = (selection ?? NO_SELECTION)((state) => selectedCount(state, total));
  useEffect(() => {
    useSelectionCount.setState({ count });
    return () => useSelectionCount.setState({ count: 0 });
  }, [count]);
}

function useRowHeight(scale: number) {
  const compact = usePreferences((state) => state.compactRows);
  return { row: Math.round((compact ? 26 : 32) * scale), header: Math.round(32 * scale) };
}

function useGridContext(
  apiNow: { readonly current: GridApi<UserRow> | null },
  selection: UserSelection | undefined,
  total: { readonly current: number },
): UserGridContext {
  const anchor = useRef<number>(undefined);
  return useMemo(() => {
    function toggle(rowIndex: number, range: boolean) {
      const api = apiNow.current;
      const user = api?.getDisplayedRowAtIndex(rowIndex)?.data;
      if (!api || !user || !selection) return;
      const from = range ? (anchor.current ?? rowIndex) : rowIndex;
      const selected = range || !isSelected(selection.getState(), user.userNo);
      setSelected(selection, loadedBetween(api, from, rowIndex), selected);
      anchor.current = rowIndex;
    }
    return { selection, toggle, total: () => total.current };
  }, [apiNow, selection, total]);
}

/** Users of the rows between two, both included; rows that aren't loaded can't be named. */
function loadedBetween(api: GridApi<UserRow>, a: number, b: number): number[] {
  const userNos: number[] = [];
  for (let row = Math.min(a, b); row <= Math.max(a, b); row++) {
    const user = api.getDisplayedRowAtIndex(row)?.data;
    if (user) userNos.push(user.userNo);
  }
  return userNos;
}

function withSort(columns: ColDef<UserRow>[], sort: readonly SortTerm[] = []): ColDef<UserRow>[] {
  return columns.map((column) => {
    const index = sort.findIndex((term) => term.field === column.colId);
    if (index < 0) return column;
    return { ...column, initialSort: sort[index]!.direction, initialSortIndex: index };
  });
}

function SelectionText({
  selection = NO_SELECTION,
  total,
}: {
  readonly selection: UserSelection | undefined;
  readonly total: number | undefined;
}) {
  const count = selection((state) => selectedCount(state, total ?? 0));
  const selectable = selection !== NO_SELECTION && Boolean(total);
  return (
    <div className={styles.count}>
      <Text size="sm" className="pd-figures" role="status">
        {total === undefined ? ' ' : countOf(total, 'user')}
        {count > 0 && (
          <>
            {' · '}
            <strong>{formatCount(count)} selected</strong>
          </>
        )}
      </Text>
      {selectable && count > 0 && count < total! && (
        <Button variant="subtle" size="compact-sm" onClick={() => selectAll(selection)}>
          Select all {formatCount(total!)}
        </Button>
      )}
      {selectable && count > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => clearSelection(selection)}>
          Clear
        </Button>
      )}
    </div>
  );
}
