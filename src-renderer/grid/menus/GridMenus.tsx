/** What is open over a grid: the menu of a row or of a column's heading, or the filter of a column. */
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { Decision } from '#shared/domain/review.ts';
import { ColumnFilter } from '../filter/column/ColumnFilter.tsx';
import type { ColumnFilterStore, GridPlace } from '../filter/column/columnFilterStore.ts';
import type { GridStore } from '../rows/gridStore.ts';
import { HeaderMenu } from './HeaderMenu.tsx';
import { RowMenu } from './RowMenu.tsx';

interface GridMenusProps {
  readonly grid: GridStore;
  readonly columnFilter: ColumnFilterStore;
  /** Of a menu. */
  readonly place: GridPlace | undefined;
  readonly onDecide: ((decision: Decision, user: UserRow, selected: boolean) => void) | undefined;
  readonly onClose: () => void;
}

export function GridMenus({ grid, columnFilter, place, onDecide, onClose }: GridMenusProps) {
  const api = grid((state) => state.api);
  const { filter, scope, open: filtering } = columnFilter();
  if (!api) return null;
  if (filtering && filter)
    return (
      <ColumnFilter
        key={filtering.columnId}
        api={api}
        column={filtering.columnId}
        filter={filter}
        scope={scope}
        x={filtering.x}
        y={filtering.y}
        onClose={onClose}
      />
    );
  if (!place) return null;
  if (place.row === undefined)
    return <HeaderMenu columnFilter={columnFilter} api={api} place={place} onClose={onClose} />;
  const user = api.getDisplayedRowAtIndex(place.row)?.data;
  if (!user) return null;
  return (
    <RowMenu
      grid={grid}
      place={place}
      user={user}
      filter={filter}
      onDecide={onDecide}
      onClose={onClose}
    />
  );
}
