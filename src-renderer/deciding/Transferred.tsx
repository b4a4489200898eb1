/**
 * Whether transferred fines and fees count as owed: asked once, said wherever a balance decides. It is a parameter of
 * the institution, which no report tells.
 */
import { Group, Radio, Stack } from '@mantine/core';
import { useSettings } from '../client/workspace.ts';
import { RuleHelp } from '../ui/RuleHelp.tsx';
import { balanceWords, transferredWords } from './words/rules.tsx';

/** Which balance counts, in a sentence or two. */
export function BalanceText() {
  const counts = useSettings()?.countTransferred ?? null;
  if (counts === null) return balanceWords.open;
  return counts ? balanceWords.counted : balanceWords.notCounted;
}

function TransferredHelp() {
  return (
    <RuleHelp about={transferredWords.about} source={transferredWords.source}>
      {transferredWords.explanation}
    </RuleHelp>
  );
}

interface ChoiceProps {
  readonly value: boolean | null;
  readonly onChange: (counts: boolean | null) => void;
}

export function TransferredChoice({ value, onChange }: ChoiceProps) {
  return (
    <Radio.Group
      label={
        <Group gap={4} component="span">
          {transferredWords.label}
          <TransferredHelp />
        </Group>
      }
      aria-label={transferredWords.label}
      value={value === null ? 'unsaid' : value ? 'count' : 'not'}
      onChange={(chosen) => onChange(chosen === 'unsaid' ? null : chosen === 'count')}
    >
      <Stack gap={6} mt={6}>
        <Radio size="xs" value="unsaid" label={transferredWords.open} />
        <Radio size="xs" value="count" label={transferredWords.count} />
        <Radio size="xs" value="not" label={transferredWords.dontCount} />
      </Stack>
    </Radio.Group>
  );
}
