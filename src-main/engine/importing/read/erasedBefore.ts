/**
 * Whether a row is that of somebody who was erased: by any identifier that it has, whichever column or line says it. Pure but
 * for the tombstones. Must never look at a name, but where Alma has left an identifier in its place.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { keptOutBy, type MarkedTombstone, type TombstoneReader } from '../../replica/tombstones.ts';
import type { TableRow } from '../../tables/tableRow.ts';
import type { Column } from './recogniseColumns.ts';
import { textAt } from './rowCells.ts';

/** Further identifiers of whoever the row is about. */
const THEIRS: readonly (string | null)[] = ['alma_user_id', 'identifier_value'];
/** Whom else it names by an identifier: nobody is let in as the proxy of somebody. */
const OF_OTHERS: readonly (string | null)[] = ['proxy_for'];

export class ErasedBefore {
  readonly #stones: TombstoneReader;
  readonly #theirs: readonly number[];
  readonly #ofOthers: readonly number[];
  readonly #beside: () => Iterable<string>;

  /** @param beside identifiers in lines beside the row */
  constructor(
    columns: readonly Pick<Column, 'field' | 'position'>[],
    stones: TombstoneReader,
    beside: () => Iterable<string>,
  ) {
    const positions = (fields: readonly (string | null)[]) =>
      columns.flatMap(({ field, position }) => (fields.includes(field) ? [position] : []));
    this.#stones = stones;
    this.#theirs = positions(THEIRS);
    this.#ofOthers = positions(OF_OTHERS);
    this.#beside = beside;
  }

  /**
   * By which mark the row is kept out; undefined: it isn't.
   * @param key of its primary identifier; undefined: it has none that can be read
   * @param left an identifier in the place of the last name, folded
   */
  markOf(row: TableRow, key: string | undefined, left: string | undefined): Uint8Array | undefined {
    const by =
      keptOutBy(this.#stonesOf(row, key)) ??
      keptOutBy([left === undefined ? undefined : this.#stones.of(left)]) ??
      keptOutBy(this.#ofOthers.map((position) => this.#stoneAt(row, position)));
    return by?.mark;
  }

  *#stonesOf(row: TableRow, key: string | undefined): Generator<MarkedTombstone | undefined> {
    if (key !== undefined) yield this.#stones.near(key);
    for (const position of this.#theirs) yield this.#stoneAt(row, position);
    for (const identifier of this.#beside()) yield this.#stones.of(foldText(identifier));
  }

  #stoneAt(row: TableRow, position: number): MarkedTombstone | undefined {
    const key = foldText(textAt(row, position));
    return key === '' ? undefined : this.#stones.of(key);
  }
}
