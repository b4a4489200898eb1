/**
 * Compiles a criteria tree into an SQL condition with bound values. The only place where filters
 * become SQL; grid, bulk action and sets all go through it. Column names come from the catalogue,
 * never from input.
 */
import type { Criteria, CriteriaLeaf } from '#shared/domain/criteria.ts';
import { RETAIN_REASONS, type RetainReason } from '#shared/domain/purgeRules.ts';
import { flagMask } from '#shared/domain/reviewFlags.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';
import type { Value } from '../db/db.ts';
import { foldForSearch } from '../db/functions.ts';
import { Refusal } from '../refusal.ts';

/** Where the tree speaks of sets and previews, their members come from here. */
export interface BitmapSource {
  set(setId: number): UserBitmap | undefined;
  preview(previewId: string, part: string): UserBitmap | undefined;
}

/** A condition over `user u LEFT JOIN user_group g`; bitmaps must be offered before it runs. */
export interface CompiledCriteria {
  readonly sql: string;
  readonly values: Value[];
  readonly bitmaps: UserBitmap[];
}

export function compileCriteria(criteria: Criteria, source: BitmapSource): CompiledCriteria {
  const values: Value[] = [];
  const bitmaps: UserBitmap[] = [];
  const sql = compile(criteria, { values, bitmaps, source });
  return { sql, values, bitmaps };
}

interface Compilation {
  readonly values: Value[];
  readonly bitmaps: UserBitmap[];
  readonly source: BitmapSource;
}

function compile(criteria: Criteria, into: Compilation): string {
  switch (criteria.op) {
    case 'all':
      return criteria.of.length === 0
        ? '1'
        : `(${criteria.of.map((each) => compile(each, into)).join(' AND ')})`;
    case 'any':
      return criteria.of.length === 0
        ? '0'
        : `(${criteria.of.map((each) => compile(each, into)).join(' OR ')})`;
    case 'not':
      // IS NOT TRUE: a blank value must not fall out of both a filter and its opposite.
      return `((${compile(criteria.of, into)}) IS NOT TRUE)`;
    default:
      return compileLeaf(criteria, into);
  }
}

function compileLeaf(leaf: CriteriaLeaf, into: Compilation): string {
  const bind = (value: Value) => {
    into.values.push(value);
    return '?';
  };
  switch (leaf.op) {
    case 'contains':
      return `fold_search(${columnOf(leaf.field)}) LIKE ${bind(likePattern(leaf.value))} ESCAPE '\\'`;
    case 'search':
      return `u.search_text LIKE ${bind(likePattern(leaf.value))} ESCAPE '\\'`;
    case 'oneOf':
      return oneOf(leaf.field, leaf.values, bind);
    case 'dateBetween':
    case 'numberBetween':
      return between(columnOf(leaf.field), leaf.from, leaf.to, bind);
    case 'blank':
      return `${columnOf(leaf.field)} IS NULL`;
    case 'hasFlag':
      return `(u.flags & ${bind(flagMask(leaf.flags))}) <> 0`;
    case 'decision':
      return `u.decision IN (${leaf.values.map(bind).join(', ')})`;
    case 'users':
      return `u.user_no IN (SELECT value FROM json_each(${bind(JSON.stringify(leaf.userNos))}))`;
    case 'standing':
      return STANDING_SQL[leaf.value];
    case 'inSet':
      return inBitmap(into, into.source.set(leaf.setId), 'This set is no longer there.');
    case 'inPreview':
      return inBitmap(
        into,
        into.source.preview(leaf.previewId, leaf.part),
        'This preview is no longer held. Make it again.',
      );
    case 'inJob':
      return inJob(leaf, bind);
  }
}

/** Candidates in the review: described by a candidates file and not yet purged here. */
export const CANDIDATE_SQL = 'u.candidate = 1 AND u.purged_by_job IS NULL';

/** Users that a job can meet: described by some file and not yet purged here. */
export const PRESENT_SQL = 'u.described = 1 AND u.purged_by_job IS NULL';

const STANDING_SQL = {
  candidate: `(${CANDIDATE_SQL})`,
  purged: 'u.purged_by_job IS NOT NULL',
  identifierOnly: 'u.described = 0',
} as const;

type Bind = (value: Value) => string;

function between(
  column: string,
  from: string | number | undefined,
  to: string | number | undefined,
  bind: Bind,
): string {
  const parts = [`${column} IS NOT NULL`];
  if (from !== undefined) parts.push(`${column} >= ${bind(from)}`);
  if (to !== undefined) parts.push(`${column} <= ${bind(to)}`);
  return `(${parts.join(' AND ')})`;
}

function oneOf(field: UserFieldName, values: readonly (string | null)[], bind: Bind): string {
  const column = columnOf(field);
  const present = values.filter((each) => each !== null);
  const stored =
    userField(field).kind === 'yesNo' ? present.map((each) => (each === 'Yes' ? 1 : 0)) : present;
  const parts = [`${column} IN (${stored.map(bind).join(', ')})`];
  if (values.includes(null)) parts.push(`${column} IS NULL`);
  return `(${parts.join(' OR ')})`;
}

function inBitmap(into: Compilation, bitmap: UserBitmap | undefined, missing: string): string {
  if (!bitmap) throw new Refusal('criteria.gone', missing);
  into.bitmaps.push(bitmap);
  return `in_bitmap(${into.bitmaps.length - 1}, u.user_no) = 1`;
}

/** `unknown:outstanding-loans`: no report covered that rule for the user. */
const UNCOVERED = 'unknown:';

function inJob(leaf: Extract<CriteriaLeaf, { op: 'inJob' }>, bind: Bind): string {
  const parts = [`j.job_id = ${bind(leaf.jobId)}`, 'j.user_no = u.user_no'];
  if (leaf.outcome) parts.push(`j.outcome = ${bind(leaf.outcome)}`);
  if (leaf.reason === 'boundary') parts.push('j.boundary = 1');
  else if (leaf.reason === 'waived') parts.push('j.waived > 0');
  else if (leaf.reason?.startsWith(UNCOVERED))
    parts.push(`(j.unknown & ${bind(reasonBit(leaf.reason.slice(UNCOVERED.length)))}) <> 0`);
  else if (leaf.reason) parts.push(`(j.reasons & ${bind(reasonBit(leaf.reason))}) <> 0`);
  return `EXISTS (SELECT 1 FROM job_user j WHERE ${parts.join(' AND ')})`;
}

export function reasonBit(reason: string): number {
  const n = RETAIN_REASONS.indexOf(reason as RetainReason);
  return n < 0 ? 0 : 1 << n;
}

function columnOf(field: UserFieldName): string {
  return field === 'user_group' ? 'g.name' : `u.${field}`;
}

function likePattern(text: string): string {
  return `%${foldForSearch(text.trim()).replace(/[\\%_]/g, '\\$&')}%`;
}
