/**
 * One export from its first row to its last, over a connection that only reads and sees one moment of the workspace:
 * what is decided meanwhile is not in it. A file stands in its place whole or not at all.
 */
import { writeFile } from 'node:fs/promises';
import type { ExportedWhat } from '#shared/contract/shapes/exports.ts';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { FoundPerson } from '#shared/contract/shapes/person.ts';
import type { ExportedGroup } from '#shared/contract/shapes/rowGroup.ts';
import { assertNever } from '#shared/domain/assertNever.ts';
import type { Person } from '#shared/domain/person.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../db/db.ts';
import {
  HELD_NOBODY,
  HELD_UNKNOWN,
  type HeldByFile,
  heldRows,
  heldUsers,
} from '../db/trail/exportedFiles.ts';
import { writeWhole } from '../db/wholeFile.ts';
import { isOfUsers, membersOfGroup } from '../importing/show/rowsOfGroup.ts';
import { afterSource } from '../reports/afterErasing.ts';
import { trailSource } from '../reports/auditTrail.ts';
import { certificateSource, writeCertificateJson } from '../reports/certificateSource.ts';
import { writeDocumentCsv } from '../reports/documentCsv.ts';
import { writeDocumentWorkbook } from '../reports/documentWorkbook.ts';
import { jobReportSource } from '../reports/jobReportSource.ts';
import { isLong } from '../reports/listSheet.ts';
import { findPerson } from '../reports/person/findPerson.ts';
import { heldSource, writeHeldJson } from '../reports/person/heldSource.ts';
import type { RowWatch } from '../reports/rowWatch.ts';
import type { DocumentSource } from '../reports/source.ts';
import { type ListMaking, userListSource } from '../reports/userListSource.ts';
import { writeImportRows } from '../reports/writeImportRows.ts';
import { writeExported } from './exportedFile.ts';
import { makePages, type Pages } from './makePages.ts';
import { momentOf, openMoment } from './moment.ts';
import { PieceThread } from './otherThread.ts';
import { smallerPdf } from './pdf/smallerPdf.ts';
import { type AskedKit, beginKit, endKit, type HeldByName } from './writeKit.ts';

/** What an export is given; crosses threads as a copy. */
export interface ExportGiven {
  readonly what: ExportedWhat;
  readonly wanted:
    | WantedFile
    | WantedPages
    | WantedPdf
    | WantedFolder
    | WantedFolderEnd
    | WantedAnswer;
  /** Of the page that asked for it; none: no page did. */
  readonly locales: readonly string[];
  /** Who asked for it. */
  readonly by: string;
  /** Users of the previews that criteria speak of: the serving thread alone holds them. */
  readonly previews: readonly HeldPreview[];
}

/** A part of a preview and its users, as bytes of a bitmap. */
export interface HeldPreview {
  readonly previewId: string;
  readonly part: string;
  readonly users: Uint8Array;
}

export interface WantedFile {
  readonly format: 'xlsx' | 'csv' | 'json';
  /** Where it is to stand. */
  readonly path: string;
}

/** For who prints them, to a PDF or on paper. */
export interface WantedPages {
  readonly format: 'pages';
}

/** Of pages that were printed: asks nothing of the workspace any more. */
export interface WantedPdf {
  readonly format: 'pdf';
  readonly printed: Uint8Array;
  readonly path: string;
}

/** A reversal kit: all of it but the PDF of its sheet, beside its place. Its pages are for who makes that PDF. */
export interface WantedFolder {
  readonly format: 'folder';
  readonly path: string;
}

/** Puts it there. Asks nothing of the workspace any more. */
export interface WantedFolderEnd {
  readonly format: 'folder-end';
  readonly path: string;
  /** Null where nothing can be printed. */
  readonly printed: Uint8Array | null;
}

/** No file: what there is of one person, to be shown. */
export interface WantedAnswer {
  readonly format: 'answer';
}

export interface Exported {
  readonly rows: number;
  /** What was asked for as an answer. */
  readonly found?: FoundPerson;
  /** What was asked for as pages. */
  readonly pages: Pages | null;
  /** Whom it holds. Of pages that were printed whoever made them knows. */
  readonly held: HeldByFile;
  /** Of a folder: whom each of its files holds. */
  readonly heldBy?: HeldByName;
}

/**
 * @param workspacePath of the workspace, which must be open for writing already
 * @param threadScript path of the built export thread, for a second one where that is quicker
 */
export async function performExport(
  workspacePath: string,
  given: ExportGiven,
  watch: RowWatch,
  threadScript?: string,
): Promise<Exported> {
  const { wanted } = given;
  if (wanted.format === 'pdf') return writePdf(wanted);
  if (wanted.format === 'folder-end') {
    await writeExported(wanted.path, () => endKit(wanted.path, wanted.printed));
    return { rows: 0, pages: null, held: HELD_NOBODY };
  }
  return exportFrom(workspacePath, given, wanted, watch, threadScript);
}

async function writePdf({ path, printed }: WantedPdf): Promise<Exported> {
  const pdf = smallerPdf(printed);
  await writeWhole(path, (beside) => writeFile(beside, pdf, { flag: 'wx' }));
  return { rows: 0, pages: null, held: HELD_NOBODY };
}

async function exportFrom(
  workspacePath: string,
  given: ExportGiven,
  wanted: WantedFile | WantedPages | WantedFolder | WantedAnswer,
  watch: RowWatch,
  threadScript?: string,
): Promise<Exported> {
  const db = openMoment(workspacePath);
  try {
    if (wanted.format === 'answer') {
      const found = findPerson(db, personOf(given).texts);
      return { rows: 0, pages: null, held: HELD_NOBODY, found };
    }
    if (wanted.format === 'pages') {
      const source = await sourceOf(db, documentOf(given), given);
      return { ...makePages(source, watch), held: heldIn(source, given.what) };
    }
    const { path } = wanted;
    if (wanted.format === 'folder') {
      const { by, locales } = given;
      const making = { by, locales, at: Date.now() };
      return await writeExported(path, () => beginKit(db, kitOf(given), path, making, watch));
    }
    const startOther = otherThread(db, workspacePath, given, threadScript);
    const written = await writeExported(path, () =>
      writeRows(db, given, wanted, watch, startOther),
    );
    return { ...written, pages: null };
  } finally {
    // Ends the moment, too.
    db.close();
  }
}

/** Starts a second thread for a job's workbook, if that has long lists. */
type StartOther = (source: MadeSource) => PieceThread | undefined;

/** The report of a job comes with what it was made of. */
type MadeSource = DocumentSource & { readonly report?: JobReport };

function otherThread(
  db: ReadableDb,
  workspacePath: string,
  { locales }: ExportGiven,
  script: string | undefined,
): StartOther {
  return ({ document, report }) => {
    if (script === undefined || !report || !document.lists.some(isLong)) return undefined;
    return new PieceThread(script, { workspacePath, moment: momentOf(db), report, locales });
  };
}

async function writeRows(
  db: ReadableDb,
  given: ExportGiven,
  { format, path }: WantedFile,
  watch: RowWatch,
  startOther: StartOther,
): Promise<Omit<Exported, 'pages'>> {
  const { what } = given;
  if (what.of === 'import-rows') {
    const { importId, rowGroup } = what;
    const rows = await writeImportRows(db, importId, rowGroup, path, watch);
    return { rows, held: heldOf(db, importId, rowGroup) };
  }
  if (what.of === 'certificate' && format === 'json') {
    await writeCertificateJson(db, what.jobId, path);
    return { rows: 0, held: HELD_NOBODY };
  }
  if (format === 'json') {
    const person = personOf(given);
    const rows = await writeHeldJson(db, person, makingOf(given), path, watch);
    return { rows, held: heldOfPerson(person) };
  }
  const document = documentOf(given);
  const source = await sourceOf(db, document, given);
  const held = heldIn(source, document);
  if (format === 'csv') {
    const rows = await writeDocumentCsv(source, listOf(document, source), path, watch);
    return { rows, held };
  }
  const other = startOther(source);
  try {
    return { rows: await writeDocumentWorkbook(source, path, watch, other), held };
  } finally {
    await other?.close();
  }
}

function heldIn({ held }: MadeSource, what: ExportedWhat): HeldByFile {
  if (what.of === 'person') return heldOfPerson(what.person);
  return held ? heldUsers(held(what.of === 'job-list' ? what.list : undefined)) : HELD_NOBODY;
}

/** Who is no user has no number. */
const heldOfPerson = ({ userNos }: Person): HeldByFile =>
  userNos.length === 0 ? HELD_UNKNOWN : heldUsers(UserBitmap.of(userNos));

/** The rows of a file of its own; users whom the file doesn't name stand in none. */
function heldOf(db: ReadableDb, importId: number, rowGroup: ExportedGroup): HeldByFile {
  if (rowGroup.of === 'errors') return heldRows(importId, null);
  const numbers = membersOfGroup(db, importId, rowGroup);
  if (numbers === null) return heldRows(importId, null);
  const members = UserBitmap.of(numbers);
  return isOfUsers(rowGroup) ? heldUsers(members) : heldRows(importId, members);
}

/** Import rows are no document: they are a file as it is read. A kit is several. */
type DocumentWhat = Exclude<ExportedWhat, { of: 'import-rows' } | AskedKit>;

/** The contract lets nothing else be written as JSON. */
function personOf({ what }: ExportGiven): Person {
  if (what.of !== 'person') throw new Error('It is no person.');
  return what.person;
}

/** The contract lets nothing else be printed. */
function documentOf({ what }: ExportGiven): DocumentWhat {
  if (what.of === 'import-rows' || isKit(what)) throw new Error('It has no pages of its own.');
  return what;
}

const isKit = (what: ExportedWhat): what is AskedKit =>
  what.of === 'kit' || what.of === 'kit-of-job';

/** The contract lets nothing else be a folder. */
function kitOf({ what }: ExportGiven): AskedKit {
  if (!isKit(what)) throw new Error('It is no folder.');
  return what;
}

async function sourceOf(
  db: ReadableDb,
  what: DocumentWhat,
  given: ExportGiven,
): Promise<MadeSource> {
  switch (what.of) {
    case 'job':
    case 'job-list':
      return jobReportSource(db, what.jobId, given.locales);
    case 'users':
      return userListSource(db, what, makingOf(given));
    case 'person':
      return heldSource(db, what.person, makingOf(given));
    case 'after-erasing':
      return afterSource(db, what.jobId, makingOf(given));
    case 'certificate':
      return certificateSource(db, what.jobId, given.locales);
    case 'trail':
      return trailSource(db, what.filter, makingOf(given));
    default:
      return assertNever(what);
  }
}

function makingOf({ by, locales, previews }: ExportGiven): ListMaking {
  return {
    ...{ by, at: Date.now(), locales },
    preview: (previewId, part) => {
      const held = previews.find((each) => each.previewId === previewId && each.part === part);
      return held && UserBitmap.fromBytes(held.users);
    },
  };
}

/** A text file holds one list: the one that is named, or the only one. */
function listOf(what: DocumentWhat, { document }: DocumentSource): string {
  return what.of === 'job-list' ? what.list : (document.lists[0]?.id ?? '');
}
