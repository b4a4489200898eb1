/** The tabs of Alma's list of users, by record type, each with the users that match all filters. */
import { SegmentedControl, Skeleton } from '@mantine/core';
import type { Criteria } from '#shared/domain/criteria.ts';
import { recordTypeCriteria, USER_TABS, type UserTab } from '#shared/domain/recordTypeCriteria.ts';
import { useCounts } from '../../grid/filter/useFacets.ts';
import { formatCount } from '../../ui/format.ts';
import styles from './UsersScreen.module.css';
import { useUsersShown } from './usersTabs.ts';
import { usersWords } from './words.tsx';

const CRITERIA = USER_TABS.map(recordTypeCriteria);

/** @param criteria the filter and what users are in this workspace, but not the tab */
export function UserTabs({ criteria }: { readonly criteria: Criteria }) {
  const tab = useUsersShown((shown) => shown.tab);
  const counts = useCounts(criteria, CRITERIA);
  return (
    <SegmentedControl
      size="xs"
      aria-label={usersWords.recordTypes}
      value={tab}
      onChange={(value) => useUsersShown.setState({ tab: value as UserTab })}
      data={USER_TABS.map((value, n) => ({
        value,
        label: (
          <span
            className={styles.tab}
            title={value === 'Public' ? usersWords.publicHint : undefined}
          >
            {usersWords.tabs[value]}
            {counts[n] === undefined ? (
              <Skeleton width={24} height={12} />
            ) : (
              <span className={styles.count}>{formatCount(counts[n])}</span>
            )}
          </span>
        ),
      }))}
    />
  );
}
