/**
 * Marks a logical set: a saved filter, whose members are found each time it is used.
 */
import { IconBookmark } from '@tabler/icons-react';
import styles from './SetsScreen.module.css';

export const LOGICAL_TEXT = 'Logical: finds its members each time it is used';

export function LogicalMark({ long = false }: { readonly long?: boolean }) {
  return (
    <span className={styles.logical} title={LOGICAL_TEXT}>
      <IconBookmark size={14} aria-hidden />
      {long ? LOGICAL_TEXT : 'Logical'}
    </span>
  );
}
