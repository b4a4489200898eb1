/** Asks before a sign-off is withdrawn: its signatures go. Enter takes the safe choice. Part of SignOffView. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { engine } from '../../../client/engineClient.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { notifyDone } from '../../../ui/notify.tsx';
import { type Seal, signersOf } from '../../../ui/sealWords.ts';

interface WithdrawDialogProps {
  readonly seal: Seal;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function WithdrawDialog({ seal, opened, onClose }: WithdrawDialogProps) {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function withdraw() {
    setBusy(true);
    setError(undefined);
    try {
      await engine.signOff.withdraw();
      onClose();
      notifyDone('The sign-off was withdrawn.');
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal opened={opened} onClose={onClose} title="Withdraw the sign-off?" size={440}>
      <Stack gap={16}>
        <Text size="sm">
          The newest sign-off, of {signersOf(seal)}, is taken back and can’t be restored: whoever
          signed has to sign again. Decisions stay as they are, and so do reports of jobs that were
          submitted under it.
        </Text>
        <ErrorNote error={error} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Keep it
          </Button>
          <Button color="red" loading={busy} onClick={withdraw}>
            Withdraw
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
