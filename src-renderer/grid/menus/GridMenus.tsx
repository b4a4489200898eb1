/** The menu that is open over a grid: of a row, or of a column's heading. */
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { Decision } from '#shared/domain/review.ts';
import type { UserFilter } from '../filter/userFilter.ts';
import type { GridStore } from '../rows/gridStore.ts';
import { HeaderMenu } from './HeaderMenu.tsx';
import { RowMenu } from './RowMenu.tsx';
import type { MenuPlace } from './useGridMenus.ts';

interface GridMenusProps {
  readonly grid: GridStore;
  readonly place: MenuPlace;
  readonly filter: UserFilter | undefined;
  readonly onDecide: ((decision: Decision, user: UserRow, selected: boolean) => void) | undefined;
  readonly onClose: () => void;
}

export function GridMenus({ grid, place, filter, onDecide, onClose }: GridMenusProps) {
  const { api } = grid.getState();
  if (!api) return null;
  if (place.row === undefined) return <HeaderMenu api={api} place={place} onClose={onClose} />;
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
