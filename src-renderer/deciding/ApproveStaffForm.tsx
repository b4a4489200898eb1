/**
 * Passing the staff lock for one user: a reason, and the primary identifier typed letter by letter. The
 * engine asks for both again. Shown by DecisionDialog. Enter never starts it: it only moves to the button.
 */
import { Button, Stack, Text } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { trimOuterSpace } from '#shared/domain/primaryIdentifier.ts';
import { isTypedIdentifier } from '#shared/domain/review.ts';
import type { HeldBackFlag, ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { StaffConfirmedMark } from '../ui/Marks.tsx';
import { TypedField } from '../ui/TypedField.tsx';
import { Identifier } from '../ui/Values.tsx';
import {
  DecisionButtons,
  type DecisionFormProps,
  NoteField,
  useDeciding,
} from './DecisionForm.tsx';
import { formOf } from './decisions.ts';
import styles from './FlaggedNote.module.css';
import { FlaggedNote } from './FlaggedNote.tsx';
import { ContactChoice } from './HeldBackChoice.tsx';
import { useKept } from './keptForm.ts';
import { ReasonChoice, useReason, useReasonKeys } from './ReasonChoice.tsx';
import { approveStaffWords, approveWords, reasonWords } from './words/decisions.tsx';

interface ApproveStaffFormProps extends DecisionFormProps {
  readonly user: UserRow;
}

export function ApproveStaffForm(props: ApproveStaffFormProps) {
  const { target, user, reasons, onClose, onDone } = props;
  const { busy, apply } = useDeciding(onDone);
  const form = formOf('approved', target);
  const choice = useReason(null, form);
  const [note, setNote] = useKept(form, 'note', '');
  const [named, setNamed] = useState<readonly HeldBackFlag[]>([]);
  const isContact = user.flags.includes('contact');
  const [typed, setTyped] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const identifier = trimOuterSpace(user.primary_identifier);
  const ready =
    choice.reason !== null &&
    isTypedIdentifier(typed, identifier) &&
    (!isContact || named.includes('contact'));

  // The lock is there to be read: a digit only chooses.
  useReasonKeys(reasons, choice.choose, !busy);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (ready) button.current?.focus();
  }

  return (
    <Stack gap={16}>
      <StaffLockText user={user} />
      <OtherFlags user={user} />
      {isContact && <ContactChoice named={named} onName={setNamed} />}
      <ReasonChoice reasons={reasons} state={choice} label={reasonWords.label} keysDo="choose" />
      <NoteField value={note} onChange={setNote} />
      <TypedField
        label={approveStaffWords.confirm(<Identifier text={identifier} />)}
        value={typed}
        onChange={setTyped}
        onKeyDown={onKeyDown}
      />
      <DecisionButtons onClose={onClose}>
        <Button
          ref={button}
          disabled={!ready}
          loading={busy}
          onClick={() =>
            apply(target, {
              decision: 'approved',
              reason: choice.reason,
              note: note.trim(),
              typedIdentifier: typed,
              named,
            })
          }
        >
          {approveWords.one}
        </Button>
      </DecisionButtons>
    </Stack>
  );
}

function StaffLockText({ user }: { readonly user: UserRow }) {
  return (
    <div className={styles.note} data-tone="staff">
      <Text size="sm" fw={500}>
        {user.staff_role ? approveStaffWords.staff : approveStaffWords.unknown}
      </Text>
      <Text size="sm" component="div">
        {approveStaffWords.oneByOne(<StaffConfirmedMark />)}
      </Text>
    </div>
  );
}

/** Said elsewhere in the dialog. */
const BESIDE: readonly ReviewFlag[] = ['staff-role', 'unknown-role', 'contact'];

/** All besides the role. */
function OtherFlags({ user }: { readonly user: UserRow }) {
  const flags = user.flags.filter((flag) => !BESIDE.includes(flag));
  if (flags.length === 0) return null;
  return <FlaggedNote flags={flags} title={approveStaffWords.otherFlags} />;
}
