/**
 * One export from its first row to its last, over a connection that only reads and sees one moment of the workspace:
 * what is decided meanwhile is not in it. The file stands in its place whole or not at all.
 */
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ExportedWhat, ExportFormat } from '#shared/contract/shapes/exports.ts';
import { USER_LIST } from '#shared/documents/userList/userListDocument.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { type ReadableDb, value } from '../db/db.ts';
import { openReadable } from '../db/workspaceFile.ts';
import { Refusal } from '../refusal.ts';
import { writeDocumentCsv } from '../reports/documentCsv.ts';
import { writeDocumentWorkbook } from '../reports/documentWorkbook.ts';
import { jobReportSource } from '../reports/jobReportSource.ts';
import type { RowWatch } from '../reports/rowWatch.ts';
import { type ListMaking, userListSource } from '../reports/userListSource.ts';
import { writeImportRows } from '../reports/writeImportRows.ts';
import { diskOf } from './diskOf.ts';

/** What an export is given; crosses threads as a copy. */
export interface ExportGiven {
  readonly what: ExportedWhat;
  readonly format: ExportFormat;
  /** Where the file is to stand. */
  readonly path: string;
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

export interface Exported {
  readonly fileName: string;
  readonly rows: number;
}

/** @param workspacePath of the workspace, which must be open for writing already */
export async function performExport(
  workspacePath: string,
  given: ExportGiven,
  watch: RowWatch,
): Promise<Exported> {
  const db = openReadable(workspacePath, { mapped: false });
  try {
    beginMoment(db);
    await requireFree(given.path);
    return { fileName: basename(given.path), rows: await write(db, given, watch) };
  } catch (error) {
    throw isDiskFull(error) ? new Refusal('export.diskFull', diskOf(given.path)) : error;
  } finally {
    // Ends the moment, too.
    db.close();
  }
}

/** The moment begins with what is read first. */
function beginMoment(db: ReadableDb): void {
  db.exec('BEGIN');
  value(db, 'SELECT count(*) FROM sqlite_schema');
}

async function write(db: ReadableDb, given: ExportGiven, watch: RowWatch): Promise<number> {
  const { what, format, path, locales } = given;
  if (what.of === 'job' && format === 'xlsx')
    return writeDocumentWorkbook(jobReportSource(db, what.jobId, locales), path, watch);
  if (what.of === 'import-rows' && format === 'xlsx')
    return writeImportRows(db, what.importId, what.rowGroup, path, watch);
  if (what.of === 'users') {
    const source = userListSource(db, what, makingOf(given));
    if (format === 'csv') return writeDocumentCsv(source, USER_LIST, path, watch);
    if (format === 'xlsx') return writeDocumentWorkbook(source, path, watch);
  }
  throw new Error(`No export of ${what.of} as ${format}`);
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

/** A file that another program holds is refused before the work, not behind it. */
async function requireFree(path: string): Promise<void> {
  if (existsSync(path)) await (await open(path, 'r+')).close();
}

function isDiskFull(error: unknown): boolean {
  return /^(?:ENOSPC|EDQUOT)$/.test(String((error as NodeJS.ErrnoException).code));
}
