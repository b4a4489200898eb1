/** How many users are selected, with Select all and Clear. */
import { Button } from '@mantine/core';
import { keepKeyboard } from '../place/keyboard.ts';
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
  /** The button that was pressed is gone by then. */
  const then = (change: (of: UserSelection) => void) => () => {
    change(selection);
    requestAnimationFrame(keepKeyboard);
  };
  return (
    <div className={styles.count}>
      <strong className="pd-figures">{selectionWords.selected(count)}</strong>
      {count < total && (
        <Button variant="subtle" size="compact-sm" className={styles.all} onClick={then(selectAll)}>
          {selectionWords.selectAll(total)}
        </Button>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        className={styles.clear}
        onClick={then(clearSelection)}
      >
        {commonWords.clear}
      </Button>
    </div>
  );
}
