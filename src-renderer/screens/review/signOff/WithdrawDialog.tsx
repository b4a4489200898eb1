/** Asks before a sign-off is withdrawn: its signatures go. */
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import { engine } from '../../../client/engineClient.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { signersOf } from '../../../ui/words/seal.tsx';

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
      title="Withdraw the sign-off?"
      action="Withdraw"
      onConfirm={() => engine.signOff.withdraw()}
      done="The sign-off was withdrawn."
    >
      The newest sign-off, of {signersOf(seal)}, is taken back and can’t be restored: whoever signed
      has to sign again. Decisions stay as they are, and so do reports of jobs that were submitted
      under it.
    </ConfirmDialog>
  );
}
