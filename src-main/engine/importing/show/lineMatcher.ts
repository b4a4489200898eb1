/**
 * Which users have a line of some kind for which all of something holds, among the lines that stand; how many lines each
 * of them has, and what stands in a field. Property tests hold it against a plain reading of the lines.
 */

import {
  type DetailFieldName,
  type DetailKind,
  detailKind,
  findDetailField,
} from '#shared/details/details.ts';
import { isOver } from '#shared/details/inForce.ts';
import type { LineLeaf, LineTest } from '#shared/domain/criteria.ts';
import { passesDayTest } from '#shared/domain/dayTests.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { today } from '#shared/domain/timeZones.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../db/db.ts';
import type { AskedTexts, LineSource, TextsOfField } from '../../replica/askUsers.ts';
import { institutionZone } from '../../replica/settings.ts';
import { BLANK, type LineCounts } from '../../replica/userColumns.ts';
import {
  type FileOfLines,
  filesOfLines,
  filesTellingKind,
  standingFiles,
} from '../rows/filesOfLines.ts';
import { TEXT_END } from '../rows/linePieces.ts';
import { addedAs, KeptPieces, type TextPiece } from './keptPieces.ts';

const MOST_ANSWERS = 16;

/** Which texts of a piece pass, by their number; 0: of lines that have none. */
type Passing = Uint8Array;
type TestOf = (piece: TextPiece | undefined) => Passing;
type Tests = readonly (readonly [DetailFieldName, TestOf])[];

export class LineMatcher implements LineSource {
  readonly #db: ReadableDb;
  readonly #kept = new KeptPieces();
  readonly #answers = new Map<string, UserBitmap>();
  readonly #counts = new Map<DetailKind, { readonly key: string; readonly is: LineCounts }>();

  constructor(db: ReadableDb) {
    this.#db = db;
  }

  /** The users whom it means, whether or not they are present. */
  find(leaf: LineLeaf): UserBitmap {
    const files = filesOfLines(this.#db);
    const day = this.#today();
    return this.#remember([leaf, day, addedAll(files, leaf.kind)], () => {
      const found = new UserBitmap();
      this.#each(files, leaf.kind, testsOf(leaf, day), (userNo) => found.add(userNo));
      return found;
    });
  }

  /** Whose lines of this kind a file decides, also where it says that they have none. */
  told(kind: DetailKind): UserBitmap {
    const files = filesOfLines(this.#db);
    return this.#remember([kind, addedAll(files, kind)], () =>
      [...standingFiles(this.#db, files, kind)].reduce(
        (told, { standing }) => told.or(standing),
        new UserBitmap(),
      ),
    );
  }

  /** Of each user how many lines of a kind are in force. Another answer is another object. */
  counts(kind: DetailKind, users: number): LineCounts {
    const files = filesOfLines(this.#db);
    const day = this.#today();
    const key = JSON.stringify([day, users, addedAll(files, kind)]);
    const known = this.#counts.get(kind);
    if (known?.key === key) return known.is;
    const values = new Float64Array(users).fill(BLANK);
    for (const userNo of this.told(kind)) values[userNo] = 0;
    this.#each(files, kind, inForceTests(kind, day), (userNo) => {
      values[userNo]!++;
    });
    const is = { values };
    this.#counts.set(kind, { key, is });
    return is;
  }

  /** Who has this as an identifier or e-mail address, compared as primary identifiers are. */
  identified(text: string): UserBitmap {
    const wanted = foldText(text);
    if (wanted === '') return new UserBitmap();
    const isIt: TestOf = (piece) => textsThatAre(piece, wanted);
    const files = filesOfLines(this.#db);
    return IDENTIFYING.reduce((found, field) => {
      const { kind } = findDetailField(field)!;
      return found.or(
        this.#remember(['identified', field, wanted, addedAll(files, kind)], () => {
          const having = new UserBitmap();
          this.#each(files, kind, [[field, isIt]], (userNo) => having.add(userNo));
          return having;
        }),
      );
    }, new UserBitmap());
  }

  /** Distinct texts of a field among the lines of these users, the most frequent first. */
  values(field: DetailFieldName, users: UserBitmap, { search, limit }: AskedTexts): TextsOfField {
    const { kind } = findDetailField(field)!;
    const wanted = foldForSearch(search.trim());
    const lines = new Map<string, number>();
    for (const { file, standing } of standingFiles(this.#db, filesOfLines(this.#db), kind)) {
      const asked = standing.and(users);
      const pieces = this.#kept.field(this.#db, file, kind, field);
      for (const [n, ofLines] of this.#kept.users(this.#db, file, kind).entries()) {
        const piece = pieces.get(n);
        if (piece) countTexts(lines, piece, ofLines, asked);
      }
    }
    const found = [...lines].filter(
      ([text]) => wanted === '' || foldForSearch(text).includes(wanted),
    );
    found.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return { values: found.slice(0, limit).map(([text]) => text), distinct: found.length };
  }

  #today(): string {
    return today(institutionZone(this.#db));
  }

  /** A page of a list asks the same as the one before it. */
  #remember(about: readonly unknown[], find: () => UserBitmap): UserBitmap {
    const key = JSON.stringify(about);
    const known = this.#answers.get(key) ?? find();
    this.#answers.delete(key);
    this.#answers.set(key, known);
    if (this.#answers.size > MOST_ANSWERS) this.#answers.delete(this.#answers.keys().next().value!);
    return known;
  }

  /** Tells the user of each line that stands and passes. */
  #each(
    files: readonly FileOfLines[],
    kind: DetailKind,
    tests: Tests,
    note: (userNo: number) => void,
  ): void {
    for (const { file, standing } of standingFiles(this.#db, files, kind)) {
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
        // Blank as a whole where no line has a value; and where no text passes, no line does.
        if (asked.some(({ codes, passing }) => (codes ? !passing.includes(1) : passing[0] === 0)))
          continue;
        const told = asked.filter(({ codes }) => codes !== undefined);
        eachMatching(standing, ofLines, told, note);
      }
    }
  }
}

/** What a user can be found by exactly. */
const IDENTIFYING = ['identifier_value', 'email_address'] as const;

const addedAll = (files: readonly FileOfLines[], kind: DetailKind) =>
  filesTellingKind(files, kind).map(({ file }) => addedAs(file));

function countTexts(
  counts: Map<string, number>,
  piece: TextPiece,
  users: Int32Array,
  asked: UserBitmap,
): void {
  const texts = piece.each();
  const byCode = new Int32Array(texts.length + 1);
  for (let line = 0; line < users.length; line++)
    if (asked.has(users[line]!)) byCode[piece.codes[line]!]!++;
  for (const [n, text] of texts.entries()) {
    const lines = byCode[n + 1]!;
    if (lines > 0) counts.set(text, (counts.get(text) ?? 0) + lines);
  }
}

function testsOf({ kind, inForce, where }: LineLeaf, day: string): Tests {
  const tests = where.map(({ field, is }) => [field, testOf(is, day)] as const);
  return inForce === true ? [...tests, ...inForceTests(kind, day)] : tests;
}

function eachMatching(
  standing: UserBitmap,
  users: Int32Array,
  asked: readonly { readonly codes: Uint16Array | undefined; readonly passing: Passing }[],
  note: (userNo: number) => void,
): void {
  for (let line = 0; line < users.length; line++) {
    let passes = true;
    for (let n = 0; passes && n < asked.length; n++)
      passes = asked[n]!.passing[asked[n]!.codes![line]!] === 1;
    if (passes && standing.has(users[line]!)) note(users[line]!);
  }
}

function inForceTests(kind: DetailKind, day: string): Tests {
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
    case 'numbers': {
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = is;
      // What can't be read as a number is none of it.
      return (piece) =>
        eachText(
          piece,
          false,
          (text) => /\d/.test(text) && Number(text) >= from && Number(text) <= to,
        );
    }
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

/** Texts that are this identifier, which is folded: outer spaces don't count, accents do. */
function textsThatAre(piece: TextPiece | undefined, key: string): Passing {
  if (!piece) return new Uint8Array(1);
  const { folded, ends } = piece;
  const passing = new Uint8Array(ends.length + 1);
  const wanted = foldForSearch(key);
  let code = 0;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, ends[code]!)) {
    while (code < ends.length && ends[code]! < at) code++;
    if (code === ends.length) break;
    const begin = code === 0 ? 0 : ends[code - 1]!;
    const alone = folded.slice(begin + 1, ends[code]).trim() === wanted;
    if (alone && foldText(piece.text(code)) === key) passing[code + 1] = 1;
  }
  return passing;
}
