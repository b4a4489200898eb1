/**
 * A part of a filter in words, for its chip and for telling how a set came about. Pure.
 */
import { ODD_DATE_TEXTS } from '#shared/domain/oddDates.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import { userField } from '#shared/fields/userFields.ts';
import { countOf, formatAmount, formatCount, formatDate } from '../../ui/format.ts';
import { DECISION_MEANINGS, STAFF_CONFIRMED } from '../../ui/meaning.ts';
import type { Mark } from './filterFields.ts';
import { activeParts, type FilterPart, type Range, type UserFilterState } from './filterParts.ts';

export const MARK_TEXTS: Readonly<
  Record<Mark, { readonly label: string; readonly meaning: string }>
> = {
  'staff-confirmed': {
    label: STAFF_CONFIRMED.word,
    meaning: STAFF_CONFIRMED.meaning,
  },
  noted: { label: 'With a note', meaning: 'Somebody wrote a note about the user.' },
  'staff-locked': {
    label: 'Staff lock',
    meaning: 'The role column says Yes or nothing: approved one by one only.',
  },
};

export function partText(part: FilterPart, currency: string): string {
  switch (part.part) {
    case 'flag':
      return REVIEW_FLAG_TEXTS[part.flag].label;
    case 'withoutFlags':
      return 'No flags';
    case 'decision':
      return DECISION_MEANINGS[part.decision].word;
    case 'reason':
      return part.reason === null ? 'No reason given' : `Reason: ${part.reason}`;
    case 'oddDate':
      return ODD_DATE_TEXTS[part.oddDate].label;
    case 'mark':
      return MARK_TEXTS[part.mark].label;
    case 'group':
      return part.group ?? 'No user group';
    case 'choice':
      return choiceText(part.field, part.value);
    case 'date':
      return `${userField(part.field).label} ${rangeText(part.range, formatDate)}`;
    case 'amount': {
      const { label, kind } = userField(part.field);
      const write = kind === 'money' ? (n: number) => formatAmount(n, currency) : formatCount;
      return `${label} ${rangeText(part.range, write)}`;
    }
    case 'text':
      return `${userField(part.field).label} contains “${part.text}”`;
    case 'blank':
      return `No ${lower(userField(part.field).label)} reported`;
    case 'set':
      return `In set ${part.name}`;
    case 'pasted':
      return countOf(part.users, 'pasted identifier');
    case 'except':
      // A double negation is hard to read.
      if (part.of.part === 'blank') return `${userField(part.of.field).label} reported`;
      if (part.of.part === 'withoutFlags') return 'Any flag';
      return `Not: ${partText(part.of, currency)}`;
  }
}

/** The whole filter in words. */
export function filterText(state: UserFilterState, currency: string): string {
  const search = state.search.trim();
  return [
    ...(search ? [`“${search}”`] : []),
    ...activeParts(state).map((part) => partText(part, currency)),
  ].join(', ');
}

const STAFF_ROLE_TEXTS: Readonly<Record<string, string>> = {
  Yes: 'Has a staff role',
  No: 'Has no staff role',
};

function choiceText(field: FieldName, value: string | null): string {
  if (field === 'staff_role') return STAFF_ROLE_TEXTS[value ?? ''] ?? 'No staff role reported';
  const label = userField(field).label;
  return value === null ? `No ${lower(label)} reported` : `${label}: ${value}`;
}

type FieldName = Parameters<typeof userField>[0];

/** `Loans at other libraries` within a sentence; abbreviations keep their capitals. */
function lower(label: string): string {
  return /^[A-Z][^A-Z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;
}

function rangeText<T>({ from, to }: Range<T>, write: (value: T) => string): string {
  if (from === to) return write(from!);
  if (from === undefined) return `up to ${write(to!)}`;
  if (to === undefined) return `from ${write(from)}`;
  return `${write(from)} to ${write(to)}`;
}
