/**
 * Lists of identifiers: whether a file is one at all, and what it is for (docs/domain.md, section 5). Any
 * workbook has a first column; it is a list only when its heading, its name, users who are known or the
 * librarian say so. What it is for was told, is remembered by the file's name, or is suggested by words.
 */
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { identifierHeading } from '#shared/importKinds/identifierHeading.ts';
import { isListKind, type ListKind, listKindOfWords } from '#shared/importKinds/importKinds.ts';
import type { NoticeValues } from '#shared/notices/noticeText.ts';
import { all, get, prepared, type ReadableDb, run, type WritableDb } from '../../db/db.ts';
import { storedUsers } from '../../db/storedValue.ts';
import { Refusal } from '../../refusal.ts';
import { usersOf } from '../rows/filesOfLines.ts';
import {
  columnsOfFile,
  diffOfFile,
  getImportFile,
  isEmptyReport,
  optionsOfFile,
  type StoredImport,
  storedOf,
} from '../rows/importFile.ts';
import { noticed, sizeOfRowGroup } from '../rows/rowGroups.ts';
import { typesOfLines } from './otherIdentifiers.ts';

const MONTHS = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b/g;

/** A file's name without ending, dates and numbers: lists that are exported again have the same. */
export function nameStem(fileName: string): string {
  return foldText(fileName.replace(/\.[^.]+$/, ''))
    .replace(/[^\p{L}]+/gu, ' ')
    .replace(MONTHS, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * What the newest list of this name that was added was for. A list of staff speaks of everybody whom it doesn't
 * name, so that is asked each time.
 * @param except not by this import, which may just be being added
 */
export function rememberedList(db: ReadableDb, fileName: string, except = 0): ListKind | undefined {
  const stem = nameStem(fileName);
  if (stem === '') return undefined;
  const added = all<Pick<StoredImport, 'kind' | 'file_name'>>(
    db,
    `SELECT kind, file_name FROM import_file WHERE state = 'committed' AND import_id <> ? ORDER BY imported_at DESC`,
    except,
  ).find(({ kind, file_name }) => isListKind(kind) && nameStem(file_name) === stem);
  if (!added || added.kind === 'staff') return undefined;
  return isListKind(added.kind) ? added.kind : undefined;
}

/** What is known of a file as a list; null: it is none. */
export function listOf(db: ReadableDb, file: StoredImport): ImportCheck['list'] {
  if (!isListKind(file.kind)) return null;
  const identifier = columnsOfFile(file).find(({ field }) => field === 'primary_identifier');
  const heading = identifier?.heading ?? '';
  const shared = { heading, otherIdentifier: identifierHeading(heading) === 'other' };
  const isAdded = file.state === 'committed';
  if (isAdded || optionsOfFile(file).kind !== undefined)
    return { ...shared, recognised: true, purpose: 'told' };
  if (rememberedList(db, file.file_name, file.import_id) !== undefined)
    return { ...shared, recognised: true, purpose: 'remembered' };
  const words = [file.file_name, ...storedOf(file, 'provenance')].join(' ');
  const suggested = listKindOfWords(words) !== undefined;
  return {
    ...shared,
    recognised:
      looksLikeList(file, heading, suggested) || isEmptyReport(file) || (isKnown(db, file) ?? null),
    purpose: suggested ? 'suggested' : 'open',
  };
}

/** By itself, whoever is known here. */
function looksLikeList(file: StoredImport, heading: string, suggested: boolean): boolean {
  const columns = columnsOfFile(file);
  // The librarian has said where the identifiers stand.
  if (optionsOfFile(file).columns?.some(({ field }) => field === 'primary_identifier')) return true;
  const said = identifierHeading(heading);
  return said === 'plain' || (suggested && (said !== undefined || columns.length === 1));
}

/** Whether any of its identifiers is that of a user; undefined as long as it is being compared. */
function isKnown(db: ReadableDb, file: StoredImport): boolean | undefined {
  const diff = diffOfFile(file);
  return diff ? diff.new < file.identifier_count || meansSomebody(db, file) : undefined;
}

/** By another identifier than the primary one; a list that was added, as the files are now. */
function meansSomebody(db: ReadableDb, file: StoredImport): boolean {
  const { import_id, state } = file;
  if (state === 'committed') {
    const { types, shared } = typesOfLines(db, usersOf(db, file));
    return types.length > 0 || shared > 0;
  }
  return (['other-identifier', 'shared-identifier'] as const).some(
    (code) => sizeOfRowGroup(db, import_id, noticed(code)) > 0,
  );
}

/**
 * @param known how many of its identifiers are those of users
 * @throws Refusal when nothing says that the file is a list, or nobody has said what for
 */
export function requireList(db: ReadableDb, file: StoredImport, known: number): void {
  const list = listOf(db, file);
  if (!list) return;
  if (list.recognised !== true && known === 0) throw new Refusal('import.unknownList');
  if (list.purpose === 'open') throw new Refusal('import.purpose');
}

/** Says what a list is for, before or after it was added. Must run inside a transaction. */
export function setListKind(db: WritableDb, importId: number, kind: ListKind): void {
  const file = getImportFile(db, importId);
  if (!isListKind(file.kind) || (file.state !== 'checked' && file.state !== 'committed'))
    throw new Refusal('import.notAList');
  if (file.state === 'committed' && (file.kind === 'staff' || kind === 'staff'))
    throw new Refusal('import.staffAdded');
  run(
    db,
    `UPDATE import_file SET kind = ?, options = json_set(options, '$.kind', ?) WHERE import_id = ?`,
    kind,
    kind,
    importId,
  );
}

/** Why a list finds nobody; undefined: it does find somebody, or nobody is there to be found. */
export function whyNobody(
  db: ReadableDb,
  file: StoredImport,
): NoticeValues<'nobody-known'>[0] | undefined {
  const list = listOf(db, file);
  const diff = diffOfFile(file);
  if (!list || !diff || file.identifier_count === 0 || diff.new < file.identifier_count)
    return undefined;
  if (
    !get(db, 'SELECT 1 FROM user WHERE described = 1 LIMIT 1') ||
    findsSomebody(db, file) ||
    meansSomebody(db, file)
  )
    return undefined;
  return {
    otherIdentifier: list.otherIdentifier ? list.heading : null,
    noHeading: file.heading_row === 0,
  };
}

/** A list that was added before its users. */
function findsSomebody(db: ReadableDb, { import_id, state }: StoredImport): boolean {
  if (state !== 'committed') return false;
  const { users } = get<{ users: Uint8Array }>(
    db,
    'SELECT users FROM import_file WHERE import_id = ?',
    import_id,
  )!;
  const described = prepared(db, 'SELECT described FROM user WHERE user_no = ?').pluck();
  for (const userNo of storedUsers(db, users)) if (described.get(userNo) === 1) return true;
  return false;
}
