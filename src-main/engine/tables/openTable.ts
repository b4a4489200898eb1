/**
 * Owns opening a file with a table, a workbook or a text file, by what its own bytes say and not by its name.
 * Must never: care what the rows hold. Errors are TableError, each with a code.
 */
import { fileError, type OpenFile, openAs } from './openFile.ts';
import { recogniseFile } from './recogniseFile.ts';
import type { OpenTable } from './table.ts';
import { type OpenTextOptions, textIn } from './text/openText.ts';
import { workbookIn } from './workbook/readWorkbook.ts';

/**
 * Takes the path of an Excel workbook or of a CSV or tab-separated file, and what a person has chosen for a
 * text file (a workbook needs no such thing); gives it opened, to be closed by the caller. Throws TableError.
 */
export function openTable(path: string, options: OpenTextOptions = {}): Promise<OpenTable> {
  return openAs(path, (file) => tableIn(file, options));
}

/**
 * Like `openTable`, with a file that is open already. Closing the table closes it; as long as there is none, that
 * is left to the caller. Throws TableError.
 */
export async function tableIn(file: OpenFile, options: OpenTextOptions = {}): Promise<OpenTable> {
  try {
    const type = await recogniseFile(file);
    return type === 'package' ? await workbookIn(file) : await textIn(file, options);
  } catch (error) {
    throw fileError(error);
  }
}
