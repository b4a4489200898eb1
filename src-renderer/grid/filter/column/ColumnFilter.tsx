/**
 * What the arrow in a column's heading opens: sort, a condition, the column's values with counts, and clearing its
 * filter. The filter is that of the screen, so it is the same as in the filter menu and on the chips.
 */
import { Button, Popover, UnstyledButton } from '@mantine/core';
import {
  IconFilterOff,
  type IconProps,
  IconSortAscending,
  IconSortDescending,
  IconX,
} from '@tabler/icons-react';
import { type ComponentType, useState } from 'react';
import { kindOfCountColumn } from '#shared/details/details.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { type Api, sortBy } from '../../columns/columnVerbs.ts';
import { columnFilterWords } from '../../words/columnFilter.ts';
import { headerMenuWords } from '../../words/rows.ts';
import { conditionKind, isColumnFiltered, withoutColumn } from '../columnFilter.ts';
import { columnLabelOf } from '../columnText.ts';
import { LineFilters } from '../lines/LineFilters.tsx';
import type { UserFilter } from '../userFilter.ts';
import styles from './ColumnFilter.module.css';
import { ConditionFields } from './ConditionFields.tsx';
import { ValueList } from './ValueList.tsx';

interface ColumnFilterProps {
  readonly api: Api;
  readonly column: string;
  readonly filter: UserFilter;
  /** Who is filtered; counts are within it. */
  readonly scope: Criteria;
  /** Where the heading ends. */
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

export function ColumnFilter(props: ColumnFilterProps) {
  const { api, column, filter, scope, x, y, onClose } = props;
  const state = filter();
  const label = columnLabelOf(column);
  // What is typed but not complete isn't in the filter: only a new field forgets it.
  const [turn, setTurn] = useState(0);
  const kind = conditionKind(column);
  const counted = kindOfCountColumn(column);
  const filtered = isColumnFiltered(state, column);

  return (
    <Popover
      opened
      onChange={(opened) => !opened && onClose()}
      position="bottom-start"
      offset={2}
      width={300}
      trapFocus
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      middlewares={{ flip: true, shift: true, size: true }}
      clickOutsideEvents={['mousedown', 'touchstart']}
    >
      <Popover.Target>
        <div aria-hidden style={{ position: 'fixed', left: x, top: y, width: 1, height: 1 }} />
      </Popover.Target>
      <Popover.Dropdown p={0} className={styles.box} aria-label={columnFilterWords.title(label)}>
        <SortButtons api={api} column={column} onClose={onClose} />
        {counted ? (
          <div className={styles.lines}>
            <LineFilters key={turn} kind={counted} filter={filter} scope={scope} />
          </div>
        ) : (
          <>
            {kind && <ConditionFields key={turn} column={column} kind={kind} filter={filter} />}
            <ValueList column={column} filter={filter} scope={scope} />
          </>
        )}
        <div className={styles.foot}>
          <Button
            variant="default"
            size="compact-sm"
            fullWidth
            leftSection={<IconFilterOff size={14} aria-hidden />}
            // Not disabled: the keyboard would be lost with the click, and Esc isn't heard without it.
            data-disabled={!filtered || undefined}
            aria-disabled={!filtered}
            onClick={() => {
              setTurn((last) => last + 1);
              filter.setState((now) => withoutColumn(now, column));
            }}
          >
            {columnFilterWords.clear}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface SortButtonsProps {
  readonly api: Api;
  readonly column: string;
  readonly onClose: () => void;
}

function SortButtons({ api, column: id, onClose }: SortButtonsProps) {
  const column = api.getColumn(id);
  if (!column || column.getColDef().sortable === false) return null;
  const sort = column.getSort() ?? null;
  const choose = (to: 'asc' | 'desc' | null) => {
    sortBy(api, column, to, to === null || sort !== null);
    onClose();
  };
  const choices = [
    { to: 'asc', word: headerMenuWords.ascending, icon: IconSortAscending },
    { to: 'desc', word: headerMenuWords.descending, icon: IconSortDescending },
    { to: null, word: headerMenuWords.dontSort, icon: IconX },
  ] as const;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as this list
    <div role="group" aria-label={columnFilterWords.sort} className={styles.sort}>
      {choices
        .filter(({ to }) => to !== null || sort !== null)
        .map(({ to, word, icon: Icon }: SortChoice) => (
          <UnstyledButton
            key={word}
            className={styles.sortChoice}
            aria-pressed={to === null ? undefined : to === sort}
            onClick={() => choose(to)}
          >
            <Icon size={16} aria-hidden />
            {word}
          </UnstyledButton>
        ))}
    </div>
  );
}

interface SortChoice {
  readonly to: 'asc' | 'desc' | null;
  readonly word: string;
  readonly icon: ComponentType<IconProps>;
}
