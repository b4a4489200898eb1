/**
 * What stands where no rows are: that everybody is decided, with what was decided and the next step; that all were
 * purged; or that the filters leave nobody.
 */
import { Anchor, Button, Group } from '@mantine/core';
import { IconArrowRight, IconCircleCheck, IconFilterOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ReviewCounts } from '#shared/contract/shapes/review.ts';
import type { Decision } from '#shared/domain/review.ts';
import type { StepName } from '../../deciding/cycle/cycle.ts';
import { useCycle } from '../../deciding/cycle/useCycle.ts';
import { stepTitle } from '../../deciding/words/cycle.ts';
import { filterWords } from '../../grid/words/filter.ts';
import { navigate, type Place } from '../../place/navigation.ts';
import { CountLink } from '../../ui/CountLink.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { noRowsWords } from './words/review.tsx';

interface NobodyProps {
  readonly counts: ReviewCounts | undefined;
  readonly filtered: boolean;
  /** The decisions that are filtered for. */
  readonly decisions: readonly Decision[];
  readonly onShow: (decisions: readonly Decision[]) => void;
  readonly onClear: () => void;
}

export function Nobody({ counts, filtered, decisions, onShow, onClear }: NobodyProps) {
  const { allPurged, nobodyMatches } = noRowsWords;
  if (!filtered && counts && counts.deleted === counts.candidates)
    return (
      <EmptyState icon={IconCircleCheck} title={allPurged.title}>
        {allPurged.text}
      </EmptyState>
    );
  if (counts?.undecided === 0 && decisions.length === 1 && decisions[0] === 'undecided')
    return <AllDecided counts={counts} onShow={onShow} />;
  return (
    <EmptyState
      icon={IconFilterOff}
      title={nobodyMatches.title}
      action={
        <Button variant="default" onClick={onClear}>
          {filterWords.clearAll}
        </Button>
      }
    >
      {nobodyMatches.text}
    </EmptyState>
  );
}

function AllDecided({
  counts,
  onShow,
}: {
  readonly counts: ReviewCounts;
  readonly onShow: NobodyProps['onShow'];
}) {
  const { allDecided } = noRowsWords;
  const part =
    (decision: Decision) =>
    (words: string): ReactNode =>
      counts[decision] === 0 ? (
        words
      ) : (
        <Anchor component="button" type="button" inherit onClick={() => onShow([decision])}>
          {words}
        </Anchor>
      );
  return (
    <EmptyState
      icon={IconCircleCheck}
      title={allDecided.title(counts.candidates)}
      action={<GoOn counts={counts} />}
    >
      {allDecided.parts(counts, {
        excluded: part('excluded'),
        approved: part('approved'),
        purged: (words) => (
          <CountLink
            count={counts.deleted}
            criteria={{ op: 'membership', value: 'deleted' }}
            title={allDecided.purged}
          >
            {words}
          </CountLink>
        ),
      })}
      {counts.approved === 0 && <div>{allDecided.nobody}</div>}
    </EmptyState>
  );
}

/** The step that Overview names, too, and the set for whoever goes on without a sample. */
function GoOn({ counts }: { readonly counts: ReviewCounts }) {
  const { next, route = 'group' } = useCycle() ?? {};
  const steps = STEPS_HERE.filter(
    (step) => step === next || (step === 'set' && next === 'sample' && counts.approved > 0),
  );
  return (
    <Group gap={8} justify="center">
      {steps.map((step, n) => (
        <Button
          key={step}
          variant={n === 0 ? 'filled' : 'default'}
          rightSection={n === 0 && <IconArrowRight size={16} aria-hidden />}
          onClick={() => navigate(PLACES[step])}
        >
          {stepTitle(step, route)}
        </Button>
      ))}
      {steps.length === 0 && (
        <Button variant="default" onClick={() => navigate({ screen: 'overview' })}>
          {noRowsWords.allDecided.goOn}
        </Button>
      )}
    </Group>
  );
}

/** Steps that are taken from the review; whatever comes later Overview leads to. */
const STEPS_HERE = ['sample', 'signOff', 'set'] as const satisfies readonly StepName[];
const PLACES: Readonly<Record<(typeof STEPS_HERE)[number], Place>> = {
  sample: { screen: 'review', view: 'checks', check: 'sampling' },
  signOff: { screen: 'review', view: 'signOff' },
  set: { screen: 'review', dialog: 'makeSet' },
};
