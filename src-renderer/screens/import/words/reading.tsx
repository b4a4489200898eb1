/**
 * Words about how a file is read: its sheet, headings and text, what each column is read as, profiles.
 */
import type { ReactNode } from 'react';
import { countOf } from '../../../ui/format.ts';

/** Words of columns, wherever one is shown. */
export const columnWords = {
  kept: 'Kept as it is',
  leftOut: 'Left out (not stored)',
  neverTaken: 'Never taken in',
  noHeading: 'No heading',
  column: (letter: string) => `Column ${letter}`,
  columnWithHeading: (letter: string, heading: string) => `Column ${letter}, “${heading}”`,
} as const;

/** Words of the table of all columns, and of what one can be read as. */
export const columnsTableWords = {
  label: (fileName: string) => `Columns of ${fileName}`,
  column: 'Column',
  heading: 'Heading in the file',
  noHeading: 'none',
  readAs: 'Read as',
  dates: 'Dates',
  firstValue: 'First value',
  monthFirst: 'Text, month first',
  dayFirst: 'Text, day first',
  dateOrderOpen: 'To be answered',
  dateOrderClear: 'Clear as they are',
  columnIsReadAs: (column: string) => `${column} is read as`,
  nowElsewhere: (label: string, letter: string) => `${label} (now column ${letter})`,
  noMatch: 'No matching column.',
  leaveOut: 'Leave out (not stored)',
  cantLeaveOut: 'Leave out: rules need this column',
  noValue: 'not read',
} as const;

/** Words about what the columns tell, and about what the file says nothing. */
export const columnEffectWords = {
  identifiersOnly: 'Only the identifiers of a list count. The other columns are kept as evidence.',
  evidenceOnly: 'The rows are kept and shown with their users. Nothing about the users is changed.',
  addedUp: (told: string) =>
    `The ${told} of each user are added up over all rows that name the user.`,
  keptColumns: 'Columns that are kept as they are can be seen with each user.',
  leavingOut:
    'A column that nobody needs can be left out: nothing of it is stored, here or in the original. Save a profile to leave it out of the next file, too.',
  unknown: (fields: readonly string[]) =>
    `Not in this file, so unknown unless another report says: ${fields.join(', ')}.`,
  aboutUnknown: 'what counts as unknown',
  unknownHelp:
    'Where no report says anything, a user isn’t taken to have no loans or no role. The value is shown as not reported, and Alma may retain more users than the rehearsal does.',
} as const;

/** Words of the table of the first rows. */
export const firstRowsWords = {
  label: (fileName: string) => `First rows of ${fileName}`,
  row: 'Row',
  none: 'No row could be read.',
} as const;

/** Words of the choices of sheet, heading row, encoding and separator. */
export const readingOptionWords = {
  sheet: 'Sheet',
  hiddenSheet: (name: string) => `${name} (hidden)`,
  noKnownHeading: 'No known heading',
  onlySheet: 'The only sheet',
  sheets: (sheets: number) => `One of ${countOf(sheets, 'sheet')}`,
  headingRow: 'Heading row',
  noHeadingRow: '0 if there are no headings',
  encoding: 'Encoding',
  encodingHint: 'Wrong if accented letters look odd',
  separator: 'Separator',
  separatorHint: 'Between two cells',
} as const;

/** Words about a profile that fits a file. */
export const profileNoteWords = {
  readBy: (profile: ReactNode) => <>Read by the profile {profile}.</>,
  fits: (profile: ReactNode) => <>Its headings match the profile {profile}.</>,
  quoted: (name: string) => `“${name}”`,
  use: 'Use the profile',
  readWithout: 'Read without it',
} as const;

/** Words of keeping how a file is read as a profile. */
export const saveProfileWords = {
  open: 'Save as profile',
  explanation: (leftOut: number) =>
    leftOut === 0
      ? 'A profile is offered for the next file with these headings. It keeps no rows.'
      : `A profile is offered for the next file with these headings. It keeps no rows. ${leftOut === 1 ? 'The column that is' : 'Columns that are'} left out here ${leftOut === 1 ? 'is' : 'are'} left out of such files from the start.`,
  name: 'Name of the profile',
  nameMissing: 'Give the profile a name.',
  nameTaken: 'There is already a profile of this name. Saving replaces it.',
  save: 'Save profile',
  replace: 'Replace profile',
  saved: (name: string) => `The profile “${name}” was saved. Settings list all profiles.`,
} as const;
