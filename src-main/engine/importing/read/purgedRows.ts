/**
 * Rows of users who were purged before. Under delete user policy 2 the identifier of a purged user moves into its last
 * name: a row without a first name whose last name is its identifier, or one whose last
 * name is the identifier of a user whom a purge here has taken. Must never look at anything but names.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { TableRow } from '../../tables/tableRow.ts';
import type { Column } from './recogniseColumns.ts';
import { textAt } from './rowCells.ts';

export class PurgedRows {
  readonly #lastName: number | undefined;
  readonly #firstName: number | undefined;
  readonly #purged: ReadonlySet<string>;

  /** @param purged keys of users that a purge of ours has taken */
  constructor(columns: readonly Column[], purged: ReadonlySet<string>) {
    const positionOf = (name: string) => columns.find(({ field }) => field === name)?.position;
    this.#lastName = positionOf('last_name');
    this.#firstName = positionOf('first_name');
    this.#purged = purged;
  }

  has(row: TableRow, key: string): boolean {
    if (this.#lastName === undefined) return false;
    const last = textAt(row, this.#lastName);
    if (last === '') return false;
    if (this.#purged.size > 0 && this.#purged.has(foldText(last))) return true;
    if (this.#firstName === undefined || last.length < key.length) return false;
    return textAt(row, this.#firstName).trim() === '' && foldText(last) === key;
  }

  /**
   * What may be the identifier of a purged user in the place of the last name, folded: with a digit, or without a first
   * name beside it. Undefined: nothing is. A name that somebody has says nothing of whoever had it as identifier.
   */
  identifierLeft(row: TableRow): string | undefined {
    if (this.#lastName === undefined) return undefined;
    const last = textAt(row, this.#lastName);
    const alone = this.#firstName !== undefined && textAt(row, this.#firstName).trim() === '';
    return last !== '' && (alone || /\p{N}/u.test(last)) ? foldText(last) : undefined;
  }
}
