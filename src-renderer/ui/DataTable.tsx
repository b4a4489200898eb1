/**
 * A table for short lists (sets, jobs, imports): all rows at once, sticky header, one open row.
 * Lists of users belong into grid/UserGrid.tsx, which pages. Rows open by click, Enter or Space.
 */
import { Skeleton, Table } from '@mantine/core';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import styles from './DataTable.module.css';

export interface DataColumn<Row> {
  readonly key: string;
  readonly label: string;
  readonly align?: 'left' | 'right';
  readonly width?: number | string;
  /** Its label is read out alone: what stands in the cells says what it is. */
  readonly isMute?: boolean;
  /** Shown only where the table has at least so much room, in rem; for what also stands elsewhere. */
  readonly room?: 28 | 36 | 44 | 52;
  readonly cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  /** What the rows are, for the accessible name. */
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  /** Undefined while they load: skeleton rows. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string | number;
  readonly selectedKey?: string | number | undefined;
  readonly onOpen?: (row: Row) => void;
  /** Of rows that fold others away: whether those are shown; undefined for the others. */
  readonly expanded?: (row: Row) => boolean | undefined;
  /** Columns keep their widths, whatever is in them: rows of one line. */
  readonly fixed?: boolean;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
  readonly skeletonRows?: number;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, empty, skeletonRows = 4 } = props;
  if (rows?.length === 0 && empty) return empty;
  return (
    <div className={styles.scroll}>
      <Table
        aria-label={label}
        stickyHeader
        layout={props.fixed ? 'fixed' : 'auto'}
        highlightOnHover={Boolean(props.onOpen)}
      >
        <Table.Thead className={styles.head}>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th
                key={column.key}
                ta={column.align}
                w={column.width}
                scope="col"
                data-room={column.room}
              >
                {column.isMute ? (
                  <span className="pd-visually-hidden">{column.label}</span>
                ) : (
                  column.label
                )}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows
            ? rows.map((row) => <DataRow key={props.rowKey(row)} row={row} {...props} />)
            : Array.from({ length: skeletonRows }, (_, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: placeholder rows have no identity
                <SkeletonRow key={n} columns={columns.length} />
              ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function DataRow<Row>({
  row,
  columns,
  rowKey,
  selectedKey,
  onOpen,
  expanded,
}: DataTableProps<Row> & { readonly row: Row }) {
  const selected = selectedKey !== undefined && rowKey(row) === selectedKey;
  function onKeyDown(event: KeyboardEvent<HTMLTableRowElement>) {
    if (event.target !== event.currentTarget) return;
    const sibling = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
    if (event.key === 'Enter' || event.key === ' ') onOpen?.(row);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      (event.currentTarget[sibling[event.key]] as HTMLElement | null)?.focus();
    } else return;
    event.preventDefault();
  }
  return (
    <Table.Tr
      className={onOpen ? styles.openable : undefined}
      data-selected={selected || undefined}
      aria-selected={onOpen ? selected : undefined}
      aria-expanded={expanded?.(row)}
      tabIndex={onOpen ? 0 : undefined}
      onClick={onOpen && ((event) => isOfRow(event) && onOpen(row))}
      onKeyDown={onOpen && onKeyDown}
    >
      {columns.map((column) => (
        <Table.Td key={column.key} ta={column.align} data-room={column.room}>
          {column.cell(row)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

/** Spread into what stands in a cell and doesn't open the row when it is pressed. */
export const OWN_CLICKS = { 'data-own-clicks': '' } as const;

/** What a menu or a dialog of a cell shows hangs below the row for React alone. */
function isOfRow({ currentTarget, target }: MouseEvent<HTMLElement>): boolean {
  const pressed = target as Element;
  return currentTarget.contains(pressed) && pressed.closest('[data-own-clicks]') === null;
}

function SkeletonRow({ columns }: { readonly columns: number }) {
  return (
    <Table.Tr>
      {Array.from({ length: columns }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholder cells have no identity
        <Table.Td key={n}>
          <Skeleton height={16} my={2} width={n === 0 ? '70%' : '50%'} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
