/**
 * The menu of a row: open, decide, copy, filter by the value under it. Decisions are the screen's: it is told for whom
 * they were meant.
 */
import { Kbd, Menu } from '@mantine/core';
import {
  IconCopy,
  IconFileDescription,
  IconFilter,
  IconFilterX,
  IconId,
  IconListCheck,
  IconTable,
  IconTableExport,
  IconUser,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { type Decision, isCandidate } from '#shared/domain/review.ts';
import { useSettings, useZone } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { DECISION_MEANINGS } from '../../ui/meaning.ts';
import { copyCell, copyFrom } from '../copy/copyRows.ts';
import type { GridPlace } from '../filter/column/columnFilterStore.ts';
import { partText } from '../filter/partText.ts';
import { hideValue, showOnly, type UserFilter } from '../filter/userFilter.ts';
import { valueParts } from '../filter/valueParts.ts';
import type { GridStore } from '../rows/gridStore.ts';
import { showDetailsOf } from '../rows/showDetailsOf.ts';
import { isSelected, selectAll, selectedCount } from '../rows/userSelection.ts';
import { exportUsersWords } from '../words/exporting.ts';
import { rowMenuWords, selectionWords } from '../words/rows.ts';
import { PointMenu } from './PointMenu.tsx';

interface RowMenuProps {
  readonly grid: GridStore;
  readonly place: GridPlace;
  readonly user: UserRow;
  readonly filter: UserFilter | undefined;
  /** `selected`: meant for all that are selected, of whom the user is one. */
  readonly onDecide: ((decision: Decision, user: UserRow, selected: boolean) => void) | undefined;
  readonly onClose: () => void;
}

const ICON = { size: 16, 'aria-hidden': true } as const;

const DECIDE: readonly (readonly [Decision, key: string])[] = [
  ['excluded', 'X'],
  ['approved', 'A'],
  ['undecided', 'C'],
];

export function RowMenu(props: RowMenuProps) {
  const { grid, place, user, filter, onDecide, onClose } = props;
  const bar = useWriteBar();
  const { asked, total = 0 } = grid.getState();
  const { selection, onOpenUser: onOpen } = asked;
  const state = selection?.getState();
  const count = state ? selectedCount(state, total) : 0;
  const among = state !== undefined && count > 1 && isSelected(state, user.userNo);
  return (
    <PointMenu
      label={rowMenuWords.user(user.primary_identifier.trim())}
      {...place}
      onClose={onClose}
    >
      {onOpen && (
        <Item icon={<IconUser {...ICON} />} keys="Enter" onClick={() => onOpen(user)}>
          {rowMenuWords.open}
        </Item>
      )}
      <Item
        icon={<IconFileDescription {...ICON} />}
        keys="Ctrl+Enter"
        onClick={() =>
          showDetailsOf(grid.getState().api, asked.criteria, user.userNo, place.columnId)
        }
      >
        {rowMenuWords.details}
      </Item>
      {onDecide && (
        <>
          <Menu.Divider />
          {DECIDE.map(([decision, key]) => {
            const Icon = DECISION_MEANINGS[decision].icon;
            return (
              <Item
                key={decision}
                icon={<Icon {...ICON} color={`var(--pd-${DECISION_MEANINGS[decision].tone})`} />}
                keys={key}
                disabled={!among && !isCandidate(user)}
                onClick={() => onDecide(decision, user, among)}
                {...bar}
              >
                {among ? rowMenuWords.decideMany[decision](count) : rowMenuWords.decide[decision]}
              </Item>
            );
          })}
        </>
      )}
      <Menu.Divider />
      <Item
        icon={<IconCopy {...ICON} />}
        {...(count === 0 && { keys: 'Ctrl+C' })}
        onClick={() => copyCell(place.columnId, user)}
      >
        {rowMenuWords.copyCell}
      </Item>
      <Item icon={<IconId {...ICON} />} onClick={() => copyCell('primary_identifier', user)}>
        {rowMenuWords.copyIdentifier}
      </Item>
      {count > 0 && (
        <Item icon={<IconTable {...ICON} />} keys="Ctrl+C" onClick={() => copyFrom(grid)}>
          {rowMenuWords.copyRows(count)}
        </Item>
      )}
      {count > 0 && asked.exported && (
        <Item
          icon={<IconTableExport {...ICON} />}
          onClick={() => grid.setState({ exporting: true })}
        >
          {exportUsersWords.exportSelected(count)}
        </Item>
      )}
      {filter && <ByValue columnId={place.columnId} user={user} filter={filter} />}
      {selection && (
        <>
          <Menu.Divider />
          <Item
            icon={<IconListCheck {...ICON} />}
            keys="Ctrl+A"
            onClick={() => selectAll(selection)}
          >
            {selectionWords.selectAll(total)}
          </Item>
        </>
      )}
    </PointMenu>
  );
}

function ByValue({
  columnId,
  user,
  filter,
}: {
  readonly columnId: string;
  readonly user: UserRow;
  readonly filter: UserFilter;
}) {
  const currency = useSettings()?.currency ?? 'USD';
  const zone = useZone();
  const parts = valueParts(columnId, user, zone);
  if (parts.length === 0) return null;
  const words = parts.map((part) => partText(part, currency));
  const [only] = parts;
  return (
    <>
      <Menu.Divider />
      <Item icon={<IconFilter {...ICON} />} onClick={() => showOnly(filter, parts)}>
        {rowMenuWords.showOnly(words)}
      </Item>
      {parts.length === 1 && only && (
        <Item icon={<IconFilterX {...ICON} />} onClick={() => hideValue(filter, only)}>
          {rowMenuWords.hide(words[0]!)}
        </Item>
      )}
    </>
  );
}

interface ItemProps {
  readonly icon: ReactNode;
  readonly keys?: string;
  readonly disabled?: boolean;
  /** Why it is. */
  readonly title?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Item({ icon, keys, disabled = false, title, onClick, children }: ItemProps) {
  return (
    <Menu.Item
      leftSection={icon}
      rightSection={keys && <Kbd size="xs">{keys}</Kbd>}
      disabled={disabled}
      title={title}
      onClick={onClick}
    >
      {children}
    </Menu.Item>
  );
}
