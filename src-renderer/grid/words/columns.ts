/** Words of the grid's columns: headings, cells, the menus of columns and of views. */
import { formatCount } from '../../ui/format.ts';

export const cellWords = {
  loading: 'Loading',
  /** How many details of a kind a user has; it leads to them. */
  countOf: (kind: string, lines: number) => `${kind}: ${formatCount(lines)}, show`,
} as const;

export const columnsMenuWords = {
  columns: 'Columns',
  find: 'Find a column',
  none: 'No column has this in its name.',
  fitAll: 'Fit all to content',
  reset: 'Reset columns',
  pins: {
    none: 'Pin left',
    left: 'Pinned left: pin right',
    right: 'Pinned right: unpin',
  },
  moveUp: 'Move up (Alt+Up)',
  moveDown: 'Move down (Alt+Down)',
  fit: 'Fit to content',
  movedUp: (column: string) => `${column} moved up`,
  movedDown: (column: string) => `${column} moved down`,
  /** A tool of one column. */
  toolOf: (column: string, tool: string) => `${column}: ${tool}`,
} as const;

export const viewsMenuWords = {
  offName: (name: string) => `${name} (switched off)`,
  off: (requestId: string) =>
    `Off: it named a user who was erased by request ${requestId}. Save columns under its name to use it again.`,
  views: 'Views',
  none: 'A view keeps which columns are shown, their order, width and sort. Arrange them, then save them under a name.',
  save: 'Save these columns as a view',
  replace: 'Replace with these columns',
  remove: 'Delete a view',
  saved: (name: string) => `The view “${name}” was saved.`,
  replaced: (name: string) => `The view “${name}” was replaced.`,
  deleted: (name: string) => `The view “${name}” was deleted.`,
  dialog: {
    title: 'Save the columns as a view',
    name: 'Name of the view',
    button: 'Save view',
    keeps: 'Which columns are shown, their order, width, pins and sort.',
    replaces: 'The view of this name is replaced.',
  },
} as const;
