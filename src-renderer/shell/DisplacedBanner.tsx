/**
 * Stands above all screens for as long as the file of the open workspace isn't in its place: what came of it, what that
 * means, and the way out.
 */
import { Button, CloseButton, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { commonWords } from '../ui/words/components.tsx';
import { saveElsewhere } from '../ui/workspaceCommands.ts';
import styles from './EngineNotices.module.css';
import { displacedWords } from './words.tsx';

export function DisplacedBanner({ displaced }: Pick<WorkspaceStatus, 'displaced'>) {
  if (!displaced) return null;
  return (
    <div role="alert" className={styles.banner}>
      <IconAlertTriangle size={18} aria-hidden className={styles.icon} />
      <Text size="sm" flex={1}>
        <strong>{displacedWords[displaced]}</strong> {displacedWords.meaning}
      </Text>
      <Button size="xs" onClick={() => void saveElsewhere()}>
        {displacedWords.saveAs}
      </Button>
    </div>
  );
}

/** Of a workspace that was copied by hand while it was open, until it is read and closed. */
export function CopiedBanner() {
  const [isRead, setRead] = useState(false);
  if (isRead) return null;
  return (
    <div role="alert" className={styles.banner}>
      <IconAlertTriangle size={18} aria-hidden className={styles.icon} />
      <Text size="sm" flex={1}>
        <strong>{displacedWords.copied}</strong> {displacedWords.lacks}
      </Text>
      <CloseButton aria-label={commonWords.closeMessage} onClick={() => setRead(true)} />
    </div>
  );
}
