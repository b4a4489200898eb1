/**
 * Looks everywhere for those whom a job has erased: the rows of the workspace, what is packed in them, the bytes of its
 * file between rows, SQLite's log, copies beside it, and what the program keeps elsewhere. Changes nothing; whatever it
 * couldn't read is told, and never counts as searched.
 */
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FoundErased, SearchedPlace } from '#shared/contract/shapes/certificate.ts';
import { Quotations } from '#shared/domain/quotations.ts';
import type { ReadableDb, WritableDb } from '../../../db/db.ts';
import { openGuarded } from '../../../db/guardedConnection.ts';
import type { DeclaredTables } from '../../../db/people/declared.ts';
import { withoutInJson } from '../../../db/people/takeOut.ts';
import { ByteSearch } from '../../../db/search/byteSearch.ts';
import { NeedleIndex } from '../../../db/search/needleIndex.ts';
import { ownFile } from '../../../db/search/ownFile.ts';
import {
  type SearchedFile,
  type SearchWatch,
  searchFile,
  searchOpen,
} from '../../../db/search/searchFile.ts';
import { searchRows } from '../../../db/search/searchRows.ts';
import { backupPaths, SQLITE_SIDES } from '../../../db/sideFiles.ts';
import { snapshotFiles, snapshotFolders } from '../../../db/snapshots/snapshotPlace.ts';
import { openReadable } from '../../../db/workspaceFile.ts';
import { keptOriginals, originalPieces } from '../../../importing/read/originals.ts';
import { lookInOriginal } from './searchOriginal.ts';

/** A place outside the workspace: a file, or a folder with all that is in it. It may not be there. */
export interface PlaceToSearch {
  readonly place: SearchedPlace;
  readonly path: string;
  /** Of a folder that others use, too: what begins so alone. */
  readonly startsWith?: string;
}

/** For whom is searched. */
export interface ErasedTexts {
  /** By which they are found, as they were written: so many at once as can be looked for. For each, all is gone through. */
  readonly portions: readonly (() => Iterable<string>)[];
  readonly tables: DeclaredTables;
}

/** What was searched, and what was found. */
export interface Searched {
  readonly needles: number;
  readonly tooShort: number;
  readonly places: readonly SearchedPart[];
  readonly bytes: number;
  readonly notRead: number;
  readonly findings: number;
  /** Where, of the first. */
  readonly found: readonly FoundErased[];
  /** Files in whose originals something was found. */
  readonly originals: readonly number[];
}

export interface SearchedPart {
  readonly place: SearchedPlace;
  readonly files: number;
  readonly bytes: number;
  readonly notRead: number;
  readonly findings: number;
}

/** So many findings are told one by one. */
const MOST_TOLD = 50;
const UNFINISHED_COPY = /^\.purge-desk-.*\.part/;
/** Unpacked, or nothing that anybody could read. */
const LEFT_TO_OTHERS = new Set(['import_original.bytes', 'erasing_text.texts']);

/** How many bytes will be read, about. */
export function bytesToSearch(db: WritableDb, places: readonly PlaceToSearch[]): number {
  const beside = [...copiesOf(db.name), ...places.flatMap(filesAt)];
  const sizes = beside.map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 2 * statSync(db.name).size);
}

/** @throws the reason of the watch's signal */
export async function searchErased(
  db: WritableDb,
  { portions, tables }: ErasedTexts,
  places: readonly PlaceToSearch[],
  watch: SearchWatch,
): Promise<Searched> {
  const [first = () => [], ...others] = portions;
  let all = await searchOnce(db, { texts: first, tables }, places, watch);
  for (const texts of others)
    all = together(all, await searchOnce(db, { texts, tables }, places, watch));
  return all;
}

/** Each time everything was gone through: what was read counts once. */
function together(one: Searched, other: Searched): Searched {
  const findings = new Map(one.places.map((part) => [part.place, part.findings]));
  return {
    ...other,
    needles: one.needles + other.needles,
    tooShort: one.tooShort + other.tooShort,
    places: other.places.map((part) => ({
      ...part,
      findings: part.findings + (findings.get(part.place) ?? 0),
    })),
    findings: one.findings + other.findings,
    notRead: Math.max(one.notRead, other.notRead),
    found: [...one.found, ...other.found].slice(0, MOST_TOLD),
    originals: [...new Set([...one.originals, ...other.originals])],
  };
}

interface TextsAtOnce {
  /** They aren't held as texts: there are too many. */
  readonly texts: () => Iterable<string>;
  readonly tables: DeclaredTables;
}

async function searchOnce(
  db: WritableDb,
  { texts, tables }: TextsAtOnce,
  places: readonly PlaceToSearch[],
  watch: SearchWatch,
): Promise<Searched> {
  const index = await NeedleIndex.inSteps(texts(), watch.breathe);
  watch.signal.throwIfAborted();
  const told = new Told();
  let quotations: Quotations | undefined;
  const isNamedIn = (json: string) => {
    // Hardly ever asked, and takes more than all the rest.
    quotations ??= new Quotations(texts());
    return withoutInJson(json, quotations) !== json;
  };
  const looking = { search: new ByteSearch(index), index, watch, told, tables, isNamedIn };
  const rows = openReadable(db.name);
  let originals: readonly number[] = [];
  try {
    await lookInRows(looking, 'rows', rows);
    originals = await lookInOriginals(looking, rows);
  } finally {
    rows.close();
  }
  told.file('file', await searchOpen(ownFile(db), looking.search, index, watch));
  told.place('log');
  for (const side of SQLITE_SIDES) {
    // The third holds numbers of pages alone, and SQLite's locks are on it.
    if (side !== '-shm' && existsSync(db.name + side))
      await lookInFile(looking, 'log', db.name + side);
  }
  told.place('snapshots');
  for (const path of snapshotsOf(db.name)) await lookInCopy(looking, path);
  told.place('copies');
  for (const path of unfinishedBeside(db.name)) await lookInFile(looking, 'copies', path);
  for (const place of places) {
    told.place(place.place);
    for (const path of filesAt(place))
      if (!isOwn(path, db.name)) await lookInFile(looking, place.place, path);
  }
  return { needles: index.tried, tooShort: index.tooShort, originals, ...told.all() };
}

interface Looking {
  readonly search: ByteSearch;
  readonly index: NeedleIndex;
  readonly watch: SearchWatch;
  readonly told: Told;
  readonly tables: DeclaredTables;
  readonly isNamedIn: (json: string) => boolean;
}

async function lookInRows(looking: Looking, place: SearchedPlace, db: ReadableDb): Promise<void> {
  const { search, index, watch, told, tables, isNamedIn } = looking;
  const asked = { declared: tables, leave: LEFT_TO_OTHERS, isNamedIn };
  const { bytes, found } = await searchRows(db, search, index, asked, watch);
  told.add(place, { files: 1, bytes, notRead: 0 }, found);
}

/** Files that were imported, as they were. @returns those in which something was found */
async function lookInOriginals(
  { search, index, watch, told }: Looking,
  db: ReadableDb,
): Promise<number[]> {
  const naming = new Set<number>();
  told.place('originals');
  for (const { importId, fileName } of keptOriginals(db)) {
    let files = 1;
    await lookInOriginal(
      [...originalPieces(db, importId)],
      { search, index, watch },
      (searched) => {
        const { bytes = 0, found = [] } = searched ?? {};
        if (found.length > 0) naming.add(importId);
        const at = found.map(() => ({ fileName }));
        told.add('originals', { files, bytes, notRead: searched ? 0 : 1 }, at, fileName);
        files = 0;
      },
    );
  }
  return [...naming];
}

async function lookInFile(
  { search, index, watch, told }: Looking,
  place: SearchedPlace,
  path: string,
): Promise<void> {
  told.file(place, await searchFile(path, search, index, watch), basename(path));
}

/** A snapshot is a workspace: its rows are gone through, too. */
async function lookInCopy(looking: Looking, path: string): Promise<void> {
  await lookInFile(looking, 'snapshots', path);
  let copy: ReadableDb;
  try {
    copy = openGuarded(path, { readonly: true, fileMustExist: true });
  } catch {
    return;
  }
  try {
    await lookInRows(looking, 'snapshots', copy);
  } catch (error) {
    looking.watch.signal.throwIfAborted();
    if (!String((error as { code?: unknown }).code).startsWith('SQLITE_')) throw error;
    looking.told.add('snapshots', { files: 0, bytes: 0, notRead: 1 }, [], basename(path));
  } finally {
    copy.close();
  }
}

const copiesOf = (path: string) => [...snapshotsOf(path), ...unfinishedBeside(path)];

const snapshotsOf = (path: string): string[] => [
  ...snapshotFolders(path).flatMap(snapshotFiles),
  ...backupPaths(path).filter((each) => existsSync(each)),
];

/** Of ours: what was being written when a program was ended. */
function unfinishedBeside(path: string): string[] {
  const folder = dirname(path);
  return readdirSync(folder)
    .filter((name) => UNFINISHED_COPY.test(name))
    .flatMap((name) => filesAt({ place: 'copies', path: join(folder, name) }));
}

/** Files, no links: what they lead to isn't there. */
function filesAt({ path, startsWith = '' }: PlaceToSearch): string[] {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return [path];
  if (!found?.isDirectory()) return [];
  return readdirSync(path)
    .filter((name) => name.startsWith(startsWith))
    .flatMap((name) => filesAt({ place: 'copies', path: join(path, name) }));
}

/** It is open, and was searched. */
const isOwn = (path: string, workspace: string) =>
  path === workspace || SQLITE_SIDES.some((side) => path === workspace + side);

/** What is told in the end, place by place. */
class Told {
  readonly #places = new Map<SearchedPlace, SearchedPart>();
  readonly #found: FoundErased[] = [];

  /** It was looked at, whether anything is there or not. */
  place(place: SearchedPlace): void {
    this.add(place, { files: 0, bytes: 0, notRead: 0 }, []);
  }

  /** @param searched undefined: it couldn't be read */
  file(place: SearchedPlace, searched: SearchedFile | undefined, fileName?: string): void {
    const { bytes = 0, found = [] } = searched ?? {};
    this.add(
      place,
      { files: 1, bytes, notRead: searched ? 0 : 1 },
      found.map(({ offset }) => ({ offset, ...(fileName !== undefined && { fileName }) })),
      fileName,
    );
  }

  add(
    place: SearchedPlace,
    counts: Pick<SearchedPart, 'files' | 'bytes' | 'notRead'>,
    found: readonly Omit<FoundErased, 'place'>[],
    fileName?: string,
  ): void {
    const known = this.#places.get(place);
    this.#places.set(place, {
      place,
      files: (known?.files ?? 0) + counts.files,
      bytes: (known?.bytes ?? 0) + counts.bytes,
      notRead: (known?.notRead ?? 0) + counts.notRead,
      findings: (known?.findings ?? 0) + found.length,
    });
    const notRead = counts.notRead > 0 && fileName !== undefined ? [{ fileName }] : [];
    for (const each of [...found, ...notRead])
      if (this.#found.length < MOST_TOLD) this.#found.push({ place, ...each });
  }

  all(): Omit<Searched, 'needles' | 'tooShort' | 'originals'> {
    const places = [...this.#places.values()];
    const sum = (of: (part: SearchedPart) => number) =>
      places.reduce((all, part) => all + of(part), 0);
    return {
      places,
      bytes: sum(({ bytes }) => bytes),
      notRead: sum(({ notRead }) => notRead),
      findings: sum(({ findings }) => findings),
      found: this.#found,
    };
  }
}
