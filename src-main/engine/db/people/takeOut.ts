/**
 * Takes those who are erased out of the columns that are declared to quote somebody, whatever their table: each text that
 * stands there is looked at once, however many rows have it. Must run inside a transaction.
 */

import { setOrigin } from '#shared/contract/shapes/setOrigin.ts';
import { ERASED_TEXT, type Quotations } from '#shared/domain/quotations.ts';
import { APPROVAL_ENDERS } from '#shared/domain/stepCause.ts';
import { FILE_REFUSAL_CODES } from '#shared/refusals/fileRefusals.ts';
import { all, type ReadableDb, run, type WritableDb } from '../db.ts';
import type { DeclaredTables } from './declared.ts';

/** Who is erased, as texts name them, and who erases them. */
export interface Erasing {
  readonly quotations: Quotations;
  readonly by: string;
}

/** @returns in how many texts somebody was named */
export function takeOutOfTexts(db: WritableDb, tables: DeclaredTables, erasing: Erasing): number {
  let found = 0;
  for (const [table, columns] of Object.entries(tables))
    for (const [column, holds] of Object.entries(columns)) {
      const without = WITHOUT[holds];
      if (without) found += takeOutOf(db, table, column, (text) => without(text, erasing));
    }
  return found;
}

/** Every text out of which somebody can be taken, each once in its column. */
export function* quotingTexts(db: ReadableDb, tables: DeclaredTables): Generator<string> {
  for (const [table, columns] of Object.entries(tables))
    for (const [column, holds] of Object.entries(columns))
      if (WITHOUT[holds])
        for (const { text } of all<{ text: string }>(db, distinctTexts(table, column))) yield text;
}

const distinctTexts = (table: string, column: string) =>
  `SELECT DISTINCT "${column}" AS text FROM "${table}" WHERE "${column}" <> ''`;

const WITHOUT: Readonly<Record<string, (text: string, erasing: Erasing) => string>> = {
  quotations: (text, { quotations }) => quotations.takenOut(text),
  json: (text, { quotations }) => withoutInJson(text, quotations),
  staff: (name, { quotations, by }) =>
    quotations.isIn(name) ? (quotations.isIn(by) ? ERASED_TEXT : by) : name,
};

function takeOutOf(
  db: WritableDb,
  table: string,
  column: string,
  without: (text: string) => string,
): number {
  let found = 0;
  for (const { text } of all<{ text: string }>(db, distinctTexts(table, column))) {
    const left = without(text);
    if (left === text) continue;
    found++;
    run(db, `UPDATE "${table}" SET "${column}" = ? WHERE "${column}" = ?`, left, text);
  }
  return found;
}

/**
 * Under which keys texts stand that somebody has written, in files or here. All others are words of the program, some of
 * which are names, too: a text that isn't what it was there can't be read any more.
 */
const WRITTEN = new Set([
  ...['name', 'names', 'fileName', 'file', 'heading', 'headings', 'sheetName', 'title', 'label'],
  ...['value', 'values', 'text', 'texts', 'words', 'note', 'comment', 'reason', 'description'],
  ...[
    'userName',
    'preparedBy',
    'takenFrom',
    'period',
    'addedBy',
    'user',
    'userGroup',
    'group',
    'groups',
    'to',
  ],
  ...['identifier', 'identifiers', 'lines', 'row', 'message', 'others'],
  // Of sets that were combined, and of settings.
  ...['first', 'second', 'excludeReasons', 'approveReasons'],
]);

/** Under these stands what somebody has written, unless it is one of the program's own words for it. */
const WORDS_UNDER: Readonly<Record<string, ReadonlySet<unknown>>> = {
  by: new Set<string>([...APPROVAL_ENDERS, ...FILE_REFUSAL_CODES]),
  from: new Set<string>(setOrigin.options.map(({ shape }) => shape.from.value)),
};

/** Fields of details are called with underscores, and nothing else is. */
const isWrittenUnder = (key: string, value: unknown) =>
  WRITTEN.has(key) || key.includes('_') || WORDS_UNDER[key]?.has(value) === false;

/** JSON whose written texts name nobody who is erased. */
export function withoutInJson(json: string, quotations: Quotations): string {
  const found = without(JSON.parse(json), true, quotations);
  return found.changed ? JSON.stringify(found.value) : json;
}

/** The same where every text may quote somebody, whatever its key. */
export function withoutInAllOfJson(json: string, quotations: Quotations): string {
  // JSON writes a letter for a line break.
  if (!quotations.isIn(json.replace(/\\[bfnrt]/g, ' '))) return json;
  return JSON.stringify(JSON.parse(json), (_, value: unknown) =>
    typeof value === 'string' ? quotations.takenOut(value) : value,
  );
}

/** The texts in JSON, those alone that somebody has written or all of them; what is no JSON is one text. */
export function textsInJson(json: string, writtenOnly: boolean): string[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return [json];
  }
  return textsIn(value, !writtenOnly, true);
}

function textsIn(value: unknown, all: boolean, isWritten: boolean): string[] {
  if (typeof value === 'string') return all || isWritten ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, all, isWritten));
  return Object.entries(value).flatMap(([key, item]) =>
    textsIn(item, all, isWrittenUnder(key, item)),
  );
}

function without(
  value: unknown,
  isWritten: boolean,
  quotations: Quotations,
): { readonly value: unknown; readonly changed: boolean } {
  if (typeof value === 'string') {
    const left = isWritten ? quotations.takenOut(value) : value;
    return { value: left, changed: left !== value };
  }
  if (typeof value !== 'object' || value === null) return { value, changed: false };
  let changed = false;
  const each = (item: unknown, written: boolean) => {
    const found = without(item, written, quotations);
    changed ||= found.changed;
    return found.value;
  };
  const left = Array.isArray(value)
    ? value.map((item) => each(item, isWritten))
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, each(item, isWrittenUnder(key, item))]),
      );
  return { value: changed ? left : value, changed };
}
