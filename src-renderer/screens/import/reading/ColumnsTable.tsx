/**
 * The columns of a file and what each is read as, which can be changed as long as the file isn't added;
 * and what the file says nothing about.
 */
import { Stack, Text } from '@mantine/core';
import type { ImportCheck, LeftOutColumn } from '#shared/contract/shapes/imports.ts';
import { columnLetter } from '#shared/domain/columnLetter.ts';
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
import { columnNamed, exampleOf, type FileColumn } from './columnNames.ts';

export function ColumnsTable({ check }: { readonly check: ImportCheck }) {
  return (
    <Stack gap={12}>
      <DataTable
        label={columnsTableWords.label(check.fileName)}
        columns={columnsFor(check)}
        rows={rowsFor(check)}
        rowKey={(column) => column.position}
      />
      <About check={check} />
      {check.state === 'checked' && (
        <Text size="sm" c="dimmed">
          {columnEffectWords.leavingOut}
        </Text>
      )}
    </Stack>
  );
}

interface Row extends FileColumn {
  /** Why nothing of it is stored; null: it is. */
  readonly left: LeftOutColumn['why'] | null;
}

/** In the order of the file; elements of XML stand in no column. */
function rowsFor({ columns, leftOut }: ImportCheck): Row[] {
  const left = leftOut.filter(({ position }) => position >= 0);
  return [
    ...columns.map((column) => ({ ...column, left: null })),
    ...left.map(({ why, ...column }) => ({ ...column, field: null, dateOrder: null, left: why })),
  ].sort((a, b) => a.position - b.position);
}

function columnsFor(check: ImportCheck): DataColumn<Row>[] {
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
        check.state === 'checked' && column.left !== 'never' ? (
          <Writing>
            <ColumnChoice check={check} column={column} isLeftOut={column.left !== null} />
          </Writing>
        ) : (
          (columnNamed(check.kind, column.field)?.label ?? (
            <span className={styles.kept}>{withoutMeaning(column)}</span>
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
        <span className={column.left ? styles.kept : styles.example}>
          {column.left ? (
            columnsTableWords.noValue
          ) : (
            <FileValueText
              kind={columnNamed(check.kind, column.field)?.kind}
              value={exampleOf(check, column)}
            />
          )}
        </span>
      ),
    },
  ];
}

function withoutMeaning({ left }: Row): string {
  if (left === null) return columnWords.kept;
  return left === 'never' ? columnWords.neverTaken : columnWords.leftOut;
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
