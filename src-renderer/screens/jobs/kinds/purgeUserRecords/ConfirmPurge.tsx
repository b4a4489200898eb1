/**
 * The last question before a purge runs: what will happen, and the number of users to be typed. When
 * the replica has changed since the picture was taken, it asks to submit again.
 */
import { Stack } from '@mantine/core';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { countOf } from '../../../../ui/format.ts';
import { TypedConfirm } from '../../../../ui/TypedConfirm.tsx';
import { Money } from '../../../../ui/Values.tsx';
import { lacksText, usersIn } from '../../../../ui/words/lacks.ts';
import type { Submission } from '../../useSubmission.ts';
import { FlagsOfPurge } from './FlagsOfPurge.tsx';

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
      title="Purge these users?"
      expected={pictured?.purged ?? 0}
      what="the number of users to be purged"
      confirmLabel={`Purge ${countOf(pictured?.purged ?? 0, 'user')}`}
      canConfirm={!outdated}
      onConfirm={submission.confirm}
    >
      {about && pictured && (
        <Stack gap="sm">
          <div>
            <strong>{countOf(pictured.purged, 'user')}</strong> will be purged and leave the review;{' '}
            {countOf(pictured.retained, 'user')} in scope will be retained.{' '}
            {pictured.waived > 0 && (
              <>
                <Money minor={pictured.waived} /> of balances will be recorded as waived.
              </>
            )}
          </div>
          <WithoutApproval check={about.check} />
          <StaffText pictured={pictured} />
          <FlagsOfPurge check={about.check} onShow={submission.cancel} />
          <div>
            The job can’t be aborted or undone. It is the rehearsal in the replica: Alma itself
            isn’t touched. The picture of the settings was taken and is kept with the job.
          </div>
          {outdated && (
            <ErrorNote
              text="The replica has changed since the picture was taken: these numbers are no longer true."
              todo="Cancel, look at the new numbers, and submit again."
            />
          )}
        </Stack>
      )}
    </TypedConfirm>
  );
}

function StaffText({ pictured }: { readonly pictured: PurgePreview }) {
  const { purgedWithStaffRole: staff, purgedWithUnknownRole: unknown, contacts } = pictured;
  const parts = [
    contacts > 0 && `${countOf(contacts, 'Contact')} in scope`,
    staff > 0 && `${countOf(staff, 'user')} with a staff role`,
    unknown > 0 && `${countOf(unknown, 'user')} with an unknown role`,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return <ErrorNote text={`Among them: ${parts.join(' and ')}.`} />;
}

/** In red, before everything else. */
function WithoutApproval({ check }: { readonly check: JobCheck }) {
  const users = usersIn(check.unapproved);
  if (users === 0) return null;
  return (
    <ErrorNote
      text={`${countOf(users, 'user')} may go without approval: ${lacksText(check.unapproved)}.`}
    />
  );
}

function outcomeOf({ preview, check }: ConfirmedPurge): string {
  const { inScope, purged, retained, waived } = preview;
  return [inScope, purged, retained, waived, JSON.stringify(check.unapproved)].join(' ');
}
