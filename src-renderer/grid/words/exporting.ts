/** Words of exporting the users of a grid. */
import { countOf, formatCount } from '../../ui/format.ts';

export const exportUsersWords = {
  open: 'Export',
  title: 'Export users',
  who: 'Users',
  all: (users: number) => `All ${formatCount(users)} in this list`,
  selected: (users: number) =>
    users === 1 ? 'The one selected' : `The ${formatCount(users)} selected`,
  columns: 'Columns',
  chosenBy: {
    shown: (columns: number) => `As shown now (${formatCount(columns)})`,
    all: (columns: number) => `All (${formatCount(columns)})`,
    chosen: 'Choose',
  },
  /** Names the list of checkboxes. */
  choose: 'Columns to export',
  format: 'File',
  formats: {
    xlsx: {
      label: 'Excel workbook (XLSX)',
      meaning: 'Real dates, numbers and amounts, and a page in front that says what the list is.',
    },
    csv: {
      label: 'Text (CSV)',
      meaning:
        'Opens in everything. Text that looks like a formula gets an apostrophe, so it isn’t for Alma: for that, make a set and export its file.',
    },
  },
  export: 'Export',
  exportUsers: (users: number) => `Export ${countOf(users, 'user')}`,
  /** In the menu of a row. */
  exportSelected: (users: number) => `Export ${countOf(users, 'user')}…`,
  /** What the list is: in progress, and in the name of its file. */
  lists: { review: 'review list', users: 'list of users' },
  fileNames: {
    review: (day: string) => `Review list ${day}`,
    users: (day: string) => `Users ${day}`,
  },
  /** Who stands in the file, where not all that match do. */
  selectedAmong: (filter: string) => `Selected users (${filter})`,
  written: (fileName: string, users: number) =>
    `${countOf(users, 'user')} exported to ${fileName}.`,
} as const;
