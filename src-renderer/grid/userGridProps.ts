/** What a screen tells the grid of users. */
import type { GridApi } from 'ag-grid-community';
import type { ReactNode } from 'react';
import type { SortTerm, UserRow } from '#shared/contract/shapes.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { Decision } from '#shared/domain/review.ts';
import type { UserColumn } from './columns/userColumns.tsx';
import type { UserFilter } from './filter/userFilter.ts';
import type { UserSelection } from './rows/userSelection.ts';

export interface UserGridProps {
  /** Under this name columns, sort and views are remembered: `review`. */
  readonly name: string;
  /** Accessible name: `Candidates`. */
  readonly label: string;
  readonly criteria: Criteria;
  /** Sort at first, until the person chooses another. */
  readonly sort?: readonly SortTerm[];
  /** Columns shown at first; those of the catalogue without it. */
  readonly columns?: readonly UserColumn[];
  /** Adds the checkbox column. */
  readonly selection?: UserSelection;
  /** Takes pasted identifiers, and values that are chosen in the row menu. */
  readonly filter?: UserFilter;
  /** Enter or double click. */
  readonly onOpenUser?: (user: UserRow) => void;
  /** From the row menu; `selected`: meant for all that are selected, of whom the user is one. */
  readonly onDecide?: (decision: Decision, user: UserRow, selected: boolean) => void;
  /** The row with the keyboard changed; for a side panel that follows. */
  readonly onFocusUser?: (user: UserRow) => void;
  readonly onTotal?: (total: number) => void;
  /** Further keys on a focused row, such as X for Exclude; return true when handled. */
  readonly onKey?: (event: globalThis.KeyboardEvent, user: UserRow) => boolean;
  /** AG Grid's own handle, for moving the keyboard to a row; given once. */
  readonly onApi?: (api: GridApi<UserRow>) => void;
  /** Buttons for the selection, shown in the bar above the rows. */
  readonly actions?: ReactNode;
  /** When nobody matches. */
  readonly empty?: ReactNode;
}
