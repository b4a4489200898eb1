/** The one next step in words, with the button that goes there. */
import { Button, Skeleton, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { activeRules } from '#shared/domain/reviewFlags.ts';
import { jobKind, kindOfStep } from '#shared/jobKinds/jobKinds.ts';
import { queries } from '../../client/engineClient.ts';
import { useSettings } from '../../client/workspace.ts';
import { navigate, type Place } from '../../place/navigation.ts';
import { CandidateLink, CountLink } from '../../ui/CountLink.tsx';
import { countOf, formatCount } from '../../ui/format.ts';
import { type SealStage, sealStage } from '../../ui/seal.ts';
import { whyNotToPurge } from '../../ui/words/lacks.ts';
import { brokenParts, whyTwo } from '../../ui/words/seal.tsx';
import type { Cycle } from './cycle.ts';
import styles from './OverviewScreen.module.css';

export function NextStep({ cycle }: { readonly cycle: Cycle | undefined }) {
  if (!cycle) return <Skeleton height={222} radius={8} />;
  return <Step cycle={cycle} />;
}

function Step({ cycle }: { readonly cycle: Cycle }) {
  switch (cycle.next) {
    case 'import':
      return (
        <Call title="Import the candidates" action="Go to Import" place={{ screen: 'import' }}>
          No candidates file is in this workspace yet. Import the Analytics report of users whose
          purge date has come, and the lists of users to keep.
        </Call>
      );
    case 'review':
      return <ReviewCall cycle={cycle} />;
    case 'sample':
      return <SampleCall cycle={cycle} />;
    case 'signOff':
      return <SignOffCall cycle={cycle} />;
    case 'set':
      return <SetCall cycle={cycle} />;
    case 'update':
      return <UpdateCall cycle={cycle} />;
    case 'purge':
      return <PurgeCall cycle={cycle} />;
    case 'report':
      return <ReportCall cycle={cycle} />;
    case undefined:
      return <FinishedCall cycle={cycle} />;
  }
}

function ReviewCall({ cycle: { counts } }: { readonly cycle: Cycle }) {
  const settings = useSettings();
  const { data: rules } = useQuery(queries.review.rules.queryOptions());
  const wanted = allOf(
    CANDIDATES,
    { op: 'decision', values: ['undecided'] },
    { op: 'hasFlag', flags: activeRules(settings ?? { rulesOff: [] }) },
  );
  return (
    <Call
      title={`Review ${countOf(counts.undecided, 'candidate')}`}
      action="Go to Review"
      place={{ screen: 'review' }}
    >
      {rules && rules.users > 0 ? (
        <>
          <CountLink
            count={rules.users}
            noun="user"
            criteria={wanted}
            title="Undecided candidates that the rules would exclude"
          />{' '}
          would be excluded by rule: staff and unknown roles, the protected register, exclusion
          lists, activity elsewhere, accounts that haven’t expired. Apply the rules first, then look
          at what is left.
        </>
      ) : (
        'The rules have nothing left to exclude. Look at what is flagged, then decide about the rest.'
      )}
    </Call>
  );
}

function SampleCall({ cycle: { sample } }: { readonly cycle: Cycle }) {
  const place: Place = { screen: 'review', view: 'checks', check: 'sampling' };
  if (!sample) {
    return (
      <Call title="Look up a sample in Alma" action="Go to the sampling check" place={place}>
        All candidates are decided. A few users of each group, drawn at random and looked up in
        Alma, show whether the reports can be trusted before anybody goes.
      </Call>
    );
  }
  return (
    <Call
      title={`Look up ${countOf(sample.findings.open, 'sampled user')}`}
      action="Go to the sampling check"
      place={place}
    >
      {countOf(sample.users - sample.findings.open, 'user')} of the sample of{' '}
      {formatCount(sample.users)} {sample.users - sample.findings.open === 1 ? 'is' : 'are'} looked
      up
      {sample.findings.differs > 0 &&
        `, and ${formatCount(sample.findings.differs)} ${sample.findings.differs === 1 ? 'differs' : 'differ'} from the reports`}
      .
    </Call>
  );
}

const SIGN_TITLES: Readonly<Record<SealStage, string>> = {
  unsigned: 'Sign the review off',
  half: 'Have a second person sign',
  broken: 'Sign the review again',
  sealed: 'Sign the review off',
};

function SignOffCall({ cycle: { signOff } }: { readonly cycle: Cycle }) {
  const stage = sealStage(signOff.seal);
  const why = whyTwo(signOff);
  return (
    <Call
      title={SIGN_TITLES[stage]}
      action="Go to Sign-off"
      place={{ screen: 'review', view: 'signOff' }}
    >
      {stage === 'broken' && signOff.seal && (
        <>The seal is broken: {brokenParts(signOff.seal)} changed since it was signed. </>
      )}
      {why ? (
        <>A job needs the signatures of two people: {why}</>
      ) : (
        'The review can be signed again.'
      )}
    </Call>
  );
}

/** Sets that may not go are named with what they lack, so that none is taken for the right one. */
function SetCall({ cycle: { counts, otherSets } }: { readonly cycle: Cycle }) {
  const wrong = otherSets.filter(({ check }) => check.unapproved.length > 0);
  if (counts.approved === 0)
    return (
      <Call title="Nobody is approved" action="Go to Review" place={{ screen: 'review' }}>
        All {countOf(counts.candidates - counts.purged, 'candidate')} are excluded, so there is
        nobody to purge. Approve in the review who may go.
      </Call>
    );
  return (
    <Call
      title="Make the set of the approved users"
      action="Make the set"
      place={{ screen: 'review', dialog: 'makeSet' }}
    >
      <CandidateLink
        count={counts.approved}
        noun="user"
        criteria={allOf(CANDIDATES, { op: 'decision', values: ['approved'] })}
        title="Approved candidates"
      />{' '}
      {counts.approved === 1 ? 'is' : 'are'} approved, {formatCount(counts.excluded)} excluded. Only
      approved users go.
      {wrong.map(({ set, check }) => (
        <div key={set.setId}>
          “{set.name}” is not the set to purge: {whyNotToPurge(check)}
        </div>
      ))}
    </Call>
  );
}

function UpdateCall({ cycle }: { readonly cycle: Cycle }) {
  const group = useSettings()?.okToPurgeGroup ?? 'OK to Purge';
  const place: Place = { screen: 'jobs', dialog: kindOfStep('update') };
  return (
    <Call
      title={`Move the set to ${group}`}
      action={jobKind(kindOfStep('update')).title}
      place={cycle.set ? { ...place, setId: cycle.set.setId } : place}
    >
      {cycle.set && (
        <>
          The set <strong>{cycle.set.name}</strong> has {countOf(cycle.set.members, 'member')}.{' '}
        </>
      )}
      The job {jobKind(kindOfStep('update')).title} gives them the user group {group}, which the
      purge then takes.
    </Call>
  );
}

function PurgeCall({ cycle }: { readonly cycle: Cycle }) {
  const group = useSettings()?.okToPurgeGroup ?? 'OK to Purge';
  return (
    <Call
      title={`Purge the users in ${group}`}
      action={jobKind(kindOfStep('purge')).title}
      place={{ screen: 'jobs', dialog: kindOfStep('purge') }}
    >
      {countOf(cycle.updateJob?.finished ?? 0, 'user')} changed to {group}. A preview shows who
      would be purged and who retained, and why, before anything is submitted.
    </Call>
  );
}

function ReportCall({ cycle: { purgeJob } }: { readonly cycle: Cycle }) {
  return (
    <Call
      title="Read the report"
      action="Go to the report"
      place={purgeJob ? { screen: 'reports', jobId: purgeJob.jobId } : { screen: 'reports' }}
    >
      {purgeJob && (
        <>
          “{purgeJob.name}” purged {countOf(purgeJob.finished, 'user')} and retained{' '}
          {countOf(purgeJob.failed, 'user')}. Keep the report: Alma’s own history lasts one year.
        </>
      )}
    </Call>
  );
}

/** Nothing is left to do here. */
function FinishedCall({ cycle: { purgeJob } }: { readonly cycle: Cycle }) {
  return (
    <Call
      title="The rehearsal is finished"
      action="Go to the report"
      place={purgeJob ? { screen: 'reports', jobId: purgeJob.jobId } : { screen: 'reports' }}
    >
      Export the report and the set files, and run the two jobs in Alma with the same settings. Keep
      the workspace as proof.
    </Call>
  );
}

interface CallProps {
  readonly title: string;
  readonly action: string;
  readonly place: Place;
  readonly children: ReactNode;
}

function Call({ title, action, place, children }: CallProps) {
  return (
    <section className={styles.next} aria-label="Next step">
      <span className={styles.eyebrow}>Next step</span>
      <Title order={2} fz="xl">
        {title}
      </Title>
      <Text component="div" maw={560}>
        {children}
      </Text>
      <Button
        mt={8}
        rightSection={<IconArrowRight size={16} aria-hidden />}
        onClick={() => navigate(place)}
      >
        {action}
      </Button>
    </section>
  );
}
