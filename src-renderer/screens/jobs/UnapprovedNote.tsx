/**
 * Who of a job's users isn't approved, by kind, each number the way to its users, and the ways on. Stands where the job
 * can't be submitted as it is. Part of both wizards.
 */
import { Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import { UNAPPROVED_TEXTS } from '#shared/domain/approval.ts';
import { CountLink } from '../../ui/CountLink.tsx';
import { Mark } from '../../ui/Marks.tsx';
import { LACK_MEANINGS } from '../../ui/meaning.ts';
import { usersIn } from '../../ui/words/lacks.ts';
import styles from './JobCheck.module.css';
import { linkTo } from './linkTo.tsx';
import { inCheck } from './useJobCheck.ts';
import { type UnapprovedWords, unapprovedWords } from './words.tsx';

interface UnapprovedNoteProps {
  readonly check: JobCheck;
  readonly words: UnapprovedWords;
  /** The buttons that lead on. */
  readonly children?: ReactNode;
}

export function UnapprovedNote({ check, words, children }: UnapprovedNoteProps) {
  const users = usersIn(check.unapproved);
  if (!check.guarded || users === 0) return null;
  return (
    <div role="alert" className={styles.warning}>
      <IconAlertTriangle size={18} aria-hidden className={styles.warningIcon} />
      <div className={styles.lacks}>
        <Text size="sm" fw={600} component="div">
          {words.sentence(users, linkTo(users, inCheck(check, 'unapproved'), words.title(users)))}
        </Text>
        <ul className={styles.kinds} aria-label={unapprovedWords.list}>
          {check.unapproved.map(({ kind, users: of }) => (
            <li key={kind}>
              <Mark meaning={LACK_MEANINGS[kind]} />
              <CountLink
                count={of}
                criteria={inCheck(check, `unapproved:${kind}`)}
                title={unapprovedWords.title(UNAPPROVED_TEXTS[kind].label)}
              />
              <span>{UNAPPROVED_TEXTS[kind].meaning}</span>
            </li>
          ))}
        </ul>
        {children && <div className={styles.ways}>{children}</div>}
      </div>
    </div>
  );
}
