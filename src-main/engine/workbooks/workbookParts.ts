/** The small parts of a workbook: content types, relations, names, properties. Pure texts. */
import { escapeXml, NAMESPACES, XML_HEAD } from './xmlText.ts';

export interface WorkbookProperties {
  readonly title?: string;
  readonly description?: string;
  readonly keywords?: string;
}

const CONTENT = 'application/vnd.openxmlformats-officedocument';
const { main, office, package: packaged } = NAMESPACES;

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

/** @param defined names of ranges, as XML */
export function workbookPart(names: readonly string[], defined: readonly string[]): string {
  const sheets = names.map(
    (name, n) => `<sheet name="${escapeXml(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`,
  );
  const ranges = defined.length > 0 ? `<definedNames>${defined.join('')}</definedNames>` : '';
  return `${XML_HEAD}<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets>${ranges}</workbook>`;
}

export function workbookRelations(sheets: number, hasTexts: boolean): string {
  const each = numbers(sheets).map((n) =>
    relation(`rId${n}`, `${office}/worksheet`, `worksheets/sheet${n}.xml`),
  );
  if (hasTexts) each.push(relation('texts', `${office}/sharedStrings`, 'sharedStrings.xml'));
  return relations(...each, relation('styles', `${office}/styles`, 'styles.xml'));
}

export function sheetRelations(drawing: number): string {
  return relations(relation('rId1', `${office}/drawing`, `../drawings/drawing${drawing}.xml`));
}

/** @param images their file names, in the order of the drawing */
export function drawingRelations(images: readonly string[]): string {
  return relations(
    ...images.map((image, n) => relation(`rId${n + 1}`, `${office}/image`, `../media/${image}`)),
  );
}

export const PACKAGE_RELATIONS = relations(
  relation('rId1', `${office}/officeDocument`, 'xl/workbook.xml'),
  relation('rId2', `${packaged}/relationships/metadata/core-properties`, 'docProps/core.xml'),
);

function relations(...each: string[]): string {
  return `${XML_HEAD}<Relationships xmlns="${packaged}/relationships">${each.join('')}</Relationships>`;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
}

/** Nobody's name and no time: those stand in cells, where they are proof. */
export function coreProperties({ title, description, keywords }: WorkbookProperties): string {
  const element = (name: string, text: string | undefined) =>
    text === undefined ? '' : `<${name}>${escapeXml(text)}</${name}>`;
  return `${XML_HEAD}<cp:coreProperties xmlns:cp="${packaged}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${element('dc:title', title)}${element('cp:keywords', keywords)}${element('dc:description', description)}</cp:coreProperties>`;
}

export function contentTypes(sheets: number, drawings: number, hasTexts: boolean): string {
  const part = (name: string, type: string) =>
    `<Override PartName="${name}" ContentType="${type}+xml"/>`;
  return [
    `${XML_HEAD}<Types xmlns="${packaged}/content-types">`,
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
    `<Default Extension="xml" ContentType="application/xml"/>`,
    `<Default Extension="png" ContentType="image/png"/>`,
    `<Default Extension="jpeg" ContentType="image/jpeg"/>`,
    part('/xl/workbook.xml', `${CONTENT}.spreadsheetml.sheet.main`),
    ...numbers(sheets).map((n) =>
      part(`/xl/worksheets/sheet${n}.xml`, `${CONTENT}.spreadsheetml.worksheet`),
    ),
    ...numbers(drawings).map((n) => part(`/xl/drawings/drawing${n}.xml`, `${CONTENT}.drawing`)),
    ...(hasTexts ? [part('/xl/sharedStrings.xml', `${CONTENT}.spreadsheetml.sharedStrings`)] : []),
    part('/xl/styles.xml', `${CONTENT}.spreadsheetml.styles`),
    part('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties'),
    '</Types>',
  ].join('');
}
