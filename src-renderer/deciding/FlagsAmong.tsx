/**
 * Every flag among some users, each with its number, the way to them, and where it can be done *leave these out*.
 * Said, never forbidden: Alma lets such users go, so it must be known. Used before users are approved, made a set of,
 * moved or purged.
 */
import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { REVIEW_FLAG_TEXTS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { showUsers } from '../place/navigation.ts';
import { formatCount } from '../ui/format.ts';
import { FlagMark } from '../ui/Marks.tsx';
import { countLinkWords } from '../ui/words/components.tsx';
import styles from './FlaggedNote.module.css';
import { flagWords } from './words/flags.tsx';

export interface FlagCount {
  readonly flag: ReviewFlag;
  readonly users: number;
}

interface FlagsAmongProps {
  readonly title: ReactNode;
  readonly flags: readonly FlagCount[];
  /** Who has the flag among these users. */
  readonly criteriaOf: (flag: ReviewFlag) => Criteria;
  /** Before the users are shown: closes a dialog. */
  readonly onShow?: () => void;
  readonly onLeaveOut?: (flag: ReviewFlag) => void;
  /** Where leaving out takes another step. */
  readonly leaveOutWords?: string;
  /** Being left out at the moment. */
  readonly busy?: boolean;
  /** Left out already. */
  readonly leftOut?: readonly ReviewFlag[];
  readonly onTakeIn?: (flag: ReviewFlag) => void;
  readonly children?: ReactNode;
}

export function FlagsAmong(props: FlagsAmongProps) {
  const { title, flags, leftOut = [], onTakeIn, children } = props;
  if (flags.length === 0 && leftOut.length === 0) return null;
  return (
    <section aria-label={flagWords.label} className={styles.note}>
      <Text size="sm" fw={500} component="div">
        {flags.length > 0 ? title : flagWords.leftOutTitle}
      </Text>
      <ul className={styles.among}>
        {flags.map((each) => (
          <Row key={each.flag} {...each} {...props} />
        ))}
        {leftOut.map((flag) => (
          <li key={flag}>
            <FlagMark flag={flag} />
            <span />
            <span>
              {flagWords.leftOut(
                <Verb
                  words={flagWords.includeAgain}
                  about={REVIEW_FLAG_TEXTS[flag].label}
                  onClick={() => onTakeIn?.(flag)}
                />,
              )}
            </span>
          </li>
        ))}
      </ul>
      {children && (
        <Text size="xs" c="dimmed" component="div">
          {children}
        </Text>
      )}
    </section>
  );
}

function Row(props: FlagCount & FlagsAmongProps) {
  const { flag, users, criteriaOf, onShow, onLeaveOut, leaveOutWords, busy } = props;
  const { label } = REVIEW_FLAG_TEXTS[flag];
  function show() {
    onShow?.();
    showUsers(criteriaOf(flag), label);
  }
  return (
    <li>
      <FlagMark flag={flag} />
      <Anchor
        component="button"
        type="button"
        inherit
        className="pd-figures"
        title={countLinkWords.show(label)}
        onClick={show}
      >
        {formatCount(users)}
      </Anchor>
      {onLeaveOut ? (
        <Verb
          words={leaveOutWords ?? flagWords.leaveOut(users)}
          about={label}
          disabled={busy === true}
          onClick={() => onLeaveOut(flag)}
        />
      ) : (
        <span />
      )}
    </li>
  );
}

interface VerbProps {
  readonly words: string;
  readonly about: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Verb({ words, about, disabled = false, onClick }: VerbProps) {
  return (
    <Anchor
      component="button"
      type="button"
      inherit
      disabled={disabled}
      aria-label={flagWords.about(words, about)}
      onClick={onClick}
    >
      {words}
    </Anchor>
  );
}
