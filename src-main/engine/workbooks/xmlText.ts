/** Texts of the small parts of a workbook as XML, and the namespaces that they share. Pure. */

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export const NAMESPACES = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  office: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  package: 'http://schemas.openxmlformats.org/package/2006',
  drawing: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  sheetDrawing: 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing',
  main2009: 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main',
  excel2006: 'http://schemas.microsoft.com/office/excel/2006/main',
} as const;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** XML has no characters for these: in properties, names and titles nobody misses them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const WITHOUT_CHARACTER = /[\x00-\x08\x0b-\x1f\ufffe\uffff]/g;

/** Half a character has no bytes. */
export const wholeCharacters = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** For an attribute or an element outside the cells. */
export function escapeXml(text: string): string {
  return wholeCharacters(text)
    .replace(WITHOUT_CHARACTER, ' ')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}
