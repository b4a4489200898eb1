/**
 * The column of user groups: a blank one is unknown where other rows name a group, until the librarian has said
 * what it means (docs/domain.md, section 6, rule 5). Must never take a group from a cell that can't be read.
 */
import { answerTo } from '#shared/domain/openQuestions.ts';
import { foldHeading } from '#shared/fields/userFields.ts';
import { type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import { CellKind, type TableRow } from '../../tables/tableRow.ts';
import type { RowGroupLists } from '../rows/rowGroups.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import type { StoredRow } from '../rows/storedRow.ts';
import { hasNoResult, kindAt, textAt } from './rowCells.ts';
import type { RowOptions } from './rowOptions.ts';
import type { ValueColumn } from './valueColumns.ts';

export class GroupColumn {
  /** Some row names a group. */
  isNamed = false;
  readonly #column: ValueColumn;
  readonly #rowGroups: RowGroupLists;
  readonly #issueOfBlank: number;
  readonly #goesOn: boolean;
  #above: string | null = null;

  constructor(
    column: ValueColumn,
    rowGroups: RowGroupLists,
    kind: ImportKind,
    { answers }: RowOptions,
  ) {
    const answer = answerTo(answers, { about: 'blank-group' });
    this.#column = column;
    this.#rowGroups = rowGroups;
    this.#goesOn = answer === 'above';
    const tellsNothing = importKind(kind).counts !== undefined || answer === 'none';
    this.#issueOfBlank = tellsNothing ? 0 : ROW_ISSUES.blankGroup;
  }

  /** Fills in the group that a blank cell stands for; gives the issues where nobody knows. */
  read(row: TableRow, stored: StoredRow): number {
    const { slot, position } = this.#column;
    const group = stored[slot] as string | null;
    if (group !== null) {
      this.isNamed = true;
      this.#above = group;
      return 0;
    }
    // What couldn't be read is told as such, and is nobody's group further down.
    if (textAt(row, position).trim() !== '' || hasNoResult(row, position)) {
      this.#above = null;
      return 0;
    }
    this.#rowGroups.addNoticed('blank-group', stored[0]);
    if (!this.#goesOn || this.#above === null) return this.#issueOfBlank;
    stored[slot] = this.#above;
    return 0;
  }

  /** A row that can't be a user still shows its group to whoever reads the sheet from above. */
  passOver(row: TableRow): void {
    if (!this.#goesOn) return;
    const { position, heading } = this.#column;
    const text = textAt(row, position);
    if (hasNoResult(row, position)) this.#above = null;
    if (text.trim() === '' || foldHeading(text) === foldHeading(heading)) return;
    this.#above = kindAt(row, position) === CellKind.error ? null : text;
  }
}
