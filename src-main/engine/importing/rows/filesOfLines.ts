/**
 * Which file's lines stand for a user: of the files that tell a kind of details and name the user, the one with the
 * newest data. Files of one day follow each other as they were added. Changes nothing.
 */
import {
  DETAIL_KINDS,
  type DetailFieldName,
  type DetailKind,
  detailFieldNames,
} from '#shared/details/details.ts';
import { isChangedKind } from '#shared/domain/lineChanges.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { get, type ReadableDb } from '../../db/db.ts';
import { storedUsers } from '../../db/storedValue.ts';
import { fieldsGiven } from '../../replica/lineChanges.ts';
import { linesToldBy, type ToldLines } from './fileLines.ts';
import { dayOfData, importFiles, type StoredImport } from './importFile.ts';

export interface FileOfLines {
  readonly file: StoredImport;
  readonly told: readonly ToldLines[];
}

/**
 * The files that tell details of any kind, those first whose lines stand before others’.
 * @param waiting isn't added yet: in the place that it would have
 */
export function filesOfLines(db: ReadableDb, waiting?: StoredImport): FileOfLines[] {
  const dayOf = dayOfData(db);
  const added = importFiles(db, `state = 'committed' ORDER BY imported_at DESC, import_id DESC`);
  return [...(waiting ? [waiting] : []), ...added]
    .map((file) => ({ file, told: linesToldBy(file) }))
    .filter(({ told }) => told.length > 0)
    .sort((a, b) => dayOf(b.file).localeCompare(dayOf(a.file)));
}

/** Whom a file names that was added. */
export function usersOf(
  db: ReadableDb,
  { import_id }: Pick<StoredImport, 'import_id'>,
): UserBitmap {
  const { users } = get<{ users: Uint8Array | null }>(
    db,
    'SELECT users FROM import_file WHERE import_id = ?',
    import_id,
  )!;
  return users ? storedUsers(db, users) : new UserBitmap();
}

/** Whom a file leaves out though it covers everybody: they have none of what it tells. Nobody where it doesn't. */
export function usersCoveredBy(
  db: ReadableDb,
  { import_id, covers_all }: Pick<StoredImport, 'import_id' | 'covers_all'>,
): UserBitmap {
  if (covers_all === 0) return new UserBitmap();
  const { covered } = get<{ covered: Uint8Array }>(
    db,
    'SELECT covered FROM import_file WHERE import_id = ?',
    import_id,
  )!;
  return storedUsers(db, covered);
}

/** Whose lines a file decides: whom it names, and where it covers everybody whom it says to have none. */
export function usersDecidedBy(db: ReadableDb, file: StoredImport): UserBitmap {
  const named = usersOf(db, file);
  return file.covers_all === 0 ? named : named.or(usersCoveredBy(db, file));
}

/** The files that tell a kind, newest first, each with the users whose lines of it stand in that file. */
export function* standingFiles(db: ReadableDb, files: readonly FileOfLines[], kind: DetailKind) {
  let decided = new UserBitmap();
  for (const { file, told } of filesTellingKind(files, kind)) {
    const own = usersDecidedBy(db, file);
    yield { file, told, standing: own.andNot(decided) };
    decided = decided.or(own);
  }
}

/** Those of them that tell a kind. */
export function filesTellingKind(
  files: readonly FileOfLines[],
  kind: DetailKind,
): { readonly file: StoredImport; readonly told: ToldLines }[] {
  return files.flatMap(({ file, told }) => {
    const lines = told.find((each) => each.kind === kind);
    return lines ? [{ file, told: lines }] : [];
  });
}

/**
 * Kinds that some file tells or of which a job gave a line, in the catalogue's order, each with the fields that one of
 * them tells at least.
 */
export function toldLines(db: ReadableDb): { kind: DetailKind; fields: DetailFieldName[] }[] {
  const files = filesOfLines(db);
  return DETAIL_KINDS.flatMap((kind) => {
    const telling = filesTellingKind(files, kind);
    const given = isChangedKind(kind) ? fieldsGiven(db, kind) : [];
    const told = new Set<string>([
      ...telling.flatMap(({ told: { fields } }) => fields.map(({ name }) => name)),
      ...given,
    ]);
    const fields = detailFieldNames(kind).filter((name) => told.has(name));
    return telling.length > 0 || given.length > 0 ? [{ kind, fields }] : [];
  });
}
