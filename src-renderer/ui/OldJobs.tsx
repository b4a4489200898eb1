/**
 * Announces jobs that are older than a year, and removes their people once somebody has seen which jobs are meant and has
 * typed how many users they tell of. Nothing where none is that old.
 */
import { Anchor, List, Skeleton, Stack, Text } from '@mantine/core';
import { IconCalendarTime } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { JobSummary, OldJobs as Old } from '#shared/contract/shapes/jobs.ts';
import { engine, queries } from '../client/engineClient.ts';
import { navigate } from '../place/navigation.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { notifyDone } from './notify.tsx';
import { QuietBanner } from './QuietBanner.tsx';
import { TypedConfirm } from './TypedConfirm.tsx';
import { DateText, InstantText } from './Values.tsx';
import { Writing } from './Writing.tsx';
import { oldJobsWords as words } from './words/oldJobs.tsx';

/** More would be a list nobody reads. */
const NAMED = 5;

export function OldJobs() {
  const { data: old } = useQuery(queries.jobs.old.queryOptions());
  const [asked, setAsked] = useState<Old>();
  const [asking, setAsking] = useState(false);
  const jobs = old?.jobIds.length ?? 0;
  return (
    <>
      {old && jobs > 0 && (
        <Writing>
          <QuietBanner
            icon={IconCalendarTime}
            boxed
            link={words.look(jobs)}
            onFollow={() => {
              setAsked(old);
              setAsking(true);
            }}
          >
            {words.older(jobs, <DateText date={old.endedBefore} />)}
          </QuietBanner>
        </Writing>
      )}
      {asked && <Remove old={asked} opened={asking} onClose={() => setAsking(false)} />}
    </>
  );
}

interface RemoveProps {
  /** As they were when somebody began to look at them. */
  readonly old: Old;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function Remove({ old: { jobIds, staying }, opened, onClose }: RemoveProps) {
  const { data: list } = useQuery(queries.jobs.list.queryOptions());
  const { data, error } = useQuery(
    queries.jobs.usersOf.queryOptions({ input: { jobIds: [...jobIds] }, enabled: opened }),
  );
  const users = data?.users;
  const jobs = list?.filter(({ jobId }) => jobIds.includes(jobId)) ?? [];
  return (
    <TypedConfirm
      opened={opened}
      onClose={onClose}
      title={words.title(jobIds.length)}
      expected={users ?? 0}
      what={words.what}
      confirmLabel={words.confirm(jobIds.length)}
      canConfirm={users !== undefined}
      onConfirm={async () => {
        await engine.jobs.forget({ jobIds: [...jobIds], users: users ?? 0 });
        notifyDone(words.done(jobIds.length));
      }}
    >
      <Stack gap="sm">
        <Part title={words.goes}>{words.whatGoes}</Part>
        <Part title={words.stays}>{words.whatStays}</Part>
        <Part title={words.list}>
          <List size="sm" spacing={2}>
            {jobs.slice(0, NAMED).map((job) => (
              <List.Item key={job.jobId}>
                <OldJob job={job} onLeave={onClose} />
              </List.Item>
            ))}
            {jobs.length > NAMED && <List.Item>{words.more(jobs.length - NAMED)}</List.Item>}
          </List>
          {staying.map(({ jobId, because }) => (
            <div key={jobId}>{words.staying(jobId, because)}</div>
          ))}
        </Part>
        <Text size="sm">{words.copies}</Text>
        <ErrorNote error={error} />
        {users === undefined && !error && <Skeleton height={20} />}
      </Stack>
    </TypedConfirm>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Text size="sm" component="section">
      <Text component="h3" size="sm" fw={600}>
        {title}
      </Text>
      {children}
    </Text>
  );
}

/** With the way to its report, from which it is exported. */
function OldJob({ job, onLeave }: { readonly job: JobSummary; readonly onLeave: () => void }) {
  const { jobId, name, endedAt } = job;
  return (
    <>
      {words.job(jobId, name)}, {words.ended(<InstantText instant={endedAt} dayOnly />)}{' '}
      <Anchor
        component="button"
        type="button"
        inherit
        aria-label={words.reportOf(jobId)}
        onClick={() => {
          onLeave();
          navigate({ screen: 'reports', jobId });
        }}
      >
        {words.report}
      </Anchor>
    </>
  );
}
