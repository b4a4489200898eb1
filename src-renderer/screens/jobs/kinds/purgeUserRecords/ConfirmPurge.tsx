/**
 * The last question before a purge runs: what will happen, and the number of users to be typed. When
 * the replica has changed since the picture was taken, it asks to submit again.
 */
import { Stack } from '@mantine/core';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { TypedConfirm } from '../../../../ui/TypedConfirm.tsx';
import { lacksText, usersIn } from '../../../../ui/words/lacks.ts';
import type { Submission } from '../../useSubmission.ts';
import { FlagsOfPurge } from './FlagsOfPurge.tsx';
import { amongThemText, confirmPurgeWords } from './words/submit.tsx';

/** What is confirmed: what the job would do, and whom it concerns. */
export interface ConfirmedPurge {
  readonly preview: PurgePreview;
  readonly check: JobCheck;
}

interface ConfirmPurgeProps {
  readonly submission: Submission<ConfirmedPurge>;
  /** What the same settings would do now; undefined while it is being asked. */
  readonly current: ConfirmedPurge | undefined;
}

export function ConfirmPurge({ submission, current }: ConfirmPurgeProps) {
  const about = submission.prepared?.about;
  const pictured = about?.preview;
  const outdated = current && about && outcomeOf(current) !== outcomeOf(about);
  return (
    <TypedConfirm
      opened={submission.asking}
      onClose={submission.cancel}
      closeOnClickOutside={false}
      title={confirmPurgeWords.title}
      expected={pictured?.purged ?? 0}
      what={confirmPurgeWords.what}
      confirmLabel={confirmPurgeWords.confirm(pictured?.purged ?? 0)}
      canConfirm={!outdated}
      onConfirm={submission.confirm}
    >
      {about && pictured && (
        <Stack gap="sm">
          <div>
            {confirmPurgeWords.happens(pictured)}{' '}
            {pictured.waived > 0 && confirmPurgeWords.waived(pictured.waived)}
          </div>
          <WithoutApproval check={about.check} />
          <ErrorNote text={amongThemText(pictured)} />
          <FlagsOfPurge check={about.check} onShow={submission.cancel} />
          <div>{confirmPurgeWords.noUndo}</div>
          {outdated && (
            <ErrorNote text={confirmPurgeWords.outdated} todo={confirmPurgeWords.outdatedTodo} />
          )}
        </Stack>
      )}
    </TypedConfirm>
  );
}

/** In red, before everything else. */
function WithoutApproval({ check }: { readonly check: JobCheck }) {
  const users = usersIn(check.unapproved);
  if (users === 0) return null;
  return <ErrorNote text={confirmPurgeWords.withoutApproval(users, lacksText(check.unapproved))} />;
}

function outcomeOf({ preview, check }: ConfirmedPurge): string {
  const { inScope, purged, retained, waived } = preview;
  return [inScope, purged, retained, waived, JSON.stringify(check.unapproved)].join(' ');
}
