/**
 * What erasures left to be done, as it is shown and written: each item with what it is called now, and of files that this
 * program has written whether they are still where they were. Reads only; asks the disk, and changes nothing there.
 */
import { lstat } from 'node:fs/promises';
import type { AfterItem, ErasureSummary } from '#shared/contract/shapes/erasures.ts';
import { afterDocument, afterRow } from '#shared/documents/afterErasing/afterDocument.ts';
import type { ReportDocument } from '#shared/documents/document.ts';
import { sayIn } from '#shared/documents/jobReport/sayIn.ts';
import {
  AFTER_LISTS,
  type AfterErasing,
  type AfterList,
  listedIn,
} from '#shared/domain/afterErasing.ts';
import { ERASED_TEXT } from '#shared/domain/quotations.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../db/db.ts';
import { exportedPath, exportTimes } from '../db/trail/exportedFiles.ts';
import { nameOfProfile } from '../importing/read/profiles.ts';
import { importTimes, nameOfFile } from '../importing/rows/importFile.ts';
import {
  afterErasing,
  countAfterErasing,
  type AfterItem as Stored,
} from '../replica/afterErasing.ts';
import { erasureOf, erasuresWith } from '../replica/erasures.ts';
import { readUsers, usersPresent } from '../replica/userRows.ts';
import { nameOfView } from '../review/gridViews.ts';
import { knownRule } from '../review/register.ts';
import { knownSetName } from '../sets/userSets.ts';
import type { DocumentSource, MadeBy } from './source.ts';
import { sourceOf } from './sourceOf.ts';

/** Newest first. */
export function listErasures(db: ReadableDb): ErasureSummary[] {
  const counts = countAfterErasing(db);
  const erasures = erasuresWith(
    db,
    counts.map(({ jobId }) => jobId),
  );
  return erasures.map((erasure) => {
    const { jobId } = erasure;
    const left = (list: AfterList) => {
      const meant = counts.filter((each) => each.jobId === jobId && isListed(list, each.what));
      const sum = (of: 'items' | 'open') => meant.reduce((all, each) => all + each[of], 0);
      return { items: sum('items'), open: sum('open') };
    };
    return {
      ...erasure,
      left: { links: left('links'), off: left('off'), copies: left('copies') },
    };
  });
}

const isListed = (list: AfterList, what: AfterErasing) => listedIn[list].includes(what);

/** A page of one of its lists. */
export async function itemsOf(
  db: ReadableDb,
  jobId: number,
  list: AfterList,
  offset: number,
  limit: number,
): Promise<{ total: number; rows: AfterItem[] }> {
  const items = afterErasing(db, jobId).filter(({ what }) => isListed(list, what));
  const rows = await shownItems(db, items.slice(offset, offset + limit));
  return { total: items.length, rows };
}

async function shownItems(db: ReadableDb, items: readonly Stored[]): Promise<AfterItem[]> {
  const name = namesOf(db, items);
  const exported = items.some(({ what }) => what === 'exported') ? exportTimes(db) : undefined;
  const imported = items.some(({ what }) => what === 'imported') ? importTimes(db) : undefined;
  return Promise.all(
    items.map(async (item) => {
      const { what, ref } = item;
      const of = name(what, ref);
      const times = what === 'exported' ? exported : what === 'imported' ? imported : undefined;
      const isThere = what === 'exported' && of.name !== null ? await isAt(of.name) : null;
      return { ...item, ...of, at: times?.get(ref) ?? null, isThere };
    }),
  );
}

interface Named {
  readonly name: string | null;
  readonly identifier: string | null;
}

function namesOf(db: ReadableDb, items: readonly Stored[]) {
  const userNos = items.filter(({ what }) => isListed('links', what)).map(({ ref }) => ref);
  const present = [...usersPresent(db, UserBitmap.of(userNos))];
  const users = new Map(readUsers(db, present).map((user) => [user.userNo, user]));
  return (what: AfterErasing, ref: number): Named => {
    switch (what) {
      case 'proxy':
      case 'sponsor':
      case 'guardian': {
        const user = users.get(ref);
        // Whoever was deleted or erased since needs nobody any more.
        if (!user) return NO_NAME;
        const names = [user.last_name, user.first_name].filter(Boolean).join(', ');
        return { name: names, identifier: user.primary_identifier };
      }
      case 'rule':
        return named(knownRule(db, ref));
      case 'set':
        return named(knownSetName(db, ref));
      case 'view':
        return named(nameOfView(db, ref));
      case 'profile':
        return named(nameOfProfile(db, ref));
      case 'exported':
        return named(exportedPath(db, ref));
      case 'imported':
        return named(nameOfFile(db, ref));
      default:
        return NO_NAME;
    }
  };
}

const NO_NAME: Named = { name: null, identifier: null };
const named = (name: string | undefined): Named => ({ ...NO_NAME, name: name ?? null });

/** A drive that doesn't answer holds nobody up for longer. */
const ANSWERED_WITHIN_MS = 2000;

/** Null: nobody can tell, because the drive isn't there, or because the name was erased from the path. */
async function isAt(path: string): Promise<boolean | null> {
  if (path.includes(ERASED_TEXT)) return null;
  const found = lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => (GONE.has(error.code ?? '') ? false : null),
  );
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), ANSWERED_WITHIN_MS).unref();
  });
  return Promise.race([found, late]);
}

const GONE = new Set(['ENOENT', 'ENOTDIR']);

/** The three lists of an erasure as a document. @throws Refusal for a job that isn't there */
export async function afterSource(
  db: ReadableDb,
  jobId: number,
  { by, at, locales }: MadeBy,
): Promise<DocumentSource> {
  const { context, source } = sourceOf(db, locales);
  const rows = new Map<string, AfterItem[]>();
  for (const list of AFTER_LISTS)
    rows.set(list, (await itemsOf(db, jobId, list, 0, Number.MAX_SAFE_INTEGER)).rows);
  const erasure = erasureOf(db, jobId);
  const counts = AFTER_LISTS.map((list) => [list, rows.get(list)!.length] as const);
  const document: ReportDocument = afterDocument(
    { requestId: erasure?.requestId ?? '', erasedAt: erasure?.at ?? at, jobId },
    counts,
    { ...context, by, at },
  );
  return {
    ...source,
    document,
    rows: (list) =>
      (rows.get(list) ?? []).map((item) => afterRow(list as AfterList, item, sayIn(source.format))),
    held: () => UserBitmap.of((rows.get('links') ?? []).map(({ ref }) => ref)),
  };
}
