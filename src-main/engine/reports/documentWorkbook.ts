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
import type { CellContent, RowLook } from '../workbooks/rowBytes.ts';
import type { SheetWriter } from '../workbooks/sheetWriter.ts';
import type { WorkbookWriter } from '../workbooks/workbookWriter.ts';
import { writeWorkbook } from '../workbooks/writeWorkbook.ts';
import { type OtherThread, THIS_THREAD } from './listPieces.ts';
import { writeList } from './listSheet.ts';
import type { RowWatch } from './rowWatch.ts';
import type { DocumentSource, Picture } from './source.ts';
import { DOCUMENT_WORDS } from './words.ts';

/**
 * @param other makes pieces of long lists, if there is one
 * @returns how many rows of its lists were written
 */
export async function writeDocumentWorkbook(
  source: DocumentSource,
  path: string,
  watch: RowWatch,
  other?: OtherThread,
): Promise<number> {
  const { document, format, timeZone, paper } = source;
  watch.begin(document.lists.reduce((rows, { users }) => rows + users, 0));
  const fill = async (workbook: WorkbookWriter) => {
    writeSummary(workbook, source);
    if (document.details.length > 0) writeDetails(workbook, source);
    let rows = 0;
    for (const list of document.lists)
      rows += await writeList(workbook, source, list, watch, other);
    return rows;
  };
  const properties = { title: document.title };
  const decimals = currencyDecimals(format.currency);
  const thread = other && THIS_THREAD;
  return writeWorkbook(path, fill, { properties, decimals, timeZone, paper, thread });
}

const STYLES: Readonly<Record<DocumentValue['is'], CellStyle>> = {
  text: 'wrap',
  code: 'text',
  count: 'count',
  amount: 'amount',
  date: 'date',
  instant: 'instant',
  tick: 'text',
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
/** Heights of a line, in points and in pixels, and of a heading. */
const LINE_POINTS = 15;
const HEADING_POINTS = 18;
/** Room to sign. */
const SIGNATURE_POINTS = 32;
const ROW_PIXELS = 20;

function writeSummary(workbook: WorkbookWriter, source: DocumentSource): void {
  const { title, subtitle, head, summary } = source.document;
  const sheet = workbook.addSheet(DOCUMENT_WORDS.summarySheet, {
    columns: SUMMARY_COLUMNS,
    onePage: true,
    gridLines: false,
    footer: footOf(source.document),
  });
  const page = new SheetPage(sheet, SUMMARY_COLUMNS.length);
  page.add([title], { style: 'title', height: 30 });
  page.add([subtitle], { style: 'label' });
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
  const page = new SheetPage(sheet, DETAIL_COLUMNS.length);
  page.add([DOCUMENT_WORDS.detailTitle], { style: 'title', height: 30 });
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
  const page = new SheetPage(sheet, DETAIL_COLUMNS.length);
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
    case 'tick':
      return { value: DOCUMENT_WORDS.tick, style };
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
  /** How many there are. */
  readonly #columns: number;
  #row = 0;

  constructor(sheet: SheetWriter, columns: number) {
    this.#sheet = sheet;
    this.#columns = columns;
  }

  add(cells: readonly CellContent[], look: RowLook = {}): void {
    this.#row = this.#sheet.addRow(cells, look);
  }

  gap(): void {
    this.add([]);
  }

  section(section: DocumentSection): void {
    this.gap();
    if (section.form !== 'alarm') {
      const look: RowLook = { style: 'heading', height: HEADING_POINTS };
      this.add(this.#across(section.title), look);
    }
    if (section.form === 'alarm') this.#alarm(section);
    else if (section.form === 'facts' || section.form === 'capture') this.facts(section.facts);
    else if (section.form === 'bars') this.#bars(section.whole, section.bars);
    else if (section.form === 'table') this.#table(section.columns, section.rows);
    else if (section.form === 'signatures') this.#signatures(section.lines);
    else for (const line of section.lines) this.#line(line, 'wrap');
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
      ...Array.from({ length: this.#columns - 1 }, () => ({
        value: '',
        style: 'heading' as const,
      })),
    ];
  }

  /** A sentence that goes across the page. */
  #line(line: string, style: CellStyle): void {
    this.add([line], { style, across: this.#columns });
  }

  #alarm({ text, note }: Extract<SectionBody, { form: 'alarm' }>): void {
    this.#line(text, 'alarm');
    if (note !== undefined) this.#line(note, 'alarm');
  }

  #bars(whole: Bar, bars: readonly Bar[]): void {
    const fromRow = this.#row + 1;
    for (const { label, count, part } of [whole, ...bars])
      this.add(
        [
          { value: part ? DOCUMENT_WORDS.part(label) : label, style: part ? 'note' : 'label' },
          { value: count, style: 'count' },
        ],
        { leastHeight: LINE_POINTS },
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
      // A plain cell would stand at the foot of its row, and LibreOffice cuts it there.
      const signed: CellContent =
        name === null ? DOCUMENT_WORDS.lineToSign : { value: name, style: 'wrap' };
      const look = name === null ? { height: SIGNATURE_POINTS } : {};
      this.add([{ value: role, style: 'label' }, signed], look);
      if (at !== null) this.add([null, { value: at, style: 'instant' }]);
    }
  }
}
