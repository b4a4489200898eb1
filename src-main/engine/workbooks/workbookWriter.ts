/**
 * Writes a workbook of large, plain sheets: texts and numbers, a few styles, widths of columns, a picture behind
 * a sheet. Rows go to the file as they come. Text is text: whatever it begins with, never a formula or a link.
 */
import { cellXml, columnNames, escapeXml } from './cellXml.ts';
import {
  contentTypes,
  coreProperties,
  PACKAGE_RELATIONS,
  type RowStyle,
  STYLES,
  sheetRelations,
  stylesPart,
  type WorkbookProperties,
  workbookPart,
  workbookRelations,
} from './workbookParts.ts';
import { ZipFile } from './zipFile.ts';

/** The heading row is one of them. */
export const MOST_ROWS = 1_048_576;

export interface SheetColumn {
  readonly width?: number;
  /** Cells that stay text when somebody edits them. */
  readonly text?: boolean;
}

export type CellContent = string | number | null | undefined;

/** So much of a sheet is packed at a time. */
const BLOCK_CHARS = 1 << 17;

export class WorkbookWriter {
  readonly #zip: ZipFile;
  readonly #properties: WorkbookProperties;
  readonly #sheets: string[] = [];
  #pictures = 0;
  #sheet: SheetWriter | undefined;

  constructor(path: string, properties: WorkbookProperties = {}) {
    this.#zip = new ZipFile(path);
    this.#properties = properties;
  }

  /** Begins a sheet, and ends the one before it. */
  addSheet(name: string, columns: readonly SheetColumn[] = []): SheetWriter {
    this.#endSheet();
    this.#sheets.push(name);
    this.#zip.begin(`xl/worksheets/sheet${this.#sheets.length}.xml`);
    this.#sheet = new SheetWriter(this.#zip, columns);
    return this.#sheet;
  }

  /** @returns the size of the file, which is whole now */
  finish(): number {
    this.#endSheet();
    const zip = this.#zip;
    zip.add('xl/styles.xml', stylesPart());
    zip.add('xl/workbook.xml', workbookPart(this.#sheets.map(escapeXml)));
    zip.add('xl/_rels/workbook.xml.rels', workbookRelations(this.#sheets.length));
    zip.add('docProps/core.xml', coreProperties(this.#properties));
    zip.add('_rels/.rels', PACKAGE_RELATIONS);
    zip.add('[Content_Types].xml', contentTypes(this.#sheets.length));
    return zip.finish();
  }

  /** After a failure: the file is half of one, unless it is finished. */
  abandon(): void {
    this.#zip.abandon();
  }

  #endSheet(): void {
    const picture = this.#sheet?.end();
    this.#sheet = undefined;
    if (!picture) return;
    const number = ++this.#pictures;
    const sheet = this.#sheets.length;
    this.#zip.add(`xl/worksheets/_rels/sheet${sheet}.xml.rels`, sheetRelations(number));
    this.#zip.add(`xl/media/image${number}.png`, picture);
  }
}

const SHEET =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">';

export class SheetWriter {
  readonly #zip: ZipFile;
  readonly #names: string[] = [];
  /** Of each column, and of those behind the last one that was described. */
  readonly #text: readonly boolean[];
  #waiting: string;
  #rows = 0;
  #picture: Buffer | undefined;

  constructor(zip: ZipFile, columns: readonly SheetColumn[]) {
    this.#zip = zip;
    this.#text = columns.map(({ text }) => text === true);
    this.#waiting = `${SHEET}${columnsXml(columns)}<sheetData>`;
  }

  /** @throws RangeError for more rows than a sheet can have */
  addRow(cells: readonly CellContent[], style: RowStyle = 'plain'): void {
    if (++this.#rows > MOST_ROWS) throw new RangeError('too many rows for a sheet');
    columnNames(this.#names, cells.length);
    let row = `<row r="${this.#rows}">`;
    for (const [n, cell] of cells.entries()) {
      if (cell === null || cell === undefined || cell === '') continue;
      const kind = STYLES[style] + (this.#text[n] ? 1 : 0);
      row += cellXml(`${this.#names[n]}${this.#rows}`, kind, cell);
    }
    this.#waiting += `${row}</row>`;
    if (this.#waiting.length >= BLOCK_CHARS) this.#flush();
  }

  /** Shown behind the cells. */
  setBackground(png: Buffer): void {
    this.#picture = png;
  }

  /** @returns the picture that its relations must lead to */
  end(): Buffer | undefined {
    this.#waiting += `</sheetData>${this.#picture ? '<picture r:id="rId1"/>' : ''}</worksheet>`;
    this.#flush();
    return this.#picture;
  }

  #flush(): void {
    this.#zip.write(Buffer.from(this.#waiting));
    this.#waiting = '';
  }
}

function columnsXml(columns: readonly SheetColumn[]): string {
  if (columns.length === 0) return '';
  const each = columns.map(({ width, text }, n) => {
    const size = width === undefined ? 'width="9"' : `width="${width}" customWidth="1"`;
    return `<col min="${n + 1}" max="${n + 1}" ${size}${text ? ' style="1"' : ''}/>`;
  });
  return `<cols>${each.join('')}</cols>`;
}
