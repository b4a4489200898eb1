/** All candidates by what was decided, the very numbers of the review; each opens its users. */
import type { ReviewCounts } from '#shared/contract/shapes/review.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { DECISIONS } from '#shared/domain/review.ts';
import { type BarItem, SegmentBar } from '../../ui/Bars.tsx';
import { DECISION_MEANINGS, OUTCOME_MEANINGS } from '../../ui/meaning.ts';
import { decisionChart } from './words.tsx';

export function DecisionBar({ counts }: { readonly counts: ReviewCounts | undefined }) {
  return (
    <SegmentBar
      label={decisionChart.label}
      items={counts && itemsOf(counts)}
      {...(counts && { total: counts.candidates })}
      rows={2}
    />
  );
}

function itemsOf(counts: ReviewCounts): BarItem[] {
  const decided = DECISIONS.map((decision): BarItem => {
    const { word, icon, tone } = DECISION_MEANINGS[decision];
    return {
      key: decision,
      label: word,
      icon,
      tone,
      value: counts[decision],
      criteria: allOf(CANDIDATES, { op: 'decision', values: [decision] }),
      title: decisionChart.users[decision],
      opens: 'review',
    };
  });
  const { word, icon, tone } = OUTCOME_MEANINGS.purged;
  const purged: BarItem = {
    key: 'purged',
    label: word,
    icon,
    tone,
    value: counts.deleted,
    criteria: { op: 'membership', value: 'deleted' },
    title: decisionChart.users.purged,
  };
  return [...decided, purged];
}
