/**
 * Approving: says first who of the users is left alone, being staff or protected, names every flag among the others,
 * and takes those who are held back only by the name of their class. Shown by DecisionDialog for one user with a flag
 * and for many.
 */
import { Button, Skeleton, Stack, Text } from '@mantine/core';
import type { FormEvent } from 'react';
import { allOf } from '#shared/domain/criteria.ts';
import { HELD_BACK_FLAGS, type HeldBackFlag, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { commonWords } from '../ui/words/components.tsx';
import {
  DecisionButtons,
  type DecisionFormProps,
  NoteField,
  useDeciding,
} from './DecisionForm.tsx';
import {
  approvableAmong,
  type DecisionTarget,
  formOf,
  withoutFlags,
  withoutFlagsAmong,
} from './decisions.ts';
import { FlaggedNote } from './FlaggedNote.tsx';
import { FlagsAmong } from './FlagsAmong.tsx';
import {
  type ApprovalCounts,
  type FlagCounts,
  useApprovalCounts,
  useFlagCounts,
  useUserCounts,
} from './flagCounts.ts';
import { ContactChoice, HeldBackChoice } from './HeldBackChoice.tsx';
import { useKept } from './keptForm.ts';
import { LeftAloneNote } from './LeftAloneNote.tsx';
import { ReasonChoice, useReason, useReasonKeys } from './ReasonChoice.tsx';
import { StaffListsNote } from './StaffListsNote.tsx';
import { approveWords, reasonWords } from './words/decisions.tsx';
import { flagWords } from './words/flags.tsx';

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
          {commonWords.close}
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
  const form = formOf('approved', target);
  const choice = useReason(null, form);
  const [note, setNote] = useKept(form, 'note', '');
  const chosen = useChosen(target, form, flagged);
  const { named, setNamed, leftOut, setLeftOut, going } = chosen;
  const warned = counts.staffLocked + counts.protected > 0 || flagged.flags.length > 0;
  const ready = !busy && !choice.unfinished && chosen.target !== undefined && going.users > 0;

  function approve(reason: string | null) {
    if (ready && chosen.target)
      void apply(chosen.target, { decision: 'approved', reason, note: note.trim(), named });
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
    approve(choice.reason);
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap={16}>
        <Text size="sm" c="dimmed">
          {approveWords.meaning}
        </Text>
        <LeftAloneNote target={target} counts={counts} onClose={onClose} />
        <StaffListsNote />
        {target.user ? (
          <OwnFlags flags={target.user.flags} named={named} onName={setNamed} />
        ) : (
          <>
            <HeldBackChoice
              classes={chosen.heldBack}
              named={named}
              onName={setNamed}
              criteriaOf={chosen.criteriaOf}
              onShow={onClose}
            />
            <FlagsAmong
              title={approveWords.flagsAmong(going.users)}
              flags={going.flags}
              criteriaOf={chosen.criteriaOf}
              onShow={onClose}
              leftOut={leftOut}
              onLeaveOut={(flag) => setLeftOut([...leftOut, flag])}
              onTakeIn={(flag) => setLeftOut(leftOut.filter((each) => each !== flag))}
            >
              {approveWords.flagsDontStop}
            </FlagsAmong>
          </>
        )}
        <ReasonChoice
          reasons={reasons}
          state={choice}
          label={reasonWords.optional}
          keysDo={warned ? 'choose' : 'approve'}
        />
        <NoteField value={note} onChange={setNote} />
        <DecisionButtons onClose={onClose}>
          <Button type="submit" disabled={!ready} loading={busy}>
            {target.user ? approveWords.one : approveWords.many(going.users)}
          </Button>
        </DecisionButtons>
      </Stack>
    </form>
  );
}

const NOBODY: FlagCounts = { users: 0, flags: [] };

/** Whom the approval would take: without held-back classes that aren't named, and without flags that are left out. */
function useChosen(target: DecisionTarget, form: string, flagged: FlagCounts) {
  const [named, setNamed] = useKept<readonly HeldBackFlag[]>(form, 'named', []);
  const [leftOut, setLeftOut] = useKept<readonly ReviewFlag[]>(form, 'leftOut', []);
  const present = flagged.flags.flatMap(({ flag, users }) => {
    const held = HELD_BACK_FLAGS.find((each) => each === flag);
    return held ? [{ flag: held, users }] : [];
  });
  // Whoever is decided about alone was looked at; a Contact takes a word of its own.
  const heldBack = target.user ? present.filter(({ flag }) => flag === 'contact') : present;
  const open = heldBack.map(({ flag }) => flag).filter((flag) => !named.includes(flag));
  const going = useFlagCounts(approvableAmong(target, [...open, ...leftOut])) ?? NOBODY;
  const [left] = useUserCounts([withoutFlagsAmong(target, leftOut)], true) ?? [];
  const narrowed =
    leftOut.length === 0
      ? target
      : left === undefined
        ? undefined
        : withoutFlags(target, leftOut, left);
  return {
    named,
    setNamed,
    leftOut,
    setLeftOut,
    heldBack,
    going,
    target: narrowed,
    criteriaOf: (flag: ReviewFlag) =>
      allOf(approvableAmong(target), { op: 'hasFlag', flags: [flag] }),
  };
}

interface OwnFlagsProps {
  readonly flags: readonly ReviewFlag[];
  readonly named: readonly HeldBackFlag[];
  readonly onName: (named: readonly HeldBackFlag[]) => void;
}

/** One user alone: their flags need no numbers. */
function OwnFlags({ flags, named, onName }: OwnFlagsProps) {
  const others = flags.filter((flag) => flag !== 'contact');
  return (
    <>
      {others.length > 0 && (
        <FlaggedNote flags={others} title={flagWords.ofUser}>
          {approveWords.flagsDontStop}
        </FlaggedNote>
      )}
      {flags.includes('contact') && <ContactChoice named={named} onName={onName} />}
    </>
  );
}
