/**
 * The last question before a purge runs: what will happen, and the number of users to be typed. When
 * the replica has changed since the picture was taken, it asks to submit again.
 */
import { Stack } from '@mantine/core';
import type { PurgePreview } from '#shared/contract/shapes.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { countOf } from '../../ui/format.ts';
import { TypedConfirm } from '../../ui/TypedConfirm.tsx';
import { Money } from '../../ui/Values.tsx';
import type { Submission } from './useSubmission.ts';

interface ConfirmPurgeProps {
  readonly submission: Submission<PurgePreview>;
  /** What the same settings would do now; undefined while it is being asked. */
  readonly current: PurgePreview | undefined;
}

export function ConfirmPurge({ submission, current }: ConfirmPurgeProps) {
  const pictured = submission.prepared?.about;
  const outdated = current && pictured && outcomeOf(current) !== outcomeOf(pictured);
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
      {pictured && (
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
          <StaffText pictured={pictured} />
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
  const { purgedWithStaffRole: staff, purgedWithUnknownRole: unknown } = pictured;
  const parts = [
    staff > 0 && `${countOf(staff, 'user')} with a staff role`,
    unknown > 0 && `${countOf(unknown, 'user')} with an unknown role`,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return <ErrorNote text={`Among them: ${parts.join(' and ')}.`} />;
}

function outcomeOf({ inScope, purged, retained, waived }: PurgePreview): string {
  return [inScope, purged, retained, waived].join(' ');
}
