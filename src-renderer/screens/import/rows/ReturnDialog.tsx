/**
 * Decides that rows of erased users are entered after all: for a reason, by the number of rows, letter by letter. The file
 * is read again then, and they are users who are new.
 */
import { Alert, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { engine } from '../../../client/engineClient.ts';
import { makeStale } from '../../../client/revision.ts';
import { useWriteBar } from '../../../client/writing.ts';
import { keepKeyboard } from '../../../place/keyboard.ts';
import { DialogEnd } from '../../../ui/DialogEnd.tsx';
import { formatCount } from '../../../ui/format.ts';
import { isTypedNumber } from '../../../ui/TypedConfirm.tsx';
import { TypedField } from '../../../ui/TypedField.tsx';
import { useStep } from '../../../ui/useStep.ts';
import { readAgain } from '../importSteps.ts';
import { returnedWords as words } from '../words/erased.tsx';

interface ReturnDialogProps {
  readonly check: ImportCheck;
  /** Rows of the file; null: closed. */
  readonly rows: readonly number[] | null;
  readonly onClose: () => void;
}

export function ReturnDialog({ check, rows, onClose }: ReturnDialogProps) {
  return (
    <Modal
      opened={rows !== null}
      onClose={onClose}
      onExitTransitionEnd={keepKeyboard}
      title={words.title(rows?.length ?? 0)}
      size={560}
    >
      {rows && <Ask check={check} rows={rows} onClose={onClose} />}
    </Modal>
  );
}

interface AskProps extends ReturnDialogProps {
  readonly rows: readonly number[];
}

function Ask({ check, rows, onClose }: AskProps) {
  const bar = useWriteBar();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const step = useStep();
  const missing =
    reason.trim() === ''
      ? words.missingReason
      : !isTypedNumber(typed, rows.length)
        ? words.missingNumber
        : undefined;

  const decide = () =>
    step.run(async () => {
      const { importId, options } = check;
      await engine.imports.decideReturn({
        ...{ importId, rows: [...rows], reason: reason.trim(), typedRows: rows.length },
      });
      makeStale();
      onClose();
      await readAgain(check, options);
    });

  return (
    <Stack gap={12}>
      <Text size="sm">{words.what}</Text>
      <Text size="sm">{words.asNew}</Text>
      <Alert icon={<IconAlertTriangle size={18} aria-hidden />} color="yellow">
        <Text size="sm">{words.holds}</Text>
      </Alert>
      <Textarea
        label={words.reason}
        description={words.reasonHint}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        maxLength={500}
        autosize
        minRows={2}
        data-autofocus
      />
      <TypedField
        label={words.typed(formatCount(rows.length))}
        value={typed}
        onChange={setTyped}
        inputMode="numeric"
      />
      <DialogEnd
        label={words.decide(rows.length)}
        onDo={decide}
        onBack={onClose}
        missing={missing}
        step={step}
        bar={bar}
      />
    </Stack>
  );
}
