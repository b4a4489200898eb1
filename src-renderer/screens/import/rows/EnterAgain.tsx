/** Rows of users who were erased: what is said of each in the place of an identifier, and the way to let them in again. */
import { Button, Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import type { ImportCheck, rowOfGroup } from '#shared/contract/shapes/imports.ts';
import { useWriteBar } from '../../../client/writing.ts';
import { InstantText } from '../../../ui/Values.tsx';
import { readAgain } from '../importSteps.ts';
import { erasedRowWords as words } from '../words/erased.tsx';
import styles from './EnterAgain.module.css';
import { ReturnDialog } from './ReturnDialog.tsx';

type RowOfGroup = ReturnType<(typeof rowOfGroup)['parse']>;

export function ErasedRow({ erased }: { readonly erased: NonNullable<RowOfGroup['erased']> }) {
  return (
    <span className={styles.erased}>
      {words.erased(<InstantText instant={erased.at} />, erased.requestId)}
      {erased.mayReturn && `, ${words.mayReturn}`}
    </span>
  );
}

/** Rows that are chosen to be entered, by their number in the file. */
export interface Picking {
  readonly picked: readonly number[];
  readonly onPick: (rows: readonly number[]) => void;
}

const openAmong = (rows: readonly RowOfGroup[]) =>
  rows.filter(({ erased }) => erased?.mayReturn === false).map(({ row }) => row);

interface PickProps extends Picks {
  readonly row: RowOfGroup;
}

interface Picks {
  readonly picking: Picking;
}

/** Nothing where it was decided already. */
export function Pick({ row: { row, erased }, picking: { picked, onPick } }: PickProps) {
  if (erased?.mayReturn !== false) return null;
  const isPicked = picked.includes(row);
  const others = picked.filter((each) => each !== row);
  return (
    <Checkbox
      size="xs"
      aria-label={words.select(row)}
      checked={isPicked}
      onChange={() => onPick(isPicked ? others : [...others, row])}
    />
  );
}

export function PickAll({
  rows,
  picking: { picked, onPick },
}: Picks & { readonly rows: readonly RowOfGroup[] }) {
  const open = openAmong(rows);
  const meant = open.filter((row) => picked.includes(row));
  const all = open.length > 0 && meant.length === open.length;
  return (
    <Checkbox
      size="xs"
      aria-label={words.selectAll}
      disabled={open.length === 0}
      checked={all}
      indeterminate={meant.length > 0 && !all}
      onChange={() => onPick(all ? [] : open)}
    />
  );
}

interface EnterAgainProps extends Picks {
  readonly check: ImportCheck;
  readonly rows: readonly RowOfGroup[];
}

/** What can be done with the rows of erased users on this page. */
export function EnterAgain({ check, rows, picking: { picked } }: EnterAgainProps) {
  const bar = useWriteBar();
  const [asked, setAsked] = useState<readonly number[] | null>(null);
  const open = openAmong(rows);
  const meant = open.filter((row) => picked.includes(row));
  return (
    <Group gap={12} className={styles.enter}>
      {open.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={meant.length === 0}
          onClick={() => setAsked(meant)}
          {...bar}
        >
          {words.enter(meant.length)}
        </Button>
      )}
      {open.length < rows.length && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void readAgain(check, check.options)}
          {...bar}
        >
          {words.readAgain}
        </Button>
      )}
      <ReturnDialog check={check} rows={asked} onClose={() => setAsked(null)} />
    </Group>
  );
}
