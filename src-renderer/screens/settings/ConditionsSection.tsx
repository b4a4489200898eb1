/** The conditions that Alma’s Update/Notify Users offers here. Saved with each that is added or removed. */
import { TagsInput } from '@mantine/core';
import { UPDATE_CONDITIONS } from '#shared/jobKinds/updateFields.ts';
import { Section } from './Section.tsx';
import type { SettingsForm } from './useSettingsForm.ts';
import { conditionWords } from './words.tsx';

const MOST = 50;
const LONGEST = 100;

export function ConditionsSection({ form: { values, save } }: { readonly form: SettingsForm }) {
  const offered: readonly string[] = UPDATE_CONDITIONS;
  return (
    <Section name="conditions" title={conditionWords.title} about={conditionWords.about}>
      <TagsInput
        label={conditionWords.label}
        description={conditionWords.hint}
        value={[...values.updateConditions]}
        maxTags={MOST}
        splitChars={[]}
        onChange={(conditions) =>
          save({
            updateConditions: conditions
              .map((each) => each.trim().slice(0, LONGEST))
              .filter((each) => each !== '' && !offered.includes(each)),
          })
        }
      />
    </Section>
  );
}
