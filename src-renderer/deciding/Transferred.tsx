/**
 * Whether transferred fines and fees count as owed: asked once, said wherever a balance decides. It is a parameter of
 * the institution, which no report tells.
 */
import { Group, Radio, Stack, Text } from '@mantine/core';
import { engine, queries, queryClient } from '../client/engineClient.ts';
import { useSettings } from '../client/workspace.ts';
import { notifyFailure } from '../ui/notify.tsx';
import { RuleHelp } from '../ui/RuleHelp.tsx';
import { Writing } from '../ui/Writing.tsx';
import { balanceWords, transferredWords } from './words/rules.tsx';

/** Which balance counts, in a sentence or two. */
export function BalanceText() {
  const counts = useSettings()?.countTransferred ?? null;
  if (counts === null) return balanceWords.open;
  return counts ? balanceWords.counted : balanceWords.notCounted;
}

export function TransferredHelp() {
  return (
    <RuleHelp about={transferredWords.about} source={transferredWords.source}>
      {transferredWords.explanation}
    </RuleHelp>
  );
}

interface ChoiceProps {
  readonly value: boolean | null;
  readonly onChange: (counts: boolean | null) => void;
  readonly openAnswer?: boolean;
}

export function TransferredChoice({ value, onChange, openAnswer = false }: ChoiceProps) {
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
        {openAnswer && <Radio size="xs" value="unsaid" label={transferredWords.open} />}
        <Radio size="xs" value="count" label={transferredWords.count} />
        <Radio size="xs" value="not" label={transferredWords.dontCount} />
      </Stack>
    </Radio.Group>
  );
}

/** Asked where it first matters; gone once it is answered. */
export function TransferredQuestion() {
  const settings = useSettings();
  if (!settings || settings.countTransferred !== null) return null;
  async function answer(countTransferred: boolean | null) {
    const known = queryClient.getQueryData(queries.settings.get.queryKey());
    if (known) await engine.settings.save({ ...known, countTransferred });
  }
  return (
    <div>
      <Writing>
        <TransferredChoice
          value={null}
          onChange={(counts) => void answer(counts).catch(notifyFailure)}
        />
      </Writing>
      <Text size="xs" c="dimmed" mt={4}>
        {transferredWords.asked}
      </Text>
    </div>
  );
}
