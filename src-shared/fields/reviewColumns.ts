/**
 * Columns of a list of users that are no fields of the catalogue: what the review makes of them. In the order in which
 * they are shown, behind the identifier. Pure.
 */
const REVIEW_COLUMNS = [
  'decision',
  'flags',
  'decision_reason',
  'decided_by',
  'decided_at',
  'decisions',
  'notes',
  'deleted_at',
] as const;
export type ReviewColumn = (typeof REVIEW_COLUMNS)[number];

/** `label` is the whole one, shown in menus. */
export const REVIEW_COLUMN_WORDS: Readonly<
  Record<ReviewColumn, { readonly heading: string; readonly label?: string }>
> = {
  decision: { heading: 'Decision' },
  flags: { heading: 'Review flags' },
  decision_reason: { heading: 'Reason', label: 'Reason of the decision' },
  decided_by: { heading: 'Decided by' },
  decided_at: { heading: 'Decided', label: 'Day of the decision' },
  decisions: { heading: 'Decisions so far', label: 'Decisions so far, newest first' },
  notes: { heading: 'Own notes', label: 'Notes of this workspace' },
  deleted_at: { heading: 'Deleted', label: 'Day of the deletion' },
};

export function isReviewColumn(id: string): id is ReviewColumn {
  return (REVIEW_COLUMNS as readonly string[]).includes(id);
}
