/**
 * Entries: what a file says about each identifier, one per identifier, made from its stored rows. Rows
 * of repeated identifiers are merged once, when the file has been read; comparing and committing walk
 * through the entries.
 */
import { z } from 'zod';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { findUserField, type UserFieldName } from '#shared/fields/userFields.ts';
import type { ItemRow } from '#shared/importKinds/importKind.ts';
import { type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import { type ReadableDb, transaction, type WritableDb } from '../../db/db.ts';
import { parseStored } from '../../db/storedValue.ts';
import { addFacts, type MergedFacts, mergeFacts } from './mergeRows.ts';
import { NumberList, noticed, readRowGroup, storeRowGroup } from './rowGroups.ts';
import { ROW_ISSUES } from './rowIssues.ts';
import { sameHash } from './rowKeys.ts';
import { chunksOf, eachRowAt, RowWriter, SERIES } from './rowStore.ts';
import { valueColumns } from './slots.ts';
import type { CellValue } from './storedRow.ts';
import { FIRST_VALUE, keyOfRow, type StoredRow } from './storedRow.ts';

export interface Entry {
  /** First row that names the identifier. */
  readonly row: number;
  readonly issues: number;
  readonly identifier: string;
  readonly key: string;
  /** One value per told field. */
  readonly facts: readonly CellValue[];
  readonly otherGroups: readonly string[];
}

/** How the stored rows of one file become facts about users. */
export interface FactReader {
  /** The user fields that the file tells. */
  readonly told: readonly UserFieldName[];
  /** The rows are items: facts add up, and null says nothing rather than blank. */
  readonly counted: boolean;
  readonly factsOf: (row: StoredRow) => CellValue[];
}

const isUserField = (name: string | null): name is UserFieldName =>
  name !== null && findUserField(name) !== undefined;

export function factReaderOf(
  kind: ImportKind,
  columns: readonly { readonly field: string | null }[],
): FactReader {
  const slots = valueColumns(columns).map(({ field }, n) => ({ field, slot: FIRST_VALUE + n }));
  const { counts } = importKind(kind);
  if (!counts) {
    const fields = slots.flatMap(({ field, slot }) =>
      isUserField(field) ? [{ field, slot }] : [],
    );
    return {
      told: fields.map(({ field }) => field),
      counted: false,
      factsOf: (row) => fields.map(({ slot }) => row[slot] ?? null),
    };
  }
  const slotOf = new Map(slots.map(({ field, slot }) => [field, slot]));
  return {
    told: counts.fields,
    counted: true,
    factsOf: (row) => {
      const cell = (column: string) => row[slotOf.get(column) ?? -1] ?? null;
      const item: ItemRow = {
        has: (column) => slotOf.has(column),
        text: (column) => String(cell(column) ?? ''),
        number: (column) => (cell(column) === null ? null : Number(cell(column))),
      };
      const added = counts.of(item);
      return counts.fields.map((field) => added[field] ?? null);
    },
  };
}

interface Merging extends MergedFacts {
  readonly rows: number[];
  readonly issues: number;
  readonly identifier: string;
  readonly twin: boolean;
}

export interface RepeatedIdentifiers {
  /** Rows beyond the first of their identifier. */
  readonly extraRows: number;
  readonly identifiers: number;
  readonly conflicts: number;
  readonly caseTwins: number;
}

/** Rows between two breaths: a cancel must be heard while a million rows are merged. */
const ROWS_AT_ONCE = 2000;

/**
 * Finds the rows whose identifier stands in several, stores what they say together, and the row groups
 * `duplicate`, `conflict` and `case-twin`, in which rows of one identifier stand together.
 * @param sorted of the file's KeyList
 * @param breathe lets other commands in; throws when the reading was cancelled
 */
export async function mergeRepeated(
  db: WritableDb,
  importId: number,
  factReader: FactReader,
  sorted: Float64Array,
  breathe: () => Promise<void>,
): Promise<RepeatedIdentifiers> {
  const repeated = await collectRepeated(db, importId, factReader, sorted, breathe);
  const writer = new RowWriter(db, importId, SERIES.merged);
  for (let from = 0; from < repeated.length; from += ROWS_AT_ONCE) {
    transaction(db, () => {
      for (const merged of repeated.slice(from, from + ROWS_AT_ONCE)) writer.add(mergedRow(merged));
    });
    await breathe();
  }
  const conflicts = repeated.filter(({ conflict }) => conflict);
  const twins = repeated.filter(({ twin }) => twin);
  transaction(db, () => {
    writer.flush();
    storeRowGroup(db, importId, noticed('duplicate'), rowsOf(repeated));
    storeRowGroup(db, importId, noticed('conflict'), rowsOf(conflicts));
    storeRowGroup(db, importId, noticed('case-twin'), rowsOf(twins));
  });
  return {
    extraRows: repeated.reduce((sum, { rows }) => sum + rows.length - 1, 0),
    identifiers: repeated.length,
    conflicts: conflicts.length,
    caseTwins: twins.length,
  };
}

async function collectRepeated(
  db: WritableDb,
  importId: number,
  factReader: FactReader,
  sorted: Float64Array,
  breathe: () => Promise<void>,
): Promise<Merging[]> {
  const suspects = new NumberList();
  for (const rows of sameHash(sorted)) for (const row of rows) suspects.push(row);
  const merged = new Map<string, Merging>();
  let done = 0;
  for (const row of eachRowAt(db, importId, suspects.numbers.sort())) {
    if (++done % ROWS_AT_ONCE === 0) await breathe();
    if (row[1] & ROW_ISSUES.setAside) continue;
    const key = keyOfRow(row);
    merged.set(key, joined(factReader, merged.get(key), row));
  }
  return [...merged.values()].filter(({ rows }) => rows.length > 1);
}

function mergedRow({ rows, issues, identifier, facts, conflict, otherGroups }: Merging): StoredRow {
  const bits = issues | (conflict ? ROW_ISSUES.conflict : 0);
  const others = otherGroups.size > 0 ? JSON.stringify([...otherGroups]) : null;
  return [-rows[0]!, bits, identifier, ...facts, others];
}

function rowsOf(groups: readonly Merging[]): Int32Array {
  const list = new NumberList();
  for (const { rows } of groups) for (const row of rows) list.push(row);
  return list.numbers;
}

function joined(factReader: FactReader, before: Merging | undefined, row: StoredRow): Merging {
  const facts = factReader.factsOf(row);
  const [number, issues, identifier] = row;
  if (!before)
    return {
      rows: [number],
      issues,
      identifier,
      facts,
      conflict: false,
      otherGroups: new Set(),
      twin: false,
    };
  before.rows.push(number);
  const together = factReader.counted
    ? { ...before, facts: addFacts(before.facts, facts) }
    : mergeFacts(factReader.told, before, facts);
  return {
    ...together,
    rows: before.rows,
    issues: issuesTogether(before.issues | issues),
    identifier: before.identifier,
    twin: before.twin || before.identifier.trim() !== identifier.trim(),
  };
}

/** What one row tells would stand for what another one leaves untold: that isn't known any more. */
function issuesTogether(issues: number): number {
  return issues & ROW_ISSUES.notTold ? issues | ROW_ISSUES.unreadable : issues;
}

/** The entries of a file, some hundred at a time; other statements may run in between. */
export function* entryChunks(
  db: ReadableDb,
  importId: number,
  factReader: FactReader,
): Generator<Entry[]> {
  const superseded = UserBitmap.of(readRowGroup(db, importId, noticed('duplicate')));
  for (const chunk of chunksOf(db, importId)) {
    const entries: Entry[] = [];
    for (const row of chunk) {
      if (row[1] & ROW_ISSUES.setAside || superseded.has(row[0])) continue;
      entries.push(entryOf(row, factReader.factsOf(row), NO_GROUPS));
    }
    yield entries;
  }
  for (const chunk of chunksOf(db, importId, SERIES.merged)) {
    // Of those who were erased since nothing is left in what their rows said together.
    const told = chunk.filter((row) => (row[1] & ROW_ISSUES.erased) === 0);
    yield told.map((row) => {
      const others = row[FIRST_VALUE + factReader.told.length] as string | null;
      const facts = row.slice(FIRST_VALUE, FIRST_VALUE + factReader.told.length) as CellValue[];
      return entryOf(row, facts, others ? groupNames(others, importId) : NO_GROUPS);
    });
  }
}

const groupNames = (stored: string, importId: number) =>
  parseStored(z.array(z.string()), stored, { table: 'import_chunk', row: importId });

const NO_GROUPS: readonly string[] = [];

function entryOf(row: StoredRow, facts: CellValue[], otherGroups: readonly string[]): Entry {
  return {
    row: Math.abs(row[0]),
    issues: row[1],
    identifier: row[2],
    key: keyOfRow(row),
    facts,
    otherGroups,
  };
}
