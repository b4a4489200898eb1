/** Exclude, approve or clear one user. What a decision asks first is said by the screen. */
import { Button, Group, Tooltip } from '@mantine/core';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { Decision } from '#shared/domain/review.ts';
import { useWriteBar } from '../client/writing.ts';
import { DECISION_MEANINGS } from '../ui/meaning.ts';
import styles from './UserPanel.module.css';
import { panelWords } from './words.tsx';

interface DecisionButtonsProps {
  readonly user: UserRow;
  readonly onDecide: (decision: Decision, user: UserRow) => void;
  /** In the bar of a screen, where words give way to icons. */
  readonly inBar?: boolean;
}

const BUTTONS: readonly { decision: Decision; key: string }[] = [
  { decision: 'excluded', key: 'X' },
  { decision: 'approved', key: 'A' },
  { decision: 'undecided', key: 'C' },
];

export function DecisionButtons({ user, onDecide, inBar = false }: DecisionButtonsProps) {
  const bar = useWriteBar();
  return (
    <Group gap={6} wrap="nowrap" grow={!inBar} role="group" aria-label={panelWords.decision}>
      {BUTTONS.map(({ decision, key }) => {
        const { icon: Icon, tone } = DECISION_MEANINGS[decision];
        return (
          <Tooltip key={decision} label={panelWords.decideHint(decision, key)}>
            <Button
              variant="default"
              size="xs"
              {...(!inBar && { px: 6 })}
              aria-pressed={user.decision === decision && decision !== 'undecided'}
              className={inBar ? `${styles.decide} pd-bar-button` : styles.decide}
              disabled={decision === 'undecided' && user.decision === 'undecided'}
              leftSection={<Icon size={16} aria-hidden className={styles.icon} data-tone={tone} />}
              onClick={() => onDecide(decision, user)}
              {...bar}
            >
              <span className={inBar ? 'pd-bar-word' : undefined}>
                {panelWords.decide(decision)}
              </span>
            </Button>
          </Tooltip>
        );
      })}
    </Group>
  );
}
