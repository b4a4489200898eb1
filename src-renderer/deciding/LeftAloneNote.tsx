/**
 * Says before an approval how many of the users it leaves alone and why: staff are approved one by one, the
 * protected register always wins. Each number leads to the users.
 */
import { Anchor, Text } from '@mantine/core';
import type { Criteria } from '#shared/domain/criteria.ts';
import { showUsers } from '../place/navigation.ts';
import { countOf } from '../ui/format.ts';
import { Mark } from '../ui/Marks.tsx';
import { FLAG_MEANINGS, STAFF_CONFIRMED } from '../ui/meaning.ts';
import { type DecisionTarget, protectedAmong, staffLockedAmong } from './decisions.ts';
import styles from './FlaggedNote.module.css';
import type { ApprovalCounts } from './flagCounts.ts';

interface LeftAloneNoteProps {
  readonly target: DecisionTarget;
  readonly counts: ApprovalCounts;
  /** Closes the dialog before the users are shown. */
  readonly onClose: () => void;
}

const STAFF_LOCK = { ...STAFF_CONFIRMED, word: 'One by one' };
const PROTECTED = FLAG_MEANINGS.protected;

export function LeftAloneNote({ target, counts, onClose }: LeftAloneNoteProps) {
  const { staffLocked, approvable } = counts;
  if (staffLocked + counts.protected === 0) return null;
  function show(criteria: Criteria, title: string) {
    onClose();
    showUsers(criteria, title);
  }
  return (
    <div role="status" className={styles.note} data-tone="staff">
      <Text size="sm" fw={500}>
        {approvable === 0
          ? 'None of these users can be approved together:'
          : `${countOf(staffLocked + counts.protected, 'user')} will be left alone:`}
      </Text>
      <ul className={styles.left}>
        {staffLocked > 0 && (
          <li>
            <Mark meaning={STAFF_LOCK} />
            <span>
              <Anchor
                component="button"
                type="button"
                inherit
                onClick={() => show(staffLockedAmong(target), 'Staff or unknown role')}
              >
                {countOf(staffLocked, 'user')}
              </Anchor>{' '}
              with role Yes or unknown, approved singly with the identifier typed.
            </span>
          </li>
        )}
        {counts.protected > 0 && (
          <li>
            <Mark meaning={PROTECTED} />
            <span>
              <Anchor
                component="button"
                type="button"
                inherit
                onClick={() => show(protectedAmong(target), 'Protected')}
              >
                {countOf(counts.protected, 'user')}
              </Anchor>{' '}
              named by the protected register, which always wins.
            </span>
          </li>
        )}
      </ul>
    </div>
  );
}
