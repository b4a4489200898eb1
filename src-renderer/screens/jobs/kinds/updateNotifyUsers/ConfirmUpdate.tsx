/**
 * The last question before Update/Notify Users runs: exactly what will happen. Enter takes the safe
 * choice.
 */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { FlagsAmong } from '../../../../deciding/FlagsAmong.tsx';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { Writing } from '../../../../ui/Writing.tsx';
import { commonWords } from '../../../../ui/words/components.tsx';
import { leavingOut, useNarrowing } from '../../set/SetChecks.tsx';
import { inCheck } from '../../useJobCheck.ts';
import type { Submission } from '../../useSubmission.ts';
import type { UpdateOutcome } from './updateDraft.ts';
import { confirmUpdateWords } from './words.tsx';

interface ConfirmUpdateProps {
  readonly submission: Submission<UpdateOutcome>;
  /** How many would change now; undefined while it is being asked. */
  readonly changedNow: number | undefined;
  /** The original group will be lost, and no kit keeps it. */
  readonly lacksKit: boolean;
  /** Another set takes the place of this one. */
  readonly onSet: (set: SetSummary) => void;
}

export function ConfirmUpdate(props: ConfirmUpdateProps) {
  const { submission, changedNow, lacksKit, onSet } = props;
  const { prepared, asking, cancel } = submission;
  const outcome = prepared?.about;
  const outdated =
    outcome !== undefined && changedNow !== undefined && changedNow !== outcome.changed;
  return (
    <Modal
      opened={asking}
      onClose={cancel}
      title={confirmUpdateWords.title}
      size={520}
      // The second half of a double click on Submit must not close what the first half opened.
      closeOnClickOutside={false}
    >
      {outcome && (
        <Question
          submission={submission}
          outcome={outcome}
          outdated={outdated}
          lacksKit={lacksKit}
          onSet={onSet}
        />
      )}
    </Modal>
  );
}

interface QuestionProps {
  readonly submission: Submission<UpdateOutcome>;
  readonly outcome: UpdateOutcome;
  readonly outdated: boolean;
  readonly lacksKit: boolean;
  readonly onSet: (set: SetSummary) => void;
}

function Question({ submission, outcome, outdated, lacksKit, onSet }: QuestionProps) {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const { set, check } = outcome;
  const narrowing = useNarrowing(set, (narrowed) => {
    submission.cancel();
    onSet(narrowed);
  });

  async function confirm() {
    setBusy(true);
    setError(undefined);
    try {
      await submission.confirm();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Stack gap="md">
      <Text component="div">
        {confirmUpdateWords.happens(outcome.changed, set.name, outcome.parameters)}{' '}
        {outcome.leftAlone > 0 && `${confirmUpdateWords.leftAlone(outcome.leftAlone)} `}
        {confirmUpdateWords.reversal}
      </Text>
      {lacksKit && <Text component="div">{confirmUpdateWords.noKit}</Text>}
      <Text component="div">{confirmUpdateWords.noAbort}</Text>
      <FlagsAmong
        title={confirmUpdateWords.flags}
        flags={check.flags}
        criteriaOf={(flag) => inCheck(check, `flag:${flag}`)}
        busy={narrowing.busy}
        onLeaveOut={(flag) => narrowing.narrow(leavingOut(check, flag), flag)}
      >
        {confirmUpdateWords.flagsHelp}
      </FlagsAmong>
      {outdated && (
        <ErrorNote text={confirmUpdateWords.outdated} todo={confirmUpdateWords.outdatedTodo} />
      )}
      <ErrorNote error={error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={submission.cancel} data-autofocus>
          {commonWords.cancel}
        </Button>
        <Writing>
          <Button loading={busy} disabled={outdated} onClick={() => void confirm()}>
            {confirmUpdateWords.confirm(outcome.changed, outcome.parameters)}
          </Button>
        </Writing>
      </Group>
    </Stack>
  );
}
