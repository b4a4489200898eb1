/** What new sets are, unless somebody says otherwise. */
import { Switch } from '@mantine/core';
import { Section } from './Section.tsx';
import type { SettingsForm } from './useSettingsForm.ts';
import { setsWords } from './words.tsx';

export function SetsSection({ form: { values, save } }: { readonly form: SettingsForm }) {
  return (
    <Section name="sets" title={setsWords.title} about={setsWords.about}>
      <Switch
        size="sm"
        label={setsWords.private}
        description={setsWords.privateMeaning}
        checked={values.privateSets}
        onChange={(event) => save({ privateSets: event.currentTarget.checked })}
      />
    </Section>
  );
}
