/**
 * Says before an approval how many of the users it leaves alone and why: staff are approved one by one, the
 * protected register always wins. Each number leads to the users.
 */
import { Anchor, Text } from '@mantine/core';
import type { Criteria } from '#shared/domain/criteria.ts';
import { showUsers } from '../place/navigation.ts';
import { Mark } from '../ui/Marks.tsx';
import { FLAG_MEANINGS, STAFF_CONFIRMED } from '../ui/meaning.ts';
import { type DecisionTarget, protectedAmong, staffLockedAmong } from './decisions.ts';
import styles from './FlaggedNote.module.css';
import type { ApprovalCounts } from './flagCounts.ts';
import { leftAloneWords } from './words/flags.tsx';

interface LeftAloneNoteProps {
  readonly target: DecisionTarget;
  readonly counts: ApprovalCounts;
  /** Closes the dialog before the users are shown. */
  readonly onClose: () => void;
}

const STAFF_LOCK = { ...STAFF_CONFIRMED, word: leftAloneWords.staffMark };
const PROTECTED = FLAG_MEANINGS.protected;

export function LeftAloneNote({ target, counts, onClose }: LeftAloneNoteProps) {
  const { staffLocked, approvable } = counts;
  if (staffLocked + counts.protected === 0) return null;
  const linkTo = (criteria: Criteria, title: string) => (words: string) => (
    <Anchor
      component="button"
      type="button"
      inherit
      onClick={() => {
        onClose();
        showUsers(criteria, title);
      }}
    >
      {words}
    </Anchor>
  );
  return (
    <div role="status" className={styles.note} data-tone="staff">
      <Text size="sm" fw={500}>
        {approvable === 0
          ? leftAloneWords.nobodyLeft
          : leftAloneWords.some(staffLocked + counts.protected)}
      </Text>
      <ul className={styles.left}>
        {staffLocked > 0 && (
          <li>
            <Mark meaning={STAFF_LOCK} />
            <span>
              {leftAloneWords.staff(
                staffLocked,
                linkTo(staffLockedAmong(target), leftAloneWords.staffTitle),
              )}
            </span>
          </li>
        )}
        {counts.protected > 0 && (
          <li>
            <Mark meaning={PROTECTED} />
            <span>
              {leftAloneWords.protected(
                counts.protected,
                linkTo(protectedAmong(target), leftAloneWords.protectedTitle),
              )}
            </span>
          </li>
        )}
      </ul>
    </div>
  );
}
