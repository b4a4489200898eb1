/**
 * Which users have a line of some kind for which all of something holds, among the lines that stand; how many lines each
 * of them has, and what stands in a field. Property tests hold it against a plain reading of the lines.
 */

import { type DetailFieldName, type DetailKind, findDetailField } from '#shared/details/details.ts';
import type { LineLeaf } from '#shared/domain/criteria.ts';
import { SWITCHED_OFF } from '#shared/domain/lineChanges.ts';
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
import { addedAs, KeptPieces, type TextPiece } from './keptPieces.ts';
import { inForceTests, type Passing, type TestOf, type Tests, testsOf } from './lineTests.ts';
import {
  type ChangedLines,
  changedLines,
  givenPasses,
  lineDecider,
  whereSwitchedOff,
} from './standingChanges.ts';
import { passes, passesNobody, WalkedFile } from './walkLines.ts';

const MOST_ANSWERS = 16;

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
    return this.#remember([leaf, day, this.#standing(files, leaf.kind)], () => {
      const found = new UserBitmap();
      this.#each(files, leaf.kind, testsOf(leaf, day), (userNo) => found.add(userNo));
      return found;
    });
  }

  /** Whose lines of this kind a file decides, also where it says that they have none; and to whom a job gave one. */
  told(kind: DetailKind, byFiles?: true): UserBitmap {
    const files = filesOfLines(this.#db);
    return this.#remember([kind, byFiles, this.#standing(files, kind)], () => {
      const told = [...standingFiles(this.#db, files, kind)].map(({ standing }) => standing);
      const given = byFiles ? [] : changedLines(this.#db, files, kind).given;
      return [...told, ...given.map(({ users }) => users)].reduce(
        (all, users) => all.or(users),
        new UserBitmap(),
      );
    });
  }

  /** Of each user how many lines of a kind are in force. Another answer is another object. */
  counts(kind: DetailKind, users: number): LineCounts {
    const files = filesOfLines(this.#db);
    const day = this.#today();
    const key = JSON.stringify([day, users, this.#standing(files, kind)]);
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
        this.#remember(['identified', field, wanted, this.#standing(files, kind)], () => {
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
    const files = filesOfLines(this.#db);
    const changed = changedLines(this.#db, files, kind);
    for (const { file, standing } of standingFiles(this.#db, files, kind)) {
      const asked = standing.and(users);
      const walked = new WalkedFile(this.#db, this.#kept, file, kind);
      const whatOf = lineDecider(walked, changed);
      const pieces = this.#kept.field(this.#db, file, kind, field);
      for (const [n, ofLines] of walked.users.entries()) {
        const piece = pieces.get(n);
        // One that was switched off says what it said.
        if (piece)
          countTexts(
            lines,
            piece,
            ofLines,
            (line, userNo) => asked.has(userNo) && whatOf(n, line, userNo) !== 'remove',
          );
      }
    }
    for (const { change, users: given } of changed.given) {
      const text = change.line[field];
      if (text !== undefined) addLines(lines, text, given.and(users).count);
    }
    const found = [...lines].filter(
      ([text]) => wanted === '' || foldForSearch(text).includes(wanted),
    );
    found.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return { values: found.slice(0, limit).map(([text]) => text), distinct: found.length };
  }

  /** Tells of each line that stands what these fields say, null: nothing; and whether a job gave it. */
  walk(
    kind: DetailKind,
    fields: readonly DetailFieldName[],
    note: (userNo: number, values: readonly (string | null)[], isGiven: boolean) => void,
  ): void {
    const files = filesOfLines(this.#db);
    const changed = changedLines(this.#db, files, kind);
    const { field: status } = whereSwitchedOff(kind, []);
    for (const { file, standing } of standingFiles(this.#db, files, kind)) {
      const walked = new WalkedFile(this.#db, this.#kept, file, kind);
      const whatOf = lineDecider(walked, changed);
      const pieces = fields.map((field) => this.#kept.field(this.#db, file, kind, field));
      for (const [n, users] of walked.users.entries()) {
        const texts = pieces.map((each) => each.get(n));
        for (let line = 0; line < users.length; line++) {
          const userNo = users[line]!;
          if (!standing.has(userNo)) continue;
          const is = whatOf(n, line, userNo);
          if (is === 'remove') continue;
          const values = texts.map((piece) => {
            const code = piece?.codes[line] ?? 0;
            return code === 0 ? null : piece!.each()[code - 1]!;
          });
          if (is === 'disable') values[fields.indexOf(status!)] = SWITCHED_OFF;
          note(userNo, values, false);
        }
      }
    }
    for (const { change, users } of changed.given) {
      const values = fields.map((field) => change.line[field] ?? null);
      for (const userNo of users) note(userNo, values, true);
    }
  }

  /** Another one as soon as other lines of the kind stand. */
  #standing(files: readonly FileOfLines[], kind: DetailKind): readonly unknown[] {
    const added = filesTellingKind(files, kind).map(({ file }) => addedAs(file));
    return [added, changedLines(this.#db, files, kind).key];
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
    const changed = changedLines(this.#db, files, kind);
    for (const { file, standing } of standingFiles(this.#db, files, kind)) {
      const walked = new WalkedFile(this.#db, this.#kept, file, kind);
      if (changed.touched.count === 0) eachTold(walked, standing, tests, note);
      else eachLeft(walked, standing, { kind, tests, changed }, note);
    }
    for (const given of changed.given)
      if (givenPasses(tests, given)) for (const userNo of given.users) note(userNo);
  }
}

/** What a user can be found by exactly. */
const IDENTIFYING = ['identifier_value', 'email_address'] as const;

function countTexts(
  counts: Map<string, number>,
  piece: TextPiece,
  users: Int32Array,
  isAsked: (line: number, userNo: number) => boolean,
): void {
  const texts = piece.each();
  const byCode = new Int32Array(texts.length + 1);
  for (let line = 0; line < users.length; line++)
    if (isAsked(line, users[line]!)) byCode[piece.codes[line]!]!++;
  for (const [n, text] of texts.entries()) addLines(counts, text, byCode[n + 1]!);
}

function addLines(counts: Map<string, number>, text: string, lines: number): void {
  if (lines > 0) counts.set(text, (counts.get(text) ?? 0) + lines);
}

/** Lines as the file tells them. */
function eachTold(
  walked: WalkedFile,
  standing: UserBitmap,
  tests: Tests,
  note: (userNo: number) => void,
): void {
  const askedOf = walked.ask(tests);
  for (const [n, users] of walked.users.entries()) {
    const asked = askedOf(n);
    // Blank as a whole where no line has a value; and where no text passes, no line does.
    if (passesNobody(asked)) continue;
    const told = asked.filter(({ codes }) => codes !== undefined);
    for (let line = 0; line < users.length; line++)
      if (passes(told, line) && standing.has(users[line]!)) note(users[line]!);
  }
}

/** The same where jobs have taken lines away, or switched them off. */
function eachLeft(
  walked: WalkedFile,
  standing: UserBitmap,
  { kind, tests, changed }: { kind: DetailKind; tests: Tests; changed: ChangedLines },
  note: (userNo: number) => void,
): void {
  const askedOf = walked.ask(tests);
  const whatOf = lineDecider(walked, changed);
  const off = whereSwitchedOff(kind, tests);
  for (const [n, users] of walked.users.entries()) {
    const asked = askedOf(n);
    for (let line = 0; line < users.length; line++) {
      const userNo = users[line]!;
      if (!standing.has(userNo)) continue;
      const is = whatOf(n, line, userNo);
      if (is === 'remove') continue;
      if (is === 'disable' ? off.isPassed && passes(asked, line, off.field) : passes(asked, line))
        note(userNo);
    }
  }
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
