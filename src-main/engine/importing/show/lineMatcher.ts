/**
 * Which users have a line of some kind for which all of something holds, among the lines that stand. What is asked is
 * read once and kept in memory, as far as it has room. Property tests hold it against a plain reading of the lines.
 */

import { type DetailFieldName, type DetailKind, detailKind } from '#shared/details/details.ts';
import { isOver } from '#shared/details/inForce.ts';
import type { LineLeaf, LineTest } from '#shared/domain/criteria.ts';
import { passesDayTest } from '#shared/domain/dayTests.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { today } from '#shared/domain/timeZones.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../db/db.ts';
import { institutionZone } from '../../replica/settings.ts';
import {
  type FileOfLines,
  filesOfLines,
  filesTellingKind,
  standingFiles,
} from '../rows/filesOfLines.ts';
import { type FoldedTexts, foldedTexts } from '../rows/foldedTexts.ts';
import type { StoredImport } from '../rows/importFile.ts';
import { type FieldPiece, fieldOfLines, TEXT_END, usersOfLines } from '../rows/linePieces.ts';

const MOST_ANSWERS = 16;
/** So much is kept between two questions. */
const MOST_BYTES = 160 << 20;

/** Which texts of a piece pass, by their number; 0: of lines that have none. */
type Passing = Uint8Array;
type TestOf = (piece: TextPiece | undefined) => Passing;

export class LineMatcher {
  readonly #db: ReadableDb;
  readonly #kept = new KeptPieces();
  readonly #answers = new Map<string, UserBitmap>();

  constructor(db: ReadableDb) {
    this.#db = db;
  }

  /** The users whom it means, whether or not they are present. */
  find(leaf: LineLeaf): UserBitmap {
    const files = filesOfLines(this.#db);
    const day = today(institutionZone(this.#db));
    // A page of a list asks the same as the one before it.
    const key = JSON.stringify([
      leaf,
      day,
      filesTellingKind(files, leaf.kind).map(({ file }) => addedAs(file)),
    ]);
    const known = this.#answers.get(key) ?? this.#ask(leaf, files, day);
    this.#answers.delete(key);
    this.#answers.set(key, known);
    if (this.#answers.size > MOST_ANSWERS) this.#answers.delete(this.#answers.keys().next().value!);
    return known;
  }

  #ask(leaf: LineLeaf, files: readonly FileOfLines[], day: string): UserBitmap {
    let found = new UserBitmap();
    const tests = testsOf(leaf, day);
    for (const { file, standing } of standingFiles(this.#db, files, leaf.kind)) {
      found = found.or(this.#matching(file, leaf.kind, tests, standing));
    }
    return found;
  }

  #matching(
    file: AddedFile,
    kind: DetailKind,
    tests: readonly (readonly [DetailFieldName, TestOf])[],
    standing: UserBitmap,
  ): UserBitmap {
    const found = new UserBitmap();
    const users = this.#kept.users(this.#db, file, kind);
    const columns = tests.map(([field, test]) => ({
      test,
      pieces: this.#kept.field(this.#db, file, kind, field),
    }));
    for (const [n, ofLines] of users.entries()) {
      const asked = columns.map(({ test, pieces }) => {
        const piece = pieces.get(n);
        return { codes: piece?.codes, passing: test(piece) };
      });
      // Blank as a whole where no line has a value.
      if (asked.some(({ codes, passing }) => !codes && passing[0] === 0)) continue;
      const told = asked.filter(({ codes }) => codes !== undefined);
      addMatching(found, standing, ofLines, told);
    }
    return found;
  }
}

function testsOf(
  { kind, inForce, where }: LineLeaf,
  day: string,
): readonly (readonly [DetailFieldName, TestOf])[] {
  const tests = where.map(({ field, is }) => [field, testOf(is, day)] as const);
  return inForce === true ? [...tests, ...inForceTests(kind, day)] : tests;
}

function addMatching(
  found: UserBitmap,
  standing: UserBitmap,
  users: Int32Array,
  asked: readonly { readonly codes: Uint16Array | undefined; readonly passing: Passing }[],
): void {
  for (let line = 0; line < users.length; line++) {
    let passes = true;
    for (let n = 0; passes && n < asked.length; n++)
      passes = asked[n]!.passing[asked[n]!.codes![line]!] === 1;
    if (passes && standing.has(users[line]!)) found.add(users[line]!);
  }
}

function inForceTests(kind: DetailKind, day: string): (readonly [DetailFieldName, TestOf])[] {
  const { inForce } = detailKind(kind);
  if (!inForce) return [];
  const status = inForce.status as DetailFieldName;
  const tests: (readonly [DetailFieldName, TestOf])[] = [
    [status, (piece) => eachText(piece, true, (text) => !isOver(text))],
  ];
  if (inForce.expiry !== undefined)
    tests.push([
      inForce.expiry as DetailFieldName,
      (piece) => eachText(piece, true, (text) => text.slice(0, 10) >= day),
    ]);
  return tests;
}

function testOf(is: LineTest, day: string): TestOf {
  switch (is.how) {
    case 'oneOf': {
      const wanted = new Set(is.values.map((each) => each && onOneLine(each)));
      return (piece) => eachText(piece, wanted.has(null), (text) => wanted.has(text));
    }
    case 'between':
    case 'within':
      return (piece) => eachText(piece, false, (text) => passesDayTest(text.slice(0, 10), is, day));
    default: {
      const wanted = foldForSearch(onOneLine(is.value.trim()));
      const begin = is.how === 'is' || is.how === 'begins' ? TEXT_END : '';
      const end = is.how === 'is' || is.how === 'ends' ? TEXT_END : '';
      return (piece) => textsWith(piece, `${begin}${wanted}${end}`);
    }
  }
}

/** As texts are kept. */
const onOneLine = (text: string) => text.replaceAll(TEXT_END, ' ');

function eachText(
  piece: TextPiece | undefined,
  blank: boolean,
  passes: (text: string) => boolean,
): Passing {
  const texts = piece?.each() ?? [];
  const passing = new Uint8Array(texts.length + 1);
  passing[0] = blank ? 1 : 0;
  for (const [n, text] of texts.entries()) passing[n + 1] = passes(text) ? 1 : 0;
  return passing;
}

/** Texts in which it stands, all of them looked through as one. */
function textsWith(piece: TextPiece | undefined, wanted: string): Passing {
  if (!piece) return new Uint8Array(1);
  const { folded, ends } = piece;
  const passing = new Uint8Array(ends.length + 1);
  if (wanted === '') return passing.fill(1, 1);
  let code = 0;
  for (let at = folded.indexOf(wanted); at >= 0; ) {
    // The first letter that is the text's own: an end before it belongs to the search.
    const own = wanted.startsWith(TEXT_END) ? at + 1 : at;
    while (code < ends.length && ends[code]! < own) code++;
    if (code === ends.length) break;
    passing[code + 1] = 1;
    at = folded.indexOf(wanted, ends[code]!);
  }
  return passing;
}

/** The texts of a piece as they are asked. */
class TextPiece {
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

  get bytes(): number {
    return this.codes.byteLength + 3 * this.#texts.length;
  }

  #fold() {
    this.#folded ??= foldedTexts(this.#texts);
    return this.#folded;
  }
}

type AddedFile = Pick<StoredImport, 'import_id' | 'imported_at'>;

/** A file that is taken back and added again has other users. */
const addedAs = ({ import_id, imported_at }: AddedFile) => `${import_id} ${imported_at}`;

/** Pieces that were read, the ones asked last longest. */
class KeptPieces {
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
