/**
 * Lines as they can be asked: of each file and kind so many of them together, in the order of the file, with the user of
 * each line and, field by field, its distinct texts and which line has which. Made when a file is added and dropped when
 * it is taken back; the rows of the file stay the truth (docs/decisions/0035). Must never decide which lines stand.
 */
import { type DetailFieldName, type DetailKind, detailKind } from '#shared/details/details.ts';
import { forgetSums } from '../../db/checksums.ts';
import { prepared, type ReadableDb, run, value, type WritableDb } from '../../db/db.ts';
import { numberBytes } from '../../db/storedValue.ts';
import type { ToldLines } from './fileLines.ts';
import type { CellValue, StoredRow } from './storedRow.ts';

/** So many that the texts of a field can be counted with 16 bits; 0 stands for none. */
const LINES_AT_ONCE = 50_000;
/** Stands around each text. */
export const TEXT_END = '\n';
/** The field under which the users of lines are kept. */
const USERS = '';

interface FieldCodes {
  readonly name: DetailFieldName;
  readonly codes: Uint16Array;
  readonly byText: Map<CellValue, number>;
}

/** Collects the lines of one kind of a file. */
class LinePieces {
  readonly #db: WritableDb;
  readonly #importId: number;
  readonly #kind: DetailKind;
  readonly #told: ToldLines;
  readonly #users = new Int32Array(LINES_AT_ONCE);
  readonly #fields: readonly FieldCodes[];
  readonly #nextNo: () => number;
  #count = 0;

  /** @param nextNo numbers the pieces of all kinds of a file */
  constructor(db: WritableDb, importId: number, told: ToldLines, nextNo: () => number) {
    this.#db = db;
    this.#importId = importId;
    this.#kind = told.kind;
    this.#told = told;
    this.#nextNo = nextNo;
    this.#fields = told.fields.map(({ name }) => ({
      name,
      codes: new Uint16Array(LINES_AT_ONCE),
      byText: new Map(),
    }));
  }

  add(userNo: number, row: StoredRow): void {
    const at = this.#count;
    let hasLine = false;
    for (let n = 0; n < this.#fields.length; n++) {
      const { codes, byText } = this.#fields[n]!;
      const cell = row[this.#told.fields[n]!.slot] ?? null;
      if (cell === null || cell === '') {
        codes[at] = 0;
        continue;
      }
      hasLine = true;
      let code = byText.get(cell);
      if (code === undefined) {
        code = byText.size + 1;
        byText.set(cell, code);
      }
      codes[at] = code;
    }
    if (!hasLine) return;
    this.#users[at] = userNo;
    if (++this.#count === LINES_AT_ONCE) this.flush();
  }

  flush(): void {
    const count = this.#count;
    if (count === 0) return;
    this.#store(USERS, this.#users.subarray(0, count), null);
    for (const { name, codes, byText } of this.#fields) {
      if (byText.size > 0) this.#store(name, codes.subarray(0, count), textsOf(byText));
      byText.clear();
    }
    this.#count = 0;
  }

  #store(field: string, codes: Int32Array | Uint16Array, texts: string | null): void {
    run(
      this.#db,
      'INSERT INTO line_piece (import_id, piece_no, kind, field, texts, codes) VALUES (?, ?, ?, ?, ?, ?)',
      this.#importId,
      this.#nextNo(),
      detailKind(this.#kind).number,
      field,
      texts,
      Buffer.from(codes.buffer, codes.byteOffset, codes.byteLength),
    );
  }
}

/** Collects the lines of all kinds that a file tells. */
export function linePiecesOf(
  db: WritableDb,
  importId: number,
  told: readonly ToldLines[],
): LinePieces[] {
  let last = 0;
  return told.map((lines) => new LinePieces(db, importId, lines, () => ++last));
}

/** What stands between two ends is one text; a text of several lines has them as one. */
function textsOf(byText: ReadonlyMap<CellValue, number>): string {
  const texts = Array.from(byText.keys(), (cell) => String(cell).replaceAll(TEXT_END, ' '));
  return `${TEXT_END}${texts.join(TEXT_END)}${TEXT_END}`;
}

export function dropLinePieces(db: WritableDb, importId: number): void {
  run(db, 'DELETE FROM line_piece WHERE import_id = ?', importId);
  forgetSums(db, 'line_piece', importId);
}

/** Whether a file's lines can be asked; one that an earlier version added may wait for it. */
export function hasLinePieces(db: ReadableDb, importId: number): boolean {
  const found = value<number>(
    db,
    'SELECT EXISTS (SELECT 1 FROM line_piece WHERE import_id = ?)',
    importId,
  );
  return found === 1;
}

/** The users of a kind’s lines in a file, piece by piece. */
export function usersOfLines(db: ReadableDb, importId: number, kind: DetailKind): Int32Array[] {
  return piecesOf(db, importId, kind, USERS).map(
    ({ codes }) => new Int32Array(numberBytes(codes, 4, { table: 'line_piece', row: importId })),
  );
}

/** Of one field of a kind: the texts of a piece, each between two ends, and the text of each line from 1; 0: none. */
export interface FieldPiece {
  readonly texts: string;
  readonly codes: Uint16Array;
}

/**
 * By the number of their piece of users, from 0: pieces in which nobody has a value are left out.
 */
export function fieldOfLines(
  db: ReadableDb,
  importId: number,
  kind: DetailKind,
  field: DetailFieldName,
): ReadonlyMap<number, FieldPiece> {
  const starts = prepared(
    db,
    'SELECT piece_no FROM line_piece WHERE import_id = ? AND kind = ? AND field = ? ORDER BY piece_no',
  )
    .pluck()
    .all(importId, detailKind(kind).number, USERS) as number[];
  const pieces = new Map<number, FieldPiece>();
  let at = 0;
  for (const { piece_no, texts, codes } of piecesOf(db, importId, kind, field)) {
    // The fields of a piece are numbered behind its users.
    while (at + 1 < starts.length && starts[at + 1]! < piece_no) at++;
    const numbers = numberBytes(codes, 2, { table: 'line_piece', row: importId });
    pieces.set(at, { texts: texts ?? '', codes: new Uint16Array(numbers) });
  }
  return pieces;
}

interface StoredPiece {
  readonly piece_no: number;
  readonly texts: string | null;
  readonly codes: Uint8Array;
}

function piecesOf(
  db: ReadableDb,
  importId: number,
  kind: DetailKind,
  field: string,
): StoredPiece[] {
  return prepared(
    db,
    `SELECT piece_no, texts, codes FROM line_piece
     WHERE import_id = ? AND kind = ? AND field = ? ORDER BY piece_no`,
  ).all(importId, detailKind(kind).number, field) as StoredPiece[];
}
