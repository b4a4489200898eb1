/**
 * The grid of users: AG Grid's infinite row model over users.page. It pages, sorts, remembers its
 * columns and tells whom the person opens; filter and selection come from the screen.
 * Never keeps answers beyond AG Grid's own blocks.
 */
import { IconMoodEmpty } from '@tabler/icons-react';
import { AllCommunityModule, type ColDef, type GridApi, ModuleRegistry } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useMemo, useRef, useState } from 'react';
import type { SortTerm, UserRow } from '#shared/contract/shapes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { usePreferences } from '../ui/preferences.ts';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { forgetColumns, rememberColumns, rememberedColumns } from './columnMemory.ts';
import { gridTheme } from './gridTheme.ts';
import { SelectCell, SelectHeader } from './SelectCells.tsx';
import { SelectionText } from './SelectionText.tsx';
import styles from './UserGrid.module.css';
import { useGridKeys } from './useGridKeys.ts';
import { userColumns } from './userColumns.tsx';
import type { UserGridProps } from './userGridProps.ts';
import {
  useClearedWith,
  useGridContext,
  useReportedCount,
  useRowHeight,
  useRows,
} from './useUserGrid.ts';

ModuleRegistry.registerModules([AllCommunityModule]);

const BLOCK = 100;

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

  const on = useGridKeys({ props: latest, selection, context, total: totalNow });

  function remember() {
    if (api) rememberColumns(name, api.getColumnState(), scale);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hands Ctrl+A on to the grid inside
    <div className={styles.frame} onKeyDown={on.keyDown}>
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

function withSort(columns: ColDef<UserRow>[], sort: readonly SortTerm[] = []): ColDef<UserRow>[] {
  return columns.map((column) => {
    const index = sort.findIndex((term) => term.field === column.colId);
    if (index < 0) return column;
    return { ...column, initialSort: sort[index]!.direction, initialSortIndex: index };
  });
}
