/** What purging for good takes and what it leaves, confirmed by a typed number, before it is submitted as a job. */
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { erasureDue } from '#shared/domain/erasure.ts';
import { eraseUsers } from '#shared/jobKinds/eraseUsers.ts';
import { defaultJobName } from '#shared/jobKinds/jobKinds.ts';
import { currentDay } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { keepKeyboard } from '../../place/keyboard.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { fieldDigits, formatCount, formatDate } from '../../ui/format.ts';
import { notifyDone } from '../../ui/notify.tsx';
import { TypedField } from '../../ui/TypedField.tsx';
import { submitPictured, useStep } from '../../ui/useStep.ts';
import styles from './EraseDialog.module.css';
import type { CleanupTarget } from './RestoreDialog.tsx';
import { eraseWords } from './words.tsx';

interface EraseDialogProps {
  /** Null: closed. */
  readonly target: CleanupTarget | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function EraseDialog({ target, onClose, onDone }: EraseDialogProps) {
  return (
    <Modal
      opened={target !== null}
      onClose={onClose}
      onExitTransitionEnd={keepKeyboard}
      title={eraseWords.title(target?.users ?? 0)}
      size={560}
    >
      {target && <Ask target={target} onClose={onClose} onDone={onDone} />}
    </Modal>
  );
}

function Ask({ target, onClose, onDone }: EraseDialogProps & { readonly target: CleanupTarget }) {
  const bar = useWriteBar();
  const [typed, setTyped] = useState('');
  const { busy, error, run } = useStep();
  const isTyped = fieldDigits(typed).replace(/\D/g, '') === String(target.users);

  const submit = () =>
    run(async () => {
      const job = {
        kind: eraseUsers.kind,
        name: defaultJobName(eraseUsers.kind, null, currentDay()),
        parameters: {},
        users: target.selection,
        typedUsers: target.users,
      };
      const jobId = await submitPictured(job);
      notifyDone(eraseWords.submitted(jobId));
      onDone();
      onClose();
    });

  return (
    <Stack gap={12}>
      <List title={eraseWords.goes} items={eraseWords.lost} />
      <List title={eraseWords.stays} items={eraseWords.kept} />
      <Text size="sm">{eraseWords.elsewhere}</Text>
      <Text size="sm">{eraseWords.due(formatDate(erasureDue(currentDay())))}</Text>
      <Alert icon={<IconAlertTriangle size={18} aria-hidden />} color="red">
        <Text size="sm">{eraseWords.notBack}</Text>
      </Alert>
      <TypedField
        label={eraseWords.typed(formatCount(target.users))}
        value={typed}
        onChange={setTyped}
        inputMode="numeric"
        data-autofocus
      />
      {error !== undefined && <ErrorNote error={error} />}
      <Group justify="flex-end" gap={8}>
        <Text size="sm" c="dimmed" flex={1} id="erase-missing" role="status">
          {isTyped ? undefined : eraseWords.missing}
        </Text>
        <Button variant="default" onClick={onClose}>
          {eraseWords.cancel}
        </Button>
        <Button
          color="red"
          disabled={!isTyped}
          aria-describedby="erase-missing"
          loading={busy}
          onClick={submit}
          {...bar}
        >
          {eraseWords.purge}
        </Button>
      </Group>
    </Stack>
  );
}

function List({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
