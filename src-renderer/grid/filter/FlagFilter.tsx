/**
 * Review flags as a row of chips with counts, or as a list behind a button where there is no room for them. Counts
 * are narrowed by the other parts of the filter.
 */
import { Group } from '@mantine/core';
import type { Criteria } from '#shared/domain/criteria.ts';
import { REVIEW_FLAG_TEXTS, REVIEW_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { formatCount } from '../../ui/format.ts';
import { FlagMark } from '../../ui/Marks.tsx';
import { FLAG_MEANINGS } from '../../ui/meaning.ts';
import { PickList } from '../../ui/PickList.tsx';
import { filterWords } from '../words/filter.ts';
import styles from './FilterBar.module.css';
import { filterCriteria } from './filterCriteria.ts';
import { useFacets } from './useFacets.ts';
import type { UserFilter } from './userFilter.ts';

interface FlagFilterProps {
  readonly filter: UserFilter;
  readonly scope: Criteria;
}

function useFlagCounts({ filter, scope }: FlagFilterProps) {
  return useFacets(filterCriteria(filter(), scope, 'flags'))?.flags;
}

export function FlagList(props: FlagFilterProps) {
  const picked = props.filter((state) => state.flags);
  const counts = useFlagCounts(props);
  return (
    <PickList
      label={filterWords.flags}
      choices={REVIEW_FLAGS.map((flag) => ({
        value: flag,
        label: REVIEW_FLAG_TEXTS[flag].label,
        mark: <FlagMark flag={flag} />,
        count: counts?.[flag],
      }))}
      picked={picked}
      onPick={(flags) => props.filter.setState({ flags })}
    />
  );
}

export function FlagChips(props: FlagFilterProps) {
  const picked = props.filter((state) => state.flags);
  const counts = useFlagCounts(props);
  // Chips stay while one filters, with what is left of their counts, so that the rows don't jump.
  const inScope = useFacets(props.scope)?.flags;
  if (!counts || !inScope) return <div className={styles.chipsToCome} aria-hidden />;
  const shown = REVIEW_FLAGS.filter((flag) => inScope[flag] > 0 || picked.includes(flag));
  if (shown.length === 0) return null;
  function toggle(flag: ReviewFlag) {
    const flags = picked.includes(flag)
      ? picked.filter((each) => each !== flag)
      : [...picked, flag];
    props.filter.setState({ flags });
  }
  return (
    <Group gap={6} role="group" aria-label={filterWords.reviewFlags}>
      {shown.map((flag) => (
        <FlagChip
          key={flag}
          flag={flag}
          count={counts[flag]}
          active={picked.includes(flag)}
          onToggle={() => toggle(flag)}
        />
      ))}
    </Group>
  );
}

interface FlagChipProps {
  readonly flag: ReviewFlag;
  readonly count: number;
  readonly active: boolean;
  readonly onToggle: () => void;
}

function FlagChip({ flag, count, active, onToggle }: FlagChipProps) {
  const { icon: Icon, tone, short } = FLAG_MEANINGS[flag];
  const { label, meaning } = REVIEW_FLAG_TEXTS[flag];
  return (
    <button
      type="button"
      className={styles.flag}
      data-tone={tone}
      data-none={(count === 0 && !active) || undefined}
      aria-pressed={active}
      title={meaning}
      onClick={onToggle}
    >
      <Icon size={15} aria-hidden />
      <span className={styles.flagLong}>{label}</span>
      <span className={styles.flagShort}>{short}</span>{' '}
      <span className={styles.flagCount}>{formatCount(count)}</span>
    </button>
  );
}
