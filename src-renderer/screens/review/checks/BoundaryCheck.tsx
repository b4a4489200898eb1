/**
 * The boundary inspector: for whom the three readings of the day bound differ, by reading, by group and by number of
 * days, and the number of days with which they agree.
 */
import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BoundaryReport } from '#shared/contract/shapes/review.ts';
import { allOf } from '#shared/domain/criteria.ts';
import { queries } from '../../../client/engineClient.ts';
import { BarList, ColumnBars } from '../../../ui/Bars.tsx';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { countOf, formatCount, formatDate } from '../../../ui/format.ts';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { DateText } from '../../../ui/Values.tsx';
import { AgreeingDays } from './AgreeingDays.tsx';
import { CheckHead } from './CheckHead.tsx';
import styles from './Checks.module.css';
import { BOUNDARY, flippingWith } from './checkCriteria.ts';
import { ReadingsTable } from './ReadingsTable.tsx';

export function BoundaryCheck() {
  const { data, error } = useQuery(queries.review.boundary.queryOptions());
  return (
    <Stack gap={16}>
      <CheckHead title="Boundary inspector" help={<BoundaryHelp />}>
        {data ? <Finding report={data} /> : 'Whom the readings of the day bound disagree about.'}
      </CheckHead>
      <ErrorNote error={error} />
      {!data && !error && <Skeleton height={320} />}
      {data && (
        <>
          <AgreeingDays report={data} />
          <ReadingsTable report={data} />
          <div className={styles.card}>
            <ByDays report={data} />
          </div>
          <div className={styles.card}>
            <ByGroup report={data} />
          </div>
        </>
      )}
    </Stack>
  );
}

function BoundaryHelp() {
  return (
    <RuleHelp about="boundary users" source="Alma’s “Purging Users”; CARLI’s “Alma User Purge”">
      Alma’s public texts give three readings of which purge dates a run takes, and none says which
      one Alma’s code follows. They differ about a single day: the run date minus the number of
      days. Users with that purge date are boundary users.
    </RuleHelp>
  );
}

function Finding({ report: { users, runDate, days } }: { readonly report: BoundaryReport }) {
  const run = (
    <>
      a run on <DateText date={runDate} /> with {countOf(days, 'day')}
    </>
  );
  if (users === 0) return <>No candidate flips between the three readings in {run}.</>;
  return (
    <>
      <strong>
        <CandidateLink
          count={users}
          noun="candidate"
          criteria={BOUNDARY}
          title="Boundary candidates of the planned run"
        />
      </strong>{' '}
      {users === 1 ? 'flips' : 'flip'} between the three readings in {run}: taken by one reading,
      left by another.
    </>
  );
}

function ByDays({ report: { runDate, days, byDays } }: { readonly report: BoundaryReport }) {
  return (
    <ColumnBars
      label="Who would change with more days"
      axis="Number of days after purge date"
      items={byDays.map((each) => ({
        key: String(each.days),
        label: formatCount(each.days),
        value: each.users,
        tone: 'boundary',
        criteria: flippingWith(runDate, each.days),
        title: `Boundary candidates of a run with ${countOf(each.days, 'day')}`,
        opens: 'review',
        ...(each.days === days && { chosen: 'planned' }),
      }))}
    />
  );
}

function ByGroup({ report: { groups, runDate } }: { readonly report: BoundaryReport }) {
  if (groups.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No user group has boundary candidates on {formatDate(runDate)}.
      </Text>
    );
  }
  return (
    <BarList
      label="Boundary candidates by user group"
      items={groups.map(({ value, users }) => ({
        key: value ?? '',
        label: value ?? 'No user group',
        value: users,
        tone: value === null ? 'unknown' : 'boundary',
        criteria: allOf(BOUNDARY, { op: 'oneOf', field: 'user_group', values: [value] }),
        title: `Boundary candidates in ${value ?? 'no user group'}`,
        opens: 'review',
      }))}
    />
  );
}
