/** The small parts of a workbook: content types, relations, styles, properties. Pure texts. */
import { escapeXml } from './cellXml.ts';

export interface WorkbookProperties {
  readonly description?: string;
  readonly keywords?: string;
}

/** Numbers of the formats that a row's cells have; the next one is the same for cells that stay text. */
export const STYLES = { plain: 0, bold: 2, italic: 4, title: 6 } as const;
export type RowStyle = keyof typeof STYLES;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

/** Fonts in the order of STYLES. Format 49 is text. */
export function stylesPart(): string {
  const fonts = [
    '<sz val="11"/>',
    '<b/><sz val="11"/>',
    '<i/><sz val="11"/>',
    '<b/><sz val="14"/>',
  ];
  const formats = fonts.flatMap((_, font) =>
    [0, 49].map(
      (format) =>
        `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0"${format ? ' applyNumberFormat="1"' : ''}${font ? ' applyFont="1"' : ''}/>`,
    ),
  );
  return `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="${fonts.length}">${fonts.map((font) => `<font>${font}<name val="Calibri"/><family val="2"/></font>`).join('')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

/** @param names escaped */
export function workbookPart(names: readonly string[]): string {
  const sheets = names.map(
    (name, n) => `<sheet name="${name}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`,
  );
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

export function workbookRelations(sheets: number): string {
  const each = numbers(sheets).map((n) =>
    relation(`rId${n}`, `${OFFICE}/worksheet`, `worksheets/sheet${n}.xml`),
  );
  return relations(...each, relation('styles', `${OFFICE}/styles`, 'styles.xml'));
}

export function sheetRelations(picture: number): string {
  return relations(relation('rId1', `${OFFICE}/image`, `../media/image${picture}.png`));
}

export const PACKAGE_RELATIONS = relations(
  relation('rId1', `${OFFICE}/officeDocument`, 'xl/workbook.xml'),
  relation(
    'rId2',
    'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
    'docProps/core.xml',
  ),
);

function relations(...each: string[]): string {
  return `${HEAD}<Relationships xmlns="${RELATIONS}">${each.join('')}</Relationships>`;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
}

/** Nobody's name and no time: those stand in cells, where they are proof. */
export function coreProperties({ description, keywords }: WorkbookProperties): string {
  const element = (name: string, text: string | undefined) =>
    text === undefined ? '' : `<${name}>${escapeXml(text)}</${name}>`;
  return `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${element('cp:keywords', keywords)}${element('dc:description', description)}</cp:coreProperties>`;
}

export function contentTypes(sheets: number): string {
  const each = numbers(sheets).map(
    (n) =>
      `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${CONTENT}.worksheet+xml"/>`,
  );
  return `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>${each.join('')}<Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;
}
