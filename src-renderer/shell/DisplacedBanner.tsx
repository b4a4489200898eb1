/**
 * Stands above all screens for as long as the file of the open workspace isn't in its place: what came of it, what that
 * means, and the way out.
 */
import { Button, CloseButton, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { CopiedOpen, WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { confirmCopied } from '../client/workspace.ts';
import { useWriteBar } from '../client/writing.ts';
import { InstantText } from '../ui/Values.tsx';
import { commonWords } from '../ui/words/components.tsx';
import { said, saveElsewhere } from '../ui/workspaceCommands.ts';
import styles from './EngineNotices.module.css';
import { copiedWords, displacedWords } from './words.tsx';

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

/**
 * Of a workspace that was copied by hand while it was open, until somebody confirms that they know what it may lack. For
 * reading only, nothing can be kept: it is said once more at the next opening.
 */
export function CopiedBanner({ last }: CopiedOpen) {
  const [isRead, setRead] = useState(false);
  const bar = useWriteBar();
  if (isRead) return null;
  const { copied, hasLast, lacks, confirm } = copiedWords;
  return (
    <div role="alert" className={styles.banner}>
      <IconAlertTriangle size={18} aria-hidden className={styles.icon} />
      <Text size="sm" flex={1}>
        <strong>{copied}</strong> {last && hasLast(last, <InstantText instant={last.at} />)} {lacks}
      </Text>
      {bar ? (
        <CloseButton aria-label={commonWords.closeMessage} onClick={() => setRead(true)} />
      ) : (
        <Button size="xs" variant="default" onClick={() => void said(confirmCopied)}>
          {confirm}
        </Button>
      )}
    </div>
  );
}
