/**
 * The Sets screen: all sets, one of them opened beside the list, combining two into a third. Shown
 * by the shell; other screens reach it by navigate().
 */

import { Button, Tooltip } from '@mantine/core';
import { IconArrowsJoin, IconLock, IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { queries } from '../../client/engineClient.ts';
import { navigate, usePlace } from '../../place/navigation.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { InstantText } from '../../ui/Values.tsx';
import { valueWords } from '../../ui/words/components.tsx';
import { originText } from '../../ui/words/origin.ts';
import { CombineSetsDialog } from './CombineSetsDialog.tsx';
import { LogicalMark } from './LogicalMark.tsx';
import { SetList } from './SetList.tsx';
import { SetPane } from './SetPane.tsx';
import styles from './SetsScreen.module.css';
import { setsWords } from './words.tsx';

const openSet = ({ setId }: SetSummary) => navigate({ screen: 'sets', setId });
const closeSet = () => navigate({ screen: 'sets' });

export function SetsScreen() {
  const { setId } = usePlace('sets');
  const { data: sets, error } = useQuery(queries.sets.list.queryOptions());
  const [combining, setCombining] = useState(false);
  const open = sets?.find((set) => set.setId === setId);
  const canCombine = sets !== undefined && sets.length >= 2;

  function opened(set: SetSummary) {
    setCombining(false);
    openSet(set);
  }

  return (
    <ScreenFrame
      title={setsWords.title}
      explanation={setsWords.explanation}
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
          <SetPane key={open.setId} set={open} sets={sets} onClose={closeSet} />
        </div>
      ) : (
        !error && <SetTable sets={sets} />
      )}
      {sets && (
        <CombineSetsDialog
          opened={combining}
          onClose={() => setCombining(false)}
          sets={sets}
          first={open}
          onMade={opened}
        />
      )}
    </ScreenFrame>
  );
}

const COLUMNS: readonly DataColumn<SetSummary>[] = [
  {
    key: 'name',
    label: setsWords.name,
    width: '32%',
    cell: (set) => (
      <>
        <span className={styles.name}>{set.name}</span>
        {set.criteria && <LogicalMark />}
      </>
    ),
  },
  {
    key: 'members',
    label: setsWords.members,
    align: 'right',
    width: 84,
    cell: (set) => formatCount(set.members),
  },
  { key: 'origin', label: setsWords.origin, cell: (set) => originText(set.origin) },
  {
    key: 'private',
    label: setsWords.private,
    room: 44,
    width: 76,
    cell: (set) =>
      set.private ? (
        <span className={styles.private}>
          <IconLock size={14} aria-hidden /> {valueWords.yes}
        </span>
      ) : (
        valueWords.no
      ),
  },
  {
    key: 'created',
    label: setsWords.created,
    room: 36,
    width: 176,
    cell: (set) => (
      <>
        <InstantText instant={set.createdAt} />
        <span className={styles.by}>{set.createdBy}</span>
      </>
    ),
  },
];

function SetTable({ sets }: { readonly sets: readonly SetSummary[] | undefined }) {
  return (
    <DataTable
      label={setsWords.title}
      columns={COLUMNS}
      rows={sets}
      rowKey={(set) => set.setId}
      onOpen={openSet}
      empty={<NoSets />}
    />
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
