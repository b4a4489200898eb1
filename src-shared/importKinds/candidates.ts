import { fieldsThat } from '../fields/userFields.ts';
import type { ImportKindDefinition } from './importKind.ts';

/** The report that a purge begins with (docs/domain.md, section 2, step 1). */
export const candidates = {
  kind: 'candidates',
  label: 'Purge candidates',
  purpose: 'Users whose purge date has come, from Analytics. They are what you review.',
  report: 'Users with Purge Dates of Current Date or Earlier',
  effect: 'review',
  tells: fieldsThat(({ name }) => name !== 'primary_identifier'),
  columns: [],
  needs: [['purge_date']],
  marks: ['purge_date', 'days_past_purge', 'staff_role', 'expiry_date', 'user_group'],
  words: /(?<!\b(?:not|never|don['’]?t)(?: to)? )purge|\bcandidates?\b/i,
} as const satisfies ImportKindDefinition;
