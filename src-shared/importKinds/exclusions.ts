import type { ImportKindDefinition } from './importKind.ts';

/** A list of users to keep (docs/domain.md, section 2, step 2). */
export const exclusions = {
  kind: 'exclusions',
  label: 'Exclusion list',
  purpose:
    'Primary or other identifiers, or e-mail addresses, of users to keep. Each list becomes a set.',
  report: 'PIDs for users with loans or fines at other i-share libraries XXX',
  effect: 'set',
  tells: [],
  columns: [],
  needs: [],
  marks: [],
  words: /\b(pids?|exclu\w*|keep|(?:not|never|don['’]?t)(?: to)? purge)\b/i,
} as const satisfies ImportKindDefinition;
