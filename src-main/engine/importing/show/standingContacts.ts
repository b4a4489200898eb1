/**
 * E-mail addresses and street addresses of everybody, as they are compared, among the lines that stand. Texts are folded
 * piece by piece: there may be millions. Changes nothing.
 */

import type { DetailFieldName, DetailKind } from '#shared/details/details.ts';
import type { ChangedKind } from '#shared/domain/lineChanges.ts';
import { emailKey, foldAddressLine, placeKeys } from '#shared/domain/relations.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../db/db.ts';
import { filesOfLines, standingFiles } from '../rows/filesOfLines.ts';
import { type FieldPiece, fieldOfLines, TEXT_END, usersOfLines } from '../rows/linePieces.ts';

/** Lines of a kind that are read as they are asked: the user of each, and what a field says. */
interface Piece<Name> {
  readonly users: Int32Array;
  readonly standing: UserBitmap;
  readonly field: (name: Name) => FieldPiece | undefined;
}

function* standingPieces<Kind extends Exclude<DetailKind, ChangedKind>>(
  db: ReadableDb,
  kind: Kind,
): Generator<Piece<DetailFieldName<Kind>>> {
  for (const { file, standing } of standingFiles(db, filesOfLines(db), kind)) {
    const fields = new Map<DetailFieldName<Kind>, ReadonlyMap<number, FieldPiece>>();
    const field = (name: DetailFieldName<Kind>) => {
      const known = fields.get(name) ?? fieldOfLines(db, file.import_id, kind, name);
      fields.set(name, known);
      return known;
    };
    for (const [n, users] of usersOfLines(db, file.import_id, kind).entries())
      yield { users, standing, field: (name) => field(name).get(n) };
  }
}

/** E-mail addresses of lines, to be walked more than once. */
export class StandingEmails {
  readonly #pieces: {
    readonly users: Int32Array;
    readonly standing: UserBitmap;
    readonly codes: Uint16Array;
    readonly keyOf: (code: number) => string | undefined;
    readonly isCopied: (line: number) => boolean;
  }[] = [];

  constructor(db: ReadableDb) {
    for (const { users, standing, field } of standingPieces(db, 'emails')) {
      const addresses = field('email_address');
      if (!addresses) continue;
      const copies = field('email_cc');
      const yes = copies ? textsOf(copies.texts).indexOf('1') + 1 : 0;
      this.#pieces.push({
        ...{ users, standing, codes: addresses.codes },
        keyOf: keyReader(textsOf(addresses.texts)),
        isCopied: (line) => yes > 0 && copies!.codes[line] === yes,
      });
    }
  }

  /** @param cc lines of addresses that get copies of letters, or the others */
  each(cc: boolean, onEmail: (userNo: number, key: string) => void): void {
    for (const { users, standing, codes, keyOf, isCopied } of this.#pieces)
      for (let line = 0; line < users.length; line++) {
        if (codes[line] === 0 || isCopied(line) !== cc || !standing.has(users[line]!)) continue;
        const key = keyOf(codes[line]!);
        if (key !== undefined) onEmail(users[line]!, key);
      }
  }
}

/** By the number of a text from 1, each made when it is first asked for. */
function keyReader(texts: readonly string[]) {
  const keys: (string | undefined)[] = [];
  return (code: number) => {
    if (!(code in keys)) keys[code] = emailKey(texts[code - 1]!);
    return keys[code];
  };
}

/** Street addresses of lines, to be walked more than once. */
export class StandingAddresses {
  readonly #pieces: {
    readonly users: Int32Array;
    readonly standing: UserBitmap;
    readonly codes: Uint16Array;
    /** Folded. */
    readonly streets: readonly string[];
    readonly codeOf: (line: number) => string | null;
    readonly cityOf: (line: number) => string | null;
  }[] = [];

  /** @param only the folded streets that are asked about; absent: all */
  constructor(db: ReadableDb, only?: ReadonlySet<string>) {
    for (const { users, standing, field } of standingPieces(db, 'addresses')) {
      const first = field('address_line_1');
      if (!first) continue;
      const texts = foldedLines(first.texts);
      if (only && !maySay(texts, only)) continue;
      this.#pieces.push({
        ...{ users, standing, codes: first.codes },
        streets: textsOf(texts).map((text) => text.trim()),
        codeOf: placeReader(field('address_postal_code')),
        cityOf: placeReader(field('address_city')),
      });
    }
  }

  /**
   * @param isAsked by the number of a user and the folded street
   * @param onKey told of each key of each address (domain/relations.ts)
   */
  each(
    isAsked: (userNo: number, street: string) => boolean,
    onKey: (userNo: number, key: string, street: string) => void,
  ): void {
    for (const { users, standing, codes, streets, codeOf, cityOf } of this.#pieces)
      for (let line = 0; line < users.length; line++) {
        const street = streets[codes[line]! - 1];
        const userNo = users[line]!;
        if (!street || !isAsked(userNo, street) || !standing.has(userNo)) continue;
        for (const key of placeKeys(street, codeOf(line), cityOf(line))) onKey(userNo, key, street);
      }
  }
}

const PLAIN = /^[\n -~]*$/;
const NOT_WRITTEN = /[^a-z0-9\n]+/g;

const textsOf = (texts: string) => texts.slice(1, -1).split(TEXT_END);

/** Few that are asked about are looked for in all texts at once. */
function maySay(texts: string, only: ReadonlySet<string>): boolean {
  return !PLAIN.test(texts) || [...only].some((each) => texts.includes(each));
}

/** Plain texts are folded as one: a piece has tens of thousands. */
function foldedLines(texts: string): string {
  if (PLAIN.test(texts)) return texts.toLowerCase().replace(NOT_WRITTEN, ' ');
  return texts.split(TEXT_END).map(foldAddressLine).join(TEXT_END);
}

function placeReader(piece: FieldPiece | undefined): (line: number) => string | null {
  if (!piece) return () => null;
  const folded = textsOf(foldedLines(piece.texts));
  return (line) => folded[piece.codes[line]! - 1] ?? null;
}
