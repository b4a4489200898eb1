/**
 * Owns opening a file with a table, a workbook or a text file, by what its own bytes say and not by its name.
 * Called by: the importing folder for every file that a person chose.
 * Must never: care what the rows hold; errors are WorkbookError, each with one sentence for a librarian.
 */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Separator, TextEncodingName } from '#shared/domain/textFormats.ts';
import { type OpenTextOptions, openText } from './text/openText.ts';
import { type OpenWorkbook, openWorkbook } from './workbook/readWorkbook.ts';
import { recogniseFile } from './workbook/recogniseFile.ts';
import { WorkbookError } from './workbook/workbookError.ts';
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
 * text file (a workbook needs no such thing); gives it opened, to be closed by the caller. Throws WorkbookError.
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
    if (!stat.isFile()) throw new WorkbookError('unreadable', 'not a file');
    if (LOCK_FILE.test(basename(path))) throw new WorkbookError('lockFile', 'its name');
    return await recogniseFile(file, stat.size);
  } catch (error) {
    throw fileError(error);
  } finally {
    await file.close();
  }
}
