/**
 * The smallest number of days with which no candidate is on the last day, whom planning with it would leave for a later
 * run, and the button that does it: never the first thing to do, since it may defer many to settle a few. Part of the
 * check of the last day.
 */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BoundaryReport } from '#shared/contract/shapes/review.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { lastPurgeDateTaken } from '#shared/domain/dayBound.ts';
import { queries } from '../../../client/engineClient.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { Writing } from '../../../ui/Writing.tsx';
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
  return <Advice report={report} agreesWith={agreesWith} />;
}

interface AdviceProps {
  readonly report: BoundaryReport;
  readonly agreesWith: number;
}

function Advice({ report, agreesWith }: AdviceProps) {
  const leftOut = leftOutWith(report, agreesWith);
  const { data } = useQuery(
    queries.users.count.queryOptions({
      input: { criteria: allOf(CANDIDATES, leftOut) },
      enabled: leftOut !== undefined,
    }),
  );
  const left = leftOut && data?.users;
  const to = lastPurgeDateTaken(report.reading, report.runDate, agreesWith);
  const { agree, change, follows, leftWith, plan, planned } = agreeingDaysWords;
  return (
    <div className={styles.advice}>
      <div className={styles.adviceWords}>
        {agree(agreesWith)}{' '}
        {change({ to, leftOut: left }, (words) => (
          <CandidateLink
            count={left ?? 0}
            criteria={leftOut ?? CANDIDATES}
            title={leftWith(agreesWith)}
          >
            {words}
          </CandidateLink>
        ))}{' '}
        {follows}
        <BreaksSeal />
      </div>
      <Writing>
        <Button
          variant="default"
          // Whom it defers is said on the button.
          disabled={leftOut !== undefined && data === undefined}
          onClick={() => planWith({ days: agreesWith }, planned(agreesWith, report.days))}
        >
          {plan(agreesWith, left)}
        </Button>
      </Writing>
    </div>
  );
}
