/**
 * Candidates by whole years between their purge date and the planned run; the oldest as one bar.
 */
import { useQuery } from '@tanstack/react-query';
import { CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { queries } from '../../client/engineClient.ts';
import { type BarItem, BarList } from '../../ui/Bars.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { yearChart } from './words.tsx';

/** Years that have a bar of their own, when there are more. */
const SHOWN = 8;

interface YearCount {
  readonly years: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly users: number;
}

export function YearBars({ purged }: { readonly purged: number }) {
  const { data } = useQuery(queries.review.years.queryOptions({ input: { criteria: CANDIDATES } }));
  return (
    <BarList
      label={yearChart.label(purged)}
      grow
      items={data && yearItems(data)}
      rows={8}
      empty={yearChart.empty}
      aside={<RuleHelp about={yearChart.help.about}>{yearChart.help.text}</RuleHelp>}
    />
  );
}

function yearItems(bars: readonly YearCount[]): BarItem[] {
  const dated = bars.filter(({ years }) => years !== null);
  // One bar more than fits is no reason for one that stands for several years.
  const shown = dated.length <= SHOWN + 1 ? dated : dated.slice(0, SHOWN);
  const oldest = dated.slice(shown.length);
  return [
    ...shown.map(itemOf),
    ...(oldest.length > 0 ? [oldestItem(oldest)] : []),
    ...bars.filter(({ years }) => years === null).map(itemOf),
  ];
}

function oldestItem(bars: readonly YearCount[]): BarItem {
  const { years } = bars[0]!;
  return {
    ...itemOf(joined(bars)),
    label: yearChart.oldest(years!),
    title: yearChart.oldestUsers(years!),
  };
}

/** Bars come with the latest purge dates first. */
function joined(bars: readonly YearCount[]): YearCount {
  return {
    years: bars[0]!.years,
    from: bars.at(-1)!.from,
    to: bars[0]!.to,
    users: bars.reduce((sum, { users }) => sum + users, 0),
  };
}

function itemOf(bar: YearCount): BarItem {
  return {
    key: String(bar.years),
    label: yearChart.bar(bar.years),
    value: bar.users,
    tone: bar.years === null ? 'unknown' : 'accent',
    criteria: criteriaOf(bar),
    title: yearChart.users(bar.years),
    opens: 'review',
  };
}

function criteriaOf({ from, to }: YearCount): Criteria {
  if (from === null || to === null) return { op: 'blank', field: 'purge_date' };
  return { op: 'dateBetween', field: 'purge_date', from, to };
}
