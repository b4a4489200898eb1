/** How many users are selected, with Select all and Clear. */
import { Button } from '@mantine/core';
import { commonWords } from '../ui/words/components.tsx';
import { useSelectedCount } from './rows/selectionCount.ts';
import { clearSelection, selectAll, type UserSelection } from './rows/userSelection.ts';
import styles from './SelectionText.module.css';
import { selectionWords } from './words/rows.ts';

interface SelectionTextProps {
  readonly selection: UserSelection;
  readonly total: number;
}

export function SelectionText({ selection, total }: SelectionTextProps) {
  const count = useSelectedCount(selection, total);
  return (
    <div className={styles.count}>
      <strong className="pd-figures">{selectionWords.selected(count)}</strong>
      {count < total && (
        <Button variant="subtle" size="compact-sm" onClick={() => selectAll(selection)}>
          {selectionWords.selectAll(total)}
        </Button>
      )}
      <Button variant="subtle" size="compact-sm" onClick={() => clearSelection(selection)}>
        {commonWords.clear}
      </Button>
    </div>
  );
}
