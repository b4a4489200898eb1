/**
 * Which dialog of the shell is open, and what happened to the engine. Set by commands and the
 * desktop's events, shown by App.
 */
import { create } from 'zustand';

interface ShellState {
  readonly dialog: 'shortcuts' | 'erase' | undefined;
  /** A sentence: why the engine was restarted; shown until it is dismissed. */
  readonly restarted: string | undefined;
  /** A sentence: why there is no engine any more. */
  readonly failed: string | undefined;
}

export const useShell = create<ShellState>(() => ({
  dialog: undefined,
  restarted: undefined,
  failed: undefined,
}));

export function openDialog(dialog: ShellState['dialog']): void {
  useShell.setState({ dialog });
}

export function closeDialog(): void {
  useShell.setState({ dialog: undefined });
}
