/**
 * Owns opening a file with a table, a workbook, a text file or Alma's XML, by what its own bytes say and not by its name.
 * Must never: care what the rows hold. Errors are TableError, each with a code.
 */
import { AlmaTable } from './almaXml/almaTable.ts';
import { almaXmlIn, almaXmlInZip } from './almaXml/openAlmaXml.ts';
import { fileError, type OpenFile, openAs } from './openFile.ts';
import { recogniseFile } from './recogniseFile.ts';
import type { OpenTable } from './table.ts';
import { type OpenTextOptions, textIn } from './text/openText.ts';
import { defaultTuning } from './workbook/readTuning.ts';
import { workbookOf } from './workbook/readWorkbook.ts';
import { ZipContainer } from './workbook/zipContainer.ts';

/**
 * Takes the path of an Excel workbook, of a CSV or tab-separated file or of Alma's XML, and what a person has chosen for a
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
    if (type === 'text') return await textIn(file, options);
    if (type === 'almaXml') return new AlmaTable(almaXmlIn(file));
    const zip = await ZipContainer.open(file, defaultTuning);
    const xml = await almaXmlInZip(zip);
    return xml ? new AlmaTable(xml) : await workbookOf(zip);
  } catch (error) {
    throw fileError(error);
  }
}
