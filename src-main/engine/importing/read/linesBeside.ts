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

/** The values of identifiers in the lines of the row that was handed over last; undefined: its table has no lines. */
export function identifiersBeside({ lines }: OpenTable): (() => string[]) | undefined {
  if (!lines) return undefined;
  const list = lines.lists.findIndex(({ name }) => name === 'identifiers');
  const at = lines.lists[list]?.cells.indexOf('value') ?? -1;
  return at < 0 ? undefined : () => lines.ofRow[list]!.flatMap((line) => line[at] || []);
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
