/**
 * Walks the lines of a file as they can be asked (rows/linePieces.ts): of each piece, which of its lines pass what is
 * asked of their fields. Must never decide which lines stand.
 */
import type { DetailFieldName, DetailKind } from '#shared/details/details.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../db/db.ts';
import type { AddedFile, KeptPieces } from './keptPieces.ts';
import type { Passing, Tests } from './lineTests.ts';

/** Of one field of a piece: the text of each line, by number, and which texts pass. */
export interface AskedField {
  readonly field: DetailFieldName;
  /** Undefined: no line of the piece has one. */
  readonly codes: Uint16Array | undefined;
  readonly passing: Passing;
}

export type AskedLines = readonly AskedField[];

/** The lines of a kind in one file. */
export class WalkedFile {
  /** Of each line its user, piece by piece. */
  readonly users: readonly Int32Array[];
  readonly #db: ReadableDb;
  readonly #kept: KeptPieces;
  readonly #file: AddedFile;
  readonly #kind: DetailKind;

  constructor(db: ReadableDb, kept: KeptPieces, file: AddedFile, kind: DetailKind) {
    this.#db = db;
    this.#kept = kept;
    this.#file = file;
    this.#kind = kind;
    this.users = kept.users(db, file, kind);
  }

  /** What is asked of the lines of each piece, by its number from 0. */
  ask(tests: Tests): (piece: number) => AskedLines {
    const columns = tests.map(([field, test]) => ({
      ...{ field, test },
      pieces: this.#kept.field(this.#db, this.#file, this.#kind, field),
    }));
    return (n) =>
      columns.map(({ field, test, pieces }) => {
        const piece = pieces.get(n);
        return { field, codes: piece?.codes, passing: test(piece) };
      });
  }

  /** The users of lines that pass, whether or not these stand. */
  usersPassing(tests: Tests): UserBitmap {
    const found = new UserBitmap();
    const askedOf = this.ask(tests);
    for (const [n, users] of this.users.entries()) {
      const asked = askedOf(n);
      if (passesNobody(asked)) continue;
      for (let line = 0; line < users.length; line++)
        if (passes(asked, line)) found.add(users[line]!);
    }
    return found;
  }
}

/** Whether a line passes all that is asked, but for one field. */
export function passes(asked: AskedLines, line: number, but?: string): boolean {
  for (let n = 0; n < asked.length; n++) {
    const { field, codes, passing } = asked[n]!;
    if (passing[codes ? codes[line]! : 0] !== 1 && field !== but) return false;
  }
  return true;
}

/** Where no text passes, or none is needed and there is none, no line does. */
export function passesNobody(asked: AskedLines): boolean {
  return asked.some(({ codes, passing }) => (codes ? !passing.includes(1) : passing[0] === 0));
}
