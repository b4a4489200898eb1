/**
 * Stands above all screens of a workspace in which damage was found: what that means, and the way back. Nothing is
 * written to it, for as long as it is open.
 */
import { Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { refusalText } from '../ui/failure.ts';
import styles from './EngineNotices.module.css';
import { commands } from './menuCommands.ts';
import { navigationWords } from './words.tsx';

export function DamagedBanner({ soundness }: Pick<WorkspaceStatus, 'soundness'>) {
  if (soundness.state !== 'damaged') return null;
  const { table, entryNo } = soundness;
  const { text, todo } = refusalText(
    entryNo === undefined
      ? { code: 'workspace.foundDamaged', values: { table } }
      : { code: 'workspace.trailBroken', values: { entryNo } },
  );
  return (
    <div role="alert" className={styles.banner}>
      <IconAlertTriangle size={18} aria-hidden className={styles.icon} />
      <Text size="sm" flex={1}>
        <strong>{text}</strong> {todo}
      </Text>
      <Button size="xs" variant="default" onClick={commands['workspace.snapshots']}>
        {navigationWords.snapshots}
      </Button>
    </div>
  );
}
