/**
 * All that rows can be filtered by, behind one button: decision, flags, user group, dates, amounts, details, and
 * every other field. The arrows in the headings of columns lead to the same filter.
 */
import { Badge, Button, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { formatCount } from '../../ui/format.ts';
import { pickListWords } from '../../ui/words/components.tsx';
import { filterWords } from '../words/filter.ts';
import { DecisionFilter } from './DecisionFilter.tsx';
import styles from './FilterMenu.module.css';
import { OpenSection } from './FilterSection.tsx';
import { FlagList } from './FlagFilter.tsx';
import { activeParts } from './filterParts.ts';
import { GroupFilter } from './GroupFilter.tsx';
import { DetailsFilter } from './lines/DetailsFilter.tsx';
import { MoreFilter } from './MoreFilter.tsx';
import { AmountsFilter, DatesFilter } from './RangeFilters.tsx';
import type { UserFilter } from './userFilter.ts';

interface FilterMenuProps {
  readonly filter: UserFilter;
  /** Who is filtered; counts beside the choices are within it. */
  readonly scope: Criteria;
}

export function FilterMenu({ filter, scope }: FilterMenuProps) {
  const active = activeParts(filter()).length;
  const open = useState<string | null>(null);
  return (
    <Popover position="bottom-start" trapFocus returnFocus width={380}>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-md"
          className={`${styles.button} pd-bar-button`}
          data-active={active > 0 || undefined}
          leftSection={<IconFilter size={16} aria-hidden />}
        >
          <span className="pd-bar-word">{filterWords.filters}</span>
          {active > 0 && (
            <>
              {' '}
              <Badge size="sm" ml={6} circle={active < 10}>
                {formatCount(active)}
              </Badge>
              <span className="pd-visually-hidden"> {pickListWords.chosen}</span>
            </>
          )}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} className={styles.menu} aria-label={filterWords.filters}>
        <OpenSection value={open}>
          <DecisionFilter filter={filter} scope={scope} />
          <FlagList filter={filter} scope={scope} />
          <GroupFilter filter={filter} scope={scope} />
          <DatesFilter filter={filter} scope={scope} />
          <AmountsFilter filter={filter} />
          <DetailsFilter filter={filter} scope={scope} />
          <MoreFilter filter={filter} scope={scope} />
        </OpenSection>
      </Popover.Dropdown>
    </Popover>
  );
}
