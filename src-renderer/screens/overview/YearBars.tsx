/**
 * Candidates by whole years between their purge date and the planned run; the oldest as one bar.
 */
import { useQuery } from '@tanstack/react-query';
import { CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { queries } from '../../client/engineClient.ts';
import { type BarItem, BarList } from '../../ui/Bars.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';

/** Years that have a bar of their own, when there are more. */
const SHOWN = 8;

interface YearCount {
  readonly years: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly users: number;
}

export function YearBars() {
  const { data } = useQuery(queries.review.years.queryOptions({ input: { criteria: CANDIDATES } }));
  return (
    <BarList
      label="Candidates by years since purge date"
      items={data && yearItems(data)}
      rows={8}
      empty="No candidates yet."
      aside={
        <RuleHelp about="years since the purge date">
          Whole years from the purge date to the planned run date. Candidates who have waited for
          many years were often missed by earlier runs, or retained: look why.
        </RuleHelp>
      }
    />
  );
}

function yearItems(bars: readonly YearCount[]): BarItem[] {
  const dated = bars.filter(({ years }) => years !== null);
  // One bar more than fits is no reason for one that stands for several years.
  const shown = dated.length <= SHOWN + 1 ? dated : dated.slice(0, SHOWN);
  const oldest = dated.slice(shown.length);
  return [
    ...shown.map((bar) => itemOf(bar, yearsText(bar.years!))),
    ...(oldest.length > 0 ? [itemOf(joined(oldest), `${oldest[0]!.years} years or more`)] : []),
    ...bars.filter(({ years }) => years === null).map((bar) => itemOf(bar, 'No purge date')),
  ];
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

function itemOf(bar: YearCount, label: string): BarItem {
  return {
    key: String(bar.years),
    label,
    value: bar.users,
    tone: bar.years === null ? 'unknown' : 'accent',
    criteria: criteriaOf(bar),
    title: bar.years === null ? 'Candidates without a purge date' : `Purge date: ${label}`,
    opens: 'review',
  };
}

function criteriaOf({ from, to }: YearCount): Criteria {
  if (from === null || to === null) return { op: 'blank', field: 'purge_date' };
  return { op: 'dateBetween', field: 'purge_date', from, to };
}

function yearsText(years: number): string {
  if (years < 0) return 'After the planned run';
  if (years === 0) return 'Less than 1 year';
  return years === 1 ? '1 year' : `${years} years`;
}
