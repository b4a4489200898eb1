/**
 * Owns what the reader wants from a workbook's styles: which of them show a number as a date or with zeros in
 * front, and which strike out.
 * Must never: keep colours, sizes or anything else of the styles.
 */
import type { SaxesTagNS } from 'saxes';
import { TableError } from '../tableError.ts';
import { isBuiltInDateFormat, isDateFormat, zerosShown } from './dateFormats.ts';
import { attribute, parseXmlPart } from './xmlParts.ts';

/** Far more than a workbook has. */
const MAX_STYLES = 1 << 20;

/** What a style does, as bits; above them, the number of digits that it shows at least. */
export const StyleLook = { date: 1, struck: 2, digitsShift: 2 } as const;

export interface CellStyles {
  /** By StyleLook, for each cell style. */
  readonly looks: Uint8Array;
  readonly anyStruck: boolean;
}

export const NO_STYLES: CellStyles = { looks: new Uint8Array(0), anyStruck: false };

/** Takes the styles part and its name; gives what each cell style does. Throws TableError. */
export function readCellStyles(bytes: Buffer, part: string): CellStyles {
  const codes = new Map<number, string>();
  const styles: { readonly format: number; readonly font: number }[] = [];
  const struckFonts = new Set<number>();
  let fonts = 0;
  parseXmlPart(bytes, part, (tag, parents) => {
    const parent = parents.at(-1);
    if (tag.local === 'xf' && parent === 'cellXfs') {
      styles.push({ format: numberOf(tag, 'numFmtId'), font: numberOf(tag, 'fontId') });
    } else if (tag.local === 'numFmt' && parent === 'numFmts') {
      codes.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '');
    } else if (tag.local === 'font' && parent === 'fonts') fonts++;
    else if (isStrike(tag) && parent === 'font' && parents.at(-2) === 'fonts') {
      struckFonts.add(fonts - 1);
    }
    if (Math.max(styles.length, codes.size, fonts) > MAX_STYLES)
      throw new TableError('tooLarge', `${part}: styles`);
  });
  const lookOfFormat = new Map<number, number>();
  for (const [id, code] of codes) lookOfFormat.set(id, lookOf(code));
  const looks = Uint8Array.from(styles, ({ format, font }) => {
    const builtIn = isBuiltInDateFormat(format) ? StyleLook.date : 0;
    const look = lookOfFormat.get(format) ?? builtIn;
    return struckFonts.has(font) ? look | StyleLook.struck : look;
  });
  return { looks, anyStruck: struckFonts.size > 0 };
}

function lookOf(code: string): number {
  return isDateFormat(code) ? StyleLook.date : zerosShown(code) << StyleLook.digitsShift;
}

function isStrike(tag: SaxesTagNS): boolean {
  return tag.local === 'strike' && !['0', 'false'].includes(attribute(tag, 'val') ?? '1');
}

function numberOf(tag: SaxesTagNS, name: string): number {
  return Number(attribute(tag, name) ?? 0);
}
