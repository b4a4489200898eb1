/** Candidates by user group: the largest groups, the others as one. */
import { useQuery } from '@tanstack/react-query';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { queries } from '../../client/engineClient.ts';
import { NO_VALUE } from '../../grid/words/filter.ts';
import { type BarItem, BarList } from '../../ui/Bars.tsx';
import { groupChart } from './words.tsx';

const SHOWN = 9;

interface GroupCount {
  readonly value: string | null;
  readonly users: number;
}

export function GroupBars({ purged }: { readonly purged: number }) {
  const { data } = useQuery(
    queries.users.values.queryOptions({
      input: { column: { field: 'user_group' }, criteria: CANDIDATES },
    }),
  );
  return (
    <BarList
      label={groupChart.label(purged)}
      grow
      items={data && groupItems(data.values)}
      rows={8}
      empty={groupChart.empty}
    />
  );
}

function groupItems(groups: readonly GroupCount[]): BarItem[] {
  // One group more than fits is no reason for a row that stands for one group.
  const shown = groups.length <= SHOWN + 1 ? groups : groups.slice(0, SHOWN);
  const rest = groups.slice(shown.length);
  const items = shown.map(({ value, users }): BarItem => {
    return {
      key: value ?? '',
      label: value ?? NO_VALUE.group,
      value: users,
      tone: value === null ? 'unknown' : 'accent',
      criteria: allOf(CANDIDATES, { op: 'oneOf', field: 'user_group', values: [value] }),
      title: groupChart.users(value),
      opens: 'review',
    };
  });
  if (rest.length === 0) return items;
  return [
    ...items,
    {
      key: 'others',
      label: groupChart.others(rest.length),
      value: rest.reduce((sum, { users }) => sum + users, 0),
      tone: 'undecided',
      criteria: allOf(CANDIDATES, {
        op: 'oneOf',
        field: 'user_group',
        values: rest.map(({ value }) => value),
      }),
      title: groupChart.othersUsers(rest.length),
      opens: 'review',
    },
  ];
}
