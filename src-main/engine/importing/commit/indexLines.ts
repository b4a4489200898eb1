/**
 * Makes the lines of a file that was added askable (rows/linePieces.ts), where adding it hasn't done so by the way: files
 * that are counted, and those whose lines stand beside their rows. Must run inside the commit's transaction.
 */
import { transaction, type WritableDb } from '../../db/db.ts';
import { userOfRows } from '../compare/compareLines.ts';
import { linesToldBy, type ToldLines } from '../rows/fileLines.ts';
import { importFiles, type StoredImport } from '../rows/importFile.ts';
import { dropLinePieces, hasLinePieces, linePiecesOf } from '../rows/linePieces.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { chunksOf, SERIES } from '../rows/rowStore.ts';

export function indexLines(db: WritableDb, file: StoredImport): void {
  const told = linesToldBy(file);
  if (told.length === 0) return;
  dropLinePieces(db, file.import_id);
  const pieces = linePiecesOf(db, file.import_id, told);
  const inRows = pieces.filter((_, n) => told[n]!.series === SERIES.rows);
  const isBeside = ({ series }: ToldLines) => series !== SERIES.rows;
  const users = new UsersOfRows();
  const userOf = userOfRows(db, file.identifier_count);
  for (const chunk of chunksOf(db, file.import_id)) {
    for (const row of chunk) {
      if (row[1] & ROW_ISSUES.setAside) continue;
      const { userNo } = userOf(row);
      if (userNo === 0) continue;
      for (const each of inRows) each.add(userNo, row);
      if (inRows.length < told.length) users.add(row[0], userNo);
    }
  }
  for (const [n, lines] of told.entries()) {
    if (!isBeside(lines)) continue;
    users.rewind();
    for (const chunk of chunksOf(db, file.import_id, lines.series))
      for (const row of chunk) {
        const userNo = users.at(row[0]);
        if (userNo > 0) pieces[n]!.add(userNo, row);
      }
  }
  for (const each of pieces) each.flush();
}

/** Files that an earlier version added: their lines could be shown, but not asked. */
export function indexOlderFiles(db: WritableDb): void {
  for (const file of importFiles(db, `state = 'committed' AND users IS NOT NULL`)) {
    if (linesToldBy(file).length === 0 || hasLinePieces(db, file.import_id)) continue;
    transaction(db, () => indexLines(db, file));
  }
}

/** The user of each row; added and asked in ascending order. */
class UsersOfRows {
  readonly #rows: number[] = [];
  readonly #users: number[] = [];
  #at = 0;

  add(row: number, userNo: number): void {
    this.#rows.push(row);
    this.#users.push(userNo);
  }

  rewind(): void {
    this.#at = 0;
  }

  /** 0: it names nobody. */
  at(row: number): number {
    while (this.#at < this.#rows.length && this.#rows[this.#at]! < row) this.#at++;
    return this.#rows[this.#at] === row ? this.#users[this.#at]! : 0;
  }
}
