/**
 * Snapshots of the workspace: whether and how many are kept, which there are and how large, restoring and deleting them,
 * and when one was restored.
 */
import { Button, Group, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MOST_SNAPSHOTS, type Snapshot } from '#shared/contract/shapes/snapshots.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { makeStale } from '../../client/revision.ts';
import { useStatus } from '../../client/workspace.ts';
import { useWriteBar, type WriteBar } from '../../client/writing.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { RestorationText } from '../../ui/RestorationNote.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { InstantText } from '../../ui/Values.tsx';
import { formatBytes } from '../../ui/words/components.tsx';
import { snapshotWords as words } from '../../ui/words/snapshots.tsx';
import { NumberField } from './NumberField.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';
import type { SettingsForm } from './useSettingsForm.ts';

export function SnapshotsSection({ form }: { readonly form: SettingsForm }) {
  const { data: list, error } = useQuery(queries.snapshots.list.queryOptions());
  const [restoring, setRestoring] = useState<Snapshot>();
  const [removing, setRemoving] = useState<readonly Snapshot[]>();
  const bars = useBars();
  const snapshots = list?.snapshots;
  return (
    <Section name="snapshots" title={words.title} about={words.about}>
      {form.ready && <Keeping form={form} />}
      {list && <Text size="sm">{words.where(<strong>{list.folder}</strong>)}</Text>}
      <ErrorNote error={error} />
      <DataTable
        label={words.title}
        columns={columnsOf(bars, setRestoring, (one) => setRemoving([one]))}
        rows={snapshots}
        rowKey={({ name }) => name}
        skeletonRows={1}
        empty={
          <Text size="sm" c="dimmed">
            {form.ready && !form.values.snapshots ? words.noneWanted : words.none}
          </Text>
        }
      />
      {snapshots && snapshots.length > 0 && (
        <Together snapshots={snapshots} onDelete={() => setRemoving(snapshots)} />
      )}
      {list && list.others > 0 && (
        <Text size="xs" c="dimmed">
          {words.others(list.others)}
        </Text>
      )}
      <Restorations />
      <RestoreDialog snapshot={restoring} onClose={() => setRestoring(undefined)} />
      <RemoveDialog snapshots={removing} onClose={() => setRemoving(undefined)} />
    </Section>
  );
}

function Keeping({ form: { values, save } }: { readonly form: SettingsForm }) {
  const bar = useWriteBar();
  return (
    <>
      <Group gap={4} wrap="nowrap" align="flex-start">
        <Switch
          size="sm"
          withThumbIndicator={false}
          label={words.keep}
          checked={values.snapshots}
          onChange={(event) => save({ snapshots: event.currentTarget.checked })}
          {...bar}
        />
        <RuleHelp about={words.keepHelp.about}>{words.keepHelp.text}</RuleHelp>
      </Group>
      <NumberField
        label={words.number}
        description={words.numberMeaning}
        inputWrapperOrder={['label', 'input', 'description']}
        min={1}
        max={MOST_SNAPSHOTS}
        allowDecimal={false}
        saved={values.keepSnapshots}
        onSave={(number) =>
          save({ keepSnapshots: Math.min(MOST_SNAPSHOTS, Math.max(1, Math.round(number))) })
        }
        disabled={bar !== undefined || !values.snapshots}
      />
    </>
  );
}

interface Bars {
  readonly restoring: WriteBar | undefined;
  readonly removing: WriteBar | undefined;
}

/** A workspace that was found damaged can't be changed, but this is its way back. */
function useBars(): Bars {
  const removing = useWriteBar();
  const { data: status } = useStatus();
  const isDamaged = status?.soundness.state === 'damaged' && !status.readOnly && !status.displaced;
  return { removing, restoring: isDamaged ? undefined : removing };
}

function columnsOf(
  bars: Bars,
  restore: (snapshot: Snapshot) => void,
  remove: (snapshot: Snapshot) => void,
): readonly DataColumn<Snapshot>[] {
  return [
    { key: 'before', label: words.before, cell: ({ before }) => <Before before={before} /> },
    {
      key: 'madeAt',
      label: words.madeAt,
      width: 1,
      cell: ({ madeAt, bytes }) => (
        <div className={styles.review}>
          <InstantText instant={madeAt} />
          <span className={styles.aside}>{formatBytes(bytes)}</span>
        </div>
      ),
    },
    {
      key: 'actions',
      label: '',
      align: 'right',
      width: 1,
      cell: (snapshot) => (
        <Group gap={0} justify="flex-end" wrap="nowrap">
          <RowButton
            label={words.restoreOne(snapshot.before)}
            text={words.restore}
            bar={bars.restoring}
            onClick={() => restore(snapshot)}
          />
          <RowButton
            label={words.deleteOne(snapshot.before)}
            text={words.delete}
            bar={bars.removing}
            onClick={() => remove(snapshot)}
          />
        </Group>
      ),
    },
  ];
}

interface RowButtonProps {
  /** With what it is about. */
  readonly label: string;
  readonly text: string;
  readonly bar: WriteBar | undefined;
  readonly onClick: () => void;
}

function RowButton({ label, text, bar, onClick }: RowButtonProps) {
  return (
    <Button size="compact-sm" variant="subtle" aria-label={label} onClick={onClick} {...bar}>
      {text}
    </Button>
  );
}

function Before({ before }: Pick<Snapshot, 'before'>) {
  const aside = words.beforeAside(before);
  return (
    <>
      <div className={styles.rule}>{words.beforeTitle(before)}</div>
      {aside && <div className={styles.aside}>{aside}</div>}
    </>
  );
}

interface TogetherProps {
  readonly snapshots: readonly Snapshot[];
  readonly onDelete: () => void;
}

function Together({ snapshots, onDelete }: TogetherProps) {
  const bar = useWriteBar();
  const bytes = snapshots.reduce((sum, each) => sum + each.bytes, 0);
  return (
    <Group justify="space-between" gap={8}>
      <Text size="sm">{words.together(snapshots.length, bytes)}</Text>
      {snapshots.length > 1 && (
        <Button size="compact-sm" variant="default" onClick={onDelete} {...bar}>
          {words.deleteAll}
        </Button>
      )}
    </Group>
  );
}

interface RemoveDialogProps {
  /** undefined: it is closed. */
  readonly snapshots: readonly Snapshot[] | undefined;
  readonly onClose: () => void;
}

function RemoveDialog({ snapshots = [], onClose }: RemoveDialogProps) {
  const number = snapshots.length;
  return (
    <ConfirmDialog
      opened={number > 0}
      onClose={onClose}
      title={words.askDelete(number)}
      action={words.deleteThem(number)}
      done={words.deleted(number)}
      onConfirm={async () => {
        await engine.snapshots.remove({ names: snapshots.map(({ name }) => name) });
        makeStale();
      }}
    >
      {words.deleteMeaning(number)}
    </ConfirmDialog>
  );
}

/** Newest first. */
function Restorations() {
  const { data = [] } = useQuery(queries.snapshots.restorations.queryOptions());
  if (data.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={500}>
        {words.history}
      </Text>
      {data.toReversed().map((each) => (
        <Text key={each.at} size="sm" mt={4}>
          <RestorationText restoration={each} />
        </Text>
      ))}
    </div>
  );
}
