/**
 * The conditions that become SQL: who is a candidate, who is present, and the few criteria that columns in
 * memory don't answer. Values are bound, column names come from the catalogue.
 */
import type { DetailFieldName, DetailKind } from '#shared/details/details.ts';
import { type CriteriaLeaf, type LineLeaf, YES_NO } from '#shared/domain/criteria.ts';
import { foldText, identifierKey } from '#shared/domain/primaryIdentifier.ts';
import { reasonBit } from '#shared/domain/purgeRules.ts';
import { isStand, standNumber } from '#shared/domain/researchers.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import type { TextTestName } from '#shared/domain/textTests.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';
import { prepared, type ReadableDb, type Value } from '../db/db.ts';
import { fieldSql, groupJoin } from './fieldColumns.ts';
import type { ReadExtra, ReadLineCounts } from './userColumns.ts';

/** Where criteria speak of sets, previews and rules, their users come from here. */
export interface BitmapSource {
  set(setId: number): UserBitmap | undefined;
  preview(previewId: string, part: string): UserBitmap | undefined;
  rule(ruleId: number): RuleSource | undefined;
  lines: LineSource;
  /** What the files say in a column that the catalogue doesn't know. */
  extra: ReadExtra;
}

/** What the lines of the files say of users, whether or not they are present. */
export interface LineSource {
  /** Whom such lines hang on. */
  find(leaf: LineLeaf): UserBitmap;
  /** Of whom a file tells such details, also where it says that they have none; and to whom a job gave one. */
  told(kind: DetailKind, byFiles?: true): UserBitmap;
  /** Who has this as an identifier of any type or as an e-mail address. */
  identified(text: string): UserBitmap;
  counts: ReadLineCounts;
  /** Distinct texts of a field among the lines of these users, the most frequent first. */
  values(field: DetailFieldName, users: UserBitmap, asked: AskedTexts): TextsOfField;
}

export interface AskedTexts {
  /** Keeps texts that hold it, without case and accents. */
  readonly search: string;
  readonly limit: number;
}

export interface TextsOfField {
  readonly values: string[];
  /** How many there are. */
  readonly distinct: number;
}

/** A rule of the protected register: what it says, and whom it names, which takes a walk through all users. */
export interface RuleSource {
  readonly text: string;
  users(): UserBitmap;
}

/** Criteria that are asked of the table rather than of columns in memory. */
export type AskedLeaf = Extract<
  CriteriaLeaf,
  {
    op:
      | 'contains'
      | 'text'
      | 'oneOf'
      | 'blank'
      | 'dateBetween'
      | 'numberBetween'
      | 'inJob'
      | 'inSample';
  }
>;

/** The users that such a criterion means, whether or not they are present. */
export function askUsers(db: ReadableDb, leaf: AskedLeaf): UserBitmap {
  const values: Value[] = [];
  const bind = (value: Value) => {
    values.push(value);
    return '?';
  };
  const condition = conditionOf(leaf, bind);
  return UserBitmap.of(
    db
      .prepare(`SELECT u.user_no FROM user u ${groupJoin()} WHERE ${condition}`)
      .pluck()
      .all(...values) as number[],
  );
}

type Bind = (value: Value) => string;

function conditionOf(leaf: AskedLeaf, bind: Bind): string {
  switch (leaf.op) {
    case 'contains':
      return `fold_search(${fieldSql(leaf.field)}) LIKE ${bind(likePattern(leaf.value))} ESCAPE '\\'`;
    case 'text':
      return leaf.is.how === 'oneOf'
        ? oneOf(leaf.field, leaf.is.values, bind)
        : textTest(leaf.field, leaf.is.how, leaf.is.value, bind);
    case 'oneOf':
      return oneOf(leaf.field, leaf.values, bind);
    case 'blank':
      return `${fieldSql(leaf.field)} IS NULL`;
    case 'dateBetween':
    case 'numberBetween':
      return between(fieldSql(leaf.field), leaf.from, leaf.to, bind);
    case 'inJob':
      return inJob(leaf, bind);
    case 'inSample':
      return inSample(leaf, bind);
  }
}

/** A blank value is none of it: not even of the empty text. */
function textTest(field: UserFieldName, how: TextTestName, wanted: string, bind: Bind): string {
  const column = fieldSql(field);
  return `(${column} IS NOT NULL AND passes_test(fold_search(${column}), ${bind(how)}, ${bind(foldForSearch(wanted.trim()))}))`;
}

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
  const column = fieldSql(field);
  const present = values.filter((each) => each !== null);
  const stored = present.map((each) => storedValue(field, each));
  const parts = [`${column} IN (${stored.map(bind).join(', ')})`];
  if (values.includes(null)) parts.push(`${column} IS NULL`);
  return `(${parts.join(' OR ')})`;
}

/** A value as the table holds it, from how it is written in criteria. */
function storedValue(field: UserFieldName, written: string): string | number {
  const { kind } = userField(field);
  if (kind === 'yesNo') return written === YES_NO.yes ? 1 : 0;
  return kind === 'number' || kind === 'money' ? Number(written) : written;
}

/** `unknown:outstanding-loans`: no report covered that rule for the user. */
const UNCOVERED = 'unknown:';

function inJob(leaf: Extract<CriteriaLeaf, { op: 'inJob' }>, bind: Bind): string {
  const parts = [`j.job_id = ${bind(leaf.jobId)}`, 'j.user_no = u.user_no'];
  if (leaf.outcome) parts.push(`j.outcome = ${bind(leaf.outcome)}`);
  if (leaf.reason === 'boundary') parts.push('j.boundary = 1');
  else if (leaf.reason === 'unapproved') parts.push('j.unapproved <> 0');
  else if (leaf.reason === 'waived') parts.push('j.waived > 0');
  else if (isStand(leaf.reason)) parts.push(`j.researcher = ${bind(standNumber(leaf.reason))}`);
  else if (leaf.reason?.startsWith(UNCOVERED))
    parts.push(`(j.unknown & ${bind(reasonBit(leaf.reason.slice(UNCOVERED.length)))}) <> 0`);
  else if (leaf.reason) parts.push(`(j.reasons & ${bind(reasonBit(leaf.reason))}) <> 0`);
  return `EXISTS (SELECT 1 FROM job_user j WHERE ${parts.join(' AND ')})`;
}

function inSample(leaf: Extract<CriteriaLeaf, { op: 'inSample' }>, bind: Bind): string {
  const parts = [`s.sample_id = ${bind(leaf.sampleId)}`];
  if (leaf.finding !== undefined) parts.push(`s.finding IS ${bind(leaf.finding)}`);
  return `u.user_no IN (SELECT s.user_no FROM sample_user s WHERE ${parts.join(' AND ')})`;
}

/** Whoever has this primary identifier, compared as everywhere. */
export function usersOfIdentifier(db: ReadableDb, text: string): UserBitmap {
  return UserBitmap.of(
    prepared(db, 'SELECT user_no FROM user WHERE identifier_key = ?')
      .pluck()
      .all(identifierKey(text, false)) as number[],
  );
}

/** Those of the users whose User ID or e-mail is this one. @param folded without case and outer spaces */
export function* usersOfContact(
  db: ReadableDb,
  among: UserBitmap,
  folded: string,
): Generator<number> {
  const read = prepared(db, 'SELECT alma_user_id, email FROM user WHERE user_no = ?').raw();
  for (const userNo of among) {
    const texts = (read.get(userNo) ?? []) as (string | null)[];
    if (texts.some((text) => text !== null && foldText(text.trim()) === folded)) yield userNo;
  }
}

function likePattern(text: string): string {
  return `%${foldForSearch(text.trim()).replace(/[\\%_]/g, '\\$&')}%`;
}
