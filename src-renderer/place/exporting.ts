/**
 * Which list of users can be exported at the moment: the one on screen says how. For the quick search, which knows
 * nothing of lists.
 */
import { navigate } from './navigation.ts';

let openDialog: (() => void) | undefined;

/** @returns for when the list is gone */
export function isExportable(open: () => void): () => void {
  openDialog = open;
  return () => {
    if (openDialog === open) openDialog = undefined;
  };
}

/** Asks how the list on screen is to be exported; the review list where there is none. */
export function exportList(): void {
  if (openDialog) openDialog();
  else navigate({ screen: 'review', dialog: 'export' });
}
