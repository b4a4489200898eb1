/**
 * Owns the one thing the reader wants from a workbook's styles: which of them show a number as a date.
 * Called by: readWorkbook.ts on opening; sheetScanner.ts asks by a cell's style number.
 * Must never: keep fonts, colours or anything else of the styles.
 */
import { isBuiltInDateFormat, isDateFormat } from './dateFormats.ts';
import { WorkbookError } from './workbookError.ts';
import { attribute, parseXmlPart } from './xmlParts.ts';

/** Far more than a workbook has. */
const maxStyles = 1 << 20;

/** Takes the styles part and its name; gives a 1 for each cell style that shows a date. Throws WorkbookError. */
export function readDateStyles(bytes: Buffer, part: string): Uint8Array {
  const codes = new Map<number, string>();
  const formatOfStyle: number[] = [];
  parseXmlPart(bytes, part, (tag, parents) => {
    const parent = parents.at(-1);
    if (tag.local === 'xf' && parent === 'cellXfs') {
      formatOfStyle.push(Number(attribute(tag, 'numFmtId') ?? 0));
    } else if (tag.local === 'numFmt' && parent === 'numFmts') {
      codes.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '');
    }
    if (Math.max(formatOfStyle.length, codes.size) > maxStyles)
      throw new WorkbookError('tooLarge', `${part}: styles`);
  });
  const isDate = new Map<number, boolean>();
  for (const [id, code] of codes) isDate.set(id, isDateFormat(code));
  return Uint8Array.from(formatOfStyle, (id) =>
    (isDate.get(id) ?? isBuiltInDateFormat(id)) ? 1 : 0,
  );
}
