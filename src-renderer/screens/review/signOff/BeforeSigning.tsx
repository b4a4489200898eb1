/**
 * What a careful person looks at before signing, with how it stands: undecided users and the checks. Said, never
 * forbidden.
 */
import { Anchor, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { BoundaryReport, ReviewCounts } from '#shared/contract/shapes/review.ts';
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { queries } from '../../../client/engineClient.ts';
import { type CheckName, navigate } from '../../../place/navigation.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { countOf } from '../../../ui/format.ts';
import { progressText } from '../checks/samplingWords.ts';
import styles from './SignOff.module.css';

export function BeforeSigning() {
  const { data: counts } = useQuery(queries.review.counts.queryOptions());
  const { data: boundary } = useQuery(queries.review.boundary.queryOptions());
  const { data: samples } = useQuery(queries.samples.list.queryOptions());
  return (
    <section aria-labelledby="before-signing" className={styles.card}>
      <Title order={2} id="before-signing" mb={8}>
        Before you sign
      </Title>
      <ul className={styles.points}>
        {counts && <Undecided counts={counts} />}
        {counts && <Returned users={counts.undecidedFlags.returned} />}
        {boundary && <Boundary report={boundary} />}
        {samples && <Sampling newest={samples[0]} />}
      </ul>
    </section>
  );
}

interface PointProps {
  readonly fine: boolean;
  readonly children: ReactNode;
}

function Point({ fine, children }: PointProps) {
  const Icon = fine ? IconCircleCheck : IconAlertTriangle;
  return (
    <li className={styles.point} data-fine={fine || undefined}>
      <Icon size={16} aria-label={fine ? 'Done:' : 'To look at:'} className={styles.pointIcon} />
      <span>{children}</span>
    </li>
  );
}

function Undecided({ counts: { undecided } }: { readonly counts: ReviewCounts }) {
  if (undecided === 0) return <Point fine>Every candidate is decided.</Point>;
  return (
    <Point fine={false}>
      <CandidateLink
        count={undecided}
        noun="candidate"
        criteria={allOf(CANDIDATES, { op: 'decision', values: ['undecided'] })}
        title="Undecided candidates"
      />{' '}
      {undecided === 1 ? 'is' : 'are'} undecided.
    </Point>
  );
}

function Returned({ users }: { readonly users: number }) {
  if (users === 0) return <Point fine>No returned user waits for a decision.</Point>;
  return (
    <Point fine={false}>
      <CheckLink check="returned">{countOf(users, 'returned user')}</CheckLink>{' '}
      {users === 1 ? 'is' : 'are'} undecided.
    </Point>
  );
}

function Boundary({ report: { users } }: { readonly report: BoundaryReport }) {
  if (users === 0) return <Point fine>The readings of the day bound agree.</Point>;
  return (
    <Point fine={false}>
      The readings of the day bound differ about{' '}
      <CheckLink check="boundary">{countOf(users, 'candidate')}</CheckLink>.
    </Point>
  );
}

function Sampling({ newest }: { readonly newest: SampleSummary | undefined }) {
  if (!newest) {
    return (
      <Point fine={false}>
        No sample was looked up in Alma. <CheckLink check="sampling">Draw a sample</CheckLink>
      </Point>
    );
  }
  const { open, differs } = newest.findings;
  return (
    <Point fine={open === 0 && differs === 0}>
      Sampling check: <CheckLink check="sampling">{progressText(newest)}</CheckLink>.
    </Point>
  );
}

interface CheckLinkProps {
  readonly check: CheckName;
  readonly children: ReactNode;
}

function CheckLink({ check, children }: CheckLinkProps) {
  return (
    <Anchor
      component="button"
      type="button"
      inherit
      onClick={() => navigate({ screen: 'review', view: 'checks', check })}
    >
      {children}
    </Anchor>
  );
}
