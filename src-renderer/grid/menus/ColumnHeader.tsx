/**
 * What stands in the heading of a column: its name, and the arrow that opens its filter. Sorting, sizing and moving
 * stay AG Grid's own. The arrow is for the mouse; the keyboard opens the filter by Alt+Down.
 */
import { IconChevronDown, IconFilterFilled } from '@tabler/icons-react';
import type { IHeaderParams } from 'ag-grid-community';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { type ColumnFilterStore, openColumnFilter } from '../filter/column/columnFilterStore.ts';
import { columnKind, isColumnFiltered } from '../filter/columnFilter.ts';
import type { UserFilter } from '../filter/userFilter.ts';
import { columnFilterWords } from '../words/columnFilter.ts';
import styles from './ColumnHeader.module.css';

/** What the grid gives its headings. */
interface HeaderContext {
  readonly columnFilter: ColumnFilterStore;
}

export function ColumnHeader({
  displayName,
  column,
  context,
}: IHeaderParams<UserRow, HeaderContext>) {
  const filter = context.columnFilter((state) => state.filter);
  const id = column.getColId();
  return (
    <>
      <span className={styles.name}>{displayName}</span>
      {filter && columnKind(id) && (
        <FilterArrow store={context.columnFilter} filter={filter} column={id} />
      )}
    </>
  );
}

interface FilterArrowProps {
  readonly store: ColumnFilterStore;
  readonly filter: UserFilter;
  readonly column: string;
}

function FilterArrow({ store, filter, column }: FilterArrowProps) {
  const filtered = filter((state) => isColumnFiltered(state, column));
  const open = store((state) => state.open?.columnId === column);
  const Icon = filtered ? IconFilterFilled : IconChevronDown;
  return (
    <>
      {filtered && <span className="pd-visually-hidden">, {columnFilterWords.filtered}</span>}
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        className={styles.arrow}
        data-filtered={filtered || undefined}
        data-open={open || undefined}
        ref={(arrow) => (arrow ? listen(store, arrow, column) : undefined)}
      >
        <Icon size={14} aria-hidden />
      </button>
    </>
  );
}

/** AG Grid listens on the heading itself, below where React does: it would sort, or begin to drag. */
function listen(store: ColumnFilterStore, arrow: HTMLElement, column: string): () => void {
  const gone = new AbortController();
  const { signal } = gone;
  for (const type of ['mousedown', 'pointerdown', 'touchstart', 'dblclick'])
    arrow.addEventListener(type, (event) => event.stopPropagation(), { signal });
  arrow.addEventListener(
    'click',
    (event) => {
      event.stopPropagation();
      const open = store.getState().open?.columnId === column;
      if (open) store.setState({ open: null });
      else openColumnFilter(store, arrow, column);
    },
    { signal },
  );
  return () => gone.abort();
}
