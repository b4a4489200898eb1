/**
 * The first rows of a file as they will be read: dates as dates, identifiers exactly as in the file.
 */
import { Table, Text } from '@mantine/core';
import type { ImportCheck } from '#shared/contract/shapes.ts';
import { formatCount } from '../../ui/format.ts';
import styles from './FirstRows.module.css';
import { fieldLabelled } from './fieldOfColumn.ts';
import { ReadValue } from './ReadValue.tsx';

type Column = ImportCheck['columns'][number];

export function FirstRows({ check }: { readonly check: ImportCheck }) {
  const { columns, firstRows } = check;
  if (firstRows.length === 0) {
    return (
      <Text size="sm" c="dimmed" py={8}>
        No row could be read.
      </Text>
    );
  }
  return (
    <section
      className={styles.scroll}
      aria-label={`First rows of ${check.fileName}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard
      tabIndex={0}
    >
      <Table className={styles.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right" scope="col">
              Row
            </Table.Th>
            {columns.map((column) => (
              <Table.Th key={column.position} scope="col" ta={alignOf(column)}>
                {column.heading || 'No heading'}
                <span className={styles.field} data-kept={column.field === null || undefined}>
                  {column.field ?? 'Kept as it is'}
                </span>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {firstRows.map(({ row, values }) => (
            <Table.Tr key={row}>
              <Table.Td ta="right" c="dimmed">
                {formatCount(row)}
              </Table.Td>
              {columns.map((column, n) => (
                <Table.Td key={column.position} ta={alignOf(column)}>
                  <ReadValue field={column.field} value={values[n] ?? ''} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function alignOf(column: Column): 'left' | 'right' {
  const kind = fieldLabelled(column.field)?.kind;
  return kind === 'number' || kind === 'money' ? 'right' : 'left';
}
