/**
 * Says what the closing of the workspace or of the program waits for, and how far it is. It can't be dismissed: what
 * lies behind it takes no changes any more.
 */
import { Modal, Progress, Stack, Text } from '@mantine/core';
import { useProgress } from '../client/progress.ts';
import { waitingWords } from './words.tsx';

export function ClosingDialog() {
  const work = useProgress((state) => state.closesAfter);
  const adding = useProgress((state) => state.adding);
  if (!work) return null;
  const title = waitingWords.closing(work);
  const [first] = adding.values();
  return (
    <Modal
      opened
      onClose={() => undefined}
      title={title}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <Progress
          value={first ? first.fraction * 100 : 100}
          animated={!first}
          striped={!first}
          size={6}
          aria-label={title}
        />
        <Text size="sm">{waitingWords.thenClosed}</Text>
      </Stack>
    </Modal>
  );
}
