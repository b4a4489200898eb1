/**
 * The parts of the filter that tell of the review itself: decision, its reason, and marks such as staff approved one
 * by one.
 */
import { Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Criteria } from '#shared/domain/criteria.ts';
import { DECISIONS } from '#shared/domain/review.ts';
import { queries } from '../../client/engineClient.ts';
import { DecisionMark } from '../../ui/Marks.tsx';
import { DECISION_MEANINGS } from '../../ui/meaning.ts';
import { filterWords, MARK_TEXTS, NO_VALUE } from '../words/filter.ts';
import { ChoiceList } from './ChoiceList.tsx';
import { FilterSection } from './FilterSection.tsx';
import { filterCriteria, partCriteria } from './filterCriteria.ts';
import { MARKS } from './filterFields.ts';
import { withPicked } from './GroupFilter.tsx';
import { useCounts, useFacets } from './useFacets.ts';
import type { UserFilter } from './userFilter.ts';

interface DecisionFilterProps {
  readonly filter: UserFilter;
  readonly scope: Criteria;
}

export function DecisionFilter({ filter, scope }: DecisionFilterProps) {
  const { decisions, reasons, marks } = filter();
  return (
    <FilterSection
      label={filterWords.decision}
      active={decisions.length + reasons.length + marks.length}
    >
      <Stack gap={12}>
        <DecisionChoices filter={filter} scope={scope} />
        <ReasonChoices filter={filter} scope={scope} />
        <MarkChoices filter={filter} scope={scope} />
      </Stack>
    </FilterSection>
  );
}

function DecisionChoices({ filter, scope }: DecisionFilterProps) {
  const state = filter();
  const facets = useFacets(filterCriteria(state, scope, 'decisions'));
  return (
    <ChoiceList
      label={filterWords.decision}
      choices={DECISIONS.map((decision) => ({
        value: decision,
        label: DECISION_MEANINGS[decision].word,
        mark: <DecisionMark decision={decision} />,
        count: facets?.decisions[decision],
      }))}
      picked={state.decisions}
      onPick={(decisions) => filter.setState({ decisions })}
    />
  );
}

function ReasonChoices({ filter, scope }: DecisionFilterProps) {
  const state = filter();
  const { data } = useQuery(
    queries.users.values.queryOptions({
      input: {
        column: { field: 'decision_reason' },
        criteria: filterCriteria(state, scope, 'reasons'),
      },
      placeholderData: keepPreviousData,
    }),
  );
  const choices = data?.values.map(({ value, users }) => ({
    value,
    label: value ?? NO_VALUE.reason,
    count: users,
  }));
  // As long as nobody was decided there is nothing to choose between.
  if (choices?.every(({ value }) => value === null) && state.reasons.length === 0) return null;
  return (
    <ChoiceList
      label={filterWords.reason}
      choices={withPicked(choices, state.reasons, NO_VALUE.reason)}
      picked={state.reasons}
      onPick={(reasons) => filter.setState({ reasons })}
    />
  );
}

function MarkChoices({ filter, scope }: DecisionFilterProps) {
  const state = filter();
  const counts = useCounts(filterCriteria(state, scope, 'marks'), MARK_CRITERIA);
  return (
    <ChoiceList
      label={filterWords.marks}
      choices={MARKS.map((mark, n) => ({ value: mark, ...MARK_TEXTS[mark], count: counts[n] }))}
      picked={state.marks}
      onPick={(marks) => filter.setState({ marks })}
    />
  );
}

const MARK_CRITERIA = MARKS.map((mark) => partCriteria({ part: 'mark', mark }));
