/**
 * The check of the last day: about whom the three readings of the day bound differ, by reading, by group and by number of
 * days, and the number of days with which they agree.
 */
import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BoundaryReport } from '#shared/contract/shapes/review.ts';
import { allOf } from '#shared/domain/criteria.ts';
import { queries } from '../../../client/engineClient.ts';
import { NO_VALUE } from '../../../grid/words/filter.ts';
import { BarList, ColumnBars } from '../../../ui/Bars.tsx';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { PurgeDatesHelp } from '../../../ui/PurgeDatesHelp.tsx';
import { boundaryChartWords, boundaryWords } from '../words/boundary.tsx';
import { checkTitles } from '../words/checks.ts';
import { AgreeingDays } from './AgreeingDays.tsx';
import { CheckHead } from './CheckHead.tsx';
import styles from './Checks.module.css';
import { BOUNDARY, flippingWith } from './checkCriteria.ts';
import { ReadingsTable } from './ReadingsTable.tsx';

export function BoundaryCheck() {
  const { data, error } = useQuery(queries.review.boundary.queryOptions());
  return (
    <Stack gap={16}>
      <CheckHead title={checkTitles.boundary} help={<PurgeDatesHelp />}>
        {data ? <Finding report={data} /> : boundaryWords.what}
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

function Finding({ report }: { readonly report: BoundaryReport }) {
  const { users } = report;
  if (users === 0) return boundaryWords.agree(report);
  return boundaryWords.differ(users, report, (words) => (
    <CandidateLink count={users} criteria={BOUNDARY} title={boundaryWords.ofRun}>
      {words}
    </CandidateLink>
  ));
}

function ByDays({ report: { runDate, days, byDays } }: { readonly report: BoundaryReport }) {
  return (
    <ColumnBars
      label={boundaryChartWords.byDays}
      axis={boundaryChartWords.axis}
      items={byDays.map((each) => ({
        key: String(each.days),
        label: boundaryChartWords.days(each.days),
        value: each.users,
        tone: 'boundary',
        criteria: flippingWith(runDate, each.days),
        title: boundaryChartWords.ofDays(each.days),
        opens: 'review',
        ...(each.days === days && { chosen: boundaryChartWords.planned }),
      }))}
    />
  );
}

function ByGroup({ report: { groups, runDate } }: { readonly report: BoundaryReport }) {
  if (groups.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {boundaryChartWords.nobodyOn(runDate)}
      </Text>
    );
  }
  return (
    <BarList
      label={boundaryChartWords.byGroup}
      items={groups.map(({ value, users }) => ({
        key: value ?? '',
        label: value ?? NO_VALUE.group,
        value: users,
        tone: value === null ? 'unknown' : 'boundary',
        criteria: allOf(BOUNDARY, { op: 'oneOf', field: 'user_group', values: [value] }),
        title: boundaryChartWords.inGroup(value),
        opens: 'review',
      }))}
    />
  );
}
