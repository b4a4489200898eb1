/**
 * Marks a logical set: a saved filter, whose members are found each time it is used.
 */
import { IconBookmark } from '@tabler/icons-react';
import styles from './SetsScreen.module.css';
import { setListWords } from './words.tsx';

export function LogicalMark({ long = false }: { readonly long?: boolean }) {
  return (
    <span className={styles.logical} title={setListWords.logicalLong}>
      <IconBookmark size={14} aria-hidden />
      {long ? setListWords.logicalLong : setListWords.logical}
    </span>
  );
}
