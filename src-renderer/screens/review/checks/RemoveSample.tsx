/** Asks before a sample goes with its findings: that can't be undone. Enter takes the safe choice. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SampleSummary } from '#shared/contract/shapes.ts';
import { engine } from '../../../client/engineClient.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { countOf } from '../../../ui/format.ts';
import { notifyDone } from '../../../ui/notify.tsx';
import { lookedUp } from './samplingWords.ts';

interface RemoveSampleProps {
  readonly sample: SampleSummary;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function RemoveSample({ sample, opened, onClose }: RemoveSampleProps) {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function remove() {
    setBusy(true);
    setError(undefined);
    try {
      await engine.samples.remove({ sampleId: sample.sampleId });
      onClose();
      notifyDone('The sample was removed.');
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal opened={opened} onClose={onClose} title="Remove this sample?" size={440}>
      <Stack gap={16}>
        <Text size="sm">
          {countOf(sample.users, 'drawn user')} and {countOf(lookedUp(sample), 'finding')} are
          removed with their notes. This can’t be undone; decisions stay as they are.
        </Text>
        <ErrorNote error={error} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Keep it
          </Button>
          <Button color="red" loading={busy} onClick={remove}>
            Remove the sample
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
