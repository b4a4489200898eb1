/**
 * The workspace that is being opened, where that takes its time: a large one that isn't known here is looked at as a
 * whole. Until it is there it can be given up.
 */
import { Button, Loader, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type Opening, useWorkspaceStore } from '../client/workspace.ts';
import { commonWords } from '../ui/words/components.tsx';
import { workspaceName } from '../ui/words/recent.ts';
import styles from './EngineNotices.module.css';
import { openingWords } from './words.tsx';

/** Most openings are done before anybody could read it. */
const SHOWN_AFTER_MS = 600;

export function OpeningNotice() {
  const opening = useWorkspaceStore((state) => state.opening);
  const [late, setLate] = useState<Opening>();
  useEffect(() => {
    const timer = setTimeout(() => setLate(opening), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [opening]);
  if (!opening || late !== opening) return null;
  return (
    <div role="status" className={styles.banner}>
      <Loader size={18} />
      <Text size="sm" flex={1}>
        {openingWords.checking(workspaceName(opening.file.name))}
      </Text>
      <Button size="compact-sm" variant="default" onClick={opening.cancel}>
        {commonWords.cancel}
      </Button>
    </div>
  );
}
