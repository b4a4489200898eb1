/**
 * The menu of a column's heading: sort, pin, move, fit, hide. What it does is columnVerbs.ts, as in the columns
 * menu.
 */
import { Kbd, Menu } from '@mantine/core';
import {
  IconArrowAutofitWidth,
  IconArrowLeft,
  IconArrowRight,
  IconEyeOff,
  IconFilter,
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
import type { ColumnFilterStore, GridPlace } from '../filter/column/columnFilterStore.ts';
import { columnKind } from '../filter/columnFilter.ts';
import { headerMenuWords } from '../words/rows.ts';
import { PointMenu } from './PointMenu.tsx';

interface HeaderMenuProps {
  readonly columnFilter: ColumnFilterStore;
  readonly api: Api;
  readonly place: GridPlace;
  readonly onClose: () => void;
}

const ICON = { size: 16, 'aria-hidden': true } as const;

// One list: each line an item of the menu.
export function HeaderMenu({ columnFilter, api, place, onClose }: HeaderMenuProps) {
  const column = api.getColumn(place.columnId);
  if (!column || column.getColId() === 'select') return null;
  const pinned = pinnedOf(column);
  const sort = column.getSort();
  const others = api.getColumnState().some(({ colId, sort }) => sort && colId !== place.columnId);
  return (
    <PointMenu label={headerMenuWords.column(columnLabel(column))} {...place} onClose={onClose}>
      <Menu.Label>{columnLabel(column)}</Menu.Label>
      {columnFilter.getState().filter && columnKind(place.columnId) && (
        <Menu.Item
          leftSection={<IconFilter {...ICON} />}
          rightSection={<Kbd size="xs">{headerMenuWords.filterKeys}</Kbd>}
          onClick={() => columnFilter.setState({ open: place })}
        >
          {headerMenuWords.filter}
        </Menu.Item>
      )}
      {column.getColDef().sortable !== false && (
        <>
          <Menu.Item
            leftSection={<IconSortAscending {...ICON} />}
            onClick={() => sortBy(api, column, 'asc')}
          >
            {headerMenuWords.ascending}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconSortDescending {...ICON} />}
            onClick={() => sortBy(api, column, 'desc')}
          >
            {headerMenuWords.descending}
          </Menu.Item>
          {others && !sort && (
            <Menu.Item
              leftSection={<IconSortAscending {...ICON} />}
              rightSection={<span className="pd-figures">{headerMenuWords.thenByKeys}</span>}
              onClick={() => sortBy(api, column, 'asc', true)}
            >
              {headerMenuWords.thenBy}
            </Menu.Item>
          )}
          {sort && (
            <Menu.Item
              leftSection={<IconX {...ICON} />}
              onClick={() => sortBy(api, column, null, true)}
            >
              {headerMenuWords.dontSort}
            </Menu.Item>
          )}
          <Menu.Divider />
        </>
      )}
      {pinned !== 'left' && (
        <Menu.Item leftSection={<IconPin {...ICON} />} onClick={() => pin(api, column, 'left')}>
          {headerMenuWords.pinLeft}
        </Menu.Item>
      )}
      {pinned !== 'right' && (
        <Menu.Item leftSection={<IconPin {...ICON} />} onClick={() => pin(api, column, 'right')}>
          {headerMenuWords.pinRight}
        </Menu.Item>
      )}
      {pinned && (
        <Menu.Item leftSection={<IconPinnedOff {...ICON} />} onClick={() => pin(api, column, null)}>
          {headerMenuWords.unpin}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconArrowLeft {...ICON} />}
        onClick={() => moveAmongShown(api, column, -1)}
      >
        {headerMenuWords.moveLeft}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowRight {...ICON} />}
        onClick={() => moveAmongShown(api, column, 1)}
      >
        {headerMenuWords.moveRight}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconArrowAutofitWidth {...ICON} />}
        onClick={() => fitColumn(api, column)}
      >
        {headerMenuWords.fit}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowAutofitWidth {...ICON} />} onClick={() => fitAll(api)}>
        {headerMenuWords.fitAll}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconEyeOff {...ICON} />}
        disabled={!canHide(column)}
        onClick={() => api.setColumnsVisible([column], false)}
      >
        {headerMenuWords.hide}
      </Menu.Item>
    </PointMenu>
  );
}
