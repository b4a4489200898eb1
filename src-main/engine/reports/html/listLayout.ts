/**
 * How a list stands on sheets that lie on their side: how many of its columns, and how wide each is. Columns are as
 * wide as what is printed in them, so that a row takes one line wherever it can and no room is left beside short
 * values. All lengths in ems of the list's type. Pure.
 */
import type { DocumentColumn, ListRow } from '#shared/documents/document.ts';
import { columnsOnPaper } from '#shared/documents/onPaper.ts';
import { cellText, type ValueFormat } from '#shared/documents/values.ts';
import { EM, LIST_GAPS, LIST_SCALE } from './density.ts';
import { LIST_SIDE, type PageStyle, SHEETS } from './style.ts';
import { widthOfText } from './textWidth.ts';

export interface ListLayout {
  readonly columns: readonly DocumentColumn[];
  /** Of the width, for each of them. */
  readonly shares: readonly number[];
}

/** @param rows those that are printed */
export function listLayout(
  all: readonly DocumentColumn[],
  rows: readonly ListRow[],
  { paper, format }: { readonly paper: PageStyle['paper']; readonly format: ValueFormat },
): ListLayout {
  const room = (SHEETS[paper].height - 2 * LIST_SIDE) / (EM * LIST_SCALE);
  const widths = all.map((column, n) =>
    widthsOf(
      column,
      rows.map((row) => cellText(row[n] ?? null, column.is, format)),
    ),
  );
  // Rather a row in two lines than without what stands first for paper; never for the sake of more.
  const inTwoLines = Math.min(columnsOnPaper(all), thatFit(widths, 'least', room));
  const count = Math.max(1, inTwoLines, thatFit(widths, 'usual', room));
  const inRoom = fitted(widths.slice(0, count), room);
  const whole = inRoom.reduce((sum, width) => sum + width, 0);
  return { columns: all.slice(0, count), shares: inRoom.map((width) => width / whole) };
}

/** Where nearly all values take two lines at most, or one; where all take one. */
interface Widths {
  readonly least: number;
  readonly usual: number;
  readonly whole: number;
}

/** Of a hundred values, those for whose sake a column is made wider. */
const NEARLY_ALL = 0.97;
/** Ems of a letter, for the widths that columns say they want. */
const LETTER = 0.52;
const CODE_LETTER = 0.56;
const CODE_CAP = CODE_LETTER * 1.15;
const BOLD = 1.05;

function widthsOf({ heading, is, width }: DocumentColumn, texts: readonly string[]): Widths {
  const isNumber = is === 'count' || is === 'amount';
  const gap = isNumber ? LIST_GAPS.number : LIST_GAPS.text;
  const label = { inOne: widthOfText(heading) * BOLD + 0.3, inTwo: inTwoLines(heading) * BOLD };
  const inOne = steps(texts, (text) =>
    is === 'code' ? [...text].length * CODE_LETTER : widthOfText(text),
  );
  // Numbers and dates are never broken, identifiers only where they are longer than others.
  if (isNumber || is === 'date' || is === 'instant') {
    const least = Math.max(inOne.widest, label.inTwo) + gap;
    return { least, usual: least, whole: Math.max(inOne.widest, label.inOne) + gap };
  }
  const isCode = is === 'code';
  const wanted = width * (isCode ? CODE_CAP : LETTER);
  // A word is longer than the column wanted, not much: it isn't broken.
  const inTwo = Math.min(steps(texts, inTwoLines).usual, wanted * 1.5);
  const usual = isCode
    ? Math.min(inOne.usual, wanted)
    : Math.max(inTwo, Math.min(inOne.usual, wanted));
  const least = isCode ? usual : inTwo;
  return {
    least: Math.max(least, isCode ? label.inOne : label.inTwo) + gap,
    usual: Math.max(usual, isCode ? label.inOne : label.inTwo) + gap,
    whole: Math.max(inOne.widest, label.inOne) + gap,
  };
}

/** As wide as a text must be to take two lines, its words whole. */
function inTwoLines(text: string): number {
  const words = text.split(/(?<=[ -])/).map(widthOfText);
  return Math.max(0, ...words, words.reduce((sum, word) => sum + word, 0) * 0.55);
}

function steps(texts: readonly string[], widthOf: (text: string) => number) {
  const widths = Float64Array.from(texts, widthOf).sort();
  return {
    usual: widths[Math.floor(widths.length * NEARLY_ALL)] ?? 0,
    widest: widths.at(-1) ?? 0,
  };
}

/** How many columns, from the first. */
function thatFit(widths: readonly Widths[], step: keyof Widths, room: number): number {
  let left = room;
  const none = widths.findIndex((each) => {
    left -= each[step];
    return left < 0;
  });
  return none < 0 ? widths.length : none;
}

/** Between the two steps that the room is between; more room than all need is left to all of them. */
function fitted(widths: readonly Widths[], room: number): number[] {
  const sum = (step: keyof Widths) => widths.reduce((all, each) => all + each[step], 0);
  const between = (from: keyof Widths, to: keyof Widths) => {
    const more = sum(to) - sum(from);
    const part = more === 0 ? 0 : Math.max(0, Math.min(1, (room - sum(from)) / more));
    return widths.map((each) => each[from] + (each[to] - each[from]) * part);
  };
  return sum('usual') <= room ? between('usual', 'whole') : between('least', 'usual');
}
