/** Asks before a snapshot takes the place of the workspace: what that gives up, and that there is a way back. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Snapshot } from '#shared/contract/shapes/snapshots.ts';
import { queries } from '../../client/engineClient.ts';
import { restoreSnapshot } from '../../client/workspace.ts';
import { restartAt } from '../../place/navigation.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import { InstantText } from '../../ui/Values.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import { restoreWords as words } from '../../ui/words/snapshots.tsx';

interface RestoreDialogProps {
  /** undefined: it is closed. */
  readonly snapshot: Snapshot | undefined;
  readonly onClose: () => void;
}

export function RestoreDialog({ snapshot, onClose }: RestoreDialogProps) {
  return (
    <Modal opened={snapshot !== undefined} onClose={onClose} title={words.title} size={480}>
      {snapshot && <Form key={snapshot.name} snapshot={snapshot} onClose={onClose} />}
    </Modal>
  );
}

function Form({
  snapshot,
  onClose,
}: {
  readonly snapshot: Snapshot;
  readonly onClose: () => void;
}) {
  const { name, before, madeAt } = snapshot;
  const { data, error: notCounted } = useQuery(
    queries.snapshots.since.queryOptions({ input: { name } }),
  );
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function restore() {
    setBusy(true);
    setError(undefined);
    try {
      if (!(await restoreSnapshot(name))) return;
      onClose();
      restartAt({ screen: 'jobs' });
      notifyDone(words.done(before));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Stack gap={12}>
      <Text size="sm">{words.back(before, <InstantText instant={madeAt} />)}</Text>
      <Text size="sm" aria-live="polite">
        {data ? words.givenUp(data.since) : notCounted ? words.givenUp(null) : words.counting}
      </Text>
      {before.what === 'job' && <Text size="sm">{words.notRun(before.name)}</Text>}
      <Text size="sm">{words.kept}</Text>
      <ErrorNote error={error} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" data-autofocus disabled={busy} onClick={onClose}>
          {commonWords.cancel}
        </Button>
        <Button loading={busy} onClick={restore}>
          {words.action}
        </Button>
      </Group>
    </Stack>
  );
}
