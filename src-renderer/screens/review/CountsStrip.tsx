/**
 * The numbers of the review as a sum: undecided + excluded + approved + purged = candidates, each a switch for the
 * filter; how many staff were approved one by one; Undo and Redo of decisions at the end.
 */
import { ActionIcon, Group, Skeleton, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconUsers } from '@tabler/icons-react';
import type { ReviewCounts } from '#shared/contract/shapes/review.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { DECISIONS, type Decision } from '#shared/domain/review.ts';
import { useWriteBar } from '../../client/writing.ts';
import { redoLast, undoLast } from '../../deciding/undoRedo.ts';
import { stepText } from '../../deciding/words/decisions.tsx';
import { showCandidates, showUsers } from '../../place/navigation.ts';
import { formatCount, formatShare } from '../../ui/format.ts';
import {
  DECISION_MEANINGS,
  type Meaning,
  OUTCOME_MEANINGS,
  STAFF_CONFIRMED,
} from '../../ui/meaning.ts';
import styles from './CountsStrip.module.css';
import { countsWords } from './words/review.tsx';

interface CountsStripProps {
  /** Undefined while they are counted. */
  readonly counts: ReviewCounts | undefined;
  /** Decisions the rows are filtered by. */
  readonly picked: readonly Decision[];
  readonly onPick: (decisions: readonly Decision[]) => void;
}

/** Numbers of so many digits take the room of Undo and Redo, which have keys and stand in the menu. */
const SIX_DIGITS = 100_000;

const PURGED: Criteria = { op: 'membership', value: 'deleted' };

export function CountsStrip({ counts, picked, onPick }: CountsStripProps) {
  function pick(decision: Decision) {
    onPick(picked.length === 1 && picked[0] === decision ? [] : [decision]);
  }
  return (
    <div
      className={styles.strip}
      data-long={(counts?.deleted ?? 0) > 0 || undefined}
      data-wide={(counts?.candidates ?? 0) >= SIX_DIGITS || undefined}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as a row */}
      <div role="group" aria-label={countsWords.label} className={styles.sum}>
        <Part
          label={countsWords.candidates}
          icon={IconUsers}
          value={counts?.candidates}
          pressed={picked.length === 0}
          onClick={() => onPick([])}
          title={countsWords.showAll}
        />
        {DECISIONS.map((decision, n) => (
          <Part
            key={decision}
            sign={n === 0 ? '=' : '+'}
            label={DECISION_MEANINGS[decision].word}
            icon={DECISION_MEANINGS[decision].icon}
            tone={DECISION_MEANINGS[decision].tone}
            value={counts?.[decision]}
            whole={counts?.candidates}
            pressed={picked.includes(decision)}
            onClick={() => pick(decision)}
            title={countsWords.showOnly[decision]}
          />
        ))}
        <Part
          sign="+"
          label={OUTCOME_MEANINGS.purged.word}
          icon={OUTCOME_MEANINGS.purged.icon}
          tone={OUTCOME_MEANINGS.purged.tone}
          value={counts?.deleted}
          whole={counts?.candidates}
          disabled={!counts?.deleted}
          spare={!counts?.deleted}
          onClick={() => showUsers(PURGED, countsWords.purged)}
          title={countsWords.showPurged}
        />
      </div>
      {counts !== undefined && counts.staffConfirmed > 0 && (
        <StaffConfirmed users={counts.staffConfirmed} />
      )}
      <StepButtons counts={counts} />
      {counts && <Proportions counts={counts} />}
    </div>
  );
}

interface PartProps {
  readonly sign?: string;
  readonly label: string;
  readonly icon: Meaning['icon'];
  readonly tone?: Meaning['tone'];
  readonly value: number | undefined;
  readonly whole?: number | undefined;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Says nothing yet: goes where there is little room. */
  readonly spare?: boolean;
  readonly title: string;
  readonly onClick: () => void;
}

function Part(props: PartProps) {
  const { sign, label, icon: Icon, tone, value, whole, pressed, spare, ...button } = props;
  return (
    <>
      {sign && (
        <span className={styles.sign} data-spare={spare || undefined} aria-hidden>
          {sign}
        </span>
      )}
      <UnstyledButton
        {...button}
        className={styles.part}
        data-whole={sign === undefined || undefined}
        data-spare={spare || undefined}
        aria-pressed={pressed}
      >
        <Icon size={16} aria-hidden className={styles.icon} data-tone={tone} />
        {value === undefined ? (
          <Skeleton width={36} height={18} />
        ) : (
          <span className={styles.value}>{formatCount(value)}</span>
        )}
        <span className={styles.label}>{label}</span>
        {whole !== undefined && whole > 0 && value !== undefined && value > 0 && (
          <span className={styles.share}>{formatShare(value, whole)}</span>
        )}
      </UnstyledButton>
    </>
  );
}

/** Part of those approved, and never out of sight: each was let through the staff lock. */
function StaffConfirmed({ users }: { readonly users: number }) {
  const Icon = STAFF_CONFIRMED.icon;
  return (
    <Tooltip label={countsWords.showStaff}>
      <UnstyledButton
        className={styles.staff}
        aria-label={countsWords.staff(users)}
        onClick={() =>
          showCandidates({ op: 'mark', value: 'staff-confirmed' }, STAFF_CONFIRMED.word)
        }
      >
        <Icon size={16} aria-hidden />
        {formatCount(users)}
        <span className={styles.staffWord}>{countsWords.staffShort}</span>
      </UnstyledButton>
    </Tooltip>
  );
}

function StepButtons({ counts }: { readonly counts: ReviewCounts | undefined }) {
  const bar = useWriteBar();
  const undo = counts?.canUndo
    ? countsWords.undo(stepText(counts.canUndo))
    : countsWords.nothingToUndo;
  const redo = counts?.canRedo
    ? countsWords.redo(stepText(counts.canRedo))
    : countsWords.nothingToRedo;
  return (
    <Group gap={0} wrap="nowrap" className={styles.steps}>
      <Tooltip label={undo}>
        <ActionIcon
          aria-label={undo}
          disabled={!counts?.canUndo}
          onClick={undoLast}
          size={28}
          {...bar}
        >
          <IconArrowBackUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redo}>
        <ActionIcon
          aria-label={redo}
          disabled={!counts?.canRedo}
          onClick={redoLast}
          size={28}
          {...bar}
        >
          <IconArrowForwardUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** The same sum as a line; it says nothing that the numbers above don't. */
function Proportions({ counts }: { readonly counts: ReviewCounts }) {
  const parts = [
    ...DECISIONS.map((decision) => [decision, counts[decision]] as const),
    ['purged', counts.deleted] as const,
  ];
  return (
    <div className={styles.line} aria-hidden>
      {parts.map(
        ([name, users]) =>
          users > 0 && <span key={name} data-part={name} style={{ flexGrow: users }} />,
      )}
    </div>
  );
}
