/**
 * How a summary stands on one sheet of paper: which sections stand beside each other, and how small the type must be.
 * Nothing can be measured before it is printed: lines are counted, rather too many than too few. Pure.
 */
import type { DocumentSection, ReportDocument } from '#shared/documents/document.ts';
import { type ValueFormat, valueText } from '#shared/documents/values.ts';
import { areShort, columnWidth, widthOf } from './sectionHtml.ts';
import { MARGINS, type PageStyle, roomOf, SHEETS } from './style.ts';

type Paper = PageStyle['paper'];

/** What the style sheet says, in millimetres at full size. */
const LINE = 4.25;
const ROW_PADDING = 1.35;
const NOTE_LINE = 3.85;
const HEADING = 5.9;
const GAP = 4.1;
const SIGNATURES = 27;
const SUMMARY_WORD = 1;
const COLUMN_GAP = 7;
/** Of a letter on average. */
const LETTER = 1.66;

/** Smaller than the last nobody reads it: what doesn’t fit then goes on to a second sheet. */
const SCALES = Array.from({ length: 16 }, (_, n) => Math.round((1 - n * 0.02) * 100) / 100);

/** Across the sheet, or in two columns: those of the left one first. */
export type SummaryBlock =
  | { readonly across: DocumentSection }
  | { readonly columns: readonly [readonly DocumentSection[], readonly DocumentSection[]] };

export interface SummaryLayout {
  readonly blocks: readonly SummaryBlock[];
  readonly scale: number;
}

export function summaryLayout(
  document: ReportDocument,
  paper: Paper,
  format: ValueFormat,
): SummaryLayout {
  const layouts = SCALES.map((scale) => {
    const wide = (SHEETS[paper].width - 2 * MARGINS.side) / scale;
    const blocks = blocksOf(document.summary, wide, format);
    const high = blocks.reduce(
      (sum, block) => sum + GAP + blockHeight(block, wide, format),
      headHeight(document, wide, format),
    );
    return { blocks, scale, fits: high * scale <= roomOf(paper) };
  });
  return layouts.find(({ fits }) => fits) ?? layouts.at(-1)!;
}

/** Facts and bars need half of a sheet’s width only; each goes where there is more room. */
function blocksOf(
  sections: readonly DocumentSection[],
  wide: number,
  format: ValueFormat,
): SummaryBlock[] {
  const blocks: SummaryBlock[] = [];
  let run: DocumentSection[] = [];
  const end = () => {
    if (run.length > 1) blocks.push({ columns: inColumns(run, wide, format) });
    else if (run.length === 1) blocks.push({ across: run[0]! });
    run = [];
  };
  for (const section of sections) {
    if (section.form === 'facts' || section.form === 'bars') run.push(section);
    else {
      end();
      blocks.push({ across: section });
    }
  }
  end();
  return blocks;
}

function inColumns(
  sections: readonly DocumentSection[],
  wide: number,
  format: ValueFormat,
): [DocumentSection[], DocumentSection[]] {
  const columns: [DocumentSection[], DocumentSection[]] = [[], []];
  for (const section of sections) {
    const [left, right] = columns.map((each) => columnHeight(each, wide, format));
    columns[left! <= right! ? 0 : 1].push(section);
  }
  return columns;
}

const columnHeight = (sections: readonly DocumentSection[], wide: number, format: ValueFormat) =>
  sections.reduce((sum, each) => sum + GAP + heightOf(each, (wide - COLUMN_GAP) / 2, format), 0);

const blockHeight = (block: SummaryBlock, wide: number, format: ValueFormat): number =>
  'across' in block
    ? heightOf(block.across, wide, format)
    : Math.max(...block.columns.map((each) => columnHeight(each, wide, format))) - GAP;

const linesOf = (text: string, wide: number): number =>
  Math.max(1, Math.ceil((text.length * LETTER) / Math.max(wide, LETTER)));

function headHeight(
  { title, subtitle, head }: ReportDocument,
  wide: number,
  format: ValueFormat,
): number {
  const beside = wide - 58;
  const facts = head.map(
    ({ label, value }) => Math.max(label.length, valueText(value, format).length) * LETTER + 7,
  );
  const rows = Math.ceil(facts.reduce((sum, each) => sum + each, 0) / wide);
  return (
    linesOf(title, beside / 1.9) * 7.2 +
    linesOf(subtitle, beside / 1.2) * 5.2 +
    (rows * 9 + 9) +
    SUMMARY_WORD
  );
}

/** In millimetres at full size, of a section in so many of them. */
function heightOf(section: DocumentSection, wide: number, format: ValueFormat): number {
  switch (section.form) {
    case 'facts':
      return HEADING + factsHeight(section.facts, wide, format);
    case 'bars':
      return [section.whole, ...section.bars].reduce(
        (sum, { label }) => sum + ROW_PADDING + linesOf(label, wide * 0.43) * LINE,
        HEADING,
      );
    case 'table':
      return HEADING + tableHeight(section, wide, format);
    case 'text':
      return section.lines.reduce((sum, line) => sum + 2 + linesOf(line, wide) * LINE, HEADING);
    case 'alarm':
      return [section.text, section.note ?? ''].reduce(
        (sum, said) => sum + (said === '' ? 0 : linesOf(said, wide - 35) * LINE),
        4.5,
      );
    case 'signatures':
      return SIGNATURES;
    // Pictures don’t stand on the one page.
    case 'capture':
      return 0;
  }
}

type Of<Form> = Extract<DocumentSection, { form: Form }>;

function factsHeight(facts: Of<'facts'>['facts'], wide: number, format: ValueFormat): number {
  const short = areShort(facts, format);
  const rows = facts.map(({ label, value, note }) => {
    const noted = (at: number) => (note === undefined ? 0 : linesOf(note, at / 0.9) * NOTE_LINE);
    if (short) return linesOf(label, wide * 0.76) * LINE + noted(wide * 0.74);
    const said = linesOf(valueText(value, format), wide * 0.55) * LINE;
    return Math.max(linesOf(label, wide * 0.41) * LINE, said + noted(wide * 0.55));
  });
  return rows.reduce((sum, each) => sum + ROW_PADDING + each, 0);
}

function tableHeight({ columns, rows }: Of<'table'>, wide: number, format: ValueFormat): number {
  const all = widthOf(columns);
  const heights = rows.map((row) =>
    Math.max(
      ...columns.map((column, n) =>
        linesOf(valueText(row[n] ?? null, format), (columnWidth(column) / all) * wide - 3),
      ),
    ),
  );
  return heights.reduce((sum, lines) => sum + ROW_PADDING + lines * LINE, LINE + 3);
}
