/**
 * What waits for the disk or the drive, in the status bar, with a way to try again at once. It goes on by itself, too.
 */
import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { heldWords } from '#shared/refusals/fileRefusals.ts';
import { engine } from '../client/engineClient.ts';
import { notifyFailure } from '../ui/notify.tsx';
import { formatBytes } from '../ui/words/components.tsx';
import styles from './StatusBar.module.css';
import { statusWords } from './words.tsx';

/** The first of it: what is in the way of one is in the way of all. */
export function HeldWork({ held: [first] }: Pick<WorkspaceStatus, 'held'>) {
  if (!first) return null;
  const { text, todo } = heldWords(
    first.work,
    first.by,
    first.bytes === undefined ? undefined : formatBytes(first.bytes),
  );
  return (
    <span role="alert" className={styles.held} title={todo}>
      <IconAlertTriangle size={14} aria-hidden />
      <span className={styles.part}>{text}</span>
      <UnstyledButton
        className={styles.running}
        onClick={() => void engine.workspace.tryAgain().catch(notifyFailure)}
      >
        {statusWords.tryAgain}
      </UnstyledButton>
    </span>
  );
}
