/**
 * Whom lists that were added mean otherwise once a file is added: users who leave them because an identifier is no longer
 * theirs alone, and users who come onto them. Told in the file's check, before anybody is let go. Changes nothing.
 */

import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { importKind, isListKind } from '#shared/importKinds/importKinds.ts';
import { moment, prepared, type ReadableDb, value, type WritableDb } from '../../db/db.ts';
import { factReaderOf } from '../rows/entries.ts';
import { linesToldBy, type ToldLines } from '../rows/fileLines.ts';
import { usersOf } from '../rows/filesOfLines.ts';
import { columnsOfFile, importFiles, type StoredImport } from '../rows/importFile.ts';
import { dropRowGroup, noticed, storeRowGroup } from '../rows/rowGroups.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { chunksOf, SERIES } from '../rows/rowStore.ts';
import type { StoredRow } from '../rows/storedRow.ts';
import { userOfRows } from './compareLines.ts';
import { exclusionLists, meantBy, membersOf } from './exclusionLists.ts';
import {
  type HeldKey,
  holdersOf,
  linesOfNobody,
  type MeantOtherwise,
  maybeEmail,
  meaningOfLines,
  meantOtherwise,
  namedByReports,
  SEARCHED,
  type SearchedKind,
  typeWhereNone,
  usersSharing,
  type WaitingFile,
  withUsersMeant,
} from './otherIdentifiers.ts';

/** Users, by what becomes of them. */
export interface ListChanges {
  readonly leaving: UserBitmap;
  readonly joining: UserBitmap;
  /** They share an identifier on an exclusion list, and didn't before. */
  readonly sharing: UserBitmap;
  /** Flags that users come to have by it. */
  readonly signs: ReadonlyMap<ReviewFlag, UserBitmap>;
}

/** Notices whose numbers are those of users. */
const NOTICES = ['leaves-list', 'joins-list', 'shares-listed'] as const;

export function storeListChanges(
  db: WritableDb,
  importId: number,
  changes: ListChanges | undefined,
): void {
  for (const code of NOTICES) dropRowGroup(db, importId, noticed(code));
  if (!changes) return;
  const { leaving, joining, sharing } = changes;
  storeRowGroup(db, importId, noticed('leaves-list'), leaving.numbers());
  storeRowGroup(db, importId, noticed('joins-list'), joining.numbers());
  storeRowGroup(db, importId, noticed('shares-listed'), sharing.numbers());
}

/**
 * @param named users whom the file names, among those who are there
 * @param breathe lets other commands in
 * @returns undefined: lists mean whom they meant
 */
export async function listChanges(
  db: ReadableDb,
  file: StoredImport,
  named: UserBitmap,
  breathe: () => Promise<void>,
): Promise<ListChanges | undefined> {
  const { counts, lines: told, effect } = importKind(file.kind);
  const names = counts !== undefined || told !== undefined;
  const describes = !counts && (effect === 'review' || effect === 'replica');
  if (!names && !describes) return undefined;
  const lists = importFiles(db, `state = 'committed'`).filter(({ kind }) => isListKind(kind));
  if (lists.length === 0) return undefined;
  const namedThen = names ? namedByReports(db).or(named) : namedByReports(db);
  const lines = linesOfNobody(db, namedThen);
  // Whom it describes is nobody's other identifier any more.
  if (describes) for (const line of lines.keys()) if (named.has(line)) lines.delete(line);
  const keys = new Set(lines.values());
  const waiting = await readWaiting(db, file, named, keys, breathe);
  const then = meaningOfLines(lines, namedThen, holdersOf(db, keys, waiting));
  return changesBetween(db, lists, meantOtherwise(db), then);
}

function changesBetween(
  db: ReadableDb,
  lists: readonly StoredImport[],
  now: MeantOtherwise,
  then: MeantOtherwise,
): ListChanges | undefined {
  const excluding = exclusionLists(db);
  const named = membersOf(excluding);
  const excludedNow = meantBy(excluding);
  const excludedThen = named.or(withUsersMeant(db, named, then));
  let leaving = excludedNow.andNot(excludedThen);
  let joining = excludedThen.andNot(excludedNow);
  const staff = new UserBitmap();
  for (const list of lists) {
    if (list.kind === 'exclusions' || (list.kind !== 'staff' && list.set_id === null)) continue;
    const members = usersOf(db, list);
    const before = withUsersMeant(db, members, now);
    const after = withUsersMeant(db, members, then);
    joining = joining.or(after.andNot(before));
    // Nobody loses a role by it.
    if (list.kind === 'staff') for (const userNo of after.andNot(before)) staff.add(userNo);
    else leaving = leaving.or(before.andNot(after));
  }
  const sharingNow = usersSharing(db, named, now).andNot(excludedNow);
  const sharing = usersSharing(db, named, then).andNot(excludedThen).andNot(sharingNow);
  const isUser = prepared(db, 'SELECT 1 FROM user WHERE user_no = ? AND described = 1').pluck();
  const known = (users: UserBitmap) =>
    UserBitmap.of([...users].filter((userNo) => isUser.get(userNo) !== undefined));
  const changes = { leaving: known(leaving), joining: known(joining), sharing: known(sharing) };
  if (Object.values(changes).every(({ count }) => count === 0)) return undefined;
  return {
    ...changes,
    signs: new Map([
      ['exclusion-list', known(excludedThen.andNot(excludedNow))],
      ['shared-identifier', changes.sharing],
      ['staff-role', known(staff)],
    ]),
  };
}

/** What the file says of the identifiers that are asked about. */
async function readWaiting(
  db: ReadableDb,
  file: StoredImport,
  users: UserBitmap,
  keys: ReadonlySet<string>,
  breathe: () => Promise<void>,
): Promise<WaitingFile> {
  const lines: Record<SearchedKind, HeldKey[]> = { identifiers: [], emails: [] };
  const factReader = factReaderOf(file.kind, columnsOfFile(file));
  const emailAt = factReader.counted ? -1 : factReader.told.indexOf('email');
  const emails: HeldKey[] | undefined = emailAt < 0 ? undefined : [];
  const searched = keys.size === 0 ? [] : linesToldBy(file).filter(isSearched);
  const wantsEmail = emails && [...keys].some(maybeEmail);
  if (searched.length === 0 && !wantsEmail) return { file, users, lines, emails };
  const finders = searched.map((told) => ({ told, find: keyFinder(told, keys, file) }));
  const inRows = finders.filter(({ told }) => told.series === SERIES.rows);
  const beside = new Map<number, { kind: SearchedKind; held: FoundKey }[]>();
  for (const { told, find } of finders) {
    if (told.series === SERIES.rows) continue;
    for (const chunk of chunksOf(db, file.import_id, told.series)) {
      for (const row of chunk) {
        const held = find(row);
        if (held) beside.set(row[0], [...(beside.get(row[0]) ?? []), { kind: told.kind, held }]);
      }
      await breathe();
    }
  }
  if (inRows.length === 0 && beside.size === 0 && !wantsEmail)
    return { file, users, lines, emails };
  const userOf = new NumberedUsers(db, file);
  const emailKey = (row: StoredRow) => foldText(String(factReader.factsOf(row)[emailAt] ?? ''));
  for (const chunk of chunksOf(db, file.import_id)) {
    moment(db, () => {
      for (const row of chunk) {
        if (row[1] & ROW_ISSUES.setAside) continue;
        for (const { told, find } of inRows) {
          const held = find(row);
          if (held) lines[told.kind].push({ ...held, userNo: userOf.find(row) });
        }
        for (const { kind, held } of beside.get(row[0]) ?? [])
          lines[kind].push({ ...held, userNo: userOf.find(row) });
        const key = wantsEmail ? emailKey(row) : '';
        if (keys.has(key))
          emails!.push({ key, userNo: userOf.find(row), type: typeWhereNone('emails', file) });
      }
    });
    await breathe();
  }
  return { file, users, lines, emails };
}

type FoundKey = Omit<HeldKey, 'userNo'>;
type SearchedLines = ToldLines & { readonly kind: SearchedKind };

const isSearched = (told: ToldLines): told is SearchedLines => told.kind in SEARCHED;

/** @returns a function that gives the identifier of a line, if it is one that is asked about */
function keyFinder({ kind, fields }: SearchedLines, keys: ReadonlySet<string>, file: StoredImport) {
  const none = typeWhereNone(kind, file);
  const slotOf = (field: string | undefined) =>
    fields.find(({ name }) => name === field)?.slot ?? -1;
  const at = slotOf(SEARCHED[kind].value);
  const typeAt = slotOf(SEARCHED[kind].type);
  return (row: StoredRow): FoundKey | undefined => {
    const text = row[at] ?? null;
    if (text === null) return undefined;
    const key = foldText(String(text));
    return keys.has(key) ? { key, type: String(row[typeAt] ?? none) } : undefined;
  };
}

/** Users by number; whom the file would make, by numbers that nobody has. */
class NumberedUsers {
  readonly #userOf: ReturnType<typeof userOfRows>;
  readonly #made = new Map<string, number>();
  readonly #last: number;

  constructor(db: ReadableDb, file: StoredImport) {
    this.#userOf = userOfRows(db, file.identifier_count);
    this.#last = value<number>(db, 'SELECT coalesce(max(user_no), 0) FROM user');
  }

  find(row: StoredRow): number {
    const { key, userNo } = this.#userOf(row);
    if (userNo > 0) return userNo;
    const made = this.#made.get(key) ?? this.#last + this.#made.size + 1;
    this.#made.set(key, made);
    return made;
  }
}
