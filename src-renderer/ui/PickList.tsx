/** A list of choices with counts, several of which can be ticked; long lists can be searched. */
import { Button, Checkbox, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { formatCount } from './format.ts';
import styles from './PickList.module.css';
import { commonWords, pickListWords } from './words/components.tsx';

export interface Choice<Value> {
  readonly value: Value;
  /** For searching, and shown where there is no `mark`. */
  readonly label: string;
  readonly mark?: ReactNode;
  readonly count?: number | undefined;
}

interface PickListProps<Value> {
  /** What is chosen: `User group`. */
  readonly label: string;
  /** Undefined while they load. */
  readonly choices: readonly Choice<Value>[] | undefined;
  readonly picked: readonly Value[];
  readonly onPick: (picked: readonly Value[]) => void;
}

const SEARCH_FROM = 10;

export function PickList<Value extends string | null>(props: PickListProps<Value>) {
  const { label, choices = [], picked, onPick } = props;
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = choices.filter((each) => each.label.toLowerCase().includes(wanted));

  function toggle(value: Value) {
    onPick(picked.includes(value) ? picked.filter((each) => each !== value) : [...picked, value]);
  }

  return (
    <Stack gap={8}>
      {choices.length >= SEARCH_FROM && (
        <TextInput
          data-autofocus
          size="xs"
          placeholder={commonWords.search}
          aria-label={pickListWords.searchIn(label)}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <ScrollArea.Autosize mah={320} type="auto">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as this list */}
        <div role="group" aria-label={label} className={styles.list}>
          {shown.map((choice) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: Mantine's Checkbox holds the input
            <label key={choice.value ?? ''} className={styles.choice}>
              <Checkbox
                aria-label={choice.label}
                checked={picked.includes(choice.value)}
                onChange={() => toggle(choice.value)}
              />
              <span className={styles.word}>{choice.mark ?? choice.label}</span>
              {choice.count !== undefined && (
                <span className={styles.count}>{formatCount(choice.count)}</span>
              )}
            </label>
          ))}
          {shown.length === 0 && (
            <Text size="sm" c="dimmed" p={8}>
              {wanted ? pickListWords.noChoice : commonWords.nothingToChoose}
            </Text>
          )}
        </div>
      </ScrollArea.Autosize>
      {picked.length > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => onPick([])}>
          {commonWords.clear}
        </Button>
      )}
    </Stack>
  );
}
