/** Asks before a sample goes with its findings. */
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import { engine } from '../../../client/engineClient.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { countOf } from '../../../ui/format.ts';
import { lookedUp } from './samplingWords.ts';

interface RemoveSampleProps {
  readonly sample: SampleSummary;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function RemoveSample({ sample, opened, onClose }: RemoveSampleProps) {
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title="Remove this sample?"
      action="Remove the sample"
      onConfirm={() => engine.samples.remove({ sampleId: sample.sampleId })}
      done="The sample was removed."
    >
      {countOf(sample.users, 'drawn user')} and {countOf(lookedUp(sample), 'finding')} are removed
      with their notes. This can’t be undone; decisions stay as they are.
    </ConfirmDialog>
  );
}
