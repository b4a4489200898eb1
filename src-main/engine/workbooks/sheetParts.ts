/** The XML of a sheet before its rows and behind them, in the order that the format wants. Pure. */
import { type CellRange, columnName, rangeText } from './cellPlaces.ts';
import type { StyleTable } from './cellStyles.ts';
import { dataBarsExtension, dataBarsXml } from './dataBars.ts';
import { USUAL_WIDTH } from './rowBytes.ts';
import type { DataBars, Paper, SheetColumn, SheetOptions } from './sheetOptions.ts';
import { PAGE_WORDS } from './words.ts';
import { escapeXml, NAMESPACES, wholeCharacters, XML_HEAD } from './xmlText.ts';

/** Up to the first row. @param paper none: nothing about printing, as in files for other programs */
export function sheetStart(
  options: SheetOptions,
  paper: Paper | undefined,
  styles: StyleTable,
): string {
  const { columns = [], headings = 0, gridLines } = options;
  const fits = paper ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : '';
  return `${XML_HEAD}<worksheet xmlns="${NAMESPACES.main}" xmlns:r="${NAMESPACES.office}">${fits}${viewXml(headings, gridLines)}${columnsXml(columns, styles)}<sheetData>`;
}

function viewXml(headings: number, gridLines = true): string {
  if (headings === 0 && gridLines) return '';
  const lines = gridLines ? '' : ' showGridLines="0"';
  const first = `A${headings + 1}`;
  const frozen = `<pane ySplit="${headings}" topLeftCell="${first}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="${first}" sqref="${first}"/>`;
  return `<sheetViews><sheetView${lines} workbookViewId="0">${headings > 0 ? frozen : ''}</sheetView></sheetViews>`;
}

function columnsXml(columns: readonly SheetColumn[], styles: StyleTable): string {
  if (columns.length === 0) return '';
  const each = columns.map(({ width, style = 'plain' }, n) => {
    const size =
      width === undefined ? `width="${USUAL_WIDTH}"` : `width="${width}" customWidth="1"`;
    const number = styles.number(style);
    return `<col min="${n + 1}" max="${n + 1}" ${size}${number ? ` style="${number}"` : ''}/>`;
  });
  return `<cols>${each.join('')}</cols>`;
}

/** What came with the rows. */
export interface SheetContent {
  readonly rows: number;
  readonly columns: number;
  readonly merged: readonly CellRange[];
  readonly bars: readonly DataBars[];
  readonly hasPictures: boolean;
  /** Number of the sheet in its workbook, from 1. */
  readonly number: number;
}

/** All columns and rows that were written; a sheet without any counts as one cell. */
const used = ({ rows, columns }: SheetContent): CellRange => ({
  ...{ fromColumn: 0, fromRow: 1, toColumn: Math.max(columns, 1) - 1, toRow: Math.max(rows, 1) },
});

function filterRange({ headings }: SheetOptions, content: SheetContent): CellRange {
  const fromRow = Math.max(headings ?? 1, 1);
  return { ...used(content), fromRow, toRow: Math.max(content.rows, fromRow) };
}

/** Behind the last row. */
export function sheetEnd(
  options: SheetOptions,
  paper: Paper | undefined,
  content: SheetContent,
): string {
  const { merged, bars, hasPictures, number } = content;
  const filter = options.filter
    ? `<autoFilter ref="${rangeText(filterRange(options, content))}"/>`
    : '';
  const merges = merged.map((range) => `<mergeCell ref="${rangeText(range)}"/>`);
  return [
    `</sheetData>${filter}`,
    merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : '',
    dataBarsXml(bars, number),
    paper ? printXml(options, paper) : '',
    // Identifiers are text on purpose: no warning in each of their cells.
    paper
      ? `<ignoredErrors><ignoredError sqref="${rangeText(used(content))}" numberStoredAsText="1"/></ignoredErrors>`
      : '',
    hasPictures ? '<drawing r:id="rId1"/>' : '',
    `${dataBarsExtension(bars, number)}</worksheet>`,
  ].join('');
}

const PAPER_NUMBERS: Readonly<Record<Paper, number>> = { A4: 9, Letter: 1 };
/** In inches; the head and the foot stand in the outer ones. */
const MARGINS =
  '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.35" footer="0.35"/>';

function printXml({ landscape, onePage, header, footer }: SheetOptions, paper: Paper): string {
  const orientation = landscape ? 'landscape' : 'portrait';
  const page = PAGE_WORDS.page('&P', '&N');
  return `${MARGINS}<pageSetup paperSize="${PAPER_NUMBERS[paper]}" orientation="${orientation}" fitToWidth="1" fitToHeight="${onePage ? 1 : 0}"/><headerFooter>${marginXml('oddHeader', header, '&A')}${marginXml('oddFooter', footer, page)}</headerFooter>`;
}

/** Excel takes a file for a broken one when it has more in the head or the foot of its pages. */
const MOST_CHARACTERS = 255;

function marginXml(element: string, left: string | undefined, right: string): string {
  const behind = `&R${right}`;
  let text = wholeCharacters(left ?? '')
    .replace(/\s+/gu, ' ')
    .slice(0, MOST_CHARACTERS);
  // An ampersand is doubled, or it would be an instruction.
  const written = () => `&L${text.replaceAll('&', '&&')}${behind}`;
  while (written().length > MOST_CHARACTERS) text = text.replace(/.…?$/u, '…');
  return `<${element}>${escapeXml(text === '' ? behind : written())}</${element}>`;
}

/** Names of ranges through which programs know what to repeat, to print and to filter. */
export function definedNames(
  options: SheetOptions,
  content: SheetContent,
  sheet: string,
  prints: boolean,
): string[] {
  const { headings = 0, printedColumns, filter } = options;
  const at = `'${escapeXml(sheet.replaceAll("'", "''"))}'!`;
  const named = (name: string, range: string, more = '') =>
    `<definedName name="_xlnm.${name}" localSheetId="${content.number - 1}"${more}>${at}${range}</definedName>`;
  const names: string[] = [];
  if (filter)
    names.push(
      named('_FilterDatabase', rangeText(filterRange(options, content), '$'), ' hidden="1"'),
    );
  if (prints && printedColumns !== undefined && content.rows > 0)
    names.push(named('Print_Area', `$A$1:$${columnName(printedColumns - 1)}$${content.rows}`));
  if (prints && headings > 0) names.push(named('Print_Titles', `$1:$${headings}`));
  return names;
}
