/** Review flags as chips with counts, and as a list in the filter menu. Counts are narrowed by the other parts. */
import type { Criteria } from '#shared/domain/criteria.ts';
import { REVIEW_FLAG_TEXTS, REVIEW_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import type { FoldingItem } from '../../ui/FoldingRow.tsx';
import { formatCount } from '../../ui/format.ts';
import { FlagMark } from '../../ui/Marks.tsx';
import { FLAG_MEANINGS } from '../../ui/meaning.ts';
import { PickList } from '../../ui/PickList.tsx';
import { filterWords } from '../words/filter.ts';
import { FilterSection } from './FilterSection.tsx';
import styles from './FilterStrip.module.css';
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
    <FilterSection label={filterWords.flags} active={picked.length}>
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
    </FilterSection>
  );
}

/**
 * A chip for each flag that somebody in scope has, those that are picked first; undefined until they are counted. Chips
 * stay while one filters, with what is left of their counts, so that the row doesn't jump.
 */
export function useFlagChips(props: FlagFilterProps): readonly FoldingItem[] | undefined {
  const picked = props.filter((state) => state.flags);
  const counts = useFlagCounts(props);
  const inScope = useFacets(props.scope)?.flags;
  if (!counts || !inScope) return undefined;
  const isPicked = (flag: ReviewFlag) => picked.includes(flag);
  const shown = REVIEW_FLAGS.filter((flag) => inScope[flag] > 0 || isPicked(flag));
  const toggle = (flag: ReviewFlag) =>
    props.filter.setState({
      flags: isPicked(flag) ? picked.filter((each) => each !== flag) : [...picked, flag],
    });
  return [...shown.filter(isPicked), ...shown.filter((flag) => !isPicked(flag))].map((flag) => ({
    key: `${flag} ${formatCount(counts[flag]).length} ${isPicked(flag)}`,
    content: (
      <FlagChip
        flag={flag}
        count={counts[flag]}
        active={isPicked(flag)}
        onToggle={() => toggle(flag)}
      />
    ),
  }));
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
      title={`${label}. ${meaning}`}
      onClick={onToggle}
    >
      <Icon size={15} aria-hidden />
      <span>{short}</span> <span className={styles.flagCount}>{formatCount(count)}</span>
    </button>
  );
}
