/**
 * Owns opening a file with a table, a workbook or a text file, by what its own bytes say and not by its name.
 * Must never: care what the rows hold. Errors are TableError, each with one sentence for a librarian.
 */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Separator, TextEncodingName } from '#shared/domain/textFormats.ts';
import { recogniseFile } from './recogniseFile.ts';
import { TableError } from './tableError.ts';
import { type OpenTextOptions, openText } from './text/openText.ts';
import { type OpenWorkbook, openWorkbook } from './workbook/readWorkbook.ts';
import { fileError } from './workbook/zipContainer.ts';

/** What the file is; for text, how it was read. */
export type TableFormat =
  | { readonly type: 'workbook' }
  | {
      readonly type: 'text';
      readonly encoding: TextEncodingName;
      readonly separator: Separator;
    };

/** As spreadsheet programs name the file that says who has a workbook open. */
const LOCK_FILE = /^(~\$|\.~lock\.)/;

export type OpenTable = OpenWorkbook & { readonly format: TableFormat };

/**
 * Takes the path of an Excel workbook or of a CSV or tab-separated file, and what a person has chosen for a
 * text file (a workbook needs no such thing); gives it opened, to be closed by the caller. Throws TableError.
 */
export async function openTable(path: string, options: OpenTextOptions = {}): Promise<OpenTable> {
  if ((await recognise(path)) === 'package') {
    return withFormat(await openWorkbook(path), { type: 'workbook' });
  }
  const text = await openText(path, options);
  const { encoding, separator } = text;
  return withFormat(text, { type: 'text', encoding, separator });
}

function withFormat(table: OpenWorkbook, format: TableFormat): OpenTable {
  return {
    format,
    sheets: table.sheets,
    hasMacros: table.hasMacros ?? false,
    ...(table.flaws && { flaws: table.flaws }),
    readSheet: (index, onRow, options) => table.readSheet(index, onRow, options),
    close: () => table.close(),
  };
}

async function recognise(path: string): Promise<'package' | 'text'> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw fileError(error);
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new TableError('unreadable', 'not a file');
    if (LOCK_FILE.test(basename(path))) throw new TableError('lockFile', 'its name');
    return await recogniseFile(file, stat.size);
  } catch (error) {
    throw fileError(error);
  } finally {
    await file.close();
  }
}
