/**
 * What the command line tells about the files it has read: the sentences of their checks, each with its rows.
 * Names files and rows, never anything about a user.
 */
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { noticeText } from '#shared/notices/noticeText.ts';
import type { Engine } from '../requests/router.ts';
import { PLACE_WORDS } from './words.ts';

export interface FileNotice {
  readonly file: string;
  readonly code: string;
  readonly count: number;
  /** The first of them. */
  readonly rows: readonly number[];
}

export interface ToldNotice extends FileNotice {
  readonly text: string;
}

/** So many rows are listed in report.json, and so many are named in a sentence. */
const ROWS_LISTED = 1000;
const ROWS_NAMED = 5;

/** What the checks say now; of the rows behind each notice the first. */
export async function fileNotices(
  engine: Engine,
  files: readonly Pick<ImportCheck, 'importId' | 'fileName'>[],
): Promise<ToldNotice[]> {
  const told: ToldNotice[] = [];
  for (const { importId, fileName: file } of files) {
    const { notices } = await engine.imports.check({ importId });
    for (const notice of notices) {
      const { code, count, rowGroup } = notice;
      const text = noticeText(notice, PLAIN);
      const rows = rowGroup === null ? [] : await rowsOf(engine, importId, rowGroup);
      told.push({ file, code, count, text, rows });
    }
  }
  return told;
}

async function rowsOf(engine: Engine, importId: number, rowGroup: RowGroup): Promise<number[]> {
  const { rows } = await engine.imports.rows({ importId, rowGroup, offset: 0, limit: ROWS_LISTED });
  return rows.map(({ row }) => row);
}

/** `Keep.csv: Identifiers are numbers in the file ... (rows 2, 3 and 4)` */
export function noticeSentence({ file, text, count, rows }: ToldNotice): string {
  if (rows.length === 0) return `${file}: ${text}`;
  // Two users may stand in one row.
  const places = [...new Set(rows)];
  const named = places.slice(0, ROWS_NAMED).map(String);
  const more = Math.max(count - (rows.length - places.length), places.length) - named.length;
  if (more > 0) named.push(PLACE_WORDS.more(more));
  const last = named.pop()!;
  return `${file}: ${text} (${PLACE_WORDS.rows(named, last)})`;
}
