/**
 * The strip above a grid: search, the filter menu, what is filtered at the moment and the review flags as chips that
 * fold, and the actions on those who match or are selected. It never wraps and is one tab stop. Works on a store of
 * userFilter.ts that the screen gives.
 */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { type FoldingItem, FoldingRow } from '../../ui/FoldingRow.tsx';
import { useSelectedCount } from '../rows/selectionCount.ts';
import type { UserSelection } from '../rows/userSelection.ts';
import { SelectionText } from '../SelectionText.tsx';
import { filterWords } from '../words/filter.ts';
import { isOfAccount, useAccountFilters } from './AccountFilters.tsx';
import { useActiveChips } from './ActiveParts.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import styles from './FilterStrip.module.css';
import { useFlagChips } from './FlagFilter.tsx';
import { isFiltered } from './filterParts.ts';
import { SavedFilters } from './SavedFilters.tsx';
import { SearchBox } from './SearchBox.tsx';
import { clearFilter, type UserFilter } from './userFilter.ts';

interface FilterStripProps {
  readonly filter: UserFilter;
  /** Who is filtered; counts beside the choices are within it. */
  readonly scope: Criteria;
  readonly selection: UserSelection;
  /** Users that match. */
  readonly total: number;
  /** Before the chips: what else narrows the rows. */
  readonly first?: readonly FoldingItem[];
  /** Chips of review flags. */
  readonly flagChips?: boolean;
  /** Account, role and status, as above Alma's list of users. */
  readonly accountFilters?: boolean;
  /** For those who match or are selected; they take the place of the chips as far as there is no room. */
  readonly actions: ReactNode;
}

export function FilterStrip(props: FilterStripProps) {
  const { filter, scope, selection, total, first = [], actions } = props;
  const { flagChips = false, accountFilters = false } = props;
  const filtered = filter(isFiltered);
  const selected = useSelectedCount(selection, total);
  const [naming, setNaming] = useState(false);
  const flags = useFlagChips({ filter, scope });
  const accounts = useAccountFilters({ filter, scope }, accountFilters);
  const active = useActiveChips(
    filter,
    (part) => (flagChips && part.part === 'flag') || (accountFilters && isOfAccount(part)),
  );
  return (
    <>
      <SearchBox filter={filter} />
      <FilterMenu filter={filter} scope={scope} />
      {selected > 0 ? (
        <SelectionText selection={selection} total={total} />
      ) : (
        <FoldingRow
          label={filterWords.chips}
          // What is filtered is seen before what could be.
          items={[...first, ...active, ...accounts, ...(flagChips ? (flags ?? []) : [])]}
        />
      )}
      {filtered && (
        <Tooltip label={filterWords.clearAll}>
          <ActionIcon
            size={28}
            aria-label={filterWords.clearAll}
            onClick={() => clearFilter(filter)}
          >
            <IconFilterOff size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {actions && <div className={styles.actions}>{actions}</div>}
      <SavedFilters filter={filter} scope={scope} naming={naming} onNaming={setNaming} />
    </>
  );
}
