/**
 * Walks through a file whose rows are lines, user by user: whom its rows name, each identifier once, however many lines
 * they have. Must never change a user.
 */

import type { ImportDiff } from '#shared/contract/shapes/imports.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { moment, prepared, type ReadableDb, value, type WritableDb } from '../../db/db.ts';
import type { StoredImport } from '../rows/importFile.ts';
import { dropRowGroup, NumberList, storeRowGroup } from '../rows/rowGroups.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { chunksOf } from '../rows/rowStore.ts';
import { keyOfRow, type StoredRow } from '../rows/storedRow.ts';
import { type EarlierImport, earlierImports } from './earlierImports.ts';
import { ENDING_FLAGS } from './endingSigns.ts';

/** What an earlier comparison of the same file may have left. */
const ROW_GROUPS = [{ of: 'new' }, { of: 'gone' }] as const;

type LinesFile = Pick<StoredImport, 'import_id' | 'kind' | 'identifier_count'>;

/** Whom a row names: what the replica says of them. */
export interface NamedUser {
  readonly key: string;
  /** 0: nobody has this identifier. */
  readonly userNo: number;
  /** By a file that describes users; else known from lists and counts alone. */
  readonly described: boolean;
}

/**
 * @param identifiers how many the file names
 * @returns a function that gives the user whom a row names; the same again for the next row of the same user
 */
export function userOfRows(db: ReadableDb, identifiers: number): (row: StoredRow) => NamedUser {
  const find = userFinder(db, identifiers);
  let last: (NamedUser & { readonly identifier: string; readonly numeric: number }) | undefined;
  return (row) => {
    const identifier = row[2];
    const numeric = row[1] & ROW_ISSUES.numeric;
    // Lines of one user stand together in most reports.
    if (last?.identifier === identifier && last.numeric === numeric) return last;
    const key = keyOfRow(row);
    last = { key, ...find(key), identifier, numeric };
    return last;
  };
}

type Found = Pick<NamedUser, 'userNo' | 'described'>;

const NOBODY: Found = { userNo: 0, described: false };
/** Asked for one by one, so many users take as long as reading all of them, of whom there are this many times more. */
const ALL_AT_ONCE = 8;

function userFinder(db: ReadableDb, identifiers: number): (key: string) => Found {
  const users = value<number>(db, 'SELECT count(*) FROM user');
  if (identifiers * ALL_AT_ONCE > users) return finderOverAll(db);
  const one = prepared(
    db,
    'SELECT user_no AS userNo, described FROM user WHERE identifier_key = ?',
  );
  return (key) => {
    const found = one.get(key) as { userNo: number; described: number } | undefined;
    return found ? { userNo: found.userNo, described: found.described === 1 } : NOBODY;
  };
}

/** All keys in memory; the index alone has them. */
function finderOverAll(db: ReadableDb): (key: string) => Found {
  const numbers = new Map<string, number>();
  const keys = prepared(db, 'SELECT identifier_key, user_no FROM user').raw(true);
  for (const [key, userNo] of keys.iterate() as Iterable<[string, number]>)
    numbers.set(key, userNo);
  const listed = prepared(db, 'SELECT user_no FROM user WHERE described = 0').pluck();
  const undescribed = UserBitmap.of(listed.all() as number[]);
  return (key) => {
    const userNo = numbers.get(key);
    return userNo === undefined ? NOBODY : { userNo, described: !undescribed.has(userNo) };
  };
}

/** What a file of lines would bring: who is known and who isn't, and who was in the last file of its kind. */
export class LinesComparison {
  readonly seen = new UserBitmap();
  readonly #previous: EarlierImport | undefined;
  /** Not described so far: by key, since the replica may not have them at all. */
  readonly #strangers = new Set<string>();
  readonly #described = new UserBitmap();
  readonly #newRows = new NumberList();

  constructor(db: ReadableDb, file: LinesFile) {
    this.#previous = earlierImports(db, file)[0];
  }

  add(row: number, { key, userNo, described }: NamedUser): void {
    if (userNo > 0) this.seen.add(userNo);
    if (described) this.#described.add(userNo);
    if (described || this.#strangers.has(key)) return;
    this.#strangers.add(key);
    this.#newRows.push(row);
  }

  /** @param signs flags that users come to have by the file */
  finish(
    db: WritableDb,
    importId: number,
    signs: ReadonlyMap<ReviewFlag, UserBitmap> = new Map(),
  ): ImportDiff {
    for (const flag of ENDING_FLAGS)
      storeRowGroup(db, importId, { of: 'sign', flag }, signs.get(flag)?.numbers() ?? []);
    const previous = this.#previous;
    const gone = previous ? [...previous.users.andNot(this.seen)] : [];
    for (const rowGroup of ROW_GROUPS) dropRowGroup(db, importId, rowGroup);
    storeRowGroup(db, importId, { of: 'new' }, this.#newRows.numbers);
    storeRowGroup(db, importId, { of: 'gone' }, gone);
    return {
      new: this.#strangers.size,
      gone: gone.length,
      changed: 0,
      unchanged: this.#described.count,
      returned: 0,
      fields: [],
      reasons: [],
      previous: previous
        ? {
            importId: previous.importId,
            fileName: previous.fileName,
            dataDate: previous.dataDate,
          }
        : null,
    };
  }
}

/**
 * Walks through the whole file.
 * @param breathe lets other commands in; told how many rows are done
 */
export async function compareLines(
  db: WritableDb,
  file: LinesFile,
  breathe: (done: number) => Promise<void>,
): Promise<LinesComparison> {
  const comparison = new LinesComparison(db, file);
  const userOf = userOfRows(db, file.identifier_count);
  let done = 0;
  for (const chunk of chunksOf(db, file.import_id)) {
    moment(db, () => {
      for (const row of chunk) {
        if ((row[1] & ROW_ISSUES.setAside) === 0) comparison.add(row[0], userOf(row));
      }
    });
    done += chunk.length;
    await breathe(done);
  }
  return comparison;
}
