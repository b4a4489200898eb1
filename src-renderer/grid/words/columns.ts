/** Words of the grid's columns: headings, cells, the menus of columns and of views. */
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { DECISION_WORDS, OUTCOME_WORDS } from '../../ui/words/meanings.ts';

/** Columns that are no fields of the catalogue; `label` is the whole one, shown in menus. */
export const COLUMN_WORDS = {
  decision: { heading: 'Decision' },
  flags: { heading: 'Review flags' },
  decision_reason: { heading: 'Reason', label: 'Reason of the decision' },
  decided_by: { heading: 'Decided by' },
  decided_at: { heading: 'Decided', label: 'Day of the decision' },
  decisions: { heading: 'Decisions so far', label: 'Decisions so far, newest first' },
  notes: { heading: 'Notes' },
} as const satisfies Readonly<
  Record<string, { readonly heading: string; readonly label?: string }>
>;

export const cellWords = {
  loading: 'Loading',
  notCandidate: 'Not a candidate',
  cleared: 'Cleared',
  /** A decision with its reason: `Approved (Data checked)`. */
  forReason: (decision: string, reason: string) => `${decision} (${reason})`,
  /** Approved although staff. */
  staff: (state: string) => `${state}, staff`,
} as const;

/** A purged user has no open decision any more, and one known from a list alone never had one. */
export function stateWord({ deleted, candidate, decision }: UserRow): string {
  if (deleted) return OUTCOME_WORDS.purged.word;
  return candidate ? DECISION_WORDS[decision].word : cellWords.notCandidate;
}

/** The decision in words, as the grid and the copy say it. */
export function decisionText(user: UserRow): string {
  return user.staffConfirmed ? cellWords.staff(stateWord(user)) : stateWord(user);
}

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
