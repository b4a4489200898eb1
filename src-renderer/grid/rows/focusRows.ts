/**
 * The row that has the keyboard: who is in it, and giving it back after a dialog. Never loads rows.
 */
import type { GridApi } from 'ag-grid-community';
import type { UserRow } from '#shared/contract/shapes/users.ts';

export type UserGridApi = GridApi<UserRow>;

const FIRST_COLUMN = 'primary_identifier';

/** The user of the row that has or last had the keyboard. */
export function focusedUser(api: UserGridApi | null): UserRow | undefined {
  const row = api?.getFocusedCell()?.rowIndex;
  return row === undefined ? undefined : api?.getDisplayedRowAtIndex(row)?.data;
}

/** Gives the keyboard back to the rows, where it was before. */
export function focusRows(api: UserGridApi | null, row?: number): void {
  if (!api || api.isDestroyed()) return;
  const focused = api.getFocusedCell();
  const last = api.getDisplayedRowCount() - 1;
  const index = Math.min(row ?? focused?.rowIndex ?? 0, last);
  if (index < 0) {
    document.querySelector<HTMLElement>('main h1')?.focus();
    return;
  }
  api.ensureIndexVisible(index);
  api.setFocusedCell(index, focused?.column ?? FIRST_COLUMN);
}
