/**
 * Going on with a purge though users aren't approved, to see what Alma would do: a reason, their number typed, and what
 * follows from it. Submits nothing; the engine asks for all of it again, and for two signatures.
 */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import { countOf, formatCount } from '../../../../ui/format.ts';
import { isTypedNumber } from '../../../../ui/TypedConfirm.tsx';
import { TypedField } from '../../../../ui/TypedField.tsx';
import { lacksText, usersIn } from '../../../../ui/words/lacks.ts';
import type { PurgeDraft } from './purgeDraft.ts';

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
    <Modal opened={props.opened} onClose={props.onClose} title="Go on without approval?" size={520}>
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
        <strong>{countOf(users, 'user')}</strong> would go though nobody has approved them:{' '}
        {lacksText(check.unapproved)}. This takes the signatures of two people under the review, and
        these users stand first in the report, as purged without approval.
      </Text>
      <Textarea
        label="Reason"
        autosize
        minRows={2}
        maxRows={5}
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TypedField
        label={`To confirm, type the number of users who are not approved: ${formatCount(users)}`}
        value={typed}
        onChange={setTyped}
      />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          color="red"
          disabled={!ready}
          onClick={() => {
            onGoOn({ reason: reason.trim(), users });
            onClose();
          }}
        >
          Go on without approval
        </Button>
      </Group>
    </Stack>
  );
}
