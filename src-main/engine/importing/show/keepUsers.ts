/**
 * Who is to be kept by words in their notes and blocks, among the lines that stand. What a file says is found once a
 * connection, day and list of words: flags are computed often, and a million notes take a second to read. Changes
 * nothing. Tests hold it against the plain rule (domain/keepWords.ts).
 */
import type { DetailFieldName } from '#shared/details/details.ts';
import { detailKind } from '#shared/details/details.ts';
import { isInForce } from '#shared/details/inForce.ts';
import {
  foldForWords,
  KEEP_FIELDS,
  KEEP_KINDS,
  type KeepKind,
  keepPattern,
  lineSaysKeep,
} from '#shared/domain/keepWords.ts';
import { readerOf } from '#shared/domain/lineChanges.ts';
import { today } from '#shared/domain/timeZones.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../db/db.ts';
import { readLineChanges } from '../../replica/lineChanges.ts';
import { institutionZone } from '../../replica/settings.ts';
import { linesToldBy } from '../rows/fileLines.ts';
import { filesOfLines, standingFiles } from '../rows/filesOfLines.ts';
import { foldedTexts } from '../rows/foldedTexts.ts';
import type { StoredImport } from '../rows/importFile.ts';
import { type FieldPiece, fieldOfLines, TEXT_END, usersOfLines } from '../rows/linePieces.ts';
import { type AddedFile, KeptPieces } from './keptPieces.ts';
import { type ChangedLines, changedLines, type GivenLine, lineDecider } from './standingChanges.ts';
import { WalkedFile } from './walkLines.ts';

/** What was found of so many files is kept. */
const MOST_KEPT = 200;

const found = new WeakMap<ReadableDb, Map<string, UserBitmap>>();

/** The users of whom a line that stands says so, whether or not they are present. */
export function keepUsers(db: ReadableDb, words: readonly string[]): UserBitmap {
  let users = new UserBitmap();
  if (words.length === 0) return users;
  const files = filesOfLines(db);
  for (const kind of KEEP_KINDS) {
    const changed = changedLines(db, files, kind);
    for (const { file, standing } of standingFiles(db, files, kind))
      users = users.or(usersIn(db, file, kind, words, changed).and(standing));
    for (const given of linesGiven(db, changed, words)) users = users.or(given.users);
  }
  return users;
}

/** Lines that jobs gave and that say so. */
function linesGiven(
  db: ReadableDb,
  { given }: ChangedLines,
  words: readonly string[],
): readonly GivenLine[] {
  const pattern = keepPattern(words);
  const day = today(institutionZone(db));
  return given.filter(({ change: { kind, line } }) =>
    lineSaysKeep(kind as KeepKind, readerOf(line), pattern, day),
  );
}

/** Users to whom a job gave a line that says so, by whatever lines they had. */
export function keepUsersOfJob(
  db: ReadableDb,
  jobId: number,
  words: readonly string[],
): UserBitmap {
  const pattern = keepPattern(words);
  return KEEP_KINDS.flatMap((kind) => readLineChanges(db, kind))
    .filter(
      ({ jobId: by, does, kind, line, day }) =>
        by === jobId &&
        does === 'add' &&
        lineSaysKeep(kind as KeepKind, readerOf(line), pattern, day),
    )
    .reduce((users, change) => users.or(change.users), new UserBitmap());
}

/** The users of whom a line of the file says so, whether or not it stands. */
export function keepUsersOfFile(
  db: ReadableDb,
  file: StoredImport,
  words: readonly string[],
): UserBitmap {
  const told = new Set(linesToldBy(file).map(({ kind }) => kind));
  return KEEP_KINDS.filter((kind) => told.has(kind)).reduce(
    (users, kind) => users.or(usersIn(db, file, kind, words)),
    new UserBitmap(),
  );
}

function usersIn(
  db: ReadableDb,
  { import_id, imported_at }: StoredImport,
  kind: KeepKind,
  words: readonly string[],
  changed?: ChangedLines,
): UserBitmap {
  const day = today(institutionZone(db));
  const left = changed && changed.touched.count > 0 ? changed : undefined;
  // A file that is taken back and added again has other users.
  const key = JSON.stringify([import_id, imported_at, kind, day, words, left?.key]);
  const known = found.get(db) ?? new Map<string, UserBitmap>();
  found.set(db, known);
  let users = known.get(key);
  if (!users) {
    users = new UserBitmap();
    const pattern = keepPattern(words);
    const file = { import_id, imported_at };
    const found = users;
    eachSaying(db, { file, kind, pattern, day, left }, (userNo) => found.add(userNo));
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, users);
  }
  return users;
}

/**
 * What it is that says so of some of them, among the lines that stand: the texts, user by user. Reads their files once
 * more, and no others.
 */
export function keepTexts(
  db: ReadableDb,
  words: readonly string[],
  asked: UserBitmap,
): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  if (words.length === 0 || asked.count === 0) return found;
  const pattern = keepPattern(words);
  const day = today(institutionZone(db));
  const files = filesOfLines(db);
  const note = (userNo: number, text: string) =>
    found.set(userNo, (found.get(userNo) ?? new Set()).add(text));
  for (const kind of KEEP_KINDS) {
    const changed = changedLines(db, files, kind);
    for (const { file, standing } of standingFiles(db, files, kind)) {
      const users = usersIn(db, file, kind, words, changed).and(standing).and(asked);
      if (users.count === 0) continue;
      eachSaying(db, { file, kind, pattern, day, left: changed }, (userNo, text) => {
        if (users.has(userNo)) note(userNo, text());
      });
    }
    for (const { change, users } of linesGiven(db, changed, words))
      for (const userNo of users.and(asked))
        for (const text of Object.values(change.line)) note(userNo, text);
  }
  return found;
}

interface Looked {
  readonly file: AddedFile;
  readonly kind: KeepKind;
  readonly pattern: RegExp | null;
  readonly day: string;
  /** Lines that jobs took away or switched off say nothing; undefined: as the file tells them. */
  readonly left: ChangedLines | undefined;
}

/** @param onSaying told of each field of a line that says so */
function eachSaying(
  db: ReadableDb,
  { file, kind, pattern, day, left }: Looked,
  onSaying: (userNo: number, text: () => string) => void,
): void {
  if (pattern === null) return;
  const importId = file.import_id;
  const ofLines = usersOfLines(db, importId, kind);
  const whatOf =
    left && left.touched.count > 0
      ? lineDecider(new WalkedFile(db, new KeptPieces(), file, kind), left)
      : () => 'add';
  const isOver = overReader(db, importId, kind, day);
  for (const field of KEEP_FIELDS[kind]) {
    for (const [n, piece] of fieldOfLines(db, importId, kind, field)) {
      const saying = textsSaying(piece.texts, pattern);
      if (!saying) continue;
      const numbers = ofLines[n]!;
      let textOf: ReturnType<typeof textReader> | undefined;
      for (let line = 0; line < numbers.length; line++) {
        if (saying[piece.codes[line]!] !== 1 || isOver(n, line)) continue;
        if (whatOf(n, line, numbers[line]!) !== 'add') continue;
        onSaying(numbers[line]!, () => {
          textOf ??= textReader(piece);
          return textOf(line)!;
        });
      }
    }
  }
}

/** Which texts of a piece say so, by their number from 1; undefined: none. */
function textsSaying(texts: string, pattern: RegExp): Uint8Array | undefined {
  const { text, ends } = foldedTexts(texts, foldForWords);
  let saying: Uint8Array | undefined;
  let code = 0;
  for (const { index } of text.matchAll(pattern)) {
    while (ends[code]! < index) code++;
    saying ??= new Uint8Array(ends.length + 1);
    saying[code + 1] = 1;
  }
  return saying;
}

/** Whether a line, by its piece and its place there, is no longer in force; read when it is first asked. */
function overReader(db: ReadableDb, importId: number, kind: KeepKind, day: string) {
  const { inForce } = detailKind(kind);
  if (!inForce) return () => false;
  const valuesOf = (field: string) => {
    const pieces = fieldOfLines(db, importId, kind, field as DetailFieldName);
    return new Map(Array.from(pieces, ([n, piece]) => [n, textReader(piece)]));
  };
  let fields: Map<string, ReturnType<typeof valuesOf>> | undefined;
  return (n: number, line: number) => {
    fields ??= new Map(
      [inForce.status, inForce.expiry].flatMap((field) =>
        field === undefined ? [] : [[field, valuesOf(field)]],
      ),
    );
    return !isInForce(kind, (field) => fields!.get(field)?.get(n)?.(line) ?? null, day);
  };
}

function textReader({ texts, codes }: FieldPiece) {
  const each = texts.slice(1, -1).split(TEXT_END);
  return (line: number) => (codes[line] === 0 ? null : each[codes[line]! - 1]!);
}
