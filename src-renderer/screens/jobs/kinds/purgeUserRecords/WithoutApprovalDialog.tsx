/**
 * Going on with a purge though users aren't approved, to see what Alma would do: a reason, their number typed, and what
 * follows from it. Submits nothing; the engine asks for all of it again, and for two signatures.
 */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import { FlagsOf } from '../../../../deciding/FlagsOf.tsx';
import { isTypedNumber } from '../../../../ui/TypedConfirm.tsx';
import { TypedField } from '../../../../ui/TypedField.tsx';
import { commonWords } from '../../../../ui/words/components.tsx';
import { lacksText, usersIn } from '../../../../ui/words/lacks.ts';
import { inCheck } from '../../useJobCheck.ts';
import type { PurgeDraft } from './purgeDraft.ts';
import { waysOnWords, withoutApprovalWords } from './words/submit.tsx';

type WithoutApproval = NonNullable<PurgeDraft['withoutApproval']>;

interface WithoutApprovalDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly check: JobCheck;
  /** What was said before the number changed. */
  readonly before: WithoutApproval | null;
  readonly onGoOn: (without: WithoutApproval) => void;
}

export function WithoutApprovalDialog(props: WithoutApprovalDialogProps) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={withoutApprovalWords.title}
      size={520}
    >
      <Form {...props} />
    </Modal>
  );
}

function Form({ onClose, check, before, onGoOn }: WithoutApprovalDialogProps) {
  const [reason, setReason] = useState(before?.reason ?? '');
  const [typed, setTyped] = useState('');
  const users = usersIn(check.unapproved);
  const ready = reason.trim() !== '' && isTypedNumber(typed, users);
  return (
    <Stack gap="md">
      <Text component="div" size="sm">
        {withoutApprovalWords.happens(users, lacksText(check.unapproved))}
      </Text>
      <FlagsOf
        criteria={inCheck(check, 'unapproved')}
        title={withoutApprovalWords.flagsAmong}
        onShow={onClose}
      />
      <Textarea
        label={withoutApprovalWords.reason}
        autosize
        minRows={2}
        maxRows={5}
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TypedField
        label={withoutApprovalWords.typeNumber(users)}
        value={typed}
        onChange={setTyped}
      />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {commonWords.cancel}
        </Button>
        <Button
          color="red"
          disabled={!ready}
          onClick={() => {
            onGoOn({ reason: reason.trim(), users });
            onClose();
          }}
        >
          {waysOnWords.goOn}
        </Button>
      </Group>
    </Stack>
  );
}
