/**
 * Marks: a decision, a review flag, an outcome as colour, icon and word. Never shows a meaning by colour alone.
 */
import { Tooltip } from '@mantine/core';
import type { Decision } from '#shared/domain/review.ts';
import { REVIEW_FLAG_TEXTS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import styles from './Marks.module.css';
import {
  DECISION_MEANINGS,
  FLAG_MEANINGS,
  type Meaning,
  OUTCOME_MEANINGS,
  STAFF_CONFIRMED,
} from './meaning.ts';

interface MarkProps {
  readonly meaning: Meaning;
  /** Narrow cells: the short word. */
  readonly short?: boolean;
  /** Without a coloured ground, for running text and dense cells. */
  readonly plain?: boolean;
}

/** Any meaning of meaning.ts. */
export function Mark({ meaning, short = false, plain = false }: MarkProps) {
  const Icon = meaning.icon;
  return (
    <span className={styles.mark} data-tone={meaning.tone} data-plain={plain || undefined}>
      <Icon size="1em" stroke={2} aria-hidden />
      <span className={styles.word}>{short ? meaning.short : meaning.word}</span>
    </span>
  );
}

interface DecisionMarkProps {
  readonly decision: Decision;
  readonly plain?: boolean;
  /** Shown in the tooltip. */
  readonly reason?: string | null;
  /** Approved although staff: the badge stands beside the decision. */
  readonly staffConfirmed?: boolean;
}

export function DecisionMark(props: DecisionMarkProps) {
  const { decision, plain = false, reason, staffConfirmed = false } = props;
  const mark = <Mark meaning={DECISION_MEANINGS[decision]} plain={plain} />;
  const hinted = reason ? (
    <Tooltip label={reason}>
      <span>{mark}</span>
    </Tooltip>
  ) : (
    mark
  );
  if (!staffConfirmed) return hinted;
  return (
    <span className={styles.pair}>
      {hinted}
      <StaffConfirmedMark short plain={plain} />
    </span>
  );
}

/** For a user who was approved although staff. The short form says the rest in its tooltip. */
export function StaffConfirmedMark({ short = false, plain = false }: Omit<MarkProps, 'meaning'>) {
  const mark = <Mark meaning={STAFF_CONFIRMED} short={short} plain={plain} />;
  if (!short) return mark;
  return (
    <Tooltip label={STAFF_CONFIRMED.word}>
      <span className={styles.hold}>{mark}</span>
    </Tooltip>
  );
}

interface FlagMarkProps {
  readonly flag: ReviewFlag;
  readonly short?: boolean;
  readonly plain?: boolean;
}

/** The flag's meaning is in the tooltip. */
export function FlagMark({ flag, short = false, plain = false }: FlagMarkProps) {
  return (
    <Tooltip label={REVIEW_FLAG_TEXTS[flag].meaning}>
      <span className={styles.hold}>
        <Mark meaning={FLAG_MEANINGS[flag]} short={short} plain={plain} />
      </span>
    </Tooltip>
  );
}

export function OutcomeMark({ outcome }: { readonly outcome: keyof typeof OUTCOME_MEANINGS }) {
  return <Mark meaning={OUTCOME_MEANINGS[outcome]} />;
}
