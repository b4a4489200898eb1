/**
 * Writes the file from which Alma makes an itemized set (domain reference, section 5): one sheet,
 * the heading in A1, text cells below, no title rows, no blank rows, no formulas, no duplicates.
 * Identifiers are written exactly as they stood in the file they came from.
 */
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../db/db.ts';
import { eachIdentifier } from '../replica/userRows.ts';

/** Alma takes files of about 10 MB; a row of an identifier needs some 20 bytes packed. */
const ROWS_PER_FILE = 300_000;

export interface SetFileRequest {
  readonly path: string;
  readonly heading: 'USERNAME' | 'Primary ID';
  readonly members: UserBitmap;
  /** Fewer than usual, for tests. */
  readonly rowsPerFile?: number;
}

/** @returns the names of the files; more than one when a single file would be too large for Alma */
export async function writeSetFile(
  db: ReadableDb,
  request: SetFileRequest,
): Promise<{ files: string[]; users: number }> {
  const users = request.members.count;
  const rowsPerFile = request.rowsPerFile ?? ROWS_PER_FILE;
  const parts = Math.max(1, Math.ceil(users / rowsPerFile));
  const identifiers = eachIdentifier(db, request.members);
  const files: string[] = [];
  for (let part = 1; part <= parts; part++) {
    const path = parts === 1 ? request.path : partPath(request.path, part, parts);
    await writePart(path, request.heading, identifiers, rowsPerFile);
    files.push(basename(path));
  }
  return { files, users };
}

/** Whole or not at all: written beside, then put in place. */
async function writePart(
  path: string,
  heading: string,
  identifiers: Generator<string>,
  limit: number,
): Promise<void> {
  const beside = `${path}.part`;
  try {
    // Loaded when it is needed: it would make every start of the engine slower.
    const { default: excel } = await import('exceljs');
    const workbook = new excel.stream.xlsx.WorkbookWriter({
      filename: beside,
      useStyles: true,
      useSharedStrings: false,
    });
    const sheet = workbook.addWorksheet('Users');
    sheet.columns = [{ width: 32, style: { numFmt: '@' } }];
    sheet.addRow([heading]).commit();
    for (let n = 0; n < limit; n++) {
      const next = identifiers.next();
      if (next.done) break;
      sheet.addRow([next.value]).commit();
    }
    sheet.commit();
    await workbook.commit();
    await stat(beside);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function partPath(path: string, part: number, parts: number): string {
  const name = basename(path).replace(/\.xlsx$/i, '');
  return join(dirname(path), `${name} (${part} of ${parts}).xlsx`);
}
