/**
 * The Sets screen: all sets, one of them opened beside the list, combining two into a third. Shown
 * by the shell; other screens reach it by navigate().
 */

import { Button, Tooltip } from '@mantine/core';
import { IconArrowsJoin, IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { queries } from '../../client/engineClient.ts';
import { useWriteBar } from '../../client/writing.ts';
import { navigate, usePlace } from '../../place/navigation.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { CombineSetsDialog } from './CombineSetsDialog.tsx';
import { SetList } from './SetList.tsx';
import { SetPane } from './SetPane.tsx';
import styles from './SetsScreen.module.css';
import { SetTable } from './SetTable.tsx';
import { setsWords } from './words.tsx';

const openSet = ({ setId }: SetSummary) => navigate({ screen: 'sets', setId });
const closeSet = () => navigate({ screen: 'sets' });

export function SetsScreen() {
  const { setId } = usePlace('sets');
  const { data: sets, error } = useQuery(queries.sets.list.queryOptions());
  const [combining, setCombining] = useState(false);
  const bar = useWriteBar();
  const open = sets?.find((set) => set.setId === setId);
  const canCombine = sets !== undefined && sets.length >= 2;

  function opened(set: SetSummary) {
    setCombining(false);
    openSet(set);
  }

  return (
    <ScreenFrame
      title={setsWords.title}
      fill={open !== undefined}
      secondary={
        <Button variant="default" onClick={() => navigate({ screen: 'review' })}>
          {setsWords.makeFromReview}
        </Button>
      }
      primary={
        <Tooltip label={setsWords.twoNeeded} disabled={canCombine || sets === undefined}>
          <Button
            leftSection={<IconArrowsJoin size={16} aria-hidden />}
            disabled={!canCombine}
            onClick={() => setCombining(true)}
            {...bar}
          >
            {setsWords.combine}
          </Button>
        </Tooltip>
      }
    >
      <ErrorNote error={error} />
      {open && sets ? (
        <div className={styles.split}>
          <SetList sets={sets} open={open} onOpen={openSet} />
          <SetPane
            key={open.setId}
            set={open}
            sets={sets}
            onCombine={() => setCombining(true)}
            onClose={closeSet}
          />
        </div>
      ) : (
        !error && <SetTable sets={sets} onOpen={openSet} empty={<NoSets />} />
      )}
      {sets && (
        <CombineSetsDialog
          opened={combining}
          onClose={() => setCombining(false)}
          sets={sets}
          open={open}
          onMade={opened}
        />
      )}
    </ScreenFrame>
  );
}

function NoSets() {
  return (
    <EmptyState
      icon={IconStack2}
      title={setsWords.none}
      action={
        <Button variant="default" onClick={() => navigate({ screen: 'review' })}>
          {setsWords.goToReview}
        </Button>
      }
    >
      {setsWords.firstStep}
    </EmptyState>
  );
}
