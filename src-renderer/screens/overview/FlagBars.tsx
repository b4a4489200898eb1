/** Candidates by review flag. */
import type { ReviewCounts } from '#shared/contract/shapes/review.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { REVIEW_FLAG_TEXTS, REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { BarList } from '../../ui/Bars.tsx';
import { FLAG_MEANINGS } from '../../ui/meaning.ts';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { flagChart } from './words.tsx';

export function FlagBars({ counts }: { readonly counts: ReviewCounts | undefined }) {
  const items =
    counts &&
    REVIEW_FLAGS.filter((flag) => counts.flags[flag] > 0)
      .map((flag) => ({
        key: flag,
        label: REVIEW_FLAG_TEXTS[flag].label,
        value: counts.flags[flag],
        tone: FLAG_MEANINGS[flag].tone,
        icon: FLAG_MEANINGS[flag].icon,
        criteria: allOf(CANDIDATES, { op: 'hasFlag', flags: [flag] }),
        title: flagChart.users(REVIEW_FLAG_TEXTS[flag].label),
        opens: 'review' as const,
      }))
      .sort((a, b) => b.value - a.value);
  return (
    <BarList
      label={flagChart.label(counts?.deleted ?? 0)}
      grow
      items={items}
      {...(counts && { total: counts.candidates - counts.deleted })}
      rows={8}
      empty={flagChart.empty}
      aside={<RuleHelp about={flagChart.help.about}>{flagChart.help.text}</RuleHelp>}
    />
  );
}
