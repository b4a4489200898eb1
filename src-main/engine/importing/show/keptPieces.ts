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
const MOST_BYTES = 256 << 20;

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
  readonly #kept = new Map<string, { readonly pieces: unknown; readonly bytes: number }>();
  #bytes = 0;

  users(db: ReadableDb, file: AddedFile, kind: DetailKind): readonly Int32Array[] {
    return this.#ask(`${addedAs(file)} ${kind}`, () => {
      const pieces = usersOfLines(db, file.import_id, kind);
      return { pieces, bytes: sumOf(pieces, ({ byteLength }) => byteLength) };
    });
  }

  field(
    db: ReadableDb,
    file: AddedFile,
    kind: DetailKind,
    name: DetailFieldName,
  ): ReadonlyMap<number, TextPiece> {
    return this.#ask(`${addedAs(file)} ${kind} ${name}`, () => {
      const stored = fieldOfLines(db, file.import_id, kind, name);
      const pieces = new Map(Array.from(stored, ([n, piece]) => [n, new TextPiece(piece)]));
      return { pieces, bytes: sumOf([...pieces.values()], ({ bytes }) => bytes) };
    });
  }

  #ask<Pieces>(key: string, read: () => { pieces: Pieces; bytes: number }): Pieces {
    let known = this.#kept.get(key);
    if (!known) {
      known = read();
      this.#bytes += known.bytes;
    }
    // Asked last, it stands last.
    this.#kept.delete(key);
    this.#kept.set(key, known);
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#bytes <= MOST_BYTES || oldest === key) break;
      this.#kept.delete(oldest);
      this.#bytes -= bytes;
    }
    return known.pieces as Pieces;
  }
}

function sumOf<Each>(all: readonly Each[], bytes: (each: Each) => number): number {
  return all.reduce((sum, each) => sum + bytes(each), 0);
}
