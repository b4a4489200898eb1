/**
 * Which columns can be left in the file when nobody needs them, and which can't: what the purge rules, the flags of the
 * review, the protected register and the jobs ask for is always read. Pure. docs/decisions/0053.
 */
import type { UserFieldName } from '../fields/userFields.ts';
import { columnsOf, type ImportKind, importKind } from './importKinds.ts';

/** User fields without which every rule works as before. Whoever compares or looks for people by one does without. */
const SPARED: ReadonlySet<string> = new Set<UserFieldName>([
  ...(['alma_user_id', 'email', 'birth_date', 'middle_name', 'preferred_first_name'] as const),
  ...(['preferred_middle_name', 'preferred_last_name', 'user_title', 'job_description'] as const),
  ...([
    'preferred_language',
    'status_date',
    'created_date',
    'created_by',
    'modified_date',
  ] as const),
  ...(['modified_by', 'website', 'library_notices'] as const),
]);

/** Of lines: what says whether one is in force, whose it is, and by which words it means keep. */
const RULES_OF_LINES =
  /_(?:type|status|expiry|scope|parameters|category)$|^(?:proxy_for|email_cc|address_(?:city|postal_code))$/;

/**
 * Whether a column must be read.
 * @param field what it is read as in files of this kind; null: kept as it is
 */
export function isNeeded(kind: ImportKind, field: string | null): boolean {
  if (field === null) return false;
  const { columns, needs, effect } = importKind(kind);
  const own = columns.find(({ name }) => name === field);
  if (!own) return columnsOf(kind).has(field) && !SPARED.has(field);
  if (needs.some((group) => group.includes(field))) return true;
  // Of files that are counted, what is shown with the line alone.
  return effect === 'lines' ? RULES_OF_LINES.test(field) : own.aside !== true;
}
