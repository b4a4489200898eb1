/**
 * Whether transferred fines and fees count as owed: asked once, said wherever a balance decides. It is a parameter of
 * the institution, which no report tells.
 */
import { Group, Radio, Stack, Text } from '@mantine/core';
import { engine, queries, queryClient } from '../client/engineClient.ts';
import { useSettings } from '../client/workspace.ts';
import { notifyFailure } from '../ui/notify.tsx';
import { RuleHelp } from '../ui/RuleHelp.tsx';

/** Which balance counts, in a sentence or two. */
export function BalanceText() {
  const counts = useSettings()?.countTransferred ?? null;
  return (
    <>
      Disputed and accrued amounts don’t count as owed.{' '}
      {counts === null && 'Nobody has said whether transferred ones do: here they don’t.'}
      {counts === true && 'Transferred ones do, as Settings say.'}
      {counts === false && 'Transferred ones don’t, as Settings say.'}
    </>
  );
}

export function TransferredHelp() {
  return (
    <RuleHelp
      about="transferred fines and fees"
      source="Alma’s “Managing Users”, on the active balance; the parameter is among Alma’s fulfillment settings"
    >
      Whether an amount that was transferred to a bursar still counts as owed is the parameter{' '}
      <code>allow_activity_on_transferred_finesfees</code> of your institution. Ask whoever
      administers Alma. Disputed and accrued amounts never count.
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
          Transferred fines and fees
          <TransferredHelp />
        </Group>
      }
      aria-label="Transferred fines and fees"
      value={value === null ? 'unsaid' : value ? 'count' : 'not'}
      onChange={(chosen) => onChange(chosen === 'unsaid' ? null : chosen === 'count')}
    >
      <Stack gap={6} mt={6}>
        {openAnswer && (
          <Radio
            size="xs"
            value="unsaid"
            label="Nobody has said: they don’t count, and reports say so"
          />
        )}
        <Radio size="xs" value="count" label="They count as owed" />
        <Radio size="xs" value="not" label="They don’t count" />
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
      <TransferredChoice
        value={null}
        onChange={(counts) => void answer(counts).catch(notifyFailure)}
      />
      <Text size="xs" c="dimmed" mt={4}>
        Asked once, kept in Settings.
      </Text>
    </div>
  );
}
