/**
 * The lines that stand in the rows of a table, several kinds in one: written beside the rows as they are read. Must never
 * write any for a file that doesn't describe users.
 */
import { type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import type { WritableDb } from '../../db/db.ts';
import type { OpenTable } from '../../tables/table.ts';
import { LineWriter } from '../rows/lineWriter.ts';
import { XmlLines } from './xmlLines.ts';

export interface LinesBeside {
  /** The lines of the row that was handed over last, under the number of its user's row. */
  readonly add: (row: number) => void;
  /** To be called when all rows have been read, inside of no transaction. */
  readonly finish: () => void;
}

const DESCRIBING: readonly string[] = ['review', 'replica'];

/** Undefined for a table whose rows have no lines, and for a file that doesn't describe users. */
export function linesBeside(
  db: WritableDb,
  importId: number,
  kind: ImportKind,
  table: OpenTable,
): LinesBeside | undefined {
  const { lines } = table;
  if (!lines || !DESCRIBING.includes(importKind(kind).effect)) return undefined;
  const writer = new LineWriter(db, importId);
  const reader = new XmlLines(lines);
  return {
    add: (row) => reader.read((of, values) => writer.add(of, row, values)),
    finish: () => writer.finish(reader.told(table.findings?.silentLists ?? new Set())),
  };
}
