/** Asks before a sign-off is withdrawn: its signatures go. */
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import { engine } from '../../../client/engineClient.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { signersOf } from '../../../ui/words/seal.tsx';
import { withdrawWords } from '../words/signOff.tsx';

interface WithdrawDialogProps {
  readonly seal: Seal;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function WithdrawDialog({ seal, opened, onClose }: WithdrawDialogProps) {
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={withdrawWords.title}
      action={withdrawWords.withdraw}
      onConfirm={() => engine.signOff.withdraw()}
      done={withdrawWords.withdrawn}
    >
      {withdrawWords.text(signersOf(seal))}
    </ConfirmDialog>
  );
}
