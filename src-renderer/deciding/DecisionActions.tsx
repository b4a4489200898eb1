/**
 * Exclude, Approve and Clear above the rows, with the number of users they are meant for: the selection, or all that
 * match where nobody is selected.
 */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCircleDashed } from '@tabler/icons-react';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { Decision } from '#shared/domain/review.ts';
import { useWriteBar } from '../client/writing.ts';
import { selectedCount, type UserSelection } from '../grid/rows/userSelection.ts';
import { DECISION_MEANINGS } from '../ui/meaning.ts';
import styles from './DecisionActions.module.css';
import { type DecisionTarget, targetOfSelection } from './decisions.ts';
import { decisionButton, decisionLabel } from './words/decisions.tsx';

interface DecisionActionsProps {
  readonly selection: UserSelection;
  readonly criteria: Criteria;
  readonly total: number;
  /** Whom the buttons are for while nobody is selected; nothing is shown for nobody. */
  readonly everybody: DecisionTarget | null;
  readonly onAsk: (decision: Decision, target: DecisionTarget | null) => void;
}

const KEYS: Readonly<Record<Decision, string>> = { excluded: 'X', approved: 'A', undecided: 'C' };

export function DecisionActions(props: DecisionActionsProps) {
  const { selection, criteria, total, everybody, onAsk } = props;
  const selected = selection((state) => selectedCount(state, total));
  const target = targetOfSelection(selection, criteria, total) ?? everybody;
  const bar = useWriteBar();
  if (!target) return null;
  // The keys are for the selection or the row with the keyboard, never for all that match.
  const hint = (decision: Decision) =>
    decisionLabel(decision, target) + (selected > 0 ? ` (${KEYS[decision]})` : '');
  return (
    <div className={styles.hold}>
      {(['excluded', 'approved'] as const).map((decision) => {
        const Icon = DECISION_MEANINGS[decision].icon;
        return (
          <Tooltip key={decision} label={hint(decision)}>
            <Button
              variant="default"
              size="compact-sm"
              className={styles.action}
              leftSection={
                <Icon
                  size={16}
                  aria-hidden
                  className={styles.icon}
                  data-tone={DECISION_MEANINGS[decision].tone}
                />
              }
              onClick={() => onAsk(decision, target)}
              {...bar}
            >
              {decisionButton(decision, target, {
                verb: (words) => <span className={styles.word}>{words}</span>,
                amount: (words) => <span className={styles.amount}>{words}</span>,
                unseen: (words) => <span className="pd-visually-hidden">{words}</span>,
              })}
            </Button>
          </Tooltip>
        );
      })}
      <Tooltip label={hint('undecided')}>
        <ActionIcon
          variant="default"
          size={26}
          aria-label={decisionLabel('undecided', target)}
          onClick={() => onAsk('undecided', target)}
          {...bar}
        >
          <IconCircleDashed size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
