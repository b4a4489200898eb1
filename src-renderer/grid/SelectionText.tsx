/**
 * How many users match and how many of them are selected, with Select all and Clear; while rows are being copied,
 * how far that is.
 */
import { Button, Text } from '@mantine/core';
import { countOf } from '../ui/format.ts';
import { commonWords } from '../ui/words/components.tsx';
import { useCopying } from './copy/copyRows.ts';
import { useSelecting } from './rows/ranges.ts';
import {
  clearSelection,
  NO_SELECTION,
  selectAll,
  selectedCount,
  type UserSelection,
} from './rows/userSelection.ts';
import styles from './SelectionText.module.css';
import { copyWords, selectionWords } from './words/rows.ts';

interface SelectionTextProps {
  readonly selection: UserSelection | undefined;
  readonly total: number | undefined;
}

export function SelectionText({ selection = NO_SELECTION, total }: SelectionTextProps) {
  const count = selection((state) => selectedCount(state, total ?? 0));
  const selectable = selection !== NO_SELECTION && Boolean(total);
  return (
    <div className={styles.count}>
      <Text size="sm" className="pd-figures" role="status">
        {total === undefined ? ' ' : countOf(total, 'user')}
        {count > 0 && (
          <>
            {' · '}
            <strong>{selectionWords.selected(count)}</strong>
          </>
        )}
      </Text>
      {selectable && count > 0 && count < total! && (
        <Button variant="subtle" size="compact-sm" onClick={() => selectAll(selection)}>
          {selectionWords.selectAll(total!)}
        </Button>
      )}
      {selectable && count > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => clearSelection(selection)}>
          {commonWords.clear}
        </Button>
      )}
      <RangeProgress />
      <CopyProgress />
    </div>
  );
}

function RangeProgress() {
  const waiting = useSelecting((state) => state.waiting > 0);
  return waiting ? (
    <Text size="sm" c="dimmed" className={styles.late}>
      {selectionWords.selecting}
    </Text>
  ) : null;
}

/** Few rows are there at once: only what takes longer is shown. */
const SHOWN_FROM = 5000;

function CopyProgress() {
  const { total, done, stop } = useCopying();
  if (total === null || total < SHOWN_FROM) return null;
  return (
    <>
      <Text size="sm" c="dimmed" className="pd-figures">
        {copyWords.copying(done, total)}
      </Text>
      <Button variant="subtle" size="compact-sm" onClick={stop}>
        {copyWords.stop}
      </Button>
    </>
  );
}
