/** The words in notes and blocks that hold a user back. Saved with each that is added or removed. */
import { Anchor, Group, TagsInput, Text } from '@mantine/core';
import { MORE_KEEP_WORDS, withMoreWords } from '#shared/domain/keepWords.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { Writing } from '../../ui/Writing.tsx';
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
      <MoreWords words={values.keepWords} onAdd={(keepWords) => save({ keepWords })} />
    </Section>
  );
}

const LANGUAGES = Object.keys(MORE_KEEP_WORDS) as (keyof typeof MORE_KEEP_WORDS)[];

interface MoreWordsProps {
  readonly words: readonly string[];
  readonly onAdd: (words: string[]) => void;
}

/** Those whose words are all there already aren’t offered. */
function MoreWords({ words, onAdd }: MoreWordsProps) {
  const offered = LANGUAGES.map((language) => ({
    language,
    added: withMoreWords(words, language, MOST),
  })).filter(({ added }) => added.length > words.length);
  if (offered.length === 0) return null;
  return (
    <Group gap={12} mt={8}>
      <Text size="sm" c="dimmed" aria-hidden>
        {keepWordsWords.more}
      </Text>
      <Writing>
        {offered.map(({ language, added }) => (
          <Anchor
            key={language}
            component="button"
            type="button"
            size="sm"
            aria-label={keepWordsWords.addIn(language)}
            onClick={() => onAdd(added)}
          >
            {language}
          </Anchor>
        ))}
      </Writing>
    </Group>
  );
}
