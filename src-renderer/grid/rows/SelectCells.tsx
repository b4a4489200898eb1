/**
 * The checkbox column: a box in each row and one in the heading for all that match.
 * The selection is kept in userSelection.ts.
 */
import type { ICellRendererParams, IHeaderParams } from 'ag-grid-community';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { selectionWords } from '../words/rows.ts';
import type { GridStore } from './gridStore.ts';
import type { Ranges } from './ranges.ts';
import styles from './SelectCells.module.css';
import {
  clearSelection,
  isSelected,
  selectAll,
  selectedCount,
  type UserSelection,
} from './userSelection.ts';

/** What the grid gives its cells. */
export interface GridContext {
  readonly grid: GridStore;
  readonly ranges: Ranges;
}

export function SelectCell(props: ICellRendererParams<UserRow, unknown, GridContext>) {
  const { data, context, node } = props;
  const { selection } = context.grid.getState().asked;
  if (!data || !selection) return null;
  return (
    <SelectBox
      user={data}
      selection={selection}
      onToggle={(range) =>
        range ? context.ranges.extendTo(node.rowIndex!) : context.ranges.toggle(node.rowIndex!)
      }
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
        aria-label={selectionWords.selectUser(user.primary_identifier)}
        checked={selected}
        onChange={() => undefined}
        onClick={(event) => onToggle(event.shiftKey)}
      />
    </label>
  );
}

export function SelectHeader({ context }: IHeaderParams<UserRow, GridContext>) {
  const { selection } = context.grid.getState().asked;
  return selection ? <SelectAllBox grid={context.grid} selection={selection} /> : null;
}

function SelectAllBox({
  grid,
  selection,
}: {
  readonly grid: GridStore;
  readonly selection: UserSelection;
}) {
  const state = selection();
  const total = grid(({ total }) => total ?? 0);
  const count = selectedCount(state, total);
  const all = state.mode === 'all' && state.users.size === 0;
  return (
    <label className={styles.box}>
      <input
        type="checkbox"
        aria-label={selectionWords.selectMatching}
        title={all ? selectionWords.clearHint : selectionWords.selectMatchingHint}
        checked={all}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && !all;
        }}
        onChange={() => (all ? clearSelection(selection) : selectAll(selection))}
      />
    </label>
  );
}
