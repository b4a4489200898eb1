/** Words of the grid's rows: menus, selecting, copying. */
import type { Decision } from '#shared/domain/review.ts';
import { countOf, formatCount } from '../../ui/format.ts';

export const gridWords = {
  nobody: 'Nobody matches',
  nobodyTodo: 'Remove a filter to see more users.',
} as const;

export const selectionWords = {
  heading: 'Selected',
  /** Beside the number of all that match. */
  selected: (users: number) => `${formatCount(users)} selected`,
  saidSelected: (users: number) => `${countOf(users, 'user')} selected`,
  selectAll: (users: number) => `Select all ${formatCount(users)}`,
  selecting: 'Selecting the rows',
  selectUser: (identifier: string) => `Select ${identifier}`,
  selectMatching: 'Select all that match',
  selectMatchingHint: 'Select all that match (Ctrl+A)',
  clearHint: 'Clear the selection',
  tooMany: (most: number) =>
    `At most ${countOf(most, 'user')} can be picked row by row. Nothing was selected.`,
  tooManyTodo: 'Narrow the filter, then select all that match (Ctrl+A).',
} as const;

/** What a column's values are together. */
export const summaryWords = {
  column: (
    label: string,
    told: {
      readonly sum: string | undefined;
      readonly span: string;
      /** Users without a value. */
      readonly blank: number;
    },
  ) =>
    `${label}: ${[
      ...(told.sum === undefined ? [] : [`sum ${told.sum}`]),
      told.span,
      ...(told.blank > 0 ? [`${formatCount(told.blank)} without`] : []),
    ].join(' · ')}`,
  span: (least: string, most: string) => `${least} to ${most}`,
} as const;

export const readingWords = {
  changed: 'The workspace changed while its rows were being read, so nothing was done.',
  changedTodo: 'Do it again.',
} as const;

export const copyWords = {
  copying: (done: number, total: number) => `Copying ${formatCount(done)} of ${formatCount(total)}`,
  stop: 'Stop',
  copied: (rows: number) => `Copied ${countOf(rows, 'row')}.`,
  copiedCell: 'Copied the cell.',
  copiedEmpty: 'Copied an empty cell.',
  tooMany: (rows: number, most: number) =>
    `${countOf(rows, 'row')} are too many to copy: at most ${formatCount(most)} fit the clipboard.`,
  tooManyTodo: 'Narrow the filter, or make a set and export its file.',
} as const;

export const rowMenuWords = {
  user: (identifier: string) => `User ${identifier}`,
  open: 'Open',
  details: 'All details',
  decide: {
    excluded: 'Exclude',
    approved: 'Approve',
    undecided: 'Clear the decision',
  } satisfies Record<Decision, string>,
  decideMany: {
    excluded: (users: number) => `Exclude ${countOf(users, 'user')}`,
    approved: (users: number) => `Approve ${countOf(users, 'user')}`,
    undecided: (users: number) => `Clear the decision of ${countOf(users, 'user')}`,
  } satisfies Record<Decision, (users: number) => string>,
  copyCell: 'Copy cell',
  copyIdentifier: 'Copy identifier',
  copyRows: (rows: number) => `Copy ${countOf(rows, 'row')}`,
  showOnly: (parts: readonly string[]) => `Show only: ${parts.join(' or ')}`,
  hide: (part: string) => `Hide: ${part}`,
} as const;

export const headerMenuWords = {
  column: (label: string) => `Column ${label}`,
  filter: 'Filter by this column',
  filterKeys: 'Alt+Down',
  ascending: 'Sort ascending',
  descending: 'Sort descending',
  thenBy: 'Then sort by this',
  thenByKeys: 'Ctrl+click',
  dontSort: 'Don’t sort by this',
  pinLeft: 'Pin left',
  pinRight: 'Pin right',
  unpin: 'Unpin',
  moveLeft: 'Move left',
  moveRight: 'Move right',
  fit: 'Fit to content',
  fitAll: 'Fit all columns',
  hide: 'Hide column',
} as const;
