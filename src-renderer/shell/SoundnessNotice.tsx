/** That the workspace is being checked, and changes wait. What it comes to stands above the screens (DamagedBanner). */
import { IconHourglass } from '@tabler/icons-react';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import styles from './StatusBar.module.css';
import { statusWords } from './words.tsx';

export function SoundnessNotice({ soundness }: Pick<WorkspaceStatus, 'soundness'>) {
  if (soundness.state !== 'checking') return null;
  return (
    <span role="status" className={styles.held}>
      <IconHourglass size={14} aria-hidden />
      <span className={styles.part}>{statusWords.checking}</span>
    </span>
  );
}
