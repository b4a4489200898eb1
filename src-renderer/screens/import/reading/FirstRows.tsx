/**
 * The first rows of a file as they will be read: dates as dates, identifiers exactly as in the file.
 */
import { Table, Text } from '@mantine/core';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { FileValueText } from '../../../ui/FileValueText.tsx';
import { formatCount } from '../../../ui/format.ts';
import { columnWords, firstRowsWords } from '../words/reading.tsx';
import { columnNamed, isNumeric } from './columnNames.ts';
import styles from './FirstRows.module.css';

export function FirstRows({ check }: { readonly check: ImportCheck }) {
  const { firstRows } = check;
  const columns = check.columns.map((column) => {
    const known = columnNamed(check.kind, column.field);
    return { ...column, known, align: isNumeric(known) ? ('right' as const) : ('left' as const) };
  });
  if (firstRows.length === 0) {
    return (
      <Text size="sm" c="dimmed" py={8}>
        {firstRowsWords.none}
      </Text>
    );
  }
  return (
    <section
      className={styles.scroll}
      aria-label={firstRowsWords.label(check.fileName)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard
      tabIndex={0}
    >
      <Table className={styles.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right" scope="col">
              {firstRowsWords.row}
            </Table.Th>
            {columns.map(({ position, heading, known, align }) => (
              <Table.Th key={position} scope="col" ta={align}>
                {heading || columnWords.noHeading}
                <span className={styles.field} data-kept={!known || undefined}>
                  {known?.label ?? columnWords.kept}
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
              {columns.map(({ position, known, align }, n) => (
                <Table.Td key={position} ta={align}>
                  <FileValueText kind={known?.kind} value={values[n] ?? ''} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
