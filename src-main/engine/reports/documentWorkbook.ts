/**
 * A document as a workbook: one sheet for the page that stands alone, one for the details, one for each list, whose
 * rows are streamed. Printed, each sheet is one page wide. Values stay what they are: numbers, dates, texts.
 */
import type {
  Bar,
  DocumentColumn,
  DocumentSection,
  DocumentValue,
  Fact,
  SectionBody,
} from '#shared/documents/document.ts';
import { currencyDecimals } from '#shared/domain/money.ts';
import type { CellStyle } from '../workbooks/cellStyles.ts';
import type { CellContent } from '../workbooks/rowBytes.ts';
import type { SheetWriter } from '../workbooks/sheetWriter.ts';
import type { WorkbookWriter } from '../workbooks/workbookWriter.ts';
import { writeWorkbook } from '../workbooks/writeWorkbook.ts';
import { writeList } from './listSheet.ts';
import type { RowWatch } from './rowWatch.ts';
import type { DocumentSource, Picture } from './source.ts';
import { DOCUMENT_WORDS } from './words.ts';

/** @returns how many rows of its lists were written */
export async function writeDocumentWorkbook(
  source: DocumentSource,
  path: string,
  watch: RowWatch,
): Promise<number> {
  const { document, format, timeZone, paper } = source;
  watch.begin(document.lists.reduce((rows, { users }) => rows + users, 0));
  const fill = async (workbook: WorkbookWriter) => {
    writeSummary(workbook, source);
    if (document.details.length > 0) writeDetails(workbook, source);
    let rows = 0;
    for (const list of document.lists) rows += await writeList(workbook, source, list, watch);
    return rows;
  };
  const properties = { title: document.title };
  const decimals = currencyDecimals(format.currency);
  return writeWorkbook(path, fill, { properties, decimals, timeZone, paper });
}

const STYLES: Readonly<Record<DocumentValue['is'], CellStyle>> = {
  text: 'wrap',
  code: 'text',
  count: 'count',
  amount: 'amount',
  date: 'date',
  instant: 'instant',
};

/** Behind its label, where texts begin. */
const FACT_STYLES: typeof STYLES = {
  ...STYLES,
  code: 'wrap',
  count: 'countAtStart',
  amount: 'amountAtStart',
};

/** Columns of the sheet that stands alone: labels, values, and what tables have beside. */
const SUMMARY_COLUMNS = [38, 38, 10, 14].map((width) => ({ width }));
const DETAIL_COLUMNS = [64, 40, 40].map((width) => ({ width }));
/** Pixels that a logo may take beside the title. */
const LOGO = { width: 180, height: 72 };
/** Pixels that a screen capture may take: the width of the details, and a page of them in height. */
const CAPTURE = { width: 940, height: 640 };
/** Height of a line of text, in points and in pixels. */
const LINE_POINTS = 15;
const HEADING_POINTS = 18;
const ROW_PIXELS = 20;
/** Letters are narrower than the digits by which widths of columns are told. */
const FILLED = 1.1;

function writeSummary(workbook: WorkbookWriter, source: DocumentSource): void {
  const { title, subtitle, head, summary } = source.document;
  const sheet = workbook.addSheet(DOCUMENT_WORDS.summarySheet, {
    columns: SUMMARY_COLUMNS,
    onePage: true,
    gridLines: false,
    footer: footOf(source.document),
  });
  const page = new SheetPage(sheet, SUMMARY_COLUMNS);
  page.add([title], 'title', 30);
  page.add([subtitle], 'label');
  page.gap();
  page.facts(head);
  const logo = source.logo();
  if (logo)
    sheet.addPicture({ ...pictureOf(logo, LOGO), alt: DOCUMENT_WORDS.logo, column: 2, row: 1 });
  for (const section of summary) page.section(section);
}

function writeDetails(workbook: WorkbookWriter, source: DocumentSource): void {
  const { details } = source.document;
  const footer = footOf(source.document);
  const sheet = workbook.addSheet(DOCUMENT_WORDS.detailSheet, {
    columns: DETAIL_COLUMNS,
    landscape: true,
    gridLines: false,
    footer,
  });
  const page = new SheetPage(sheet, DETAIL_COLUMNS);
  page.add([DOCUMENT_WORDS.detailTitle], 'title', 30);
  const isWide = (section: DocumentSection) =>
    section.form === 'table' && section.columns.length > DETAIL_COLUMNS.length;
  for (const section of details) {
    if (!isWide(section) && section.form !== 'capture') page.section(section);
  }
  for (const section of details)
    if (section.form === 'table' && isWide(section)) writeTable(workbook, section, footer);
    else if (section.form === 'capture') writeCapture(workbook, section, source);
}

/** A page of its own: a picture that begins in the middle of one would be cut. */
function writeCapture(
  workbook: WorkbookWriter,
  section: Extract<DocumentSection, { form: 'capture' }>,
  source: DocumentSource,
): void {
  const sheet = workbook.addSheet(section.title, {
    columns: DETAIL_COLUMNS,
    landscape: true,
    onePage: true,
    gridLines: false,
    footer: footOf(source.document),
  });
  const page = new SheetPage(sheet, DETAIL_COLUMNS);
  page.section(section);
  page.picture(source.capture(), section.alt);
}

/** Below every page: a loose one can still be told where it belongs. */
function footOf({ title, subtitle }: DocumentSource['document']): string {
  return DOCUMENT_WORDS.foot(title, subtitle);
}

type TableSection = Extract<DocumentSection, { form: 'table' }>;

/** A table with more columns than the details have: a sheet of its own. */
function writeTable(workbook: WorkbookWriter, section: TableSection, footer: string): void {
  const sheet = workbook.addSheet(section.title, {
    columns: section.columns.map(({ is, width }) => ({ width, style: STYLES[is] })),
    landscape: true,
    headings: 1,
    header: section.title,
    footer,
  });
  sheet.addRow(
    section.columns.map(({ heading }) => heading),
    { style: 'heading' },
  );
  for (const row of section.rows) sheet.addRow(row.map((value) => cellOf(value)));
}

/** A cell with the format of its kind. */
function cellOf(value: DocumentValue | null, styles = STYLES): CellContent {
  if (value === null) return null;
  const style = styles[value.is];
  switch (value.is) {
    case 'text':
    case 'code':
      return { value: value.text, style };
    case 'count':
      return { value: value.count, style };
    case 'amount':
      return { value: value.minor, style };
    case 'date':
      return { value: value.date, style };
    case 'instant':
      return { value: value.at, style };
  }
}

/** As large as it is, or as large as there is room. */
function pictureOf(
  { png, width, height }: Picture,
  room: { readonly width: number; readonly height: number },
) {
  const scale = Math.min(1, room.width / width, room.height / height);
  return { png, width: Math.round(width * scale), height: Math.round(height * scale) };
}

const BAR_COLOUR = '9DBCE0';

/** A sheet that is read like a page: sections one below the other, all in the same columns. */
class SheetPage {
  readonly #sheet: SheetWriter;
  readonly #columns: readonly { readonly width: number }[];
  #row = 0;

  constructor(sheet: SheetWriter, columns: readonly { readonly width: number }[]) {
    this.#sheet = sheet;
    this.#columns = columns;
  }

  /** Without a height as high as its texts: not every program looks for it when it opens a file. */
  add(cells: readonly CellContent[], style?: CellStyle, height = this.#heightOf(cells)): void {
    this.#row++;
    this.#sheet.addRow(cells, { ...(style && { style }), height });
  }

  #heightOf(cells: readonly CellContent[]): number {
    const lines = cells.map((cell, n) => {
      const value = typeof cell === 'object' && cell !== null ? cell.value : cell;
      const width = this.#columns[n]?.width ?? Number.POSITIVE_INFINITY;
      return typeof value === 'string' ? Math.ceil(value.length / (width * FILLED)) : 1;
    });
    return LINE_POINTS * Math.max(1, ...lines);
  }

  /** Characters across the page. */
  #lineLength(): number {
    return FILLED * this.#columns.reduce((sum, { width }) => sum + width, 0);
  }

  gap(): void {
    this.add([]);
  }

  section(section: DocumentSection): void {
    this.gap();
    if (section.form !== 'alarm') this.add(this.#across(section.title), 'heading', HEADING_POINTS);
    if (section.form === 'alarm') this.#alarm(section);
    else if (section.form === 'facts' || section.form === 'capture') this.facts(section.facts);
    else if (section.form === 'bars') this.#bars(section.whole, section.bars);
    else if (section.form === 'table') this.#table(section.columns, section.rows);
    else if (section.form === 'signatures') this.#signatures(section.lines);
    else for (const line of section.lines) this.#line(line);
  }

  facts(facts: readonly Fact[]): void {
    for (const { label, value, note } of facts) {
      this.add([{ value: label, style: 'label' }, cellOf(value, FACT_STYLES)]);
      if (note !== undefined) this.add([null, { value: note, style: 'note' }]);
    }
  }

  picture(picture: Picture | null, alt: string): void {
    if (!picture) return;
    const size = pictureOf(picture, CAPTURE);
    this.gap();
    this.#sheet.addPicture({ ...size, alt, column: 0, row: this.#row });
    // The rows that it covers: what comes next stands below it.
    for (let n = 0; n < Math.ceil(size.height / ROW_PIXELS); n++) this.gap();
  }

  /** The heading's colour goes across the page. */
  #across(title: string): CellContent[] {
    return [
      title,
      ...Array.from({ length: this.#columns.length - 1 }, () => ({
        value: '',
        style: 'heading' as const,
      })),
    ];
  }

  /** A sentence that goes across the page. */
  #line(line: string): void {
    this.add([line], 'wrap', LINE_POINTS * Math.ceil(line.length / this.#lineLength()));
    this.#mergeRow();
  }

  #mergeRow(): void {
    const row = this.#row;
    const toColumn = this.#columns.length - 1;
    this.#sheet.merge({ fromRow: row, toRow: row, fromColumn: 0, toColumn });
  }

  #alarm({ text, note }: Extract<SectionBody, { form: 'alarm' }>): void {
    for (const line of note === undefined ? [text] : [text, note]) {
      this.add([line], 'alarm', LINE_POINTS * 1.4 * Math.ceil(line.length / this.#lineLength()));
      this.#mergeRow();
    }
  }

  #bars(whole: Bar, bars: readonly Bar[]): void {
    const fromRow = this.#row + 1;
    for (const { label, count, part } of [whole, ...bars])
      this.add(
        [
          { value: part ? DOCUMENT_WORDS.part(label) : label, style: part ? 'note' : 'label' },
          { value: count, style: 'count' },
        ],
        undefined,
        LINE_POINTS,
      );
    this.#sheet.addBars({ column: 1, fromRow, toRow: this.#row, colour: BAR_COLOUR });
  }

  #table(
    columns: readonly DocumentColumn[],
    rows: readonly (readonly (DocumentValue | null)[])[],
  ): void {
    const headingOf = ({ heading, is }: DocumentColumn): CellContent => ({
      value: heading,
      style: is === 'count' || is === 'amount' ? 'labelAtEnd' : 'label',
    });
    this.add(columns.map(headingOf));
    for (const row of rows) this.add(row.map((value) => cellOf(value)));
  }

  #signatures(lines: Extract<SectionBody, { form: 'signatures' }>['lines']): void {
    for (const { role, name, at } of lines) {
      const signed = name === null ? DOCUMENT_WORDS.lineToSign : name;
      this.add(
        [{ value: role, style: 'label' }, signed],
        undefined,
        name === null ? 32 : undefined,
      );
      if (at !== null) this.add([null, { value: at, style: 'instant' }]);
    }
  }
}
