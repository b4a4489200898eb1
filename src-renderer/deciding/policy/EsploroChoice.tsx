/** Whether the institution uses Esploro: then the purge keeps something of researchers. No report tells it. */
import { Group, Radio, Stack } from '@mantine/core';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { esploroWords as words } from '../words/policy.tsx';

interface EsploroChoiceProps {
  readonly value: boolean | null;
  readonly onChange: (isOn: boolean | null) => void;
}

export function EsploroChoice({ value, onChange }: EsploroChoiceProps) {
  return (
    <Radio.Group
      label={
        <Group gap={4} component="span">
          {words.label}
          <RuleHelp about={words.help.about} source={words.help.source}>
            {words.help.text}
          </RuleHelp>
        </Group>
      }
      aria-label={words.label}
      value={value === null ? 'unsaid' : value ? 'on' : 'off'}
      onChange={(chosen) => onChange(chosen === 'unsaid' ? null : chosen === 'on')}
    >
      <Stack gap={6} mt={6}>
        <Radio size="xs" value="unsaid" label={words.unsaid} />
        <Radio size="xs" value="on" label={words.on} />
        <Radio size="xs" value="off" label={words.off} />
      </Stack>
    </Radio.Group>
  );
}
