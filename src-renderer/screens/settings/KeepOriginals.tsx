/** How long the imported files themselves are kept inside the workspace. */
import { Group, Select } from '@mantine/core';
import { countOf } from '../../ui/format.ts';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import type { SettingsForm } from './useSettingsForm.ts';

const ALWAYS = 'always';

const CHOICES = [
  { value: '0', label: 'Not at all' },
  ...[7, 30, 90, 365].map((days) => ({ value: String(days), label: countOf(days, 'day') })),
  { value: ALWAYS, label: 'As long as the workspace' },
];

export function KeepOriginals({ form: { values, save } }: { readonly form: SettingsForm }) {
  const days = values.keepOriginalsDays;
  const value = days === null ? ALWAYS : String(days);
  // A workspace from elsewhere may have another number.
  const other = CHOICES.some((each) => each.value === value)
    ? []
    : [{ value, label: countOf(days ?? 0, 'day') }];
  return (
    <Select
      label={
        <Group gap={4} component="span">
          Keep imported files
          <RuleHelp about="keeping imported files">
            A kept file can be saved again from its page, byte for byte, to prove what was imported.
            The rows that were read stay in the workspace either way.
          </RuleHelp>
        </Group>
      }
      aria-label="Keep imported files"
      description="The whole files, with every column about every user, stay inside the workspace for that long and are then deleted. Keep them no longer than your library’s rules allow."
      inputWrapperOrder={['label', 'input', 'description']}
      styles={{ input: { maxWidth: 280 } }}
      data={[...CHOICES, ...other]}
      value={value}
      onChange={(chosen) => {
        if (chosen !== null) save({ keepOriginalsDays: chosen === ALWAYS ? null : Number(chosen) });
      }}
    />
  );
}
