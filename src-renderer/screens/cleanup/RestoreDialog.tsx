/** What restoring does and doesn't do, before it is submitted as a job. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { Selection } from '#shared/domain/selection.ts';
import { defaultJobName } from '#shared/jobKinds/jobKinds.ts';
import { restoreUsers } from '#shared/jobKinds/restoreUsers.ts';
import { currentDay } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { keepKeyboard } from '../../place/keyboard.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import { submitPictured, useStep } from '../../ui/useStep.ts';
import { commonWords } from '../../ui/words/components.tsx';
import { restoreWords } from './words.tsx';

/** Whom a restoration is for, or a purge for good. */
export interface CleanupTarget {
  readonly users: number;
  readonly selection: Selection;
}

interface RestoreDialogProps {
  /** Null: closed. */
  readonly target: CleanupTarget | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function RestoreDialog({ target, onClose, onDone }: RestoreDialogProps) {
  const users = target?.users ?? 0;
  return (
    <Modal
      opened={target !== null}
      onClose={onClose}
      onExitTransitionEnd={keepKeyboard}
      title={restoreWords.title(users)}
      size={520}
    >
      {target && <Ask target={target} onClose={onClose} onDone={onDone} />}
    </Modal>
  );
}

function Ask({ target, onClose, onDone }: RestoreDialogProps & { readonly target: CleanupTarget }) {
  const bar = useWriteBar();
  const { busy, error, run } = useStep();

  const submit = () =>
    run(async () => {
      const job = {
        kind: restoreUsers.kind,
        name: defaultJobName(restoreUsers.kind, null, currentDay()),
        parameters: {},
        users: target.selection,
      };
      const jobId = await submitPictured(job);
      notifyDone(restoreWords.submitted(jobId));
      onDone();
      onClose();
    });

  return (
    <Stack gap={12}>
      <Text size="sm">{restoreWords.whatHappens(target.users)}</Text>
      <Text size="sm">{restoreWords.decisions}</Text>
      <Text size="sm">{restoreWords.inAlma}</Text>
      <Text size="sm" c="dimmed">
        {restoreWords.report}
      </Text>
      {error !== undefined && <ErrorNote error={error} />}
      <Group justify="flex-end" gap={8} mt={4}>
        <Button variant="default" onClick={onClose}>
          {commonWords.cancel}
        </Button>
        <Button data-autofocus loading={busy} onClick={submit} {...bar}>
          {restoreWords.restore}
        </Button>
      </Group>
    </Stack>
  );
}
