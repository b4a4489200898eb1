/**
 * What is done to fines and fees in the rehearsal: amount, reason and comment, as Alma asks for them. Whether it can be
 * meant is asked by the engine's rule, here and there.
 */
import { Modal, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import {
  type FeeAction,
  type FeeState,
  flawOfRequest,
  MOST_AMOUNT,
} from '#shared/domain/feeActions.ts';
import { currencyDecimals, fieldNumber, typedMoney } from '#shared/domain/money.ts';
import { changeFees, FEE_ACTION_LABELS } from '#shared/jobKinds/changeFees.ts';
import { defaultJobName } from '#shared/jobKinds/jobKinds.ts';
import { FEE_FLAW_TEXTS } from '#shared/refusals/jobRefusals.ts';
import { currentDay, useSettings } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { keepKeyboard } from '../../place/keyboard.ts';
import { DialogEnd } from '../../ui/DialogEnd.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import { USER_ATTRIBUTE } from '../../ui/picturedTexts.ts';
import { submitPictured, useStep } from '../../ui/useStep.ts';
import { Money } from '../../ui/Values.tsx';
import { feeChangeWords } from './words.tsx';

interface FeeChangeDialogProps {
  readonly user: Pick<UserRow, 'userNo' | 'balance'>;
  readonly states: readonly FeeState[];
  readonly lines: readonly string[];
  /** Null: closed. */
  readonly action: FeeAction | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function FeeChangeDialog(props: FeeChangeDialogProps) {
  const { action, onClose } = props;
  return (
    <Modal
      opened={action !== null}
      onClose={onClose}
      onExitTransitionEnd={keepKeyboard}
      title={action && FEE_ACTION_LABELS[action]}
      size={440}
    >
      {action && <Form {...props} action={action} />}
    </Modal>
  );
}

function Form(props: FeeChangeDialogProps & { readonly action: FeeAction }) {
  const { user, states, lines, action, onClose, onDone } = props;
  const bar = useWriteBar();
  const currency = useSettings()?.currency ?? 'USD';
  const [typed, setTyped] = useState<number | string>('');
  const [reason, setReason] = useState('');
  const [comment, setComment] = useState('');
  const step = useStep();
  const adds = action === 'add' || action === 'credit';
  const asksAmount = adds || (lines.length === 1 && action !== 'restore');
  const line = asksAmount && !adds ? states.find(({ ref }) => ref === lines[0]) : undefined;
  const decimals = currencyDecimals(currency);
  // What is no amount of the currency is a flaw, not a blank.
  const amount = typed === '' ? null : (typedMoney(typed, decimals) ?? Number.NaN);
  const change = { action, lines: adds ? [] : [...lines], amount, reason, comment };
  const flaw = flawOfRequest(states, change, user.balance);

  const submit = () =>
    step.run(async () => {
      const name = defaultJobName(changeFees.kind, null, currentDay());
      const job = { kind: changeFees.kind, name, parameters: { ...change, userNo: user.userNo } };
      const jobId = await submitPictured(job);
      notifyDone(feeChangeWords.submitted(jobId));
      onDone();
    });

  return (
    <Stack gap={16} {...{ [USER_ATTRIBUTE]: user.userNo }}>
      <Text size="sm">{feeChangeWords.onlyHere(adds ? 0 : lines.length)}</Text>
      {asksAmount && (
        <NumberInput
          label={feeChangeWords.amount}
          description={line && feeChangeWords.allWithout(<Money minor={line.active} />)}
          required={adds}
          min={0}
          max={fieldNumber(MOST_AMOUNT, decimals)}
          clampBehavior="none"
          decimalScale={decimals}
          allowNegative={false}
          prefix={`${currency} `}
          value={typed}
          onChange={setTyped}
          data-autofocus
        />
      )}
      <TextInput
        label={feeChangeWords.reason}
        required={action === 'waive'}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus={!asksAmount || undefined}
      />
      <Textarea
        label={feeChangeWords.comment}
        required={action === 'credit'}
        maxLength={1000}
        autosize
        minRows={2}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <DialogEnd
        label={FEE_ACTION_LABELS[action]}
        onDo={submit}
        onBack={onClose}
        missing={flaw && FEE_FLAW_TEXTS[flaw]}
        step={step}
        bar={bar}
      />
    </Stack>
  );
}
