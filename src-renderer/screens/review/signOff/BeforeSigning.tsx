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
import { sampleWords } from '../words/sampling.tsx';
import { beforeSigningWords } from '../words/signOff.tsx';
import styles from './SignOff.module.css';

export function BeforeSigning() {
  const { data: counts } = useQuery(queries.review.counts.queryOptions());
  const { data: boundary } = useQuery(queries.review.boundary.queryOptions());
  const { data: samples } = useQuery(queries.samples.list.queryOptions());
  return (
    <section aria-labelledby="before-signing" className={styles.card}>
      <Title order={2} id="before-signing" mb={8}>
        {beforeSigningWords.title}
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
      <Icon
        size={16}
        aria-label={fine ? beforeSigningWords.fine : beforeSigningWords.toLookAt}
        className={styles.pointIcon}
      />
      <span>{children}</span>
    </li>
  );
}

function Undecided({ counts: { undecided } }: { readonly counts: ReviewCounts }) {
  if (undecided === 0) return <Point fine>{beforeSigningWords.allDecided}</Point>;
  return (
    <Point fine={false}>
      {beforeSigningWords.undecided(undecided, (words) => (
        <CandidateLink
          count={undecided}
          criteria={allOf(CANDIDATES, { op: 'decision', values: ['undecided'] })}
          title={beforeSigningWords.undecidedUsers}
        >
          {words}
        </CandidateLink>
      ))}
    </Point>
  );
}

function Returned({ users }: { readonly users: number }) {
  if (users === 0) return <Point fine>{beforeSigningWords.returnedDecided}</Point>;
  return <Point fine={false}>{beforeSigningWords.returned(users, linkTo('returned'))}</Point>;
}

function Boundary({ report: { users } }: { readonly report: BoundaryReport }) {
  if (users === 0) return <Point fine>{beforeSigningWords.readingsAgree}</Point>;
  return <Point fine={false}>{beforeSigningWords.readingsDiffer(users, linkTo('boundary'))}</Point>;
}

function Sampling({ newest }: { readonly newest: SampleSummary | undefined }) {
  const link = linkTo('sampling');
  if (!newest) return <Point fine={false}>{beforeSigningWords.noSample(link)}</Point>;
  const { open, differs } = newest.findings;
  return (
    <Point fine={open === 0 && differs === 0}>
      {beforeSigningWords.sample(link(sampleWords.howFar(newest)))}
    </Point>
  );
}

function linkTo(check: CheckName) {
  return (words: ReactNode) => (
    <Anchor
      component="button"
      type="button"
      inherit
      onClick={() => navigate({ screen: 'review', view: 'checks', check })}
    >
      {words}
    </Anchor>
  );
}
