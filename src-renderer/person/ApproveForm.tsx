/**
 * Approving: says first who of the users is left alone, being staff or protected, and how many of the
 * others carry a flag that a review by rule would exclude. Shown by DecisionDialog for one user with such
 * a flag and for many.
 */
import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { NOTHING_AGAINST } from '#shared/domain/review.ts';
import { countOf, formatCount } from '../ui/format.ts';
import {
  DecisionButtons,
  type DecisionFormProps,
  NoteField,
  useDeciding,
} from './DecisionForm.tsx';
import { approvableAmong, type DecisionTarget, withoutExcludingFlags } from './decisions.ts';
import { FlaggedNote } from './FlaggedNote.tsx';
import {
  type ApprovalCounts,
  type FlagCounts,
  flaggedTitle,
  useApprovalCounts,
  useFlagCounts,
} from './flagCounts.ts';
import { LeftAloneNote } from './LeftAloneNote.tsx';
import { ReasonChoice, useReason, useReasonKeys } from './ReasonChoice.tsx';

export function ApproveForm(props: DecisionFormProps) {
  const { target, onClose } = props;
  const counts = useApprovalCounts(target, true);
  const flagged = useFlagCounts(approvableAmong(target));
  // Whoever may be approved is known before anything can be asked.
  if (!counts || !flagged) return <Skeleton height={280} />;
  if (counts.approvable === 0)
    return (
      <Stack gap={16}>
        <LeftAloneNote target={target} counts={counts} onClose={onClose} />
        <Button variant="default" onClick={onClose} style={{ alignSelf: 'flex-end' }}>
          Close
        </Button>
      </Stack>
    );
  return <Form {...props} counts={counts} flagged={flagged} />;
}

interface FormProps extends DecisionFormProps {
  readonly counts: ApprovalCounts;
  readonly flagged: FlagCounts;
}

// One form: its parts share what is chosen.
function Form({ target, reasons, counts, flagged, onClose, onDone }: FormProps) {
  const { busy, apply } = useDeciding(onDone);
  const choice = useReason(null);
  const [note, setNote] = useState('');
  const { approvable } = counts;
  const unflagged = approvable - flagged.users;
  const left = counts.staffLocked + counts.protected;
  const warned = left > 0 || flagged.users > 0;
  const ready = !busy && !choice.unfinished;

  function approve(reason: string | null, to: DecisionTarget = target) {
    if (!busy) void apply(to, { decision: 'approved', reason, note: note.trim() });
  }

  useReasonKeys(
    reasons,
    (reason) => {
      choice.choose(reason);
      // With a warning on screen the digit only chooses: it must be possible to read first.
      if (!warned) approve(reason);
    },
    !busy,
  );

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (ready) approve(choice.reason);
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap={16}>
        <Text size="sm" c="dimmed">
          Approved users have been looked at and may be purged.
        </Text>
        <LeftAloneNote target={target} counts={counts} onClose={onClose} />
        {flagged.users > 0 && (
          <FlaggedNote
            counts={flagged}
            title={
              target.user
                ? 'A review by rule would exclude this user:'
                : flaggedTitle(flagged, left > 0 ? 'the others' : 'these users')
            }
            single={target.user !== undefined}
          >
            Flags don’t stop the purge: Alma takes such users like anybody else.
          </FlaggedNote>
        )}
        <ReasonChoice
          reasons={reasons}
          state={choice}
          label={`Reason (without one: ${NOTHING_AGAINST})`}
          keysDo={warned ? 'choose one' : 'approve at once'}
        />
        <NoteField value={note} onChange={setNote} />
        <DecisionButtons onClose={onClose}>
          <Button type="submit" disabled={!ready} loading={busy}>
            {target.user ? 'Approve this user' : `Approve ${countOf(approvable, 'user')}`}
          </Button>
        </DecisionButtons>
        {!target.user && flagged.users > 0 && unflagged > 0 && (
          <Button
            variant="subtle"
            size="compact-sm"
            style={{ alignSelf: 'flex-end' }}
            disabled={!ready}
            onClick={() => approve(choice.reason, withoutExcludingFlags(target, unflagged))}
          >
            Approve only the {formatCount(unflagged)} without these flags
          </Button>
        )}
      </Stack>
    </form>
  );
}
