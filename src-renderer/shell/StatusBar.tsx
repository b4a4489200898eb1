/**
 * The bottom line: data date, users, selection, what runs, and that nothing leaves this computer.
 */
import { Progress, UnstyledButton } from '@mantine/core';
import { IconWifiOff } from '@tabler/icons-react';
import type { WorkspaceStatus } from '#shared/contract/engineContract.ts';
import { useProgress } from '../client/progress.ts';
import { useSelectionCount } from '../grid/selectionCount.ts';
import { countOf, formatCount } from '../ui/format.ts';
import { InstantText } from '../ui/Values.tsx';
import { navigate } from './navigation.ts';
import styles from './StatusBar.module.css';

export function StatusBar({ status }: { readonly status: WorkspaceStatus }) {
  const selected = useSelectionCount((state) => state.count);
  return (
    <footer className={styles.bar}>
      <span className={styles.part}>
        {status.replicaDate === null ? (
          'No data yet'
        ) : (
          <>
            Data of <InstantText instant={status.replicaDate} />
          </>
        )}
      </span>
      <span className={styles.part}>{countOf(status.users, 'user')}</span>
      {selected > 0 && (
        <span className={styles.part}>
          <strong>{formatCount(selected)} selected</strong>
        </span>
      )}
      <Running />
      <span className={styles.offline}>
        <IconWifiOff size={14} aria-hidden />
        Offline: nothing leaves this computer
      </span>
    </footer>
  );
}

/** The first of what runs; there is rarely more than one. */
function Running() {
  const { jobs, imports } = useProgress();
  const job = [...jobs.values()][0];
  const reading = [...imports.values()][0];
  if (!job && !reading) return null;
  const fraction = job ? (job.total > 0 ? job.done / job.total : 0) : reading!.fraction;
  const text = job
    ? `Job: ${formatCount(job.done)} of ${countOf(job.total, 'user')}`
    : `Reading: ${countOf(reading!.rows, 'row')}`;
  return (
    <UnstyledButton
      className={styles.running}
      onClick={() =>
        navigate(
          job
            ? { screen: 'jobs', jobId: job.jobId }
            : { screen: 'import', importId: reading!.importId },
        )
      }
    >
      <span>{text}</span>
      <Progress value={fraction * 100} size={6} w={96} aria-label={text} />
    </UnstyledButton>
  );
}
