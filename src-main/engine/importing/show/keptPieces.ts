/**
 * Lines as they are asked (rows/linePieces.ts), read once and kept in memory as far as it has room. Must never decide
 * which lines stand.
 */
import type { DetailFieldName, DetailKind } from '#shared/details/details.ts';
import type { ReadableDb } from '../../db/db.ts';
import { type FoldedTexts, foldedTexts } from '../rows/foldedTexts.ts';
import type { StoredImport } from '../rows/importFile.ts';
import { type FieldPiece, fieldOfLines, TEXT_END, usersOfLines } from '../rows/linePieces.ts';

/** So much is kept between two questions. */
const MOST_BYTES = 160 << 20;

/** The texts of a piece as they are asked. */
export class TextPiece {
  readonly codes: Uint16Array;
  readonly #texts: string;
  #folded: FoldedTexts | undefined;
  #each: readonly string[] | undefined;

  constructor({ texts, codes }: FieldPiece) {
    this.#texts = texts;
    this.codes = codes;
  }

  /** Without case and accents, each between two ends. */
  get folded(): string {
    return this.#fold().text;
  }

  /** Where each folded text ends. */
  get ends(): Int32Array {
    return this.#fold().ends;
  }

  /** One by one, as they are written. */
  each(): readonly string[] {
    this.#each ??= this.#texts.slice(1, -1).split(TEXT_END);
    return this.#each;
  }

  /** The one at that place, as it is written. @param at from 0 */
  text(at: number): string {
    let begin = 0;
    for (let n = 0; n < at; n++) begin = this.#texts.indexOf(TEXT_END, begin + 1);
    return this.#texts.slice(begin + 1, this.#texts.indexOf(TEXT_END, begin + 1));
  }

  get bytes(): number {
    return this.codes.byteLength + 3 * this.#texts.length;
  }

  #fold() {
    this.#folded ??= foldedTexts(this.#texts);
    return this.#folded;
  }
}

export type AddedFile = Pick<StoredImport, 'import_id' | 'imported_at'>;

/** A file that is taken back and added again has other users. */
export const addedAs = ({ import_id, imported_at }: AddedFile) => `${import_id} ${imported_at}`;

/** Pieces that were read, the ones asked last longest. */
export class KeptPieces {
  readonly #users = new Map<string, readonly Int32Array[]>();
  readonly #fields = new Map<string, { pieces: ReadonlyMap<number, TextPiece>; bytes: number }>();
  #bytes = 0;

  users(db: ReadableDb, file: AddedFile, kind: DetailKind): readonly Int32Array[] {
    const key = `${addedAs(file)} ${kind}`;
    const known = this.#users.get(key) ?? usersOfLines(db, file.import_id, kind);
    this.#users.set(key, known);
    return known;
  }

  field(
    db: ReadableDb,
    file: AddedFile,
    kind: DetailKind,
    name: DetailFieldName,
  ): ReadonlyMap<number, TextPiece> {
    const key = `${addedAs(file)} ${name}`;
    const known = this.#fields.get(key) ?? this.#read(db, file.import_id, kind, name);
    // Asked last, it stands last.
    this.#fields.delete(key);
    this.#fields.set(key, known);
    for (const [oldest, { bytes }] of this.#fields) {
      if (this.#bytes <= MOST_BYTES || oldest === key) break;
      this.#fields.delete(oldest);
      this.#bytes -= bytes;
    }
    return known.pieces;
  }

  #read(db: ReadableDb, importId: number, kind: DetailKind, name: DetailFieldName) {
    const pieces = new Map<number, TextPiece>();
    let bytes = 0;
    for (const [n, stored] of fieldOfLines(db, importId, kind, name)) {
      const piece = new TextPiece(stored);
      pieces.set(n, piece);
      bytes += piece.bytes;
    }
    this.#bytes += bytes;
    return { pieces, bytes };
  }
}
