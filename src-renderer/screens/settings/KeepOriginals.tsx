/** How long the imported files themselves are kept inside the workspace. */
import { Group, Select } from '@mantine/core';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import type { SettingsForm } from './useSettingsForm.ts';
import { privacyWords } from './words.tsx';

const ALWAYS = 'always';

const CHOICES = [
  { value: '0', label: privacyWords.notAtAll },
  ...[7, 30, 90, 365].map((days) => ({ value: String(days), label: privacyWords.days(days) })),
  { value: ALWAYS, label: privacyWords.always },
];

export function KeepOriginals({ form: { values, save } }: { readonly form: SettingsForm }) {
  const days = values.keepOriginalsDays;
  const value = days === null ? ALWAYS : String(days);
  // A workspace from elsewhere may have another number.
  const other = CHOICES.some((each) => each.value === value)
    ? []
    : [{ value, label: privacyWords.days(days ?? 0) }];
  return (
    <Select
      label={
        <Group gap={4} component="span">
          {privacyWords.keep}
          <RuleHelp about={privacyWords.keepHelp.about}>{privacyWords.keepHelp.text}</RuleHelp>
        </Group>
      }
      aria-label={privacyWords.keep}
      description={privacyWords.keepMeaning}
      inputWrapperOrder={['label', 'input', 'description']}
      styles={{ wrapper: { maxWidth: 280 } }}
      data={[...CHOICES, ...other]}
      value={value}
      onChange={(chosen) => {
        if (chosen !== null) save({ keepOriginalsDays: chosen === ALWAYS ? null : Number(chosen) });
      }}
    />
  );
}
