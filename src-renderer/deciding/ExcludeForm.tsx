/**
 * The reason why users stay in Alma; a digit excludes at once. Shown by DecisionDialog.
 */
import { Button, Stack, Text } from '@mantine/core';
import type { FormEvent } from 'react';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { EXCLUDING_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import {
  DecisionButtons,
  type DecisionFormProps,
  NoteField,
  useDeciding,
} from './DecisionForm.tsx';
import { candidatesAmong, type DecisionTarget, formOf } from './decisions.ts';
import { FlaggedNote } from './FlaggedNote.tsx';
import { FlagsOf } from './FlagsOf.tsx';
import { useKept } from './keptForm.ts';
import { ReasonChoice, useReason, useReasonKeys } from './ReasonChoice.tsx';
import { decisionLabel, excludeWords, reasonWords, SUGGESTED_REASONS } from './words/decisions.tsx';
import { flagWords } from './words/flags.tsx';

export function ExcludeForm({ target, reasons, onClose, onDone }: DecisionFormProps) {
  const { busy, apply } = useDeciding(onDone);
  const form = formOf('excluded', target);
  const choice = useReason(suggestedReason(target, reasons), form);
  const [note, setNote] = useKept(form, 'note', '');

  function exclude(reason: string | null) {
    // Excluding without a reason helps nobody later.
    if (reason !== null && !busy)
      void apply(target, { decision: 'excluded', reason, note: note.trim() });
  }

  useReasonKeys(
    reasons,
    (reason) => {
      choice.choose(reason);
      exclude(reason);
    },
    !busy,
  );

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    exclude(choice.reason);
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap={16}>
        <Text size="sm" c="dimmed">
          {excludeWords.meaning}
        </Text>
        {target.user ? (
          target.user.flags.length > 0 && (
            <FlaggedNote flags={target.user.flags} title={flagWords.ofUser} />
          )
        ) : (
          <FlagsOf
            criteria={candidatesAmong(target)}
            title={excludeWords.flagsAmong}
            onShow={onClose}
          />
        )}
        <ReasonChoice reasons={reasons} state={choice} label={reasonWords.label} keysDo="exclude" />
        <NoteField value={note} onChange={setNote} />
        <DecisionButtons onClose={onClose}>
          <Button type="submit" disabled={choice.reason === null} loading={busy}>
            {target.user ? excludeWords.one : decisionLabel('excluded', target)}
          </Button>
        </DecisionButtons>
      </Stack>
    </form>
  );
}

/** What the user's own flags suggest; nothing for many users, whose flags differ, and no reason that was renamed. */
function suggestedReason(target: DecisionTarget, reasons: readonly string[]): string | null {
  if (!target.user) return null;
  const { flags } = target.user;
  const named = (flag: ReviewFlag) =>
    reasons.find((each) => isNamed(each, SUGGESTED_REASONS[flag]));
  const excluding = EXCLUDING_FLAGS.filter((each) => flags.includes(each));
  for (const flag of [...excluding, ...flags]) {
    const reason = named(flag);
    if (reason !== undefined) return reason;
  }
  return null;
}

function isNamed(reason: string, name: string | undefined): boolean {
  return name !== undefined && foldText(reason) === foldText(name);
}
