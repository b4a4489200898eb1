/** Words of lists of identifiers: what a list is for, and what is said of a file for which nothing speaks. */
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ListKind } from '#shared/importKinds/importKinds.ts';
import { countOf } from '../../../ui/format.ts';

type List = NonNullable<ImportCheck['list']>;

interface PurposeWords {
  readonly label: string;
  readonly description: string;
}

const PURPOSES: Readonly<Record<ListKind, PurposeWords>> = {
  exclusions: {
    label: 'Users to keep: an exclusion list',
    description: 'Whoever is on it is flagged, and the rules of the review exclude them.',
  },
  identifiers: {
    label: 'Just a set',
    description: 'For example, users to purge. It flags nobody.',
  },
  staff: {
    label: 'All users with a staff role',
    description: 'All others whose role no report gives count as having none.',
  },
};

const HOW_KNOWN: Readonly<Record<List['purpose'], string | undefined>> = {
  told: undefined,
  remembered: 'As for the last list of this name.',
  suggested: 'Its name or title suggests it.',
  open: 'Its name doesn’t tell. Choose one; until then the file can’t be added.',
};

export const listWords = {
  asks: 'What is this list for?',
  choice: 'What this list is for',
  /** Where other columns stand beside the identifiers. */
  maybeReport:
    'It has more columns than a list needs. If it is a report about users, choose its kind above.',
  helpAbout: 'what a list is for',
  help: 'Lists of identifiers look alike: a file of users to keep and a file for a set in Alma both have a single column. Only you know which it is. The answer is remembered for files of this name, whatever date or number is in it.',
  purposes: PURPOSES,
  howKnown: HOW_KNOWN,
  othersWithoutRole: (users: number) =>
    users === 1
      ? '1 user whose role no report gives isn’t on the list: they count as having no staff role and can be approved together with others. If the list isn’t complete, staff can be purged.'
      : `${countOf(users, 'user')} whose role no report gives aren’t on the list: they count as having no staff role and can be approved together. If the list isn’t complete, staff can be purged.`,
} as const;

const WHAT_TO_DO =
  'Choose its kind above if it belongs to the purge, or discard it; until then it can’t be added.';

/** A file that may be a list, or anything. */
export const notAListWords = {
  asks: 'What is this file?',
  why: ({ heading, otherIdentifier }: List) => {
    if (heading === '') {
      return `No heading in it is known, and none of the values in its first column is a primary identifier of this workspace. ${WHAT_TO_DO}`;
    }
    return otherIdentifier
      ? `Its column “${heading}” holds another identifier than the primary one, and none of the values below it is a primary identifier of this workspace. ${WHAT_TO_DO}`
      : `The heading “${heading}” may stand above anything, and none of the values below it is a primary identifier of this workspace. ${WHAT_TO_DO}`;
  },
} as const;
