/**
 * A failure where it happened: what, where, what to do. Takes an error of a query or a mutation, or
 * words of its own. Used inside screens and dialogs; for passing ones see notify.tsx.
 */
import { Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './ErrorNote.module.css';
import { failureText } from './failure.ts';

interface ErrorNoteProps {
  /** An error of a query or mutation; nothing is shown for null and undefined. */
  readonly error?: unknown;
  /** Words instead of an error. */
  readonly text?: ReactNode;
  readonly todo?: ReactNode;
  /** File, sheet, row, column. */
  readonly where?: ReactNode;
  /** A button such as Try again. */
  readonly action?: ReactNode;
}

export function ErrorNote({ error, text, todo, where, action }: ErrorNoteProps) {
  const failure = error === null || error === undefined ? undefined : failureText(error);
  const what = text ?? failure?.text;
  if (!what) return null;
  const next = todo ?? failure?.todo;
  return (
    <div role="alert" className={styles.note}>
      <IconAlertTriangle size={18} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <Text size="sm" fw={500} component="div">
          {what}
        </Text>
        {where && (
          <Text size="sm" c="dimmed" component="div">
            {where}
          </Text>
        )}
        {next && (
          <Text size="sm" component="div">
            {next}
          </Text>
        )}
        {action && <Group mt={8}>{action}</Group>}
      </div>
    </div>
  );
}
