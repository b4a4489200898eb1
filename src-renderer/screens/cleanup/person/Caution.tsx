/** What has to be seen before somebody goes on, and stops nobody. */
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Person.module.css';

export function Caution({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.caution}>
      <IconInfoCircle size={18} aria-hidden className={styles.cautionIcon} />
      <div>{children}</div>
    </div>
  );
}
