import type { ImportKindDefinition } from './importKind.ts';

/** A list of users who are no exception: for example an itemized set from Alma (docs/domain.md, section 5). */
export const identifiers = {
  kind: 'identifiers',
  label: 'Set of users',
  purpose:
    'Primary or other identifiers, or e-mail addresses, of any users, for example of those to purge. Becomes a set; nobody is flagged.',
  report: 'A file for an itemized set, with the heading USERNAME or Primary ID',
  effect: 'set',
  tells: [],
  columns: [],
  needs: [],
  marks: [],
  words: /\b(sets?|to purge)\b/i,
} as const satisfies ImportKindDefinition;
