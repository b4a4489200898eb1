/**
 * Writes the file from which Alma makes an itemized set (docs/domain.md, section 5): one sheet,
 * the heading in A1, text cells below, no title rows, no blank rows, no formulas, no duplicates.
 * Identifiers are written exactly as they stood in the file they came from, unless they are asked for clean.
 * A seal stands in the name and the properties, never in a cell: Alma would take it for an identifier.
 */
import { basename, dirname, join } from 'node:path';
import type { SetFileWritten } from '#shared/contract/shapes/sets.ts';
import type { SetFileHeading } from '#shared/domain/setFileIdentifiers.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../db/db.ts';
import { writeAllWhole } from '../db/wholeFile.ts';
import { breathe } from '../workbooks/breathe.ts';
import { MOST_ROWS } from '../workbooks/sheetWriter.ts';
import type { WorkbookWriter } from '../workbooks/workbookWriter.ts';
import { fillWorkbook } from '../workbooks/writeWorkbook.ts';
import { type SetLine, setLines } from './setLines.ts';
import { SET_FILE_WORDS } from './words.ts';

/** Alma takes files of about 10 MB. */
const MOST_BYTES = 10_000_000;

export interface SetFileRequest {
  readonly path: string;
  readonly heading: SetFileHeading;
  readonly members: UserBitmap;
  /** Identifiers without the spaces and decimal zeros because of which Alma wouldn't find them. */
  readonly clean: boolean;
  /** Of the signed review that covers these members; null without one. */
  readonly seal: string | null;
  /** Fewer than usual, for tests. */
  readonly mostBytes?: number;
  /** Called for each identifier; throws where nobody wants the rest any more. */
  readonly wrote?: () => void;
}

/** With the users who stand in each of its files. */
export type SetFilesWritten = SetFileWritten & { readonly perFile: readonly UserBitmap[] };

export async function writeSetFile(
  db: ReadableDb,
  request: SetFileRequest,
): Promise<SetFilesWritten> {
  const users = request.members.count;
  const mostBytes = request.mostBytes ?? MOST_BYTES;
  const path = sealedPath(request.path, request.seal);
  // How small a file packs is known when it is packed: then it is written again in as many parts as it takes.
  const fewest = Math.max(1, Math.ceil(users / (MOST_ROWS - 1)));
  for (let count = fewest; ; ) {
    const parts = Array.from({ length: count }, (_, n) =>
      count === 1 ? path : partPath(path, n + 1, count),
    );
    const fits = ({ largest, whole }: PartsWritten) =>
      whole && (largest <= mostBytes || count >= users);
    const written = await writeAllWhole(parts, (besides) => writeParts(db, request, besides), fits);
    const { largest, whole, ...counts } = written;
    if (fits(written)) return { files: parts.map((part) => basename(part)), users, ...counts };
    const wanted = whole ? Math.ceil((count * largest) / mostBytes) : count;
    count = Math.min(users, Math.max(count + 1, wanted));
  }
}

interface PartsWritten {
  /** Bytes of the largest one. */
  readonly largest: number;
  /** Everybody stands in one of them. */
  readonly whole: boolean;
  readonly cleaned: number;
  readonly odd: number;
  readonly perFile: readonly UserBitmap[];
}

async function writeParts(
  db: ReadableDb,
  request: SetFileRequest,
  paths: readonly string[],
): Promise<PartsWritten> {
  const { members, clean } = request;
  // One part takes everybody, however much that is.
  const share = paths.length === 1 ? 0 : Math.ceil(bytesOf(db, request) / paths.length);
  const lines = setLines(db, members);
  let rowsLeft = members.count;
  let [largest, cleaned, odd] = [0, 0, 0];
  const perFile: UserBitmap[] = [];
  for (const [n, path] of paths.entries()) {
    // Whatever their lengths, each part gets a row at least.
    const most = Math.min(rowsLeft - (paths.length - 1 - n), MOST_ROWS - 1);
    const users = new UserBitmap();
    let rows = 0;
    let bytes = 0;
    const next = () => {
      if (rows === most || (bytes >= share && n < paths.length - 1)) return undefined;
      const line = lines.next();
      if (line.done) return undefined;
      const written = lineText(line.value, clean);
      request.wrote?.();
      users.add(line.value.userNo);
      rows++;
      bytes += rowBytes(written);
      if (written !== line.value.text) cleaned++;
      else if (line.value.oddities.length > 0) odd++;
      return written;
    };
    largest = Math.max(largest, await writePart(path, request, next));
    rowsLeft -= rows;
    perFile.push(users);
  }
  // A part can’t have more rows than a sheet has.
  return { largest, whole: lines.next().done === true, cleaned, odd, perFile };
}

const lineText = (line: SetLine, clean: boolean) => (clean ? line.clean : line.text);

/** Then pages that are asked for meanwhile come in. */
const ROWS_AT_ONCE = 5000;

/** About what a row adds to its sheet before packing. */
const ROW_BYTES = 60;
const rowBytes = (text: string) => ROW_BYTES + Buffer.byteLength(text);

function bytesOf(db: ReadableDb, { members, clean }: SetFileRequest): number {
  let bytes = 0;
  for (const line of setLines(db, members)) bytes += rowBytes(lineText(line, clean));
  return bytes;
}

/** @returns the size of the file */
async function writePart(
  path: string,
  { heading, seal }: SetFileRequest,
  next: () => string | undefined,
): Promise<number> {
  const properties =
    seal === null ? {} : { description: SET_FILE_WORDS.seal(seal), keywords: seal };
  const fill = async (workbook: WorkbookWriter) => {
    const sheet = workbook.addSheet(SET_FILE_WORDS.sheet, {
      columns: [{ width: 32, style: 'text' }],
    });
    sheet.addRow([heading]);
    let rows = 0;
    for (let text = next(); text !== undefined; text = next()) {
      sheet.addRow([text]);
      if (++rows % ROWS_AT_ONCE === 0) await breathe();
    }
  };
  return (await fillWorkbook(path, fill, { properties })).bytes;
}

const withoutEnding = (path: string) => basename(path).replace(/\.xlsx$/i, '');

/** Enough of the seal to compare by eye; the whole stands in the file's properties. */
function sealedPath(path: string, seal: string | null): string {
  if (seal === null) return path;
  const mark = `-seal-${seal.slice(0, 8)}`;
  const name = withoutEnding(path);
  return name.endsWith(mark) ? path : join(dirname(path), `${name}${mark}.xlsx`);
}

function partPath(path: string, part: number, parts: number): string {
  return join(dirname(path), `${SET_FILE_WORDS.part(withoutEnding(path), part, parts)}.xlsx`);
}
