/**
 * Says which flags that a review by rule excludes are among some users. Said, never forbidden: Alma
 * lets such users go, so it must be known. Used before users are approved and before a set is made.
 */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount } from '../ui/format.ts';
import { FlagMark } from '../ui/Marks.tsx';
import styles from './FlaggedNote.module.css';
import type { FlagCounts } from './flagCounts.ts';

interface FlaggedNoteProps {
  readonly counts: FlagCounts;
  readonly title: ReactNode;
  /** One user alone: its flags need no numbers. */
  readonly single?: boolean;
  readonly children?: ReactNode;
}

export function FlaggedNote({ counts, title, single = false, children }: FlaggedNoteProps) {
  return (
    <div role="status" className={styles.note}>
      <Text size="sm" fw={500}>
        {title}
      </Text>
      <ul className={styles.flags}>
        {counts.flags.map(({ flag, users }) => (
          <li key={flag}>
            <FlagMark flag={flag} />
            {!single && <span className="pd-figures">{formatCount(users)}</span>}
          </li>
        ))}
      </ul>
      {children && (
        <Text size="xs" c="dimmed" component="div">
          {children}
        </Text>
      )}
    </div>
  );
}
