/**
 * The checkbox column: a box in each row and one in the heading for all that match.
 * Used by UserGrid alone; the selection is kept in userSelection.ts.
 */
import type { ICellRendererParams, IHeaderParams } from 'ag-grid-community';
import type { UserRow } from '#shared/contract/shapes.ts';
import styles from '../UserGrid.module.css';
import {
  clearSelection,
  isSelected,
  selectAll,
  selectedCount,
  type UserSelection,
} from './userSelection.ts';

/** What the grid gives its cells. */
export interface UserGridContext {
  readonly selection: UserSelection | undefined;
  /** Selects or leaves out the row, with Shift all from the last one on. */
  toggle(rowIndex: number, range: boolean): void;
  total(): number;
}

export function SelectCell(props: ICellRendererParams<UserRow, unknown, UserGridContext>) {
  const { data, context, node } = props;
  if (!data || !context.selection) return null;
  return (
    <SelectBox
      user={data}
      selection={context.selection}
      onToggle={(range) => context.toggle(node.rowIndex!, range)}
    />
  );
}

interface SelectBoxProps {
  readonly user: UserRow;
  readonly selection: UserSelection;
  readonly onToggle: (range: boolean) => void;
}

function SelectBox({ user, selection, onToggle }: SelectBoxProps) {
  const selected = selection((state) => isSelected(state, user.userNo));
  return (
    <label className={styles.box} data-selected={selected || undefined}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={`Select ${user.primaryIdentifier}`}
        checked={selected}
        onChange={() => undefined}
        onClick={(event) => onToggle(event.shiftKey)}
      />
    </label>
  );
}

export function SelectHeader({ context }: IHeaderParams<UserRow, UserGridContext>) {
  return context.selection ? (
    <SelectAllBox context={context} selection={context.selection} />
  ) : null;
}

function SelectAllBox({
  context,
  selection,
}: {
  readonly context: UserGridContext;
  readonly selection: UserSelection;
}) {
  const state = selection();
  const count = selectedCount(state, context.total());
  const all = state.mode === 'all' && state.users.size === 0;
  return (
    <label className={styles.box}>
      <input
        type="checkbox"
        aria-label="Select all that match"
        title={all ? 'Clear the selection' : 'Select all that match (Ctrl+A)'}
        checked={all}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && !all;
        }}
        onChange={() => (all ? clearSelection(selection) : selectAll(selection))}
      />
    </label>
  );
}
