/**
 * The bottom line of every screen: data date, users, whom the register protects, selection, what runs, and
 * that nothing leaves this computer.
 */
import { Progress, UnstyledButton } from '@mantine/core';
import { IconHourglass, IconLock, IconShieldLock, IconWifiOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { queries } from '../client/engineClient.ts';
import { useProgress } from '../client/progress.ts';
import { whyBarred } from '../client/writing.ts';
import { GridStatus } from '../grid/GridStatus.tsx';
import { navigate, type Place } from '../place/navigation.ts';
import { CandidateLink } from '../ui/CountLink.tsx';
import { DateText } from '../ui/Values.tsx';
import { keepingWords } from '../ui/words/snapshots.tsx';
import { HeldWork } from './HeldWork.tsx';
import { RunningExports } from './RunningExports.tsx';
import { SoundnessNotice } from './SoundnessNotice.tsx';
import styles from './StatusBar.module.css';
import { statusWords, waitingWords } from './words.tsx';

export function StatusBar({ status }: { readonly status: WorkspaceStatus }) {
  return (
    <footer className={styles.bar}>
      {(status.readOnly || status.retention.state === 'due') && (
        <span className={styles.readOnly} title={whyBarred(status)}>
          <IconLock size={14} aria-hidden />
          <span className={styles.part}>{statusWords.readOnly}</span>
        </span>
      )}
      <span className={styles.part}>
        {status.replicaDate === null
          ? statusWords.noData
          : statusWords.dataOf(<DateText date={status.replicaDate} />)}
      </span>
      <span className={`${styles.part} ${styles.spare}`}>{statusWords.users(status.users)}</span>
      <Protected />
      <GridStatus />
      <RunningExports />
      <SoundnessNotice soundness={status.soundness} />
      {status.held.length > 0 ? <HeldWork held={status.held} /> : <Running />}
      <WaitingChange />
      <span className={styles.offline} title={statusWords.offline}>
        <IconWifiOff size={14} aria-hidden />
        <span>{statusWords.offline}</span>
      </span>
    </footer>
  );
}

const PROTECTED = allOf(CANDIDATES, { op: 'hasFlag', flags: ['protected'] });

function Protected() {
  const { data } = useQuery(queries.review.counts.queryOptions());
  const count = data?.flags.protected ?? 0;
  if (count === 0) return null;
  return (
    <span className={styles.protected}>
      <IconShieldLock size={14} aria-hidden />
      <span className={styles.part}>
        {statusWords.protected(count, (words) => (
          <CandidateLink count={count} criteria={PROTECTED} title={statusWords.protectedTitle}>
            {words}
          </CandidateLink>
        ))}
      </span>
    </span>
  );
}

/** The first of what runs; there is rarely more than one. */
function Running() {
  const progress = useProgress();
  const first = firstRunning(progress);
  if (!first) return null;
  const { text, fraction, place } = first;
  return (
    <UnstyledButton className={styles.running} onClick={() => navigate(place)}>
      <span>{text}</span>
      <Progress value={fraction * 100} size={6} w={96} aria-label={text} />
    </UnstyledButton>
  );
}

/** A change was made and is not there yet: told, since nothing else shows it. */
function WaitingChange() {
  const until = useProgress((state) => state.waitsFor);
  if (!until) return null;
  return (
    <span role="status" className={styles.held}>
      <IconHourglass size={14} aria-hidden />
      <span className={styles.part}>{waitingWords.change(until)}</span>
    </span>
  );
}

interface Running {
  readonly text: string;
  readonly fraction: number;
  readonly place: Place;
}

type ProgressState = ReturnType<typeof useProgress.getState>;

function firstRunning({ jobs, imports, adding, keeping }: ProgressState): Running | undefined {
  if (keeping !== null)
    return { text: keepingWords.keeping(keeping), fraction: keeping, place: { screen: 'jobs' } };
  for (const { jobId, done, total, of } of jobs.values()) {
    const text = of === 'users' ? statusWords.job(done, total) : statusWords.jobLooks[of];
    return { text, fraction: total > 0 ? done / total : 0, place: { screen: 'jobs', jobId } };
  }
  for (const { importId, rows, fraction } of imports.values()) {
    const text = statusWords.reading(rows);
    return { text, fraction, place: { screen: 'import', importId } };
  }
  // The engine tells of comparing and of adding alike.
  for (const { importId, rows, fraction } of adding.values()) {
    const text = statusWords.adding(rows);
    return { text, fraction, place: { screen: 'import', importId } };
  }
  return undefined;
}
