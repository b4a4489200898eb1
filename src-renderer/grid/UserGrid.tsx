/**
 * The grid of users: AG Grid's infinite row model over users.page. It pages, sorts, remembers its columns, copies, takes
 * pasted identifiers, and tells whom the librarian opens; filter and selection come from the screen. Never keeps answers
 * beyond AG Grid's own blocks.
 */
import { IconMoodEmpty, IconTableExport } from '@tabler/icons-react';
import { AllCommunityModule, type ColDef, type GridApi, ModuleRegistry } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { usePreferences } from '../ui/preferences.ts';
import { styleNonce } from '../ui/styleNonce.ts';
import { useRovingTabs } from '../ui/useRovingTabs.ts';
import { BarButton } from './columns/BarButton.tsx';
import { ColumnsMenu } from './columns/ColumnsMenu.tsx';
import { forgetColumns, rememberColumns } from './columns/columnMemory.ts';
import { applyRemembered, useColumnDefs } from './columns/useColumnDefs.ts';
import { ViewsMenu } from './columns/ViewsMenu.tsx';
import { useCopy } from './copy/useCopy.ts';
import { ExportDialog } from './exporting/ExportDialog.tsx';
import { useExportable } from './exporting/useExportable.ts';
import { useGridOnPaper } from './exporting/useGridOnPaper.ts';
import { createColumnFilterStore } from './filter/column/columnFilterStore.ts';
import { UnknownIdentifiers } from './filter/UnknownIdentifiers.tsx';
import { usePaste } from './filter/usePaste.ts';
import { useShownInStatus } from './GridStatus.tsx';
import { gridTheme } from './gridTheme.ts';
import { ColumnHeader } from './menus/ColumnHeader.tsx';
import { GridMenus } from './menus/GridMenus.tsx';
import { isFilterKey, useGridMenus } from './menus/useGridMenus.ts';
import { useBetweenCells } from './rows/betweenCells.ts';
import { createGridKeys, enterRows, isOurs } from './rows/gridKeys.ts';
import { ask, createGridStore } from './rows/gridStore.ts';
import { createRanges, useDroppedWithSelection } from './rows/ranges.ts';
import { SELECT_COLUMN } from './rows/selectColumn.ts';
import { showDetailsOf } from './rows/showDetailsOf.ts';
import { useAriaSelected, useForgottenWithCriteria, useRows } from './rows/useRows.ts';
import { useWhereOneWas } from './rows/whereOneWas.ts';
import styles from './UserGrid.module.css';
import type { UserGridProps } from './userGridProps.ts';
import { exportUsersWords } from './words/exporting.ts';
import { filterWords } from './words/filter.ts';
import { gridWords } from './words/rows.ts';

ModuleRegistry.registerModules([AllCommunityModule]);

const BLOCK = 100;

// One function: AG Grid with what its parts need of each other; the parts are hooks of their own.
export function UserGrid(props: UserGridProps) {
  const { name, label, selection, filter, exported, empty } = props;
  const [{ grid, ranges, keys, columnFilter, context }] = useState(() => createGrid(props));
  useLayoutEffect(() => ask(grid, props));
  useLayoutEffect(() => columnFilter.setState({ filter, scope: props.scope ?? EVERYBODY }));
  const api = grid((state) => state.api);
  const total = grid((state) => state.total);
  const error = grid((state) => state.error);
  const frame = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLDivElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const scale = usePreferences((state) => state.textSize);
  const compact = usePreferences((state) => state.compactRows);

  useRows(grid);
  useForgottenWithCriteria(grid, ranges);
  useDroppedWithSelection(grid, ranges);
  useWhereOneWas(grid, name);
  useShownInStatus(grid);
  useRovingTabs(strip);
  useAriaSelected(grid, section);
  useBetweenCells(frame, keys.keyBetweenCells);
  useCopy(grid, frame);
  const pasted = usePaste(frame, filter);
  const menus = useGridMenus(grid, columnFilter);
  useExportable(grid, exported !== undefined);
  useGridOnPaper(grid, exported !== undefined);
  const columns = useColumnDefs(api, { ...props, scale });
  const columnDefs = useMemo(
    () => (selection ? [SELECT_COLUMN, ...columns] : columns),
    [selection, columns],
  );

  function remember() {
    if (api) rememberColumns(name, api.getColumnState(), scale);
  }

  function onReady(ready: GridApi<UserRow>) {
    applyRemembered(ready, name, scale);
    // AG Grid has no option for the name of its own grid element.
    section.current?.querySelector('[role$="grid"]')?.setAttribute('aria-label', label);
    grid.setState({ api: ready });
    props.onApi?.(ready);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hands keys on to the grid inside
    <div
      className={styles.frame}
      ref={frame}
      onKeyDown={(event) => {
        // What is open over the grid has keys of its own.
        if (!event.currentTarget.contains(event.target as Node)) return;
        if (!menus.onMenuKey(event)) keys.keyDown(event);
      }}
      onFocus={menus.onFocus}
    >
      <div ref={strip} role="toolbar" aria-label={filterWords.toolbar} className={styles.bar}>
        <search className={styles.strip}>{props.strip}</search>
        <ViewsMenu api={api} grid={name} scale={scale} onApplied={remember} />
        <ColumnsMenu
          api={api}
          onReset={() => {
            api?.resetColumnState();
            forgetColumns(name);
          }}
        />
        {exported && (
          <BarButton
            word={exportUsersWords.open}
            icon={IconTableExport}
            aria-haspopup="dialog"
            onClick={() => grid.setState({ exporting: true })}
          />
        )}
      </div>
      {error !== undefined && <ErrorNote error={error} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the cells inside take the keyboard */}
      <div className={styles.grid} ref={section} onContextMenu={menus.onContextMenu}>
        <AgGridReact<UserRow>
          theme={gridTheme}
          styleNonce={styleNonce()}
          rowModelType="infinite"
          cacheBlockSize={BLOCK}
          maxBlocksInCache={30}
          blockLoadDebounceMillis={30}
          infiniteInitialRowCount={BLOCK}
          rowHeight={Math.round((compact ? 26 : 32) * scale)}
          headerHeight={Math.round(32 * scale)}
          columnDefs={columnDefs}
          defaultColDef={DEFAULT_COLUMN}
          maintainColumnOrder
          context={context}
          getRowId={({ data }) => String(data.userNo)}
          suppressCellFocus={false}
          focusGridInnerElement={enterRows}
          suppressDragLeaveHidesColumns
          suppressNoRowsOverlay
          enableCellTextSelection={false}
          multiSortKey="ctrl"
          tooltipShowDelay={400}
          animateRows={false}
          onGridReady={(event) => onReady(event.api)}
          onCellKeyDown={keys.cellKeyDown}
          onCellFocused={keys.cellFocused}
          onRowClicked={keys.rowClicked}
          onRowDoubleClicked={keys.rowDoubleClicked}
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
              <EmptyState icon={IconMoodEmpty} title={gridWords.nobody}>
                {gridWords.nobodyTodo}
              </EmptyState>
            )}
          </div>
        )}
      </div>
      {(menus.menu || menus.filtering) && (
        <GridMenus
          grid={grid}
          columnFilter={columnFilter}
          place={menus.menu}
          onDecide={props.onDecide}
          onClose={menus.close}
        />
      )}
      {exported && <ExportDialog grid={grid} name={name} />}
      <UnknownIdentifiers missing={pasted.missing} onClose={pasted.closeMissing} />
    </div>
  );
}

/** What lives as long as the grid is on screen. */
function createGrid(asked: UserGridProps) {
  const grid = createGridStore(asked);
  if (asked.exportsFirst) grid.setState({ exporting: true });
  const ranges = createRanges(grid);
  const columnFilter = createColumnFilterStore();
  const showDetails = (userNo: number, column: string) => {
    const { api, asked: now } = grid.getState();
    showDetailsOf(api, now.criteria, userNo, column);
  };
  const context = { grid, ranges, columnFilter, showDetails };
  return { grid, ranges, columnFilter, keys: createGridKeys(grid, ranges), context };
}

const DEFAULT_COLUMN: ColDef<UserRow> = {
  resizable: true,
  sortable: true,
  suppressHeaderMenuButton: true,
  suppressKeyboardEvent: ({ event }) => isOurs(event),
  suppressHeaderKeyboardEvent: ({ event }) => isFilterKey(event),
  headerComponentParams: { innerHeaderComponent: ColumnHeader },
  minWidth: 64,
};
