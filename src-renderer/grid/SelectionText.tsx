/**
 * How many users match and how many of them are selected, with Select all and Clear; while rows are being copied,
 * how far that is.
 */
import { Button, Text } from '@mantine/core';
import { countOf, formatCount } from '../ui/format.ts';
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
            <strong>{formatCount(count)} selected</strong>
          </>
        )}
      </Text>
      {selectable && count > 0 && count < total! && (
        <Button variant="subtle" size="compact-sm" onClick={() => selectAll(selection)}>
          Select all {formatCount(total!)}
        </Button>
      )}
      {selectable && count > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => clearSelection(selection)}>
          Clear
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
      Selecting the rows
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
        Copying {formatCount(done)} of {formatCount(total)}
      </Text>
      <Button variant="subtle" size="compact-sm" onClick={stop}>
        Stop
      </Button>
    </>
  );
}
