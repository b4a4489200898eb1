/**
 * Whom lists mean by another identifier than the primary one: an identifier of any type or an e-mail address, among the
 * lines that stand. Looked for once for all identifiers that are asked about. Two users who share one are told, and
 * neither is meant. Must never match what is somebody's primary identifier, nor change zeros.
 */
import { findDetailField } from '#shared/details/details.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { identifierHeading } from '#shared/importKinds/identifierHeading.ts';
import { importKind, isListKind } from '#shared/importKinds/importKinds.ts';
import { all, get, prepared, type ReadableDb } from '../../db/db.ts';
import { storedUsers } from '../../db/storedValue.ts';
import { keysOfUsers } from '../../replica/userKeys.ts';
import {
  type FileOfLines,
  filesOfLines,
  filesTellingKind,
  usersDecidedBy,
  usersOf,
} from '../rows/filesOfLines.ts';
import { columnsOfFile, importFiles, type StoredImport } from '../rows/importFile.ts';
import { type FieldPiece, fieldOfLines, TEXT_END, usersOfLines } from '../rows/linePieces.ts';

/** A user who has an identifier, and its type as the report words it. */
export interface Holder {
  readonly userNo: number;
  readonly type: string;
}

/** Of each key the users who have it, each once, with the type that was found first. */
type Holders = ReadonlyMap<string, readonly Holder[]>;

const EMAIL_TYPE = labelOf('email_address');
/** Of an identifier whose type no column tells. */
const NO_TYPE = labelOf('identifier_value');

function labelOf(field: string): string {
  return findDetailField(field)!.field.label;
}

/** An identifier of a user, as a key. */
export interface HeldKey extends Holder {
  readonly key: string;
}

/** A file that isn't added yet, as if it were: what it says of the identifiers that are asked about. */
export interface WaitingFile {
  readonly file: StoredImport;
  /** Whom it names, among those who are there. */
  readonly users: UserBitmap;
  readonly lines: Readonly<Record<SearchedKind, readonly HeldKey[]>>;
  /** What it tells in the place of the e-mail address that users have; undefined: nothing. */
  readonly emails: readonly HeldKey[] | undefined;
}

/**
 * Who has these identifiers, as keys: e-mail addresses are looked for where a key may be one.
 * @param waiting is searched in its place among the files that were added
 */
export function holdersOf(
  db: ReadableDb,
  keys: ReadonlySet<string>,
  waiting?: WaitingFile,
): Holders {
  const found = new HoldersFound(keys);
  if (keys.size === 0) return found.holders;
  const files = filesOfLines(db, waiting?.file);
  searchLines(db, files, 'identifiers', found, waiting);
  if (![...keys].some(maybeEmail)) return found.holders;
  searchLines(db, files, 'emails', found, waiting);
  const users = prepared(
    db,
    `SELECT user_no AS userNo, email FROM user WHERE described = 1 AND email LIKE '%@%'`,
  );
  const told = waiting?.emails ? waiting.users : new UserBitmap();
  for (const { userNo, email } of users.iterate() as Iterable<{ userNo: number; email: string }>)
    if (!told.has(userNo)) found.add(foldText(email), userNo, EMAIL_TYPE);
  for (const { key, userNo, type } of waiting?.emails ?? []) found.add(key, userNo, type);
  return found.holders;
}

/** Users who have one of these keys as another identifier or e-mail address, alone or with others. */
export function usersHaving(db: ReadableDb, keys: ReadonlySet<string>): UserBitmap {
  const holders = [...holdersOf(db, keys).values()].flat();
  return UserBitmap.of(holders.map(({ userNo }) => userNo));
}

/** Whether a key may be an e-mail address. */
export const maybeEmail = (key: string): boolean => key.includes('@');

class HoldersFound {
  readonly holders = new Map<string, Holder[]>();
  readonly #keys: ReadonlySet<string>;
  /** Those of each key, of whom there may be very many. */
  readonly #users = new Map<string, Set<number>>();

  constructor(keys: ReadonlySet<string>) {
    this.#keys = keys;
  }

  isWanted(key: string): boolean {
    return this.#keys.has(key);
  }

  add(key: string, userNo: number, type: string): void {
    if (!this.#keys.has(key)) return;
    const known = this.#users.get(key) ?? new Set();
    if (known.has(userNo)) return;
    this.#users.set(key, known.add(userNo));
    const holders = this.holders.get(key);
    if (holders) holders.push({ userNo, type });
    else this.holders.set(key, [{ userNo, type }]);
  }
}

/** Where identifiers of users stand in lines, and their type, if it does. */
export const SEARCHED = {
  identifiers: { value: 'identifier_value', type: 'identifier_type' },
  emails: { value: 'email_address', type: undefined },
} as const;
export type SearchedKind = keyof typeof SEARCHED;

/** Of an identifier whose type no column of the file tells: the heading above it says it, or nothing does. */
export function typeWhereNone(kind: SearchedKind, file: StoredImport): string {
  if (kind === 'emails') return EMAIL_TYPE;
  const column = columnsOfFile(file).find(({ field }) => field === SEARCHED.identifiers.value);
  return identifierHeading(column?.heading ?? '') === 'other' ? column!.heading : NO_TYPE;
}

/** Of each user the newest file that names them. */
function searchLines(
  db: ReadableDb,
  files: readonly FileOfLines[],
  kind: SearchedKind,
  found: HoldersFound,
  waiting: WaitingFile | undefined,
): void {
  let named = new UserBitmap();
  for (const { file } of filesTellingKind(files, kind)) {
    if (file === waiting?.file) {
      // Whom it would make nobody has named yet.
      for (const { key, userNo, type } of waiting.lines[kind])
        if (!named.has(userNo)) found.add(key, userNo, type);
      named = named.or(waiting.users);
      continue;
    }
    const ofFile = usersDecidedBy(db, file);
    searchFile(db, file, kind, ofFile.andNot(named), found);
    named = named.or(ofFile);
  }
}

function searchFile(
  db: ReadableDb,
  file: StoredImport,
  kind: SearchedKind,
  standing: UserBitmap,
  found: HoldersFound,
): void {
  const fields = SEARCHED[kind];
  const { import_id: importId } = file;
  const none = typeWhereNone(kind, file);
  const values = fieldOfLines(db, importId, kind, fields.value);
  const types =
    fields.type === undefined ? undefined : fieldOfLines(db, importId, kind, fields.type);
  for (const [n, users] of usersOfLines(db, importId, kind).entries()) {
    const piece = values.get(n);
    const wanted = piece && wantedCodes(piece, found);
    if (!wanted || wanted.size === 0) continue;
    const typeOf = typeReader(types?.get(n), none);
    for (let line = 0; line < users.length; line++) {
      const key = wanted.get(piece.codes[line]!);
      if (key !== undefined && standing.has(users[line]!))
        found.add(key, users[line]!, typeOf(line));
    }
  }
}

const PLAIN = /^[\n\x21-\x7e]*$/;

/** The codes of texts that are asked about, with their keys. */
function wantedCodes({ texts }: FieldPiece, found: HoldersFound): Map<number, string> {
  // Folded as one: a piece has tens of thousands.
  const isPlain = PLAIN.test(texts);
  const each = (isPlain ? texts.toLowerCase() : texts).slice(1, -1).split(TEXT_END);
  const wanted = new Map<number, string>();
  for (let n = 0; n < each.length; n++) {
    const key = isPlain ? each[n]! : foldText(each[n]!);
    if (found.isWanted(key)) wanted.set(n + 1, key);
  }
  return wanted;
}

function typeReader(piece: FieldPiece | undefined, none: string): (line: number) => string {
  if (!piece) return () => none;
  const texts = piece.texts.slice(1, -1).split(TEXT_END);
  return (line) => texts[piece.codes[line]! - 1] ?? none;
}

/** Users whom a report of lines, counts or sums names by their primary identifier, described or not. */
export function namedByReports(db: ReadableDb): UserBitmap {
  return importFiles(db, `state = 'committed'`)
    .filter(({ kind }) => importKind(kind).counts || importKind(kind).lines)
    .reduce((union, file) => union.or(usersOf(db, file)), new UserBitmap());
}

/** What lists that were added mean by other identifiers; by the number under which the list's line is kept. */
export interface MeantOtherwise {
  readonly meant: ReadonlyMap<number, Holder>;
  /** Lines that several users share: nobody is meant. */
  readonly shared: ReadonlyMap<number, readonly Holder[]>;
}

const NOBODY: MeantOtherwise = { meant: new Map(), shared: new Map() };
const remembered = new WeakMap<ReadableDb, { readonly key: string; readonly is: MeantOtherwise }>();

/** Of all lists. Looked for anew only when files have been added or taken back. */
export function meantOtherwise(db: ReadableDb): MeantOtherwise {
  const files = all<{ import_id: number; imported_at: number; kind: StoredImport['kind'] }>(
    db,
    `SELECT import_id, imported_at, data_date, kind FROM import_file WHERE state = 'committed' ORDER BY import_id`,
  );
  if (!files.some(({ kind }) => isListKind(kind))) return NOBODY;
  const key = JSON.stringify(files);
  const known = remembered.get(db);
  if (known?.key === key) return known.is;
  const named = namedByReports(db);
  const lines = linesOfNobody(db, named);
  const is = meaningOfLines(lines, named, holdersOf(db, new Set(lines.values())));
  remembered.set(db, { key, is });
  return is;
}

/**
 * @param lines keys that lists brought and that are nobody's primary identifier, by number
 * @param named whom reports name by them
 */
export function meaningOfLines(
  lines: ReadonlyMap<number, string>,
  named: UserBitmap,
  holders: Holders,
): MeantOtherwise {
  if (holders.size === 0) return NOBODY;
  const meant = new Map<number, Holder>();
  const shared = new Map<number, readonly Holder[]>();
  // Whom a report names by it may be somebody else, or the very user: nobody is meant silently.
  for (const [line, key] of lines) {
    const found = holders.get(key);
    if (found?.length === 1 && !named.has(line)) meant.set(line, found[0]!);
    else if (found) shared.set(line, found);
  }
  return { meant, shared };
}

/** Keys that lists brought and that are nobody's primary identifier, by number. */
export function linesOfNobody(db: ReadableDb, named: UserBitmap): Map<number, string> {
  const lists = importFiles(db, `state = 'committed'`).filter(({ kind }) => isListKind(kind));
  const nobody = lists.reduce(
    (union, list) => union.or(madeBy(db, list)).or(usersOf(db, list).and(named)),
    new UserBitmap(),
  );
  return new Map(keysOfUsers(db, nobody, 'u.described = 0 AND u.candidate = 0'));
}

function madeBy(db: ReadableDb, { import_id }: StoredImport): UserBitmap {
  const { made } = get<{ made: Uint8Array | null }>(
    db,
    'SELECT coalesce(new_users, users) AS made FROM import_file WHERE import_id = ?',
    import_id,
  )!;
  return made ? storedUsers(db, made) : new UserBitmap();
}

/** The users whom members mean: in the place of a line that is another identifier of one user stands that user. */
export function withUsersMeant(
  db: ReadableDb,
  members: UserBitmap,
  { meant } = meantOtherwise(db),
): UserBitmap {
  if (meant.size === 0) return members;
  const lines = new UserBitmap();
  const users = new UserBitmap();
  for (const [line, { userNo }] of meant) {
    if (!members.has(line)) continue;
    lines.add(line);
    users.add(userNo);
  }
  return lines.count === 0 ? members : members.andNot(lines).or(users);
}

/** Lines of lists that mean a user by another identifier: they are no other spelling of anybody's primary one. */
export function meaningLines(db: ReadableDb): UserBitmap {
  return UserBitmap.of([...meantOtherwise(db).meant.keys()]);
}

/** By which types of identifiers members mean users, most first, and how many of them users share. */
export function typesOfLines(db: ReadableDb, members: UserBitmap) {
  const { meant, shared } = meantOtherwise(db);
  const lines = [...meant].filter(([line]) => members.has(line));
  return {
    types: countTypes(lines.map(([, { type }]) => type)),
    shared: [...shared.keys()].filter((line) => members.has(line)).length,
  };
}

/** How often each stands there, most first. */
export function countTypes(types: readonly string[]): { type: string; lines: number }[] {
  const lines = new Map<string, number>();
  for (const type of types) lines.set(type, (lines.get(type) ?? 0) + 1);
  return Array.from(lines, ([type, count]) => ({ type, lines: count })).sort(
    (a, b) => b.lines - a.lines,
  );
}

/** Users who share an identifier that members name. */
export function usersSharing(
  db: ReadableDb,
  members: UserBitmap,
  { shared } = meantOtherwise(db),
): UserBitmap {
  const users = new UserBitmap();
  for (const [line, holders] of shared)
    if (members.has(line)) for (const { userNo } of holders) users.add(userNo);
  return users;
}
