/** That the workspace is being checked, and changes wait; or that it is damaged, and nothing is written any more. */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { refusalWords } from '#shared/refusals/refusals.ts';
import styles from './StatusBar.module.css';
import { statusWords } from './words.tsx';

export function SoundnessNotice({ soundness }: Pick<WorkspaceStatus, 'soundness'>) {
  if (soundness.state === 'sound') return null;
  if (soundness.state === 'checking')
    return (
      <span role="status" className={styles.part}>
        {statusWords.checking}
      </span>
    );
  const { table } = soundness;
  const said = refusalWords({ code: 'workspace.foundDamaged', values: { table } }, PLAIN);
  return (
    <span role="alert" className={styles.held} title={said?.todo}>
      <IconAlertTriangle size={14} aria-hidden />
      <span className={styles.part}>{said?.text}</span>
    </span>
  );
}
