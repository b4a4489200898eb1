/**
 * Sheets of candidates and of other reports written cell by cell, for what no library writes: hidden and
 * struck-out rows, formulas without a result, merged cells, two cells in one place. People are made up.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import type { TestEngine } from './engine.ts';
import { failureOf } from './saidOf.ts';
import { buildWorkbook, mergeCells, sheetPart, type WorkbookPlan } from './workbookBuilder.ts';

/** Cell styles of these sheets, by name. */
export const STYLE = { plain: 0, date: 1, zeros: 2, struck: 3 } as const;
const FORMATS = [0, 14, '00000000', 0];

/** What stands in a cell; a text or a number by itself is plain. */
export type RawCell =
  | string
  | number
  | null
  | {
      readonly text?: string;
      /** The inside of <v>, of a number cell. */
      readonly number?: string | number;
      /** A formula, whose result is not stored. */
      readonly formula?: string;
      /** A text of runs, the first of which is struck out. */
      readonly struckRun?: string;
      readonly style?: keyof typeof STYLE;
      /** Written a second time under the same reference. */
      readonly twin?: string;
    };

export interface RawRow {
  readonly cells: readonly RawCell[];
  readonly hidden?: boolean;
  /** Instead of the next one. */
  readonly number?: number;
}

export interface RawSheet {
  readonly headings: readonly string[];
  readonly rows: readonly (RawRow | readonly RawCell[])[];
  readonly merged?: readonly string[];
}

export const CANDIDATES = [
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

export type CandidateCell =
  | 'id'
  | 'group'
  | 'expiry'
  | 'purge'
  | 'role'
  | 'first'
  | 'last'
  | 'type'
  | 'loans'
  | 'balance';

const dayNumber = (number: string | number): RawCell => ({ number, style: 'date' });

/** Somebody whose purge date has come and of whom nothing is suspicious. */
export function candidate(
  id: RawCell,
  cells: Partial<Record<CandidateCell, RawCell>> = {},
): RawCell[] {
  const all: Record<CandidateCell, RawCell> = {
    id,
    group: 'Graduate',
    expiry: dayNumber(43_982),
    purge: dayNumber(44_347),
    role: 'No',
    first: 'Ada',
    last: 'Berg',
    type: 'Public',
    loans: 0,
    balance: 0,
    ...cells,
  };
  return Object.values(all);
}

export const dateCell = dayNumber;

export function candidatesSheet(
  rows: readonly (RawRow | readonly RawCell[])[],
  merged: readonly string[] = [],
): RawSheet {
  return { headings: CANDIDATES, rows, merged };
}

export function sheetBytes(
  { headings, rows, merged = [] }: RawSheet,
  plan: WorkbookPlan = {},
): Buffer {
  const all: readonly RawRow[] = [
    { cells: headings },
    ...rows.map((row) => ('cells' in row ? row : { cells: row })),
  ];
  let number = 0;
  const xml = all.map((row) => {
    number = row.number ?? number + 1;
    const cells = row.cells.map((cell, column) => cellXml(`${letters(column)}${number}`, cell));
    return `<row r="${number}"${row.hidden ? ' hidden="1"' : ''}>${cells.join('')}</row>`;
  });
  const behind = merged.length > 0 ? mergeCells(merged) : '';
  return buildWorkbook({
    formats: FORMATS,
    struck: [STYLE.struck],
    sheet: sheetPart(xml.join(''), behind),
    ...plan,
  });
}

/** Writes the sheet into the engine's folder and reads it to the end of its check. */
export async function readSheet(
  engine: TestEngine,
  sheet: RawSheet,
  options: ReadOptions = { kind: 'candidates' },
  plan: WorkbookPlan = {},
): Promise<ImportCheck> {
  const path = join(engine.folder, `${options.kind ?? 'sheet'}.xlsx`);
  writeFileSync(path, sheetBytes(sheet, plan));
  const { importId } = await engine.ask.imports.read({ file: engine.grant(path), options });
  return engine.checked(importId);
}

/** ... and adds it. */
export async function addSheet(
  engine: TestEngine,
  sheet: RawSheet,
  options: ReadOptions = { kind: 'candidates' },
  plan: WorkbookPlan = {},
): Promise<ImportCheck> {
  const check = await readSheet(engine, sheet, options, plan);
  if (check.failure) throw new Error(failureOf(check));
  await engine.ask.imports.commit({ importId: check.importId, mode: 'add' });
  return check;
}

function letters(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : letters(Math.floor(column / 26) - 1) + rest;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function cellXml(reference: string, cell: RawCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cellXml(reference, { text: cell });
  if (typeof cell === 'number') return cellXml(reference, { number: cell });
  const { text, number, formula, struckRun, style = 'plain', twin } = cell;
  const head = `<c r="${reference}" s="${STYLE[style]}"`;
  const second = twin === undefined ? '' : cellXml(reference, twin);
  if (struckRun !== undefined) {
    const runs = `<r><rPr><b/><strike/></rPr><t>${escaped(struckRun)}</t></r><r><t>${escaped(text ?? '')}</t></r>`;
    return `${head} t="inlineStr"><is>${runs}</is></c>${second}`;
  }
  if (text !== undefined) {
    return `${head} t="inlineStr"><is><t>${escaped(text)}</t></is></c>${second}`;
  }
  const content = `${formula === undefined ? '' : `<f>${escaped(formula)}</f>`}${number === undefined ? '' : `<v>${number}</v>`}`;
  return content === '' ? `${head}/>${second}` : `${head}>${content}</c>${second}`;
}
