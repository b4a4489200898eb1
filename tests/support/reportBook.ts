/**
 * Reads the workbook of a job's report as a person does: a fact by its section and label, a table and a list by the
 * headings of their columns, wherever they stand on their sheets.
 */
import { type BackCell, type BackSheet, readBack } from './readBack.ts';

/** A row by the headings of its columns. */
export type BackRow = Readonly<Record<string, BackCell>>;

/** Sheets that are read like pages; all others are tables. */
const PAGES = ['Summary', 'Details', 'Picture of the settings'];

export interface ReportBook {
  /** In the order in which a reader turns them. */
  readonly sheets: readonly string[];
  /** What stands before the first section: title, name, institution. */
  readonly head: BackSheet['rows'];
  /** What stands in red, each exception with its note. */
  readonly alarms: readonly (readonly string[])[];
  /** Whether a page has such a section. */
  has(section: string): boolean;
  /** What stands beside a label. Refuses a section or label that isn't there, or a label that is twice. */
  fact(section: string, label: string): BackCell;
  /** What stands below a fact. */
  note(section: string, label: string): BackCell;
  /** Sentences of a section. */
  lines(section: string): readonly BackCell[];
  /** Rows of a table within a page, or of a sheet of its own. */
  rows(table: string): readonly BackRow[];
  /** One column of it, from top to bottom. */
  column(table: string, heading: string): readonly BackCell[];
}

export async function readReportBook(path: string): Promise<ReportBook> {
  const sheets = await readBack(path);
  const blocks = sheets
    .filter(({ name }) => PAGES.includes(name))
    .flatMap(({ rows }) => split(rows));
  const sectionOf = (title: string) =>
    blocks.find(
      ([first, second]) => first?.[0] === title && second !== undefined && isAlone(first),
    );
  const section = (title: string): BackSheet['rows'] => {
    const found = sectionOf(title);
    if (!found) throw new Error(`no section ${title}, but ${blocks.map(([row]) => row?.[0])}`);
    return found.slice(1);
  };
  const factRow = (title: string, label: string): [BackSheet['rows'], number] => {
    const rows = section(title);
    const at = rows.flatMap((row, n) => (unmarked(row[0]) === label ? [n] : []));
    if (at.length !== 1)
      throw new Error(`${at.length} of ${label} in ${title}: ${rows.map((row) => row[0])}`);
    return [rows, at[0]!];
  };
  const tableRows = (title: string) => {
    const own = sheets.find(({ name }) => name === title && !PAGES.includes(name));
    return byHeadings(own ? own.rows : section(title));
  };
  return {
    sheets: sheets.map(({ name }) => name),
    head: blocks.slice(0, 2).flat(),
    alarms: blocks
      .filter(([first]) => first && isAlone(first) && /[.!]$/.test(String(first[0])))
      .map((rows) => rows.map((row) => String(row[0]))),
    has: (title) => sectionOf(title) !== undefined,
    fact: (title, label) => {
      const [rows, n] = factRow(title, label);
      return rows[n]?.[1] ?? null;
    },
    note: (title, label) => {
      const [rows, n] = factRow(title, label);
      const below = rows[n + 1];
      return below && below[0] === null ? (below[1] ?? null) : null;
    },
    lines: (title) => section(title).map((row) => row[0] ?? null),
    rows: tableRows,
    column: (title, heading) =>
      tableRows(title).map((row) => {
        if (!(heading in row)) throw new Error(`no ${heading} in ${title}: ${Object.keys(row)}`);
        return row[heading]!;
      }),
  };
}

/** Blocks of rows between empty ones. */
function split(rows: BackSheet['rows']): BackSheet['rows'][] {
  const blocks: BackCell[][][] = [[]];
  for (const row of rows) {
    if (row.every(isEmpty)) blocks.push([]);
    else blocks.at(-1)!.push([...row]);
  }
  return blocks.filter((block) => block.length > 0);
}

function byHeadings(rows: BackSheet['rows']): BackRow[] {
  const [headings = [], ...rest] = rows;
  return rest.map((row) =>
    Object.fromEntries(
      headings.flatMap((heading, n) =>
        isEmpty(heading) ? [] : [[String(heading), row[n] ?? null]],
      ),
    ),
  );
}

const isEmpty = (cell: BackCell | undefined) => cell === null || cell === undefined || cell === '';

const isAlone = ([first, ...rest]: readonly BackCell[]) => !isEmpty(first) && rest.every(isEmpty);

/** Parts of a sum stand behind a dash. */
const unmarked = (cell: BackCell | undefined) =>
  typeof cell === 'string' ? cell.replace(/^– /, '') : cell;
