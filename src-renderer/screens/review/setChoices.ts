/**
 * What a set can be made of from the review: the outcome of the decisions, or what is filtered or selected at the
 * moment. Pure.
 */
import type { IsoDate } from '#shared/domain/calendar.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import type { Decision } from '#shared/domain/review.ts';
import type { SetChoice } from '../../deciding/MakeSetDialog.tsx';

interface Narrowed {
  /** The rows as filtered; undefined when nothing narrows them. */
  readonly filtered: Criteria | undefined;
  /** The filter in words. */
  readonly filterText: string;
  readonly selected: Criteria | null;
}

/** The register always wins. */
const NOT_PROTECTED: Criteria = { op: 'not', of: { op: 'hasFlag', flags: ['protected'] } };
/** A set must not take along at once who can't be approved at once. */
const STAFF_APPROVED: Criteria = {
  op: 'any',
  of: [
    { op: 'decision', values: ['approved'] },
    { op: 'not', of: { op: 'mark', value: 'staff-locked' } },
  ],
};

export function setChoices(
  today: IsoDate,
  { filtered, filterText, selected }: Narrowed,
): SetChoice[] {
  const decided = (...values: Decision[]) => allOf(CANDIDATES, { op: 'decision', values });
  const choices: SetChoice[] = [
    {
      key: 'approved',
      label: 'Approved',
      meaning: 'the set to purge',
      criteria: decided('approved'),
      suggestedName: `Approved for the purge ${today}`,
      origin: { from: 'review', users: 'approved' },
      forPurge: true,
    },
    {
      key: 'notExcluded',
      label: 'Not excluded',
      meaning: 'approved and undecided, but for protected users and staff not approved',
      criteria: allOf(decided('undecided', 'approved'), NOT_PROTECTED, STAFF_APPROVED),
      suggestedName: `Not excluded ${today}`,
      origin: { from: 'review', users: 'not-excluded' },
      forPurge: false,
    },
    {
      key: 'excluded',
      label: 'Excluded',
      meaning: 'who stays in Alma',
      criteria: decided('excluded'),
      suggestedName: `Excluded from the purge ${today}`,
      origin: { from: 'review', users: 'excluded' },
      forPurge: false,
    },
    {
      key: 'all',
      label: 'All candidates',
      meaning: 'whatever was decided',
      criteria: CANDIDATES,
      suggestedName: `Purge candidates ${today}`,
      origin: { from: 'review', users: 'all' },
      forPurge: false,
    },
  ];
  if (filtered) {
    choices.push({
      key: 'filtered',
      label: 'What is filtered',
      meaning: filterText,
      criteria: filtered,
      suggestedName: `From the review ${today}`,
      origin: { from: 'filter', screen: 'review', words: filterText.slice(0, 500) },
      forPurge: false,
    });
  }
  if (selected) {
    // Somebody who selected rows before means those.
    choices.unshift({
      key: 'selected',
      label: 'The selected users',
      meaning: 'as ticked in the rows',
      criteria: selected,
      suggestedName: `Selected in the review ${today}`,
      origin: { from: 'review', users: 'selected' },
      forPurge: false,
    });
  }
  return choices;
}
