/**
 * The menu of a column's heading: sort, pin, move, fit, hide. What it does is columnVerbs.ts, as in the columns
 * menu.
 */
import { Menu } from '@mantine/core';
import {
  IconArrowAutofitWidth,
  IconArrowLeft,
  IconArrowRight,
  IconEyeOff,
  IconPin,
  IconPinnedOff,
  IconSortAscending,
  IconSortDescending,
  IconX,
} from '@tabler/icons-react';
import {
  type Api,
  canHide,
  columnLabel,
  fitAll,
  fitColumn,
  moveAmongShown,
  pin,
  pinnedOf,
  sortBy,
} from '../columns/columnVerbs.ts';
import { PointMenu } from './PointMenu.tsx';
import type { MenuPlace } from './useGridMenus.ts';

interface HeaderMenuProps {
  readonly api: Api;
  readonly place: MenuPlace;
  readonly onClose: () => void;
}

const ICON = { size: 16, 'aria-hidden': true } as const;

// One list: each line an item of the menu.
export function HeaderMenu({ api, place, onClose }: HeaderMenuProps) {
  const column = api.getColumn(place.columnId);
  if (!column || column.getColId() === 'select') return null;
  const pinned = pinnedOf(column);
  const sort = column.getSort();
  const others = api.getColumnState().some(({ colId, sort }) => sort && colId !== place.columnId);
  return (
    <PointMenu label={`Column ${columnLabel(column)}`} {...place} onClose={onClose}>
      <Menu.Label>{columnLabel(column)}</Menu.Label>
      {column.getColDef().sortable !== false && (
        <>
          <Menu.Item
            leftSection={<IconSortAscending {...ICON} />}
            onClick={() => sortBy(api, column, 'asc')}
          >
            Sort ascending
          </Menu.Item>
          <Menu.Item
            leftSection={<IconSortDescending {...ICON} />}
            onClick={() => sortBy(api, column, 'desc')}
          >
            Sort descending
          </Menu.Item>
          {others && !sort && (
            <Menu.Item
              leftSection={<IconSortAscending {...ICON} />}
              rightSection={<span className="pd-figures">Ctrl+click</span>}
              onClick={() => sortBy(api, column, 'asc', true)}
            >
              Then sort by this
            </Menu.Item>
          )}
          {sort && (
            <Menu.Item
              leftSection={<IconX {...ICON} />}
              onClick={() => sortBy(api, column, null, true)}
            >
              Don’t sort by this
            </Menu.Item>
          )}
          <Menu.Divider />
        </>
      )}
      {pinned !== 'left' && (
        <Menu.Item leftSection={<IconPin {...ICON} />} onClick={() => pin(api, column, 'left')}>
          Pin left
        </Menu.Item>
      )}
      {pinned !== 'right' && (
        <Menu.Item leftSection={<IconPin {...ICON} />} onClick={() => pin(api, column, 'right')}>
          Pin right
        </Menu.Item>
      )}
      {pinned && (
        <Menu.Item leftSection={<IconPinnedOff {...ICON} />} onClick={() => pin(api, column, null)}>
          Unpin
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconArrowLeft {...ICON} />}
        onClick={() => moveAmongShown(api, column, -1)}
      >
        Move left
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowRight {...ICON} />}
        onClick={() => moveAmongShown(api, column, 1)}
      >
        Move right
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconArrowAutofitWidth {...ICON} />}
        onClick={() => fitColumn(api, column)}
      >
        Fit to content
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowAutofitWidth {...ICON} />} onClick={() => fitAll(api)}>
        Fit all columns
      </Menu.Item>
      <Menu.Item
        leftSection={<IconEyeOff {...ICON} />}
        disabled={!canHide(column)}
        onClick={() => api.setColumnsVisible([column], false)}
      >
        Hide column
      </Menu.Item>
    </PointMenu>
  );
}
