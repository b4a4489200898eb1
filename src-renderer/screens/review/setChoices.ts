/**
 * What a set can be made of from the review: the outcome of the decisions, or what is filtered or selected at the
 * moment. Pure.
 */
import type { IsoDate } from '#shared/domain/calendar.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import type { Decision } from '#shared/domain/review.ts';
import type { SetChoice } from '../../deciding/MakeSetDialog.tsx';
import { proposedNames } from '../../deciding/words/setNames.ts';
import { setChoiceWords } from './words/setChoices.ts';

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
  const { approved, notExcluded, excluded, all } = setChoiceWords;
  const choices: SetChoice[] = [
    {
      key: 'approved',
      label: approved.label,
      meaning: approved.meaning,
      criteria: decided('approved'),
      suggestedName: proposedNames.toPurge(today),
      origin: { from: 'review', users: 'approved' },
      forPurge: true,
    },
    {
      key: 'notExcluded',
      label: notExcluded.label,
      meaning: notExcluded.meaning,
      criteria: allOf(decided('undecided', 'approved'), NOT_PROTECTED, STAFF_APPROVED),
      suggestedName: proposedNames.notExcluded(today),
      origin: { from: 'review', users: 'not-excluded' },
      forPurge: false,
    },
    {
      key: 'excluded',
      label: excluded.label,
      meaning: excluded.meaning,
      criteria: decided('excluded'),
      suggestedName: proposedNames.excluded(today),
      origin: { from: 'review', users: 'excluded' },
      forPurge: false,
    },
    {
      key: 'all',
      label: all.label,
      meaning: all.meaning,
      criteria: CANDIDATES,
      suggestedName: proposedNames.candidates(today),
      origin: { from: 'review', users: 'all' },
      forPurge: false,
    },
  ];
  if (filtered) {
    choices.push({
      key: 'filtered',
      label: setChoiceWords.filtered.label,
      meaning: filterText,
      criteria: filtered,
      suggestedName: proposedNames.filtered(today),
      origin: { from: 'filter', screen: 'review', words: filterText.slice(0, 500) },
      forPurge: false,
    });
  }
  if (selected) {
    // Somebody who selected rows before means those.
    choices.unshift({
      key: 'selected',
      label: setChoiceWords.selected.label,
      meaning: setChoiceWords.selected.meaning,
      criteria: selected,
      suggestedName: proposedNames.selected(today),
      origin: { from: 'review', users: 'selected' },
      forPurge: false,
    });
  }
  return choices;
}
