import type { ImportKindDefinition } from './importKind.ts';

/**
 * Who has a staff role, where the candidates report has no role column. No words suggest it: whoever isn't on
 * the list counts as without a role, so that a list of other people, mistaken for it, would let staff go.
 */
export const staff = {
  kind: 'staff',
  label: 'List of staff',
  purpose:
    'Primary or other identifiers, or e-mail addresses, of everybody with a staff role. All other users whose role no report gives count as having none.',
  report: 'Users with a role other than patron and instructor',
  effect: 'roles',
  tells: [],
  columns: [],
  needs: [],
  marks: [],
  words: undefined,
} as const satisfies ImportKindDefinition;
