/**
 * Overview: where this purge cycle stands, and the one next step. Every number opens its users.
 */
import { Button, Paper, SimpleGrid, Stack } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReviewCounts } from '#shared/contract/engineContract.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import type { Decision } from '#shared/domain/review.ts';
import { queries } from '../../client/engineClient.ts';
import { useStatus } from '../../client/workspace.ts';
import { chooseFiles } from '../../shell/commands.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { countOf, formatShare } from '../../ui/format.ts';
import { DECISION_MEANINGS } from '../../ui/meaning.ts';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { StatTile } from '../../ui/StatTile.tsx';
import { CycleSteps } from './CycleSteps.tsx';
import { FlagBars } from './FlagBars.tsx';
import { GroupBars } from './GroupBars.tsx';
import { NextStep } from './NextStep.tsx';
import styles from './OverviewScreen.module.css';
import { useCycle } from './useCycle.ts';

export function OverviewScreen() {
  const { data: status } = useStatus();
  const nothingYet = status?.imports === 0 && status.users === 0;
  return (
    <ScreenFrame title="Overview" explanation="Where this purge cycle stands, and what comes next.">
      {nothingYet ? <NothingYet /> : <Cycle />}
    </ScreenFrame>
  );
}

function NothingYet() {
  return (
    <EmptyState
      icon={IconFileImport}
      title="Start with the purge candidates"
      action={
        <Button leftSection={<IconFileImport size={16} aria-hidden />} onClick={chooseFiles}>
          Import files
        </Button>
      }
    >
      Export <em>Users with Purge Dates of Current Date or Earlier</em> from Alma Analytics to XLSX
      or CSV and import it here, together with the lists of users to keep. You can also drop the
      files on this window.
    </EmptyState>
  );
}

function Cycle() {
  const { data: counts, error } = useQuery(queries.review.counts.queryOptions());
  const cycle = useCycle();
  return (
    <Stack gap={16} className={styles.page}>
      <ErrorNote error={error} />
      <div className={styles.top}>
        <NextStep cycle={cycle} />
        <CycleSteps cycle={cycle} />
      </div>
      <Tiles counts={counts} />
      <div className={styles.charts}>
        <Paper>
          <FlagBars counts={counts} />
        </Paper>
        <Paper>
          <GroupBars />
        </Paper>
      </div>
    </Stack>
  );
}

function decided(decision: Decision): Criteria {
  return allOf(CANDIDATES, { op: 'decision', values: [decision] });
}

const PURGED: Criteria = { op: 'standing', value: 'purged' };

function Tiles({ counts }: { readonly counts: ReviewCounts | undefined }) {
  const { data: status } = useStatus();
  const tiles = (['undecided', 'excluded', 'included'] as const).map((decision) => {
    const { word, icon, tone } = DECISION_MEANINGS[decision];
    return (
      <StatTile
        key={decision}
        label={word}
        icon={icon}
        tone={tone}
        value={counts?.[decision]}
        detail={counts && `${formatShare(counts[decision], counts.candidates)} of candidates`}
        criteria={decided(decision)}
        title={`${word} candidates`}
      />
    );
  });
  return (
    <SimpleGrid cols={counts?.purged ? 5 : 4} spacing={12}>
      <StatTile
        label="Candidates"
        value={counts?.candidates}
        criteria={CANDIDATES}
        detail={status && `${countOf(status.imports, 'file')} imported`}
      />
      {tiles}
      {counts && counts.purged > 0 && (
        <StatTile
          label="Purged"
          value={counts.purged}
          criteria={PURGED}
          title="Purged users"
          detail="by jobs of this workspace"
        />
      )}
    </SimpleGrid>
  );
}
