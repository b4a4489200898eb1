/** Words of adding a file: what is chosen for it, the button by what becomes of the file, what is said after it. */
import { countOf } from '../../../ui/format.ts';

/** Buttons; `again` where the very same file was added before. */
export const addWords = {
  candidates: (users: number, again: boolean) =>
    again ? `Add ${countOf(users, 'candidate')} again` : `Add ${countOf(users, 'candidate')}`,
  replaceReview: (users: number, again: boolean) =>
    again
      ? `Replace the review with ${countOf(users, 'candidate')} again`
      : `Replace the review with ${countOf(users, 'candidate')}`,
  exclusionSet: (identifiers: number, again: boolean) =>
    again
      ? `Make exclusion set of ${countOf(identifiers, 'identifier')} again`
      : `Make exclusion set of ${countOf(identifiers, 'identifier')}`,
  set: (identifiers: number, again: boolean) =>
    again
      ? `Make set of ${countOf(identifiers, 'identifier')} again`
      : `Make set of ${countOf(identifiers, 'identifier')}`,
  staff: (identifiers: number, again: boolean) =>
    again
      ? `Use again as the list of staff: ${countOf(identifiers, 'identifier')}`
      : `Use as the list of staff: ${countOf(identifiers, 'identifier')}`,
  facts: (told: string, users: number, again: boolean) =>
    again
      ? `Add ${told} of ${countOf(users, 'user')} again`
      : `Add ${told} of ${countOf(users, 'user')}`,
  evidence: (told: string, users: number, again: boolean) =>
    again
      ? `Keep ${told} of ${countOf(users, 'user')} again`
      : `Keep ${told} of ${countOf(users, 'user')}`,
  /** Where little room is: how the whole label begins. */
  short: {
    add: 'Add',
    replaceReview: 'Replace the review',
    exclusionSet: 'Make exclusion set',
    set: 'Make set',
    staff: 'Use as the list of staff',
    evidence: 'Keep',
  },
  adding: (identifiers: number) => `Adding ${countOf(identifiers, 'identifier')}`,
  /** Said aloud. */
  wasAdded: (fileName: string, identifiers: number) =>
    `${fileName} was added: ${countOf(identifiers, 'identifier')}.`,
} as const;

/** Candidates where there is a review already. */
export const modeWords = {
  choice: 'How the candidates are added',
  add: (candidates: number) => `Add to the ${countOf(candidates, 'candidate')} in the review`,
  /** Undefined: it isn’t known yet how many decisions end. */
  addMeans: (ends: number | undefined) => {
    const facts = 'Candidates who are in both take their dates, group and role from this file.';
    if (ends === undefined) return `${facts} Decisions about users who don’t return stay.`;
    if (ends === 0) return `${facts} Decisions stay.`;
    return `${facts} Decisions stay, except those about the ${countOf(ends, 'user')} above.`;
  },
  replace: 'Replace the review',
  replaceMeans:
    'Candidates who aren’t in this file leave the review. Their decisions are kept and count again when a later file has these candidates.',
} as const;

/** The set that a list becomes. */
export const setNameWords = {
  label: 'Name of the set',
  missing: 'Give the set a name.',
  taken: 'There is already a set of this name; this one gets a number after it.',
} as const;

/** Those whom a report that counts, or tells lines, doesn’t name. */
export const absentWords = {
  choice: 'Users who aren’t in this file',
  helpAbout: 'users who aren’t in this file',
  help: (told: string) =>
    `What no report says is unknown, never zero. Only a report that covers everybody shows that the users it leaves out have no ${told}: what older files said of them then no longer stands. Users whom newer data names, or whom a row may mean in another spelling, stay as they are. A report with rows that can’t be used can’t be added as one that covers everybody.`,
  stay: 'Stay as they are',
  none: (told: string) => `Have no ${told}: the report covers everybody`,
} as const;
