/** Asks before a sample goes with its findings. */
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import { engine } from '../../../client/engineClient.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { removeSampleWords } from '../words/sampling.tsx';
import { lookedUp } from './lookedUp.ts';

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
      title={removeSampleWords.title}
      action={removeSampleWords.remove}
      onConfirm={() => engine.samples.remove({ sampleId: sample.sampleId })}
      done={removeSampleWords.removed}
    >
      {removeSampleWords.text(sample.users, lookedUp(sample))}
    </ConfirmDialog>
  );
}
