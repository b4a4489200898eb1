/** What purging for good takes and what it leaves, confirmed by a typed number, before it is submitted as a job. */
import { Alert, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { erasureDue } from '#shared/domain/erasure.ts';
import { eraseUsers } from '#shared/jobKinds/eraseUsers.ts';
import { defaultJobName } from '#shared/jobKinds/jobKinds.ts';
import { currentDay } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { keepKeyboard } from '../../place/keyboard.ts';
import { DialogEnd } from '../../ui/DialogEnd.tsx';
import { formatCount, formatDate } from '../../ui/format.ts';
import { notifyDone } from '../../ui/notify.tsx';
import { PointList } from '../../ui/PointList.tsx';
import { isTypedNumber } from '../../ui/TypedConfirm.tsx';
import { TypedField } from '../../ui/TypedField.tsx';
import { submitPictured, useStep } from '../../ui/useStep.ts';
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
  const step = useStep();
  const isTyped = isTypedNumber(typed, target.users);

  const submit = () =>
    step.run(async () => {
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
      <PointList title={eraseWords.goes} points={eraseWords.lost} />
      <PointList title={eraseWords.stays} points={eraseWords.kept} />
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
      <DialogEnd
        label={eraseWords.purge}
        onDo={submit}
        onBack={onClose}
        missing={isTyped ? undefined : eraseWords.missing}
        step={step}
        isFinal
        bar={bar}
      />
    </Stack>
  );
}
