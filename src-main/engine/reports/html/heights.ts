/**
 * How high sections of a summary are on paper. Nothing can be measured before it is printed: lines are counted, rather
 * too many than too few. All lengths in ems of the summary's type. Pure.
 */
import type { DocumentSection, ReportDocument } from '#shared/documents/document.ts';
import { type ValueFormat, valueText } from '#shared/documents/values.ts';
import { type Density, EM, smallPrint } from './density.ts';
import { areShort, columnShares, LINE_OF_TABLE } from './sectionHtml.ts';
import { linesOf, widthOfText } from './textWidth.ts';

/** How a summary is set. */
export interface Setting {
  readonly density: Density;
  /** Of its type, 1 at full size. */
  readonly scale: number;
  readonly format: ValueFormat;
}

/** Lengths that don't become smaller with the type. */
export const ems = (millimetres: number, { scale }: Pick<Setting, 'scale'>): number =>
  millimetres / (EM * scale);

/** Between the two columns, and between lines to sign. */
const COLUMN_GAP = 7;
const RULE = 0.18;

export const columnOf = (wide: number, setting: Setting): number =>
  (wide - ems(COLUMN_GAP, setting)) / 2;

export function headHeight(
  { title, subtitle, head }: ReportDocument,
  logo: { readonly width: number; readonly height: number } | null,
  wide: number,
  setting: Setting,
): number {
  const { density, format } = setting;
  const high = logo === null ? 0 : Math.min(density.logoHeight, logo.height * PIXEL);
  const logoWidth = logo === null ? 0 : Math.min(50, (high * logo.width) / logo.height) + 8;
  const beside = wide - ems(logoWidth, setting);
  const titles =
    linesOf(title, beside / 1.9, true) * 1.9 * 1.15 +
    linesOf(subtitle, beside / density.subtitle) * density.subtitle * density.lineHeight +
    0.25;
  const facts = head.map(({ label, value }) => [label, valueText(value, format)] as const);
  return (
    Math.max(titles, ems(high, setting)) +
    density.headPadding +
    ems(2 * RULE, setting) +
    headFacts(facts, wide, setting)
  );
}

/** Millimetres. */
const PIXEL = 25.4 / 96;

function headFacts(
  facts: readonly (readonly [label: string, value: string])[],
  wide: number,
  setting: Setting,
): number {
  const { density, scale } = setting;
  const small = smallPrint(scale, 0.85);
  if (density.labelsBeside) {
    const all = facts.map((fact) => `${fact.join('  ')}  `).join('');
    return linesOf(all, wide) * density.lineHeight;
  }
  let high = 0;
  let room = 0;
  for (const [label, value] of facts) {
    const needed = Math.max(widthOfText(label) * small, widthOfText(value));
    if (high === 0 || needed > room) {
      high += density.lineHeight * (small + linesOf(value, wide)) + (high > 0 ? 0.5 : 0);
      room = wide;
    }
    room -= needed + 1.8;
  }
  return high;
}

/** The word above it, with what is between it and its neighbours. */
export const summaryWord = ({ density, scale }: Setting): number =>
  density.gap + smallPrint(scale, 0.85) * (1.2 + 0.3);

/** Of a section in so much width. */
export function heightOf(section: DocumentSection, wide: number, setting: Setting): number {
  const { density } = setting;
  const { lineHeight, rowPadding } = density;
  const heading = 1.05 * lineHeight + density.belowHeading + ems(0.27, setting);
  switch (section.form) {
    case 'facts':
      return heading + factsHeight(section.facts, wide, setting);
    case 'bars':
      return [section.whole, ...section.bars].reduce((sum, { label, part }, n) => {
        const room = wide * density.barLabel - 1 - (part ? 1.1 : 0);
        return sum + rowPadding + linesOf(label, room, n === 0) * lineHeight;
      }, heading + ems(RULE, setting));
    case 'table':
      return heading + tableHeight(section, wide, setting);
    case 'text':
      return section.lines.reduce(
        (sum, each) => sum + 0.5 + linesOf(each, wide) * lineHeight,
        heading,
      );
    case 'alarm': {
      const said = [section.text, section.note ?? ''].join(' ');
      const beside = widthOfText(section.title) * 1.05 + 3 + ems(1.8, setting);
      const lines = linesOf(section.text, wide - beside, true);
      return (
        density.alarmPadding +
        ems(0.75, setting) +
        Math.max(lines, linesOf(said, (wide - beside) * 0.97)) * lineHeight
      );
    }
    case 'signatures':
      return heading + signaturesHeight(section.lines, wide, setting);
    // Pictures don’t stand on the one page.
    case 'capture':
      return 0;
  }
}

type Of<Form> = Extract<DocumentSection, { form: Form }>;

function factsHeight(facts: Of<'facts'>['facts'], wide: number, setting: Setting): number {
  const { density, scale, format } = setting;
  const { lineHeight } = density;
  const small = smallPrint(scale);
  const short = areShort(facts, format);
  const rows = facts.map(({ label, value, note }) => {
    const noted = (at: number) =>
      note === undefined ? 0 : linesOf(note, at / small) * small * lineHeight;
    if (short) {
      const room = wide * density.shortLabel - 1;
      return linesOf(label, room) * lineHeight + noted(room - density.besideNote);
    }
    const besides = wide * (1 - density.factLabel);
    const said = linesOf(valueText(value, format), besides) * lineHeight + noted(besides);
    return Math.max(linesOf(label, wide * density.factLabel - 1) * lineHeight, said);
  });
  const between = density.rowPadding + ems(RULE, setting);
  return rows.reduce((sum, each) => sum + between + each, 0);
}

/** What a cell of a table has for its text. */
export function cellWidth(table: Of<'table'>, column: number, wide: number): number {
  const { columns } = table;
  const isLast = column === columns.length - 1;
  return columnShares(columns, LINE_OF_TABLE)[column]! * wide - (isLast ? 0 : 1);
}

function tableHeight(table: Of<'table'>, wide: number, setting: Setting): number {
  const { density, format } = setting;
  const { lineHeight, rowPadding } = density;
  const heights = table.rows.map((row) =>
    Math.max(
      ...row.map((value, n) => linesOf(valueText(value, format), cellWidth(table, n, wide))),
    ),
  );
  const between = rowPadding + ems(RULE, setting);
  const head = lineHeight + density.aboveColumns + between;
  return heights.reduce((sum, lines) => sum + between + lines * lineHeight, head);
}

function signaturesHeight(
  lines: Of<'signatures'>['lines'],
  wide: number,
  setting: Setting,
): number {
  const { density, scale, format } = setting;
  const { lineHeight } = density;
  const gaps = (lines.length - 1) * ems(COLUMN_GAP, setting);
  const each = (wide - gaps) / Math.max(1, lines.length);
  const heights = lines.map(({ role, name, at }) => {
    const signed =
      (name === null ? 0 : linesOf(name, each)) +
      (at === null ? 0 : linesOf(format.system.instant(at), each));
    const above = Math.max(density.roomToSign, signed * lineHeight + 0.3 + ems(0.27, setting));
    return above + linesOf(role, each) * lineHeight;
  });
  return Math.max(0, ...heights) + density.aboveRole + smallPrint(scale, 0.85) * lineHeight;
}
