/**
 * What one column of a file is read as: kept as it is, left out, or one of the columns that the kind of file
 * understands, each at most once. The file is read again with the choice. Part of ColumnsTable.
 */
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { columnLetter } from '#shared/domain/columnLetter.ts';
import { columnsOf } from '#shared/importKinds/importKinds.ts';
import { isNeeded } from '#shared/importKinds/neededColumns.ts';
import { useFileMemory } from '../importMemory.ts';
import { readAgain } from '../importSteps.ts';
import { columnsTableWords, columnWords } from '../words/reading.tsx';
import styles from './ColumnsTable.module.css';
import { columnTitle, type FileColumn } from './columnNames.ts';
import { withColumn, withoutColumn } from './readChanges.ts';

const KEPT = '-';
const LEFT_OUT = '--';

interface ColumnChoiceProps {
  readonly check: ImportCheck;
  readonly column: FileColumn;
  /** Nothing of it is stored now. */
  readonly isLeftOut: boolean;
}

export function ColumnChoice({ check, column, isLeftOut }: ColumnChoiceProps) {
  const { busy } = useFileMemory(check.importId);
  const [chosen, setChosen] = useState<string>();
  const now = isLeftOut ? LEFT_OUT : (column.field ?? KEPT);
  const value = (busy === 'reading' ? chosen : undefined) ?? now;
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
      data-kept={value === KEPT || value === LEFT_OUT || undefined}
      comboboxProps={{ width: 280, position: 'bottom-start' }}
      nothingFoundMessage={columnsTableWords.noMatch}
      onChange={(next) => {
        if (next === now) return;
        setChosen(next ?? undefined);
        const { position } = column;
        void readAgain(
          check,
          next === LEFT_OUT
            ? withoutColumn(check, position)
            : withColumn(check, position, next === KEPT ? null : next),
        );
      }}
    />
  );
}

/** A column that is read elsewhere says so: choosing it moves it here. */
function choicesFor({ kind, columns }: ImportCheck, { position, field }: FileColumn) {
  const readAt = new Map(columns.map((each) => [each.field, each.position]));
  const known = [...columnsOf(kind).values()].map(({ name, label }) => {
    const elsewhere = readAt.get(name);
    const taken = elsewhere !== undefined && elsewhere !== position;
    return {
      value: name,
      label: taken ? columnsTableWords.nowElsewhere(label, columnLetter(elsewhere)) : label,
    };
  });
  const needed = isNeeded(kind, field);
  const leaving = needed ? columnsTableWords.cantLeaveOut : columnsTableWords.leaveOut;
  return [
    { value: KEPT, label: columnWords.kept },
    { value: LEFT_OUT, label: leaving, disabled: needed },
    ...known,
  ];
}
