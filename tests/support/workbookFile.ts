/**
 * Writes real workbooks for the engine's tests, with the cells that exports have: texts, numbers,
 * dates, results of formulas, errors.
 */
import { writeFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';

export type Cell =
  | string
  | number
  | boolean
  | Date
  | null
  | { formula: string; result: string | number }
  | { error: '#N/A' | '#REF!' };

export interface Sheet {
  readonly name?: string;
  readonly hidden?: boolean;
  readonly rows: readonly (readonly Cell[])[];
  /** Number formats by column, from 0. */
  readonly formats?: Readonly<Record<number, string>>;
  /** Ranges of merged cells. */
  readonly merges?: readonly string[];
}

/** @returns the path, for chaining */
export async function writeWorkbook(path: string, ...sheets: Sheet[]): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  for (const [n, { name, hidden, rows, formats, merges = [] }] of sheets.entries()) {
    const sheet = workbook.addWorksheet(name ?? `Sheet${n + 1}`, {
      state: hidden ? 'hidden' : 'visible',
    });
    for (const row of rows) sheet.addRow(row);
    for (const range of merges) sheet.mergeCells(range);
    for (const [column, format] of Object.entries(formats ?? {})) {
      sheet.getColumn(Number(column) + 1).numFmt = format;
    }
  }
  await writeFile(path, Buffer.from(await workbook.xlsx.writeBuffer()));
  return path;
}

/** Midnight of a calendar date, as exceljs wants it. */
export const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

/** The nine columns of CARLI's report of purge candidates, and those that tell more. */
export const CANDIDATE_HEADINGS = [
  'Primary Identifier',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Has Role other than Patron and Instructor',
  'First Name',
  'Last Name',
  'Record Type',
  'Loans',
  'Balance',
] as const;

/** One candidate of a test's file; what isn't given is unsuspicious. */
export interface CandidateCells {
  readonly id: Cell;
  readonly group?: Cell;
  readonly expiry?: Cell;
  readonly purge?: Cell;
  readonly role?: Cell;
  readonly first?: Cell;
  readonly last?: Cell;
  readonly type?: Cell;
  readonly loans?: Cell;
  readonly balance?: Cell;
}

export function candidateRow(cells: CandidateCells): Cell[] {
  const all = {
    group: 'Graduate',
    expiry: '2020-05-31',
    purge: '2021-05-31',
    role: 'No',
    first: null,
    last: null,
    type: 'Public',
    loans: 0,
    balance: 0,
    ...cells,
  };
  return [
    all.id,
    all.group,
    all.expiry,
    all.purge,
    all.role,
    all.first,
    all.last,
    all.type,
    all.loans,
    all.balance,
  ];
}

export function candidatesSheet(...candidates: (CandidateCells | string)[]): Sheet {
  const cells = candidates.map((each) => (typeof each === 'string' ? { id: each } : each));
  return { name: 'Candidates', rows: [[...CANDIDATE_HEADINGS], ...cells.map(candidateRow)] };
}

export function listSheet(...identifiers: Cell[]): Sheet {
  return { name: 'PIDs', rows: [['Primary Identifier'], ...identifiers.map((each) => [each])] };
}
