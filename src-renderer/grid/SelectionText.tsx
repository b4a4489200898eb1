/**
 * How many users match and how many of them are selected, with Select all and Clear. Part of UserGrid.
 */
import { Button, Text } from '@mantine/core';
import { countOf, formatCount } from '../ui/format.ts';
import styles from './UserGrid.module.css';
import {
  clearSelection,
  NO_SELECTION,
  selectAll,
  selectedCount,
  type UserSelection,
} from './userSelection.ts';

export function SelectionText({
  selection = NO_SELECTION,
  total,
}: {
  readonly selection: UserSelection | undefined;
  readonly total: number | undefined;
}) {
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
    </div>
  );
}
