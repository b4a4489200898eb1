/**
 * The columns of a file and how each is read; and, for candidates, what the file says nothing about.
 */
import { Stack, Text } from '@mantine/core';
import type { ImportCheck } from '#shared/contract/shapes.ts';
import { USER_FIELDS } from '#shared/fields/userFields.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import styles from './ColumnsTable.module.css';
import { columnLetter, fieldLabelled } from './fieldOfColumn.ts';
import { ReadValue } from './ReadValue.tsx';

interface Row {
  readonly position: number;
  readonly heading: string;
  readonly field: string | null;
  readonly dates: string;
  readonly example: string;
}

const COLUMNS: readonly DataColumn<Row>[] = [
  { key: 'letter', label: 'Column', width: 72, cell: (row) => columnLetter(row.position) },
  { key: 'heading', label: 'Heading in the file', cell: (row) => row.heading || 'No heading' },
  {
    key: 'field',
    label: 'Read as',
    cell: (row) => row.field ?? <span className={styles.kept}>Kept as it is</span>,
  },
  { key: 'dates', label: 'Dates', cell: (row) => row.dates },
  {
    key: 'example',
    label: 'First value',
    cell: (row) => (
      <span className={styles.example}>
        <ReadValue field={row.field} value={row.example} />
      </span>
    ),
  },
];

export function ColumnsTable({ check }: { readonly check: ImportCheck }) {
  const rows = check.columns.map(
    ({ position, heading, field, dateOrder }, n): Row => ({
      position,
      heading,
      field,
      dates: datesIn(check, heading, field, dateOrder),
      example: check.firstRows.find(({ values }) => values[n])?.values[n] ?? '',
    }),
  );
  return (
    <Stack gap={12}>
      <DataTable
        label={`Columns of ${check.fileName}`}
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => row.position}
      />
      {check.kind === 'candidates' && <Missing check={check} />}
      {check.kind === 'exclusions' && (
        <Text size="sm" c="dimmed">
          Of an exclusion list only the identifiers count. The other columns are kept as evidence.
        </Text>
      )}
    </Stack>
  );
}

/** The order matters only where dates are text. */
function datesIn(
  check: ImportCheck,
  heading: string,
  field: string | null,
  order: ImportCheck['columns'][number]['dateOrder'],
): string {
  if (fieldLabelled(field)?.kind !== 'date') return '';
  if (order) return order === 'month-first' ? 'Text, month first' : 'Text, day first';
  return check.question?.column === heading ? 'To be answered' : 'Clear as they are';
}

/** What no column tells is unknown, never No or zero. */
function Missing({ check }: { readonly check: ImportCheck }) {
  const told = new Set(check.columns.map((column) => column.field));
  const missing = USER_FIELDS.filter((field) => !told.has(field.label)).map((field) => field.label);
  if (missing.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" component="div">
      Not in this file, so unknown: {missing.join(', ')}.
      <RuleHelp about="what counts as unknown">
        Where no report says anything, a user isn’t taken to have no loans or no role: it is shown
        as not reported, and Alma may retain more users than the rehearsal does.
      </RuleHelp>
    </Text>
  );
}
