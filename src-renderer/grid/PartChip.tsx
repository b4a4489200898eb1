/**
 * One active part of a filter in words, with a cross that removes it. Used by FilterBar.
 */

import { IconX } from '@tabler/icons-react';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import { userField } from '#shared/fields/userFields.ts';
import { useSettings } from '../client/workspace.ts';
import { formatAmount, formatCount, formatDate } from '../ui/format.ts';
import { DECISION_MEANINGS } from '../ui/meaning.ts';
import styles from './FilterBar.module.css';
import { type FilterPart, type Range, removePart, type UserFilter } from './userFilter.ts';

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
      aria-label={`Remove filter: ${text}`}
      onClick={() => removePart(filter, part)}
    >
      {text}
      <IconX size={13} aria-hidden />
    </button>
  );
}

/** The part in words, also for telling how a set came about. */
export function partText(part: FilterPart, currency: string): string {
  switch (part.part) {
    case 'flag':
      return REVIEW_FLAG_TEXTS[part.flag].label;
    case 'withoutFlags':
      return 'No flags';
    case 'decision':
      return DECISION_MEANINGS[part.decision].word;
    case 'group':
      return part.group ?? 'No user group';
    case 'choice':
      return part.value ?? `No ${userField(part.field).label.toLowerCase()} reported`;
    case 'date':
      return `${userField(part.field).label} ${rangeText(part.range, formatDate)}`;
    case 'amount': {
      const { label, kind } = userField(part.field);
      const write = kind === 'money' ? (n: number) => formatAmount(n, currency) : formatCount;
      return `${label} ${rangeText(part.range, write)}`;
    }
    case 'blank':
      return `No ${userField(part.field).label.toLowerCase()} reported`;
  }
}

function rangeText<T>({ from, to }: Range<T>, write: (value: T) => string): string {
  if (from === undefined) return `up to ${write(to!)}`;
  if (to === undefined) return `from ${write(from)}`;
  return `${write(from)} to ${write(to)}`;
}
