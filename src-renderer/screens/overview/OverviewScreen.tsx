/**
 * Overview: where this purge cycle stands, and the one next step. Every number opens its users.
 */
import { Button, Group, Paper } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../client/engineClient.ts';
import { useStatus } from '../../client/workspace.ts';
import { useCycle } from '../../deciding/cycle/useCycle.ts';
import { SCREEN_TITLES } from '../../place/words.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { OldOriginals } from '../../ui/OldOriginals.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { SealBanner } from '../../ui/SealBanner.tsx';
import { Writing } from '../../ui/Writing.tsx';
import { chooseFiles } from '../../ui/workspaceCommands.ts';
import { CycleSteps } from './CycleSteps.tsx';
import { DecisionBar } from './DecisionBar.tsx';
import { FlagBars } from './FlagBars.tsx';
import { GroupBars } from './GroupBars.tsx';
import { NextStep } from './NextStep.tsx';
import styles from './OverviewScreen.module.css';
import { TakeOver } from './TakeOver.tsx';
import { overviewWords } from './words.tsx';
import { YearBars } from './YearBars.tsx';

export function OverviewScreen() {
  const { data: status } = useStatus();
  const nothingYet = status?.imports === 0 && status.users === 0;
  return (
    <ScreenFrame title={SCREEN_TITLES.overview}>
      {nothingYet ? <NothingYet /> : <Cycle />}
    </ScreenFrame>
  );
}

function NothingYet() {
  const { empty } = overviewWords;
  return (
    <EmptyState
      icon={IconFileImport}
      title={empty.title}
      action={
        <Writing>
          <Group gap={12} justify="center">
            <Button leftSection={<IconFileImport size={16} aria-hidden />} onClick={chooseFiles}>
              {empty.action}
            </Button>
            <TakeOver />
          </Group>
        </Writing>
      }
    >
      {empty.text}
    </EmptyState>
  );
}

function Cycle() {
  const { data: counts, error } = useQuery(queries.review.counts.queryOptions());
  const cycle = useCycle();
  const purged = counts?.deleted ?? 0;
  return (
    <div className={styles.room}>
      <div className={styles.page}>
        <div className={styles.top}>
          <ErrorNote error={error} />
          <NextStep cycle={cycle} />
          <OldOriginals />
        </div>
        <div className={styles.side}>
          <CycleSteps cycle={cycle} />
          <Paper>
            <GroupBars purged={purged} />
          </Paper>
        </div>
        <div className={styles.rest}>
          <SealBanner boxed />
          <Paper>
            <DecisionBar counts={counts} />
          </Paper>
          <div className={styles.charts}>
            <Paper>
              <YearBars purged={purged} />
            </Paper>
            <Paper>
              <FlagBars counts={counts} />
            </Paper>
          </div>
        </div>
      </div>
    </div>
  );
}
