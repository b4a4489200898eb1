/**
 * Choices with counts below a heading, several of which can be ticked.
 */
import { Checkbox, ScrollArea, Skeleton, Text } from '@mantine/core';
import { formatCount } from '../../ui/format.ts';
import pickStyles from '../../ui/PickList.module.css';
import type { Choice } from '../../ui/PickList.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import styles from './FilterStrip.module.css';

interface ChoiceListProps<Value> {
  readonly label: string;
  /** Undefined while they load. */
  readonly choices: readonly (Choice<Value> & { readonly meaning?: string })[] | undefined;
  readonly picked: readonly Value[];
  readonly onPick: (picked: readonly Value[]) => void;
  readonly none?: string;
}

export function ChoiceList<Value extends string | null>(props: ChoiceListProps<Value>) {
  const { label, choices, picked, onPick, none = commonWords.nothingToChoose } = props;
  return (
    <section aria-label={label}>
      <Text size="xs" fw={500} className={styles.listLabel}>
        {label}
      </Text>
      {!choices && <Skeleton height={28} />}
      <ScrollArea.Autosize mah={220} type="auto">
        {choices?.map(({ value, label: text, mark, count, meaning }) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: Mantine's Checkbox holds the input
          <label key={value ?? ''} className={pickStyles.choice} title={meaning}>
            <Checkbox
              aria-label={text}
              checked={picked.includes(value)}
              onChange={() =>
                onPick(
                  picked.includes(value)
                    ? picked.filter((each) => each !== value)
                    : [...picked, value],
                )
              }
            />
            <span className={pickStyles.word}>{mark ?? text}</span>
            {count !== undefined && <span className={pickStyles.count}>{formatCount(count)}</span>}
          </label>
        ))}
        {choices?.length === 0 && (
          <Text size="sm" c="dimmed" px={8} py={4}>
            {none}
          </Text>
        )}
      </ScrollArea.Autosize>
    </section>
  );
}
