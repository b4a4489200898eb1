/**
 * The flags of one user that speak against an approval. Said, never forbidden: Alma lets such users go, so it must be
 * known. For many users see FlagsAmong.tsx.
 */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { FlagMark } from '../ui/Marks.tsx';
import styles from './FlaggedNote.module.css';

interface FlaggedNoteProps {
  readonly flags: readonly ReviewFlag[];
  readonly title: ReactNode;
  readonly children?: ReactNode;
}

export function FlaggedNote({ flags, title, children }: FlaggedNoteProps) {
  return (
    <div role="status" className={styles.note}>
      <Text size="sm" fw={500}>
        {title}
      </Text>
      <ul className={styles.flags}>
        {flags.map((flag) => (
          <li key={flag}>
            <FlagMark flag={flag} />
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
