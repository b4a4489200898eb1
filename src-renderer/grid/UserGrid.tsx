/**
 * The grid of users: AG Grid's infinite row model over users.page. It pages, sorts, remembers its
 * columns, copies, takes pasted identifiers, and tells whom the person opens; filter and selection come
 * from the screen. Never keeps answers beyond AG Grid's own blocks.
 */
import { IconMoodEmpty } from '@tabler/icons-react';
import { AllCommunityModule, type ColDef, type GridApi, ModuleRegistry } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { SortTerm, UserRow } from '#shared/contract/shapes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { usePreferences } from '../ui/preferences.ts';
import { ColumnsMenu } from './columns/ColumnsMenu.tsx';
import { forgetColumns, rememberColumns, rememberedColumns } from './columns/columnMemory.ts';
import { userColumns } from './columns/userColumns.tsx';
import { ViewsMenu } from './columns/ViewsMenu.tsx';
import { copyCell, copyRows } from './copy/copyRows.ts';
import { UnknownIdentifiers } from './filter/UnknownIdentifiers.tsx';
import { gridTheme } from './gridTheme.ts';
import { HeaderMenu } from './menus/HeaderMenu.tsx';
import { RowMenu } from './menus/RowMenu.tsx';
import { useGridMenus } from './menus/useGridMenus.ts';
import { SelectCell, SelectHeader, type UserGridContext } from './rows/SelectCells.tsx';
import { useRanges } from './rows/useRanges.ts';
import { criteriaOfSelection, selectedCount } from './rows/userSelection.ts';
import { SelectionText } from './SelectionText.tsx';
import styles from './UserGrid.module.css';
import { useClipboard } from './useClipboard.ts';
import { isOurs, useGridKeys } from './useGridKeys.ts';
import type { UserGridProps } from './userGridProps.ts';
import {
  useAriaSelected,
  useClearedWith,
  useExtraColumns,
  useReportedCount,
  useRowHeight,
  useRows,
  useStable,
} from './useUserGrid.ts';

ModuleRegistry.registerModules([AllCommunityModule]);

const BLOCK = 100;

// One function: AG Grid with what its parts need of each other; the parts are hooks of their own.
export function UserGrid(props: UserGridProps) {
  const { name, label, selection, filter, actions, empty } = props;
  const criteria = useStable(props.criteria);
  const [api, setApi] = useState<GridApi<UserRow> | null>(null);
  const [total, setTotal] = useState<number>();
  const [error, setError] = useState<unknown>();
  const latest = useRef(props);
  latest.current = props;
  const totalNow = useRef(0);
  const criteriaNow = useRef(criteria);
  criteriaNow.current = criteria;
  const scale = usePreferences((state) => state.textSize);
  const height = useRowHeight(scale);
  const extra = useExtraColumns();
  const frame = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLDivElement>(null);
  const apiNow = useRef<GridApi<UserRow>>(null);
  const menusNow = useRef<ReturnType<typeof useGridMenus>>(null);

  useRows(api, criteria, {
    onTotal: (next) => {
      totalNow.current = next;
      setTotal(next);
      setError(undefined);
      latest.current.onTotal?.(next);
      menusNow.current?.onRows();
    },
    onError: setError,
  });
  useClearedWith(criteria, selection);
  useReportedCount(selection, total ?? 0);
  useAriaSelected(api, selection, section);

  const columnDefs = useMemo(
    () => [
      ...(selection ? [SELECT_COLUMN] : []),
      ...withSort(userColumns(props.columns, scale, extra), props.sort),
    ],
    [selection, props.columns, props.sort, scale, extra],
  );
  // Columns of the files are known a moment later than the others.
  useEffect(() => {
    const state = extra.length > 0 && api ? rememberedColumns(name, scale) : undefined;
    if (state) api?.applyColumnState({ state, applyOrder: true });
  }, [api, extra, name, scale]);

  const ranges = useRanges({ api: apiNow, selection, criteria: criteriaNow, total: totalNow });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other criteria are other rows
  useEffect(() => ranges.forget(), [ranges, criteria]);
  const context = useMemo(
    (): UserGridContext => ({
      selection,
      toggle: (row, range) => (range ? ranges.extendTo(row) : ranges.toggle(row)),
      total: () => totalNow.current,
    }),
    [selection, ranges],
  );
  const on = useGridKeys({ props: latest, selection, ranges, total: totalNow });
  const menus = useGridMenus(api);
  menusNow.current = menus;

  /** The selected rows; nobody selected: the cell with the keyboard. */
  function copy() {
    const state = selection?.getState();
    const users = state ? selectedCount(state, totalNow.current) : 0;
    const among = state && users > 0 ? criteriaOfSelection(state, criteria) : null;
    if (api && among) return void copyRows(api, among, users);
    const cell = api?.getFocusedCell();
    const user = cell && api?.getDisplayedRowAtIndex(cell.rowIndex)?.data;
    if (user) void copyCell(cell.column.getColId(), user);
  }
  const clipboard = useClipboard({ frame, onCopy: copy, filter });

  function remember() {
    if (api) rememberColumns(name, api.getColumnState(), scale);
  }

  const menuUser =
    menus.menu?.row === undefined ? undefined : api?.getDisplayedRowAtIndex(menus.menu.row)?.data;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hands keys on to the grid inside
    <div
      className={styles.frame}
      ref={frame}
      onKeyDown={(event) => {
        if (!menus.onMenuKey(event)) on.keyDown(event);
      }}
      onFocus={menus.onFocus}
    >
      <div className={styles.bar}>
        <SelectionText selection={selection} total={total} />
        <div className={styles.actions}>{actions}</div>
        <div className={styles.menus}>
          <ViewsMenu api={api} grid={name} scale={scale} onApplied={remember} />
          <ColumnsMenu
            api={api}
            onReset={() => {
              api?.resetColumnState();
              forgetColumns(name);
            }}
          />
        </div>
      </div>
      {error !== undefined && <ErrorNote error={error} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the cells inside take the keyboard */}
      <div className={styles.grid} ref={section} onContextMenu={menus.onContextMenu}>
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
          maintainColumnOrder
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
            const state = rememberedColumns(name, scale);
            if (state) event.api.applyColumnState({ state, applyOrder: true });
            apiNow.current = event.api;
            // AG Grid has no option for the name of its own grid element.
            section.current?.querySelector('[role$="grid"]')?.setAttribute('aria-label', label);
            setApi(event.api);
            latest.current.onApi?.(event.api);
          }}
          onCellKeyDown={on.cellKeyDown}
          onCellFocused={on.cellFocused}
          onRowClicked={on.rowClicked}
          onRowDoubleClicked={({ data }) => data && latest.current.onOpenUser?.(data)}
          onColumnMoved={remember}
          onColumnVisible={remember}
          onColumnPinned={remember}
          onColumnResized={({ finished }) => finished && remember()}
          onSortChanged={() => {
            ranges.forget();
            remember();
          }}
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
      {menus.menu && menuUser && (
        <RowMenu
          place={menus.menu}
          user={menuUser}
          total={total ?? 0}
          selection={selection}
          filter={filter}
          onOpen={props.onOpenUser}
          onDecide={props.onDecide}
          onCopyRows={copy}
          onClose={menus.close}
        />
      )}
      {api && menus.menu && menus.menu.row === undefined && (
        <HeaderMenu api={api} place={menus.menu} onClose={menus.close} />
      )}
      <UnknownIdentifiers missing={clipboard.missing} onClose={clipboard.closeMissing} />
    </div>
  );
}

const DEFAULT_COLUMN: ColDef<UserRow> = {
  resizable: true,
  sortable: true,
  suppressHeaderMenuButton: true,
  suppressKeyboardEvent: ({ event }) => isOurs(event),
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

function withSort(columns: ColDef<UserRow>[], sort: readonly SortTerm[] = []): ColDef<UserRow>[] {
  return columns.map((column) => {
    const index = sort.findIndex((term) => term.field === column.colId);
    if (index < 0) return column;
    return { ...column, initialSort: sort[index]!.direction, initialSortIndex: index };
  });
}
