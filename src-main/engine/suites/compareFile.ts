/**
 * One file by the reader and by an oracle: the first cell in which they differ, or how many were the same. Never
 * repairs a difference; where the oracle itself can't read a file, it says so.
 */
import { openTable } from '../tables/openTable.ts';
import type { OpenTable } from '../tables/table.ts';
import { TableError } from '../tables/tableError.ts';
import { CellKind, type TableRow } from '../tables/tableRow.ts';
import type { ExpectedCell, ExpectedRow, ExpectedSheet } from './tableOracle.ts';
import { textOracle } from './textOracle.ts';
import { workbookOracle } from './workbookOracle.ts';

export interface Difference {
  readonly sheet: string;
  readonly row: number;
  /** From 1; 0: the whole row or sheet. */
  readonly column: number;
  readonly read: string;
  readonly expected: string;
}

export type Outcome =
  | { readonly result: 'identical'; readonly cells: number }
  | { readonly result: 'refused'; readonly code: string }
  | { readonly result: 'unchecked'; readonly reason: string }
  | { readonly result: 'different'; readonly cells: number; readonly difference: Difference };

/** @param open the reader; another one in tests */
export async function compareFile(
  path: string,
  open: (path: string) => Promise<OpenTable> = openTable,
): Promise<Outcome> {
  try {
    const table = await open(path);
    try {
      return await compareTable(path, table);
    } finally {
      table.close();
    }
  } catch (error) {
    if (error instanceof TableError) return { result: 'refused', code: error.code };
    throw error;
  }
}

async function compareTable(path: string, table: OpenTable): Promise<Outcome> {
  const read: SheetRead[] = [];
  for (const { index, name } of table.sheets) read.push(await readSheet(table, index, name));
  const { format } = table;
  let expected: ExpectedSheet[];
  try {
    expected =
      format.type === 'text'
        ? await textOracle(path, format.encoding, format.separator)
        : await workbookOracle(path);
  } catch (error) {
    return { result: 'unchecked', reason: String((error as Error).message).split('\n')[0]! };
  }
  let cells = 0;
  for (let n = 0; n < Math.max(read.length, expected.length); n++) {
    const compared = compareSheet(read[n], expected[n]);
    cells += compared.cells;
    if (compared.difference) return { result: 'different', cells, difference: compared.difference };
  }
  return { result: 'identical', cells };
}

interface ReadRow {
  readonly number: number;
  /** By column; with what else the file has in the place. */
  readonly cells: ReadonlyMap<number, { readonly kind: number; readonly text: string }>;
  readonly broken: readonly number[];
}

interface SheetRead {
  readonly name: string;
  readonly rows: readonly ReadRow[];
}

async function readSheet(table: OpenTable, index: number, name: string): Promise<SheetRead> {
  const rows: ReadRow[] = [];
  await table.readSheet(index, (row) => {
    const read = copyOf(row);
    if (read.cells.size > 0) rows.push(read);
  });
  return { name, rows };
}

function copyOf(row: TableRow): ReadRow {
  const cells = new Map<number, { kind: number; text: string }>();
  for (let n = 0; n < row.width; n++) {
    const text = row.texts[n]!;
    if (text !== '') cells.set(n, { kind: row.kinds[n]!, text: String(text) });
  }
  return { number: row.number, cells, broken: row.brokenCells ?? [] };
}

interface SheetCompared {
  readonly cells: number;
  readonly difference?: Difference;
}

function compareSheet(
  read: SheetRead | undefined,
  expected: ExpectedSheet | undefined,
): SheetCompared {
  const sheet = read?.name ?? expected?.name ?? '';
  const whole = (row: number, column: number, found: string, wanted: string) => ({
    sheet,
    row,
    column,
    read: found,
    expected: wanted,
  });
  if (!read || !expected)
    return {
      cells: 0,
      difference: whole(0, 0, read ? 'a sheet' : 'no sheet', expected ? 'a sheet' : 'no sheet'),
    };
  const wanted = expected.rows.filter(({ cells }) => cells.size > 0);
  let cells = 0;
  for (let n = 0; n < Math.max(read.rows.length, wanted.length); n++) {
    const ours = read.rows[n];
    const theirs = wanted[n];
    if (!ours || !theirs || ours.number !== theirs.number) {
      const row = ours?.number ?? theirs?.number ?? 0;
      return {
        cells,
        difference: whole(
          row,
          0,
          `row ${ours?.number ?? 'none'}`,
          `row ${theirs?.number ?? 'none'}`,
        ),
      };
    }
    const column = differingColumn(ours, theirs, expected.date1904);
    if (column !== undefined) {
      const wantedText = theirs.cells
        .get(column)
        ?.map(({ kind, text }) => `${kind} ${text}`)
        .join(' or ');
      return {
        cells,
        difference: whole(
          ours.number,
          column + 1,
          ours.cells.get(column)?.text ?? 'empty',
          wantedText ?? 'empty',
        ),
      };
    }
    cells += ours.cells.size;
  }
  return { cells };
}

function differingColumn(
  ours: ReadRow,
  theirs: ExpectedRow,
  date1904: boolean,
): number | undefined {
  const columns = new Set([...ours.cells.keys(), ...theirs.cells.keys()]);
  return [...columns]
    .sort((a, b) => a - b)
    .find((column) => {
      // The oracle has U+FFFD where bytes are broken.
      if (ours.broken.includes(column)) return false;
      const read = ours.cells.get(column);
      const expected = theirs.cells.get(column);
      if (!read || !expected) return read !== undefined || expected !== undefined;
      return !expected.some((each) => isSame(read, each, date1904));
    });
}

function isSame(
  { kind, text }: { readonly kind: number; readonly text: string },
  expected: ExpectedCell,
  date1904: boolean,
): boolean {
  switch (expected.kind) {
    case 'text':
      return kind === CellKind.text && text === expected.text;
    case 'error':
      return kind === CellKind.error && text === expected.text;
    case 'boolean':
      return (
        text ===
        (/^(1|true)$/i.test(expected.text)
          ? 'TRUE'
          : /^(0|false)$/i.test(expected.text)
            ? 'FALSE'
            : expected.text)
      );
    case 'date':
      return (
        text === expected.text ||
        expected.text.startsWith(text) ||
        Math.abs(Date.parse(`${text}Z`) - Date.parse(`${expected.text}Z`)) <= SECOND * DAY_MS ||
        (kind === CellKind.date && isDay(text, Number(expected.text), date1904))
      );
    case 'number': {
      const number = Number(expected.text);
      if (Number.isNaN(number)) return text === expected.text;
      return kind === CellKind.date ? isDay(text, number, date1904) : Number(text) === number;
    }
  }
}

const DAY_MS = 86_400_000;
const SECOND = 1 / 86_400;
/** Day 60 of the first calendar, a day that never was. */
const LEAP_DAY = '1900-02-29';

/** Whether the date is that of the day number, to the second. */
function isDay(iso: string, serial: number, date1904: boolean): boolean {
  if (iso.startsWith(LEAP_DAY)) return !date1904 && Math.floor(serial + SECOND) === 60;
  const at = Date.parse(iso.length > 10 ? `${iso}Z` : `${iso}T00:00:00Z`);
  // Days before the leap day that never was are one off.
  const start = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  return Math.abs((at - start) / DAY_MS - serial) <= SECOND;
}
