/**
 * The smallest number of days with which the three readings agree about every candidate, what planning with
 * it would change, and the button that does it. Part of the boundary inspector.
 */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BoundaryReport } from '#shared/contract/shapes/review.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { lastPurgeDateTaken } from '#shared/domain/dayBound.ts';
import { queries } from '../../../client/engineClient.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { countOf, formatCount } from '../../../ui/format.ts';
import { DateText } from '../../../ui/Values.tsx';
import { BreaksSeal } from './BreaksSeal.tsx';
import styles from './Checks.module.css';
import { leftOutWith } from './checkCriteria.ts';
import { planWith } from './planWith.ts';

export function AgreeingDays({ report }: { readonly report: BoundaryReport }) {
  const { users, agreesWith, days } = report;
  if (users === 0) return null;
  if (agreesWith === null || agreesWith === days) {
    return (
      <div className={styles.advice}>
        There is no number of days with which the readings agree about everybody. Look at the
        boundary candidates one by one.
      </div>
    );
  }
  return (
    <div className={styles.advice}>
      <div className={styles.adviceWords}>
        With <strong>{countOf(agreesWith, 'day')}</strong> the three readings take the same
        candidates, so it doesn’t matter which one Alma follows.{' '}
        <Change report={report} agreesWith={agreesWith} />
        <BreaksSeal />
      </div>
      <Button
        onClick={() =>
          planWith(
            { days: agreesWith },
            `The run is planned with ${countOf(agreesWith, 'day')} instead of ${formatCount(days)}.`,
          )
        }
      >
        Plan with {countOf(agreesWith, 'day')}
      </Button>
    </div>
  );
}

interface ChangeProps {
  readonly report: BoundaryReport;
  readonly agreesWith: number;
}

function Change({ report, agreesWith }: ChangeProps) {
  const leftOut = leftOutWith(report, agreesWith);
  const { data } = useQuery(
    queries.users.count.queryOptions({
      input: { criteria: allOf(CANDIDATES, leftOut) },
      enabled: leftOut !== undefined,
    }),
  );
  return (
    <>
      The planned run would take purge dates up to{' '}
      <DateText date={lastPurgeDateTaken(report.reading, report.runDate, agreesWith)} />
      {leftOut && data && (
        <>
          ;{' '}
          <CandidateLink
            count={data.users}
            noun="candidate"
            criteria={leftOut}
            title={`Candidates left for a later run with ${countOf(agreesWith, 'day')}`}
          />{' '}
          would be left for a later run
        </>
      )}
      . Flags about dates follow; decisions and submitted jobs stay as they are.
    </>
  );
}
