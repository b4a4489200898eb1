/**
 * The column of primary identifiers: what stands in its cells, and why it can't be used. Must never change an
 * identifier; what is suspicious about one is told.
 */
import { readIdentifier, SAFE_NUMERIC_DIGITS } from '#shared/domain/primaryIdentifier.ts';
import { foldHeading } from '#shared/fields/userFields.ts';
import { type RowProblem, rowProblem } from '#shared/notices/rowErrorText.ts';
import { CellKind, type TableRow } from '../../tables/tableRow.ts';
import type { Column } from './recogniseColumns.ts';
import { hasNoResult } from './rowCells.ts';

/** An identifier that can be used, or why it can't. */
type ReadCell = Extract<ReturnType<typeof readIdentifier>, { ok: true }> | RefusedCell;

interface RefusedCell {
  readonly ok: false;
  readonly isBlank: boolean;
  readonly problem: RowProblem;
}

export class IdentifierColumn {
  readonly position: number;
  /** What errors call it. */
  readonly name: string;
  /** A text file has an identifier of more than 15 digits that no spreadsheet has shortened. */
  keepsDigits = false;
  /** Folded once, not for every row; empty where the file has no heading. */
  readonly #heading: string;
  readonly #fromText: boolean;

  /** @param fromText the file is text, in which a number looks like any other text */
  constructor({ position, heading }: Column, fromText: boolean) {
    this.position = position;
    this.name = heading;
    this.#heading = foldHeading(heading);
    this.#fromText = fromText;
  }

  /** @param text of this column, or of another cell that stands in its place */
  read(row: TableRow, text: string, kind: number): ReadCell {
    const refused = this.#refusal(row, text, kind);
    if (refused) return { ok: false, isBlank: false, problem: refused };
    const read = readIdentifier(text, kind === CellKind.number);
    if (read.ok) return read;
    const isBlank = read.problem === 'blank';
    return { ok: false, isBlank, problem: rowProblem(`identifier-${read.problem}`) };
  }

  /** What a spreadsheet makes of a long number before it writes text: zeros past the 15th digit. */
  endsInLostDigits(key: string): boolean {
    if (!this.#fromText || key.length <= SAFE_NUMERIC_DIGITS || !/^\d+$/.test(key)) return false;
    const lost = key.replace(/^0+/, '').slice(SAFE_NUMERIC_DIGITS);
    if (/[1-9]/.test(lost)) this.keepsDigits = true;
    return /^0+$/.test(lost);
  }

  #refusal(row: TableRow, text: string, kind: number): RowProblem | undefined {
    if (text === '' && hasNoResult(row, this.position)) return rowProblem('no-result');
    if (kind === CellKind.error) return rowProblem('identifier-error');
    if (kind === CellKind.date) return rowProblem('identifier-date');
    const heading = this.#heading;
    // Folding costs; hardly any identifier begins like the heading.
    if (heading === '' || text.slice(0, 1).toLowerCase() !== heading[0]) return undefined;
    return foldHeading(text) === heading ? rowProblem('headings-again') : undefined;
  }
}
