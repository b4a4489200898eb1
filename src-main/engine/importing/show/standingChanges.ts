/**
 * Which changes that jobs made to lines hold still, and for whom. A job is rehearsed here first and done in Alma later:
 * a file that tells of a user what there was before is no news. Once a file behind the job has told what the job was to
 * make of it, the job is done in Alma, and files have the last word again (docs/decisions/0041). Found once for the files
 * and changes that there are. Changes nothing.
 */
import { type DetailFieldName, type DetailKind, detailKind } from '#shared/details/details.ts';
import {
  areAboutTheSame,
  isChangedKind,
  isMeant,
  type LineChange,
  meantBy,
  readerOf,
  SWITCHED_OFF,
  takesBack,
} from '#shared/domain/lineChanges.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../db/db.ts';
import {
  lineChangesKey,
  readLineChanges,
  type StoredLineChange,
} from '../../replica/lineChanges.ts';
import {
  type FileOfLines,
  filesTellingKind,
  standingFiles,
  usersDecidedBy,
} from '../rows/filesOfLines.ts';
import type { StoredImport } from '../rows/importFile.ts';
import { addedAs, KeptPieces } from './keptPieces.ts';
import { passesAlone, type Tests, testsOf } from './lineTests.ts';
import { passes, WalkedFile } from './walkLines.ts';

/** A line that a job gave, and who has it. */
export interface GivenLine {
  readonly change: LineChange;
  readonly users: UserBitmap;
}

export interface ChangedLines {
  /** All that hold for somebody, the oldest first. */
  readonly changes: readonly StoredLineChange[];
  /** Of whom lines of files are no longer what these tell. */
  readonly touched: UserBitmap;
  readonly given: readonly GivenLine[];
  /** Another text as soon as something of it is another. */
  readonly key: string;
}

const NONE: ChangedLines = { changes: [], touched: new UserBitmap(), given: [], key: '' };

const found = new WeakMap<ReadableDb, Map<DetailKind, ChangedLines>>();

/** What jobs changed of a kind's lines, as it stands over these files. */
export function changedLines(
  db: ReadableDb,
  files: readonly FileOfLines[],
  kind: DetailKind,
): ChangedLines {
  const version = isChangedKind(kind) ? lineChangesKey(db) : undefined;
  if (version === undefined || !isChangedKind(kind)) return NONE;
  const telling = filesTellingKind(files, kind);
  const key = JSON.stringify([version, telling.map(({ file }) => addedAs(file))]);
  const known = found.get(db) ?? new Map<DetailKind, ChangedLines>();
  found.set(db, known);
  let is = known.get(kind);
  if (is?.key !== key) {
    is = find(db, files, kind, readLineChanges(db, kind), key);
    known.set(kind, is);
  }
  return is;
}

/** Those that hold for one user, the oldest first. */
export function changesOfUser(
  { changes }: Pick<ChangedLines, 'changes'>,
  userNo: number,
): StoredLineChange[] {
  return changes.filter(({ users }) => users.has(userNo));
}

function find(
  db: ReadableDb,
  files: readonly FileOfLines[],
  kind: DetailKind,
  stored: readonly StoredLineChange[],
  key: string,
): ChangedLines {
  if (stored.length === 0) return { ...NONE, key };
  const having = usersHaving(db, kind);
  const over = stored.map((change) => usersDone(db, filesTellingKind(files, kind), change, having));
  const changes = stored.map((change, n) => {
    const done = stored.reduce(
      (users, later, at) =>
        at >= n && areAboutTheSame(later, change) ? users.or(over[at]!) : users,
      new UserBitmap(),
    );
    return { ...change, users: change.users.andNot(done) };
  });
  const touched = changes.reduce(
    (users, change) => (change.does === 'add' ? users : users.or(change.users)),
    new UserBitmap(),
  );
  const has = (change: LineChange) =>
    [...standingFiles(db, files, kind)].reduce(
      (users, { file, standing }) => users.or(having(file, change).and(standing)),
      new UserBitmap(),
    );
  return { changes, touched, given: givenLines(changes, has), key };
}

type UsersHaving = (file: StoredImport, change: LineChange) => UserBitmap;

/** The users of whom a file tells a line that a change is about. */
function usersHaving(db: ReadableDb, kind: DetailKind): UsersHaving {
  const kept = new KeptPieces();
  return (file, change) =>
    new WalkedFile(db, kept, file, kind).usersPassing(testsOf(meantBy(change), change.day));
}

/** For whom a file that came behind the job has told what the job was to make. */
function usersDone(
  db: ReadableDb,
  newestFirst: readonly { readonly file: StoredImport }[],
  change: StoredLineChange,
  having: UsersHaving,
): UserBitmap {
  let done = new UserBitmap();
  // Whom a file of newer data decides that was there already: an older one has no say of them.
  let decided = new UserBitmap();
  for (const { file } of newestFirst) {
    const own = usersDecidedBy(db, file);
    if (file.jobs_before < change.jobId) {
      decided = decided.or(own);
      continue;
    }
    const asked = own.andNot(decided).and(change.users);
    if (asked.count === 0) continue;
    const has = having(file, change);
    done = done.or(change.does === 'add' ? asked.and(has) : asked.andNot(has));
  }
  return done;
}

/** Lines that files don't tell, or no longer as jobs left them, each with its users. */
function givenLines(
  changes: readonly StoredLineChange[],
  has: (change: LineChange) => UserBitmap,
): GivenLine[] {
  const given: GivenLine[] = [];
  for (const [n, change] of changes.entries()) {
    if (change.does !== 'add' || change.users.count === 0) continue;
    let users = change.users.andNot(has(change));
    for (const later of changes.slice(n + 1))
      if (takesBack(later, change)) users = users.andNot(later.users);
    for (const other of given)
      if (isMeant(change, readerOf(other.change.line))) users = users.andNot(other.users);
    if (users.count > 0) given.push({ change, users });
  }
  return given;
}

/** Whether a line that a job gave passes all that is asked. */
export function givenPasses(tests: Tests, { change }: GivenLine): boolean {
  return tests.every(([field, test]) => passesAlone(test, change.line[field] ?? null));
}

/** What became of a line of a file, for whoever walks it. */
export type ReadLine = (piece: number, line: number, userNo: number) => LineChange['does'];

/** `add`: the line stands as the file tells it. */
export function lineDecider(walked: WalkedFile, { changes, touched }: ChangedLines): ReadLine {
  const asked = changes.map((change) => walked.ask(testsOf(meantBy(change), change.day)));
  let at = -1;
  let ofPiece: ReturnType<(typeof asked)[number]>[] = [];
  return (piece, line, userNo) => {
    if (!touched.has(userNo)) return 'add';
    if (piece !== at) {
      ofPiece = asked.map((each) => each(piece));
      at = piece;
    }
    for (let n = changes.length - 1; n >= 0; n--) {
      const change = changes[n]!;
      if (change.users.has(userNo) && passes(ofPiece[n]!, line)) return change.does;
    }
    return 'add';
  };
}

/** The field that says whether lines of the kind are in force, and whether a line passes that was switched off. */
export function whereSwitchedOff(kind: DetailKind, tests: Tests) {
  const field = detailKind(kind).inForce?.status as DetailFieldName | undefined;
  const isPassed = tests.every(([name, test]) => name !== field || passesAlone(test, SWITCHED_OFF));
  return { field, isPassed };
}
