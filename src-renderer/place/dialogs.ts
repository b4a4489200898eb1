/**
 * Which dialog of the frame is open: opened from anywhere, shown by the shell, never two at once.
 */
import { create } from 'zustand';

interface OpenDialog {
  readonly dialog: 'shortcuts' | 'erase' | 'retention' | undefined;
}

export const useDialog = create<OpenDialog>(() => ({ dialog: undefined }));

export function openDialog(dialog: OpenDialog['dialog']): void {
  useDialog.setState({ dialog });
}

export function closeDialog(): void {
  useDialog.setState({ dialog: undefined });
}
