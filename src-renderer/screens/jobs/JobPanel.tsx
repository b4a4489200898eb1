/**
 * One job in the side panel: progress while it runs, what it was told to do, what came of it, and
 * the way to its report.
 */
import { Button, Divider, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { ALARM_WORDS } from '#shared/documents/jobReport/words.ts';
import { hasEnded, SHOWN_STATE_TEXTS, shownState } from '#shared/domain/jobs.ts';
import { jobKind, outcomeWords } from '#shared/jobKinds/jobKinds.ts';
import { heldWords } from '#shared/refusals/fileRefusals.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { type JobProgress, useJobProgress } from '../../client/progress.ts';
import { useSettlingBar } from '../../client/writing.ts';
import { navigate } from '../../place/navigation.ts';
import { CertificateButtons, whyUnproved } from '../../ui/CertificateButtons.tsx';
import { CountLink } from '../../ui/CountLink.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ForgottenJobNote } from '../../ui/ForgottenJobNote.tsx';
import { refusalText, SAY } from '../../ui/failure.ts';
import { formatCount } from '../../ui/format.ts';
import { inJob } from '../../ui/inJob.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { InstantText } from '../../ui/Values.tsx';
import { formatBytes, progressWords } from '../../ui/words/components.tsx';
import { takenOutAlone, takenOutText } from '../../ui/words/outcomes.ts';
import { keepingWords } from '../../ui/words/snapshots.tsx';
import styles from './JobList.module.css';
import { fractionOf, lookingThrough, useHeldJobs, withProgress } from './jobProgress.ts';
import { jobPanelWords, wizardWords } from './words.tsx';

const { facts } = jobPanelWords;

export function JobPanel({ job: listed }: { readonly job: JobSummary }) {
  const progress = useJobProgress(listed.jobId);
  const job = withProgress(listed, progress);
  return (
    <Stack gap="md">
      <div>
        <Title order={3}>{job.name}</Title>
        {!job.name.startsWith(jobKind(job.kind).title) && (
          <Text size="sm" c="dimmed">
            {jobKind(job.kind).title}
          </Text>
        )}
      </div>
      {job.failure && (
        <ErrorNote
          {...refusalText(job.failure)}
          where={ALARM_WORDS.stands(job, SAY)}
          action={job.failure.code === 'cleanup.stopped' && <TakeUp jobId={job.jobId} />}
        />
      )}
      <Unproved job={job} />
      <CertificateButtons job={job} />
      {job.forgotten && <ForgottenJobNote forgotten={job.forgotten} />}
      {hasEnded(job.state) ? (
        job.forgotten ? null : (
          <Button
            rightSection={<IconArrowRight size={16} aria-hidden />}
            onClick={() => navigate({ screen: 'reports', jobId: job.jobId })}
          >
            {jobPanelWords.readReport}
          </Button>
        )
      ) : (
        <Running job={job} progress={progress} />
      )}
      <dl className={styles.facts}>
        <dt>{facts.status}</dt>
        <dd>{SHOWN_STATE_TEXTS[shownState(job)]}</dd>
        <dt>{facts.user}</dt>
        <dd>{job.user}</dd>
        <dt>{facts.submitted}</dt>
        <dd>
          <InstantText instant={job.submittedAt} />
        </dd>
        <dt>{facts.started}</dt>
        <dd>
          <InstantText instant={job.startedAt} />
        </dd>
        <dt>{facts.ended}</dt>
        <dd>
          <InstantText instant={job.endedAt} />
        </dd>
        <dt>{facts.finished}</dt>
        <dd>
          <Outcome job={job} part="finished" />
        </dd>
        <dt>{facts.failed}</dt>
        <dd>
          <Outcome job={job} part="failed" />
        </dd>
      </dl>
      {!job.forgotten && (
        <>
          <Divider />
          <Settings job={job} />
        </>
      )}
    </Stack>
  );
}

interface RunningProps {
  readonly job: JobSummary;
  readonly progress: JobProgress | undefined;
}

function Running({ job, progress }: RunningProps) {
  const held = useHeldJobs();
  const looking = lookingThrough(job, progress);
  if (held) {
    const needs = held.bytes === undefined ? undefined : formatBytes(held.bytes);
    return (
      <ErrorNote
        {...heldWords(held.work, held.by, needs)}
        action={held.work === 'snapshot' && <ToSnapshots />}
      />
    );
  }
  return (
    <div>
      <ProgressLine
        label={looking ? jobPanelWords.looking[looking.of] : SHOWN_STATE_TEXTS[shownState(job)]}
        fraction={fractionOf(looking ?? job)}
        amount={looking?.done ?? job.done}
        noun={progressWords[looking?.of ?? 'users']}
        perSecond={progress?.perSecond ?? 0}
      />
      <Text size="sm" c="dimmed" mt={8}>
        {jobPanelWords.goesOn}
      </Text>
    </div>
  );
}

/** Of an erasing of which something was left, or of which not everything could be read. */
function Unproved({ job }: { readonly job: JobSummary }) {
  const why = whyUnproved(job);
  if (why === undefined || !hasEnded(job.state)) return null;
  return (
    <ErrorNote text={why} todo={jobPanelWords.unproved} action={<TakeUp jobId={job.jobId} />} />
  );
}

/** Of a job that stopped in the middle of what can't be left so; personal data that is due waits for it. */
function TakeUp({ jobId }: { readonly jobId: number }) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => void engine.jobs.takeUp({ jobId }).catch(notifyFailure)}
      {...useSettlingBar()}
    >
      {jobPanelWords.takeUp}
    </Button>
  );
}

function ToSnapshots() {
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => navigate({ screen: 'settings', section: 'snapshots' })}
    >
      {keepingWords.settings}
    </Button>
  );
}

function Outcome({
  job,
  part,
}: {
  readonly job: JobSummary;
  readonly part: 'finished' | 'failed';
}) {
  const { outcome, listed } = jobKind(job.kind)[part];
  if (!hasEnded(job.state)) return '–';
  const taken = takenOutAlone(job);
  if (taken && part === 'finished') return takenOutText(taken);
  if (job.forgotten) return `${formatCount(job[part])} ${listed}`;
  return (
    <>
      <CountLink
        count={job[part]}
        criteria={inJob(job.jobId, { outcome })}
        title={jobPanelWords.usersTitle(outcomeWords(job.kind, outcome).word, job.jobId)}
      />{' '}
      {listed}
    </>
  );
}

function Settings({ job }: { readonly job: JobSummary }) {
  const { jobId } = job;
  const { data, error } = useQuery(queries.jobs.report.queryOptions({ input: { jobId } }));
  return (
    <section aria-label={wizardWords.settings}>
      <Title order={3} mb={8}>
        {jobPanelWords.settings}
      </Title>
      <ErrorNote error={error} />
      {!data && !error && <Skeleton height={120} />}
      {data && (
        <dl className={styles.facts}>
          {data.settings.map(({ label, value }) => (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
          <dt>{jobPanelWords.picture}</dt>
          <dd>{job.hasCapture ? jobPanelWords.pictureTaken : jobPanelWords.noPicture}</dd>
        </dl>
      )}
    </section>
  );
}
