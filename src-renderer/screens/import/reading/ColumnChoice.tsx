/**
 * What one column of a file is read as: kept as it is, or one of the columns that the kind of file
 * understands, each at most once. The file is read again with the choice. Part of ColumnsTable.
 */
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { columnsOf } from '#shared/importKinds/importKinds.ts';
import { useFileMemory } from '../importMemory.ts';
import { readAgain } from '../importSteps.ts';
import { columnsTableWords, columnWords } from '../words/reading.tsx';
import styles from './ColumnsTable.module.css';
import { columnLetter, columnTitle, type FileColumn } from './columnNames.ts';
import { withColumn } from './readChanges.ts';

const KEPT = '-';

interface ColumnChoiceProps {
  readonly check: ImportCheck;
  readonly column: FileColumn;
}

export function ColumnChoice({ check, column }: ColumnChoiceProps) {
  const { busy } = useFileMemory(check.importId);
  const [chosen, setChosen] = useState<string>();
  const value = (busy === 'reading' ? chosen : undefined) ?? column.field ?? KEPT;
  return (
    <Select
      size="xs"
      miw={176}
      maw={260}
      searchable
      aria-label={columnsTableWords.columnIsReadAs(columnTitle(column))}
      data={choicesFor(check, column)}
      value={value}
      disabled={busy !== undefined}
      className={styles.choice}
      data-kept={value === KEPT || undefined}
      comboboxProps={{ width: 280, position: 'bottom-start' }}
      nothingFoundMessage={columnsTableWords.noMatch}
      onChange={(next) => {
        const field = next === KEPT ? null : next;
        if (field === column.field) return;
        setChosen(next ?? undefined);
        void readAgain(check, withColumn(check, column.position, field));
      }}
    />
  );
}

/** A column that is read elsewhere says so: choosing it moves it here. */
function choicesFor({ kind, columns }: ImportCheck, { position }: FileColumn) {
  const readAt = new Map(columns.map((each) => [each.field, each.position]));
  const known = [...columnsOf(kind).values()].map(({ name, label }) => {
    const elsewhere = readAt.get(name);
    const taken = elsewhere !== undefined && elsewhere !== position;
    return {
      value: name,
      label: taken ? columnsTableWords.nowElsewhere(label, columnLetter(elsewhere)) : label,
    };
  });
  return [{ value: KEPT, label: columnWords.kept }, ...known];
}
