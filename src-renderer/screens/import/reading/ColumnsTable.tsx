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
import { Writing } from '../../../ui/Writing.tsx';
import { kindWords } from '../kinds.ts';
import { columnEffectWords, columnsTableWords, columnWords } from '../words/reading.tsx';
import { ColumnChoice } from './ColumnChoice.tsx';
import styles from './ColumnsTable.module.css';
import { columnLetter, columnNamed, exampleOf, type FileColumn } from './columnNames.ts';

export function ColumnsTable({ check }: { readonly check: ImportCheck }) {
  return (
    <Stack gap={12}>
      <DataTable
        label={columnsTableWords.label(check.fileName)}
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
    {
      key: 'letter',
      label: columnsTableWords.column,
      width: 72,
      cell: ({ position }) => columnLetter(position),
    },
    {
      key: 'heading',
      label: columnsTableWords.heading,
      cell: ({ heading }) =>
        heading || <span className={styles.kept}>{columnsTableWords.noHeading}</span>,
    },
    {
      key: 'field',
      label: columnsTableWords.readAs,
      cell: (column) =>
        check.state === 'checked' ? (
          <Writing>
            <ColumnChoice check={check} column={column} />
          </Writing>
        ) : (
          (columnNamed(check.kind, column.field)?.label ?? (
            <span className={styles.kept}>{columnWords.kept}</span>
          ))
        ),
    },
    {
      key: 'dates',
      label: columnsTableWords.dates,
      room: 44,
      cell: (column) => datesIn(check, column),
    },
    {
      key: 'example',
      label: columnsTableWords.firstValue,
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
  if (dateOrder)
    return dateOrder === 'month-first' ? columnsTableWords.monthFirst : columnsTableWords.dayFirst;
  return check.question?.column === heading
    ? columnsTableWords.dateOrderOpen
    : columnsTableWords.dateOrderClear;
}

function About({ check }: { readonly check: ImportCheck }) {
  const { effect, counted, told } = kindWords(check.kind);
  if (effect === 'review') return <Unknown check={check} />;
  return (
    <Text size="sm" c="dimmed">
      {effect === 'set' && columnEffectWords.identifiersOnly}
      {effect === 'evidence' && columnEffectWords.evidenceOnly}
      {counted && <>{columnEffectWords.addedUp(told)} </>}
      {(effect === 'replica' || effect === 'lines') && columnEffectWords.keptColumns}
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
      {columnEffectWords.unknown(labels)}
      <RuleHelp about={columnEffectWords.aboutUnknown}>{columnEffectWords.unknownHelp}</RuleHelp>
    </Text>
  );
}
