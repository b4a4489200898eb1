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
import { agreeingDaysWords } from '../words/boundary.tsx';
import { BreaksSeal } from './BreaksSeal.tsx';
import styles from './Checks.module.css';
import { leftOutWith } from './checkCriteria.ts';
import { planWith } from './planWith.ts';

export function AgreeingDays({ report }: { readonly report: BoundaryReport }) {
  const { users, agreesWith, days } = report;
  if (users === 0) return null;
  if (agreesWith === null || agreesWith === days) {
    return <div className={styles.advice}>{agreeingDaysWords.none}</div>;
  }
  return (
    <div className={styles.advice}>
      <div className={styles.adviceWords}>
        {agreeingDaysWords.agree(agreesWith)} <Change report={report} agreesWith={agreesWith} />
        <BreaksSeal />
      </div>
      <Button
        onClick={() => planWith({ days: agreesWith }, agreeingDaysWords.planned(agreesWith, days))}
      >
        {agreeingDaysWords.plan(agreesWith)}
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
  const to = lastPurgeDateTaken(report.reading, report.runDate, agreesWith);
  return (
    <>
      {agreeingDaysWords.change({ to, leftOut: leftOut && data?.users }, (words) => (
        <CandidateLink
          count={data?.users ?? 0}
          criteria={leftOut ?? CANDIDATES}
          title={agreeingDaysWords.leftWith(agreesWith)}
        >
          {words}
        </CandidateLink>
      ))}{' '}
      {agreeingDaysWords.follows}
    </>
  );
}
