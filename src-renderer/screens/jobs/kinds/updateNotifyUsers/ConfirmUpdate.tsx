/**
 * The last question before Update/Notify Users runs: exactly what will happen. Enter takes the safe
 * choice.
 */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { FlagsAmong } from '../../../../deciding/FlagsAmong.tsx';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { countOf } from '../../../../ui/format.ts';
import { inCheck } from '../../useJobCheck.ts';
import type { Submission } from '../../useSubmission.ts';
import { leavingOut, useNarrowing } from './SetChecks.tsx';
import type { UpdateOutcome } from './updateDraft.ts';

interface ConfirmUpdateProps {
  readonly submission: Submission<UpdateOutcome>;
  /** How many would change now; undefined while it is being asked. */
  readonly changedNow: number | undefined;
  /** Another set takes the place of this one. */
  readonly onSet: (set: SetSummary) => void;
}

export function ConfirmUpdate({ submission, changedNow, onSet }: ConfirmUpdateProps) {
  const { prepared, asking, cancel } = submission;
  const outcome = prepared?.about;
  const outdated =
    outcome !== undefined && changedNow !== undefined && changedNow !== outcome.changed;
  return (
    <Modal
      opened={asking}
      onClose={cancel}
      title="Submit this job?"
      size={520}
      // The second half of a double click on Submit must not close what the first half opened.
      closeOnClickOutside={false}
    >
      {outcome && (
        <Question submission={submission} outcome={outcome} outdated={outdated} onSet={onSet} />
      )}
    </Modal>
  );
}

interface QuestionProps {
  readonly submission: Submission<UpdateOutcome>;
  readonly outcome: UpdateOutcome;
  readonly outdated: boolean;
  readonly onSet: (set: SetSummary) => void;
}

function Question({ submission, outcome, outdated, onSet }: QuestionProps) {
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
        <strong>{countOf(outcome.changed, 'user')}</strong> of the set {set.name} get the user group{' '}
        <strong>{outcome.userGroup}</strong>, whatever their group is now.{' '}
        {outcome.leftAlone > 0 && (
          <>{countOf(outcome.leftAlone, 'member')} of the set are left alone. </>
        )}
        For every original group a reversal set is kept.
      </Text>
      <Text component="div">
        The job can’t be aborted. It changes the replica on this computer; Alma isn’t touched. The
        picture of the settings was taken and is kept with the job.
      </Text>
      <FlagsAmong
        title="Flags among them:"
        flags={check.flags}
        criteriaOf={(flag) => inCheck(check, `flag:${flag}`)}
        busy={narrowing.busy}
        onLeaveOut={(flag) => narrowing.narrow(leavingOut(check, flag), flag)}
      >
        The purge doesn’t look at these.
      </FlagsAmong>
      {outdated && (
        <ErrorNote
          text="The replica has changed since the picture was taken: this number is no longer true."
          todo="Cancel, look at the new number, and submit again."
        />
      )}
      <ErrorNote error={error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={submission.cancel} data-autofocus>
          Cancel
        </Button>
        <Button loading={busy} disabled={outdated} onClick={() => void confirm()}>
          Move {countOf(outcome.changed, 'user')}
        </Button>
      </Group>
    </Stack>
  );
}
