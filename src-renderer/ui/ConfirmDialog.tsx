/**
 * Asks before something that can't be undone and needs no typing: says what will happen, and Enter takes the
 * safe choice. What fails is said in the dialog, which stays open.
 */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useWriteBar } from '../client/writing.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { notifyDone } from './notify.tsx';
import { commonWords } from './words/components.tsx';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** `Remove this sample?` */
  readonly title: string;
  /** What will happen, and what stays. */
  readonly children: ReactNode;
  /** The verb of the button. */
  readonly action: string;
  readonly onConfirm: () => Promise<unknown>;
  /** Said when it is done. */
  readonly done: string;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, onClose, title, children, action, onConfirm, done } = props;
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function confirm() {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      onClose();
      notifyDone(done);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal opened={opened} onClose={onClose} title={title} size={440}>
      <Stack gap={16}>
        <Text size="sm">{children}</Text>
        <ErrorNote error={error} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" data-autofocus onClick={onClose}>
            {commonWords.keepIt}
          </Button>
          <Button color="red" loading={busy} onClick={confirm} {...useWriteBar()}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
