/**
 * What stands in one column among some users: distinct values with counts, for a list to choose from, and what numbers
 * add up to. Reads columns in memory; texts, which aren't held, from the table.
 */

import type { AskedColumn, CountedValue } from '#shared/contract/shapes/users.ts';
import { YES_NO } from '#shared/domain/criteria.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { rolesIn } from '#shared/domain/roleNames.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { dayOfInstant } from '#shared/domain/timeZones.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import {
  findUserField,
  isChoiceField,
  type UserFieldName,
  userField,
} from '#shared/fields/userFields.ts';
import { eachPage } from './eachPage.ts';
import { fieldSql } from './fieldColumns.ts';
import { groupNames } from './groups.ts';
import { institutionZone } from './settings.ts';
import { BLANK, dateText, type HeldColumn, type UserColumns } from './userColumns.ts';

export interface AskedValues {
  /** Keeps values that hold it, without case and accents. */
  readonly search: string;
  readonly order: 'value' | 'users';
  readonly limit: number;
}

export interface CountedValues {
  readonly values: CountedValue[];
  readonly distinct: number;
}

export interface ColumnSummary {
  readonly users: number;
  readonly told: number;
  readonly sum: number | null;
  readonly least: number | string | null;
  readonly most: number | string | null;
}

/** Of more values than wanted the most frequent are given; the columns must be fresh. */
export function countValues(
  columns: UserColumns,
  users: UserBitmap,
  column: AskedColumn,
  { search, order, limit }: AskedValues,
): CountedValues {
  const wanted = foldForSearch(search.trim());
  const counted = countsOf(columns, users, column).filter(
    ({ value }) => wanted === '' || (value !== null && foldForSearch(value).includes(wanted)),
  );
  const distinct = counted.length;
  counted.sort((a, b) => b.users - a.users || byText(a.value, b.value));
  const values = counted.slice(0, limit);
  if (order === 'value') values.sort((a, b) => compareValues(column, a.value, b.value));
  return { values, distinct };
}

/** Of numbers the sum, of numbers and dates the span; the columns must be fresh. */
export function summarize(
  columns: UserColumns,
  users: UserBitmap,
  field: UserFieldName,
): ColumnSummary {
  const { kind } = userField(field);
  if (kind !== 'number' && kind !== 'money' && kind !== 'date')
    return { users: users.count, told: 0, sum: null, least: null, most: null };
  const { values } = columns.column(field);
  let told = 0;
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const userNo of users) {
    const value = values[userNo] ?? BLANK;
    if (value === BLANK) continue;
    told++;
    sum += value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const shown = (value: number) => (told === 0 ? null : kind === 'date' ? dateText(value) : value);
  return {
    users: users.count,
    told,
    sum: told === 0 || kind === 'date' ? null : sum,
    least: shown(least),
    most: shown(most),
  };
}

function countsOf(columns: UserColumns, users: UserBitmap, column: AskedColumn): CountedValue[] {
  if ('extra' in column) {
    const { values, texts } = columns.extra(column.extra);
    return countCodes(values, users, (code) => texts[code] ?? null);
  }
  const { field } = column;
  if (isCount(field)) return countHeld(columns, users, field, String);
  // Instants of one day are one value.
  if (field === 'decided_at' || field === 'deleted_at') {
    const zone = institutionZone(columns.db);
    return joined(countHeld(columns, users, field, (at) => dayOfInstant(at, zone)));
  }
  if (field === 'decision' || field === 'decision_reason' || field === 'decided_by')
    return countHeld(columns, users, field, () => null);
  const { kind } = userField(field);
  if (field === 'user_group') {
    const names = groupNames(columns.db);
    return countHeld(columns, users, field, (code) => names.get(code) ?? null);
  }
  if (isChoiceField(field) && kind !== 'yesNo') return countHeld(columns, users, field, () => null);
  switch (kind) {
    case 'yesNo':
      return countHeld(columns, users, field, (code) => (code === 1 ? YES_NO.yes : YES_NO.no));
    case 'date':
      return countHeld(columns, users, field, dateText);
    case 'number':
    case 'money':
      return countHeld(columns, users, field, String);
    default:
      return countTexts(columns, users, field);
  }
}

function joined(counted: readonly CountedValue[]): CountedValue[] {
  const counts = new Map<string | null, number>();
  for (const { value, users } of counted) counts.set(value, (counts.get(value) ?? 0) + users);
  return Array.from(counts, ([value, users]) => ({ value, users }));
}

function countHeld(
  columns: UserColumns,
  users: UserBitmap,
  name: HeldColumn,
  textOf: (number: number) => string | null,
): CountedValue[] {
  const { values, texts } = columns.column(name);
  return countCodes(values, users, texts ? (code) => texts[code] ?? null : textOf);
}

function countCodes(
  values: Float64Array,
  users: UserBitmap,
  textOf: (code: number) => string | null,
): CountedValue[] {
  const counts = new Map<number, number>();
  for (const userNo of users) {
    const code = values[userNo] ?? BLANK;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return Array.from(counts, ([code, count]) => ({
    value: code === BLANK ? null : textOf(code),
    users: count,
  }));
}

function countTexts(columns: UserColumns, users: UserBitmap, field: UserFieldName): CountedValue[] {
  const counts = new Map<string | null, number>();
  eachPage(columns.db, [fieldSql(field)], (userNos, [texts]) => {
    for (let n = 0; n < userNos.length; n++) {
      if (!users.has(userNos[n]!)) continue;
      const text = texts![n] as string | null;
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  });
  return Array.from(counts, ([value, count]) => ({ value, users: count }));
}

/** Numbers by size, dates by day, texts without case and accents; blank stands last. */
function compareValues(column: AskedColumn, a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (isOfNumbers(column)) return Number(a) - Number(b);
  return byText(foldForSearch(a), foldForSearch(b)) || byText(a, b);
}

/** Of things of which a user has several: how many. */
function isCount(field: string): field is 'notes' | 'decisions' {
  return field === 'notes' || field === 'decisions';
}

function isOfNumbers(column: AskedColumn): boolean {
  if ('extra' in column) return false;
  const kind = isCount(column.field) ? 'number' : findUserField(column.field)?.kind;
  return kind === 'number' || kind === 'money';
}

function byText(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Each role of these users with how many of them have it, the most frequent first; null: no role is told. */
export function countRoles(columns: UserColumns, users: UserBitmap): CountedValue[] {
  const { values, texts = [] } = columns.column('roles');
  const byCode = new Map<number, number>();
  for (const userNo of users) {
    const code = values[userNo]!;
    byCode.set(code, (byCode.get(code) ?? 0) + 1);
  }
  const counted = new Map<string, { value: string; users: number }>();
  for (const [code, count] of byCode)
    for (const role of code === BLANK ? [] : rolesIn(texts[code]!)) {
      const key = foldText(role);
      const before = counted.get(key);
      counted.set(key, { value: before?.value ?? role, users: (before?.users ?? 0) + count });
    }
  const none = byCode.get(BLANK) ?? 0;
  return [
    ...[...counted.values()].sort((a, b) => b.users - a.users || (a.value < b.value ? -1 : 1)),
    ...(none > 0 ? [{ value: null, users: none }] : []),
  ];
}
