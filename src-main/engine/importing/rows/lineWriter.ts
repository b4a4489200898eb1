/**
 * Writes the lines of files that tell several kinds of details of a user in one place: a series for each kind, beside
 * the rows of the file, in which each user has one row. Reports whose rows are lines need none of it. Must never
 * interpret a value.
 */

import type { z } from 'zod';
import { DETAIL_KINDS, type DetailKind, detailFieldNames } from '#shared/details/details.ts';
import { run, type WritableDb } from '../../db/db.ts';
import { seriesOf, type storedLines } from './fileLines.ts';
import { RowWriter } from './rowStore.ts';
import type { CellValue } from './storedRow.ts';

export class LineWriter {
  readonly #db: WritableDb;
  readonly #importId: number;
  readonly #writers: ReadonlyMap<DetailKind, RowWriter>;

  /** @param kinds of which the file may have lines */
  constructor(db: WritableDb, importId: number, kinds: readonly DetailKind[] = DETAIL_KINDS) {
    this.#db = db;
    this.#importId = importId;
    this.#writers = new Map(
      kinds.map((kind) => [kind, new RowWriter(db, importId, seriesOf(kind))]),
    );
  }

  /**
   * @param row number of the user's row in the file; of each kind they must come in ascending order
   * @param values one for each field of the kind, in the catalogue's order
   */
  add(kind: DetailKind, row: number, values: readonly CellValue[]): void {
    this.#writers.get(kind)!.add([row, 0, '', ...values]);
  }

  /**
   * To be called when the last line was added, inside of no transaction of its own.
   * @param kinds that the file tells: of its users who have no line of one, it says that they have none
   */
  finish(kinds: readonly DetailKind[]): void {
    for (const writer of this.#writers.values()) writer.flush();
    const told: z.input<typeof storedLines> = kinds.map((kind) => ({
      kind,
      fields: [...detailFieldNames(kind)],
    }));
    run(
      this.#db,
      'UPDATE import_file SET lines = ? WHERE import_id = ?',
      JSON.stringify(told),
      this.#importId,
    );
  }
}
