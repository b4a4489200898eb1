/** The part of the filter that picks user groups, with counts. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Criteria } from '#shared/domain/criteria.ts';
import { queries } from '../../client/engineClient.ts';
import { type Choice, PickList } from '../../ui/PickList.tsx';
import { filterWords, NO_VALUE } from '../words/filter.ts';
import { FilterSection } from './FilterSection.tsx';
import { filterCriteria } from './filterCriteria.ts';
import type { UserFilter } from './userFilter.ts';

interface GroupFilterProps {
  readonly filter: UserFilter;
  readonly scope: Criteria;
}

export function GroupFilter({ filter, scope }: GroupFilterProps) {
  const state = filter();
  const { data } = useQuery(
    queries.users.values.queryOptions({
      input: { column: { field: 'user_group' }, criteria: filterCriteria(state, scope, 'groups') },
      placeholderData: keepPreviousData,
    }),
  );
  const choices = data?.values.map(({ value, users }) => ({
    value,
    label: value ?? NO_VALUE.group,
    count: users,
  }));
  return (
    <FilterSection label={filterWords.group} active={state.groups.length}>
      <PickList
        label={filterWords.group}
        choices={withPicked(choices, state.groups, NO_VALUE.group)}
        picked={state.groups}
        onPick={(groups) => filter.setState({ groups })}
      />
    </FilterSection>
  );
}

/** What is picked and nobody has any more can still be unticked. */
export function withPicked(
  choices: readonly Choice<string | null>[] | undefined,
  picked: readonly (string | null)[],
  absent: string,
): readonly Choice<string | null>[] | undefined {
  if (!choices) return undefined;
  const missing = picked.filter((each) => !choices.some(({ value }) => value === each));
  return [...choices, ...missing.map((value) => ({ value, label: value ?? absent, count: 0 }))];
}
