/**
 * The columns of a file and what each is read as, which can be changed as long as the file isn't added;
 * and what the file says nothing about.
 */
import { Stack, Text } from '@mantine/core';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { userField } from '#shared/fields/userFields.ts';
import { fieldsToldBy } from '#shared/importKinds/importKinds.ts';
import { type DataColumn, DataTable } from '../../../ui/DataTable.tsx';
import { FileValueText } from '../../../ui/FileValueText.tsx';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { kindWords } from '../kinds.ts';
import { ColumnChoice } from './ColumnChoice.tsx';
import styles from './ColumnsTable.module.css';
import { columnLetter, columnNamed, exampleOf, type FileColumn } from './columnNames.ts';

export function ColumnsTable({ check }: { readonly check: ImportCheck }) {
  return (
    <Stack gap={12}>
      <DataTable
        label={`Columns of ${check.fileName}`}
        columns={columnsFor(check)}
        rows={check.columns}
        rowKey={(column) => column.position}
      />
      <About check={check} />
    </Stack>
  );
}

function columnsFor(check: ImportCheck): DataColumn<FileColumn>[] {
  return [
    { key: 'letter', label: 'Column', width: 72, cell: ({ position }) => columnLetter(position) },
    {
      key: 'heading',
      label: 'Heading in the file',
      cell: ({ heading }) => heading || <span className={styles.kept}>none</span>,
    },
    {
      key: 'field',
      label: 'Read as',
      cell: (column) =>
        check.state === 'checked' ? (
          <ColumnChoice check={check} column={column} />
        ) : (
          (columnNamed(check.kind, column.field)?.label ?? (
            <span className={styles.kept}>Kept as it is</span>
          ))
        ),
    },
    { key: 'dates', label: 'Dates', room: 44, cell: (column) => datesIn(check, column) },
    {
      key: 'example',
      label: 'First value',
      cell: (column) => (
        <span className={styles.example}>
          <FileValueText
            kind={columnNamed(check.kind, column.field)?.kind}
            value={exampleOf(check, column)}
          />
        </span>
      ),
    },
  ];
}

/** The order matters only where dates are text. */
function datesIn(check: ImportCheck, { field, dateOrder, heading }: FileColumn): string {
  if (columnNamed(check.kind, field)?.kind !== 'date') return '';
  if (dateOrder) return dateOrder === 'month-first' ? 'Text, month first' : 'Text, day first';
  return check.question?.column === heading ? 'To be answered' : 'Clear as they are';
}

function About({ check }: { readonly check: ImportCheck }) {
  const { effect, counted, told } = kindWords(check.kind);
  if (effect === 'review') return <Unknown check={check} />;
  return (
    <Text size="sm" c="dimmed">
      {effect === 'set' &&
        'Of a list only the identifiers count. The other columns are kept as evidence.'}
      {effect === 'evidence' &&
        'The rows are kept and shown with their users; nothing about the users is changed.'}
      {counted && `The ${told} of each user are added up over all rows that name the user. `}
      {effect === 'replica' && 'Columns that are kept as they are can be seen with each user.'}
    </Text>
  );
}

/** What no column tells is unknown, never No or zero. */
function Unknown({ check }: { readonly check: ImportCheck }) {
  const read = new Set(check.columns.map(({ field }) => field));
  const unknown = fieldsToldBy(check.kind).filter((field) => !read.has(field));
  if (unknown.length === 0) return null;
  const labels = unknown.map((field) => userField(field).label);
  return (
    <Text size="sm" c="dimmed" component="div">
      Not in this file, so unknown unless another report says: {labels.join(', ')}.
      <RuleHelp about="what counts as unknown">
        Where no report says anything, a user isn’t taken to have no loans or no role: it is shown
        as not reported, and Alma may retain more users than the rehearsal does.
      </RuleHelp>
    </Text>
  );
}
