/**
 * The filter above a grid: quick search, decision, flags, user group, dates, amounts, more; what is
 * active stands below as chips that can be removed. Works on a store of userFilter.ts that the screen
 * gives.
 */
import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { filterWords } from '../words/filter.ts';
import { ActiveParts } from './ActiveParts.tsx';
import { DecisionFilter } from './DecisionFilter.tsx';
import styles from './FilterBar.module.css';
import { FlagChips, FlagList } from './FlagFilter.tsx';
import { canBeKept } from './filterCriteria.ts';
import { isFiltered } from './filterParts.ts';
import { GroupFilter } from './GroupFilter.tsx';
import { MoreFilter } from './MoreFilter.tsx';
import { AmountsFilter, DatesFilter } from './RangeFilters.tsx';
import { SavedFilters } from './SavedFilters.tsx';
import { SearchBox } from './SearchBox.tsx';
import { clearFilter, type UserFilter } from './userFilter.ts';

interface FilterBarProps {
  readonly filter: UserFilter;
  /** Who is filtered; counts beside the choices are within it. */
  readonly scope: Criteria;
  /** A row of chips for flags; without it they are a list behind a button. */
  readonly flagChips?: boolean;
  /** At the end of the bar. */
  readonly children?: ReactNode;
}

export function FilterBar({ filter, scope, flagChips = false, children }: FilterBarProps) {
  const filtered = filter(isFiltered);
  const [naming, setNaming] = useState(false);
  return (
    <search className={styles.bar}>
      <Group gap={8} wrap="wrap" className={styles.controls}>
        <SearchBox filter={filter} />
        <DecisionFilter filter={filter} scope={scope} />
        {!flagChips && <FlagList filter={filter} scope={scope} />}
        <GroupFilter filter={filter} scope={scope} />
        <DatesFilter filter={filter} scope={scope} />
        <AmountsFilter filter={filter} />
        <MoreFilter filter={filter} scope={scope} />
        <Group gap={4} wrap="nowrap">
          <Tooltip label={filterWords.clearAll}>
            <ActionIcon
              size={36}
              aria-label={filterWords.clearAll}
              disabled={!filtered}
              onClick={() => clearFilter(filter)}
            >
              <IconFilterOff size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <SavedFilters filter={filter} scope={scope} naming={naming} onNaming={setNaming} />
        </Group>
        {children && <div className={styles.rest}>{children}</div>}
      </Group>
      {flagChips && <FlagChips filter={filter} scope={scope} />}
      {/* A pressed chip says it already. */}
      <ActiveParts
        filter={filter}
        without={flagChips ? 'flag' : undefined}
        onSave={canBeKept(scope) ? () => setNaming(true) : undefined}
      />
    </search>
  );
}
