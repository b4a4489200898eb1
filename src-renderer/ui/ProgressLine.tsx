/**
 * Progress of long work: amount, rate, time left. A live region says it at most every tenth. Fed from
 * client/progress.ts.
 */
import { Group, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatPercent } from './format.ts';
import { progressWords } from './words/components.tsx';

interface ProgressLineProps {
  /** What runs: `Reading PIDs.xlsx`. */
  readonly label: string;
  /** 0 to 1; undefined while the total isn't known. */
  readonly fraction: number | undefined;
  /** Done so far, with its noun: 12000, `rows`. */
  readonly amount?: number;
  readonly noun?: string;
  readonly perSecond?: number;
  /** A cancel button, where the domain allows it. */
  readonly action?: ReactNode;
}

export function ProgressLine(props: ProgressLineProps) {
  const { label, fraction, amount, noun = progressWords.users, perSecond = 0, action } = props;
  const left = secondsLeft(fraction, amount, perSecond);
  const parts = [
    amount === undefined ? undefined : progressWords.amount(amount, noun),
    perSecond > 0 ? progressWords.rate(perSecond) : undefined,
    left === undefined ? undefined : progressWords.timeLeft(left),
  ].filter(Boolean);
  const percent = fraction === undefined ? 100 : Math.round(fraction * 100);
  return (
    <div>
      <Group justify="space-between" gap="sm" wrap="nowrap" mb={4}>
        <Text size="sm" fw={500} truncate>
          {label}
        </Text>
        <Group gap="sm" wrap="nowrap">
          <Text size="xs" c="dimmed" className="pd-figures" style={{ whiteSpace: 'nowrap' }}>
            {parts.join(' · ')}
          </Text>
          {action}
        </Group>
      </Group>
      <Progress.Root size={6} radius="xl">
        <Progress.Section
          value={percent}
          animated={fraction === undefined}
          striped={fraction === undefined}
          aria-label={label}
          aria-valuetext={`${formatPercent(percent)}, ${parts.join(', ')}`}
        />
      </Progress.Root>
      <span className="pd-visually-hidden" role="status">
        {fraction === undefined
          ? label
          : `${label}: ${formatPercent(Math.floor(fraction * 10) * 10)}`}
      </span>
    </div>
  );
}

function secondsLeft(fraction = 0, amount = 0, perSecond = 0): number | undefined {
  if (fraction <= 0 || fraction >= 1 || perSecond <= 0) return undefined;
  return (amount / fraction - amount) / perSecond;
}
