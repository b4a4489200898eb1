/** The words in notes and blocks that hold a user back. Saved with each that is added or removed. */
import { TagsInput } from '@mantine/core';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { Section } from './Section.tsx';
import type { SettingsForm } from './useSettingsForm.ts';
import { keepWordsWords } from './words.tsx';

const MOST = 200;
const LONGEST = 200;

export function KeepWordsSection({ form: { values, save } }: { readonly form: SettingsForm }) {
  return (
    <Section name="keepWords" title={keepWordsWords.title} about={keepWordsWords.about}>
      <TagsInput
        label={keepWordsWords.label}
        description={keepWordsWords.hint}
        value={[...values.keepWords]}
        maxTags={MOST}
        // A word may have a comma in it.
        splitChars={[]}
        isDuplicate={(word, words) => words.some((each) => foldText(each) === foldText(word))}
        onChange={(words) =>
          save({
            keepWords: words
              .map((word) => word.trim().slice(0, LONGEST))
              .filter((word) => word !== ''),
          })
        }
      />
    </Section>
  );
}
