/** How many users of a list are selected. */
import { NO_SELECTION, selectedCount, type UserSelection } from './userSelection.ts';

export function useSelectedCount(selection: UserSelection = NO_SELECTION, total = 0): number {
  return selection((state) => selectedCount(state, total));
}
