/**
 * Short notes on the card of a file, one line each with at most one thing to do: which day its data
 * are of, how its dates were read, a profile that fits, the same file added before.
 */
import { Text } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Notes.module.css';

export function Notes({ children }: { readonly children: ReactNode }) {
  return <ul className={styles.notes}>{children}</ul>;
}

interface NoteProps {
  readonly icon: TablerIcon;
  /** Worth a look, in the colour of doubt. */
  readonly doubtful?: boolean;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function Note({ icon: Icon, doubtful, action, children }: NoteProps) {
  return (
    <li className={styles.note} data-doubtful={doubtful || undefined}>
      <Icon size={16} stroke={1.75} aria-hidden className={styles.icon} />
      <div className={styles.rest}>
        <Text size="sm" component="div" className={styles.words}>
          {children}
        </Text>
        {action}
      </div>
    </li>
  );
}
