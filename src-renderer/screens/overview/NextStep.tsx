/** The one next step in words, with the button that goes there. */
import { Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AlmaStep } from '#shared/domain/almaSteps.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { OK_TO_PURGE } from '#shared/domain/jobs.ts';
import { activeRules } from '#shared/domain/reviewFlags.ts';
import { kindOfStep } from '#shared/jobKinds/jobKinds.ts';
import { purgeUsers } from '#shared/jobKinds/purgeUsers.ts';
import { queries } from '../../client/engineClient.ts';
import { useSettings } from '../../client/workspace.ts';
import type { Cycle } from '../../deciding/cycle/cycle.ts';
import { navigate, type Place } from '../../place/navigation.ts';
import { CandidateLink, CountLink } from '../../ui/CountLink.tsx';
import { sealStage } from '../../ui/seal.ts';
import { Writing } from '../../ui/Writing.tsx';
import { whyNotToPurge } from '../../ui/words/lacks.ts';
import { sealBannerWords, whyTwo } from '../../ui/words/seal.tsx';
import styles from './OverviewScreen.module.css';
import { tickInAlma } from './tickInAlma.ts';
import {
  almaCall,
  almaWords,
  finishedCall,
  importCall,
  nextStepWords,
  nobodyCall,
  purgeCall,
  reportCall,
  reviewCall,
  sampleCall,
  setCall,
  signOffCall,
  stepWords,
  updateCall,
} from './words.tsx';

export function NextStep({ cycle }: { readonly cycle: Cycle | undefined }) {
  if (!cycle) return <Skeleton height={156} radius={8} />;
  return <Step cycle={cycle} />;
}

function Step({ cycle }: { readonly cycle: Cycle }) {
  switch (cycle.next) {
    case 'import':
      return (
        <Call title={importCall.title} action={importCall.action} place={{ screen: 'import' }}>
          {importCall.text}
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
      if (cycle.notPossible.size > 0) return <NobodyCall cycle={cycle} />;
      if (cycle.alma.next) return <AlmaCall step={cycle.alma.next} cycle={cycle} />;
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
      title={reviewCall.title(counts.undecided)}
      action={reviewCall.action}
      place={{ screen: 'review' }}
    >
      {rules && rules.users > 0
        ? reviewCall.byRule(rules.users, (words) => (
            <CountLink count={rules.users} criteria={wanted} title={reviewCall.byRuleUsers}>
              {words}
            </CountLink>
          ))
        : reviewCall.nothingByRule}
    </Call>
  );
}

function SampleCall({ cycle: { sample, counts } }: { readonly cycle: Cycle }) {
  const place: Place = { screen: 'review', view: 'checks', check: 'sampling' };
  // A sample is advice.
  const besides = counts.approved > 0 && (
    <Button variant="default" onClick={() => navigate({ screen: 'review', dialog: 'makeSet' })}>
      {stepWords.title('set', 'group')}
    </Button>
  );
  if (!sample) {
    return (
      <Call title={sampleCall.title} action={sampleCall.action} place={place} besides={besides}>
        {sampleCall.text}
      </Call>
    );
  }
  return (
    <Call
      title={sampleCall.titleOpen(sample.findings.open)}
      action={sampleCall.action}
      place={place}
      besides={besides}
    >
      {sampleCall.lookedUp(sample)}
    </Call>
  );
}

function SignOffCall({ cycle: { signOff } }: { readonly cycle: Cycle }) {
  const stage = sealStage(signOff.seal);
  const why = whyTwo(signOff);
  return (
    <Call
      title={signOffCall.titles[stage]}
      action={sealBannerWords.goToSignOff}
      place={{ screen: 'review', view: 'signOff' }}
    >
      {stage === 'broken' && signOff.seal && <>{signOffCall.broken(signOff.seal)} </>}
      {why ? signOffCall.twoNeeded(why) : signOffCall.mayBeSigned}
    </Call>
  );
}

/** Sets that may not go are named with what they lack, so that none is taken for the right one. */
function SetCall({ cycle: { counts, otherSets } }: { readonly cycle: Cycle }) {
  const wrong = otherSets.filter(({ check }) => check.unapproved.length > 0);
  if (counts.approved === 0) return <NobodyCall cycle={{ counts }} />;
  return (
    <Call
      title={setCall.title}
      action={setCall.action}
      place={{ screen: 'review', dialog: 'makeSet' }}
    >
      {setCall.approved(counts.approved, counts.excluded, (words) => (
        <CandidateLink
          count={counts.approved}
          criteria={allOf(CANDIDATES, { op: 'decision', values: ['approved'] })}
          title={setCall.approvedUsers}
        >
          {words}
        </CandidateLink>
      ))}
      {wrong.map(({ set, check }) => (
        <div key={set.setId}>{setCall.wrong(set.name, whyNotToPurge(check))}</div>
      ))}
    </Call>
  );
}

function NobodyCall({ cycle: { counts } }: { readonly cycle: Pick<Cycle, 'counts'> }) {
  return (
    <Call title={nobodyCall.title} action={nobodyCall.action} place={{ screen: 'review' }}>
      {nobodyCall.text(counts.candidates - counts.deleted)}
    </Call>
  );
}

function UpdateCall({ cycle }: { readonly cycle: Cycle }) {
  const group = useSettings()?.okToPurgeGroup ?? OK_TO_PURGE;
  const place: Place = { screen: 'jobs', dialog: kindOfStep('update') };
  return (
    <Call
      title={updateCall.title(group)}
      action={updateCall.action}
      place={cycle.set ? { ...place, setId: cycle.set.setId } : place}
    >
      {cycle.set && <>{updateCall.set(cycle.set)} </>}
      {updateCall.text(group)}
    </Call>
  );
}

function PurgeCall({ cycle }: { readonly cycle: Cycle }) {
  const group = useSettings()?.okToPurgeGroup ?? OK_TO_PURGE;
  const ofSet = cycle.route === 'set';
  const place: Place = { screen: 'jobs', dialog: ofSet ? purgeUsers.kind : kindOfStep('purge') };
  return (
    <Call
      title={ofSet ? purgeCall.titleOfSet : purgeCall.title(group)}
      action={purgeCall.action(cycle.route)}
      place={ofSet && cycle.set ? { ...place, setId: cycle.set.setId } : place}
    >
      {ofSet ? purgeCall.textOfSet : purgeCall.text(cycle.updateJob?.finished ?? 0, group)}{' '}
      {purgeCall.preview}
    </Call>
  );
}

function ReportCall({ cycle: { purgeJob } }: { readonly cycle: Cycle }) {
  return (
    <Call
      title={reportCall.title}
      action={reportCall.action}
      place={purgeJob ? { screen: 'reports', jobId: purgeJob.jobId } : { screen: 'reports' }}
    >
      {purgeJob && reportCall.text(purgeJob)}
    </Call>
  );
}

/** The rehearsal is through; what is left is done in Alma. */
function AlmaCall({ step, cycle }: { readonly step: AlmaStep; readonly cycle: Cycle }) {
  const { set, updateJob, purgeJob } = cycle;
  const text = {
    set: almaCall.set.text(set),
    update: almaCall.update.text(updateJob),
    purge: almaCall.purge.text(purgeJob),
  };
  const places: Readonly<Record<AlmaStep, Place>> = {
    set: set ? { screen: 'sets', setId: set.setId } : { screen: 'sets' },
    update: updateJob ? { screen: 'jobs', jobId: updateJob.jobId } : { screen: 'jobs' },
    purge: purgeJob ? { screen: 'reports', jobId: purgeJob.jobId } : { screen: 'reports' },
  };
  return (
    <Call
      title={almaCall[step].title(cycle.route)}
      action={almaCall[step].action}
      place={places[step]}
      besides={
        <Writing>
          <Button
            variant="default"
            onClick={() => void tickInAlma(step, true, almaWords.title(step, cycle.route))}
          >
            {almaWords.markDone}
          </Button>
        </Writing>
      }
    >
      {text[step]}
    </Call>
  );
}

/** Nothing is left to do. */
function FinishedCall({ cycle: { purgeJob } }: { readonly cycle: Cycle }) {
  return (
    <Call
      title={finishedCall.title}
      action={finishedCall.action}
      place={purgeJob ? { screen: 'reports', jobId: purgeJob.jobId } : { screen: 'reports' }}
    >
      {finishedCall.text}
    </Call>
  );
}

interface CallProps {
  readonly title: string;
  readonly action: string;
  readonly place: Place;
  readonly besides?: ReactNode;
  readonly children: ReactNode;
}

function Call({ title, action, place, besides, children }: CallProps) {
  return (
    <section className={styles.next} aria-label={nextStepWords.label}>
      <span className={styles.eyebrow}>{nextStepWords.label}</span>
      <Title order={2} fz="xl">
        {title}
      </Title>
      <Text component="div" maw={720}>
        {children}
      </Text>
      <Group gap={8} mt={4}>
        <Button
          rightSection={<IconArrowRight size={16} aria-hidden />}
          onClick={() => navigate(place)}
        >
          {action}
        </Button>
        {besides}
      </Group>
    </section>
  );
}
