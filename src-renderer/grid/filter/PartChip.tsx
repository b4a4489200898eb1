/** One active part of a filter in words, with a cross that removes it. */
import { IconX } from '@tabler/icons-react';
import { useSettings } from '../../client/workspace.ts';
import { filterWords } from '../words/filter.ts';
import styles from './FilterStrip.module.css';
import type { FilterPart } from './filterParts.ts';
import { partText } from './partText.ts';
import { removePart, type UserFilter } from './userFilter.ts';

interface PartChipProps {
  readonly part: FilterPart;
  readonly filter: UserFilter;
}

export function PartChip({ part, filter }: PartChipProps) {
  const currency = useSettings()?.currency ?? 'USD';
  const text = partText(part, currency);
  return (
    <button
      type="button"
      className={styles.chip}
      data-except={part.part === 'except' || undefined}
      aria-label={filterWords.remove(text)}
      title={text}
      onClick={() => removePart(filter, part)}
    >
      <span className={styles.chipText}>{text}</span>
      <IconX size={13} aria-hidden />
    </button>
  );
}
