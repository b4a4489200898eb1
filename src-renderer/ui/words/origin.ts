/** How a set came about, in words. The values are the engine's (contract/shapes/setOrigin.ts). */
import type { SetOrigin } from '#shared/contract/shapes/setOrigin.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import { isUpdatedField, kindOfChange, labelOfChange } from '#shared/jobKinds/updateFields.ts';
import { formatDate } from '../format.ts';

const REVIEW_WORDS = {
  approved: 'approved',
  'not-excluded': 'not excluded',
  excluded: 'excluded',
  all: 'all candidates',
  selected: 'selected users',
} as const;

const FILTERED = { review: 'Review, filtered', users: 'Users' } as const;

export function originText(origin: SetOrigin): string {
  switch (origin.from) {
    case 'review':
      return `Review: ${REVIEW_WORDS[origin.users]}`;
    case 'filter':
      return `${FILTERED[origin.screen]}: ${origin.words}`;
    case 'set':
      return origin.without === null
        ? `Approved members of “${origin.name}”`
        : `“${origin.name}” without: ${REVIEW_FLAG_TEXTS[origin.without].label}`;
    case 'saved-filter':
      return `Filter: ${origin.words}`;
    case 'rehearsal':
      return 'Made on the command line';
    case 'exclusion-list':
      return `Exclusion list ${origin.fileName}`;
    case 'identifiers':
      return `Set of users ${origin.fileName}`;
    case 'combination':
      return `${origin.first} ${origin.operator} ${origin.second}`;
    case 'job':
      return `Kept by job ${origin.jobId}, ${origin.name}${keptText(origin)}`;
    case 'left-out':
      return origin.group === undefined
        ? 'Left out of a purge'
        : `Left out of a purge: in ${origin.group}, but not approved`;
    case 'earlier':
      return origin.words;
  }
}

function keptText({ moved, changed }: Extract<SetOrigin, { from: 'job' }>): string {
  if (moved) return movedText(moved);
  if (!changed) return '';
  const label = labelOfChange(changed.field);
  const shown = (value: string | null) =>
    value !== null && kindOfChange(changed.field) === 'date' ? formatDate(value) : (value ?? '');
  if (!isUpdatedField(changed.field)) return `: ${label}, ${shown(changed.from ?? changed.to)}`;
  return changed.from === null
    ? `: users without ${label}, given ${shown(changed.to)}`
    : `: users whose ${label} was ${shown(changed.from)}, given ${shown(changed.to)}`;
}

const movedText = ({ from, to }: { readonly from: string | null; readonly to: string }) =>
  from === null
    ? `: users without a user group, moved to ${to}`
    : `: users whose user group was ${from}, moved to ${to}`;
