/**
 * How a summary stands on one sheet of paper: which sections stand beside each other, how closely they are set, how
 * large the type is, and what is said shorter where there is no room. Pure.
 */
import type { DocumentSection, ReportDocument } from '#shared/documents/document.ts';
import type { ValueFormat } from '#shared/documents/values.ts';
import { DENSE, type Density, EM, LEAST_SCALE, ROOMY } from './density.ts';
import { columnOf, ems, headHeight, heightOf, type Setting, summaryWord } from './heights.ts';
import { shortened } from './shortening.ts';
import { type PageStyle, roomOf, SHEETS, SUMMARY_MARGINS } from './style.ts';

type Paper = PageStyle['paper'];

/** Across the sheet, or in two columns: those of the left one first. */
export type SummaryBlock =
  | { readonly across: DocumentSection }
  | { readonly columns: readonly [readonly DocumentSection[], readonly DocumentSection[]] };

export interface SummaryLayout {
  readonly blocks: readonly SummaryBlock[];
  readonly scale: number;
  readonly density: Density;
  /** Millimetres that it takes, rather too many than too few. */
  readonly height: number;
}

export interface Fitting {
  readonly paper: Paper;
  readonly format: ValueFormat;
  readonly logo: { readonly width: number; readonly height: number } | null;
}

interface Step {
  readonly density: Density;
  readonly scale: number;
  /** How many rows a table has at most; Infinity: only its texts are shorter. Undefined: nothing is. */
  readonly mostRows?: number;
}

const scalesFrom = (from: number, to: number): number[] => {
  const steps = Math.floor((from - to) / 0.02);
  return [...Array.from({ length: steps + 1 }, (_, n) => from - n * 0.02), to];
};
const DENSE_SCALES = scalesFrom(1, LEAST_SCALE);
/** Smaller type stays readable only so far: then it is set closer, then the longest parts are said shorter. */
const STEPS: readonly Step[] = [
  ...scalesFrom(1, 0.88).map((scale) => ({ density: ROOMY, scale })),
  ...DENSE_SCALES.map((scale) => ({ density: DENSE, scale })),
  ...DENSE_SCALES.map((scale) => ({ density: DENSE, scale, mostRows: Number.POSITIVE_INFINITY })),
  ...[10, 8, 7, 6, 5, 4].map((mostRows) => ({ density: DENSE, scale: LEAST_SCALE, mostRows })),
];

/** What is longer than the last step goes on to a second sheet. */
export function summaryLayout(document: ReportDocument, fitting: Fitting): SummaryLayout {
  let found: ReturnType<typeof layoutAt> | undefined;
  for (const step of STEPS) {
    found = layoutAt(step, document, fitting);
    if (found.fits) break;
  }
  return found!.layout;
}

function layoutAt({ density, scale, mostRows }: Step, document: ReportDocument, fitting: Fitting) {
  const { paper, format, logo } = fitting;
  const setting: Setting = { density, scale, format };
  const wide = ems(SHEETS[paper].width - 2 * SUMMARY_MARGINS.side, setting);
  const sections =
    mostRows === undefined
      ? document.summary
      : document.summary.map((section) => shortened(section, mostRows, wide, setting));
  const blocks = blocksOf(sections, wide, setting);
  const high = blocks.reduce(
    (sum, block, n) => sum + gapAbove(blocks, n, density) + blockHeight(block, wide, setting),
    headHeight(document, logo, wide, setting) + summaryWord(setting),
  );
  const height = high * EM * scale;
  return { layout: { blocks, scale, density, height }, fits: height <= roomOf(paper) };
}

/** Exceptions stand in one box. */
function gapAbove(blocks: readonly SummaryBlock[], n: number, { gap }: Density): number {
  const isAlarm = (block: SummaryBlock | undefined) =>
    block !== undefined && 'across' in block && block.across.form === 'alarm';
  return n === 0 || (isAlarm(blocks[n]) && isAlarm(blocks[n - 1])) ? 0 : gap;
}

/** Facts and bars need half of a sheet’s width only. */
function blocksOf(
  sections: readonly DocumentSection[],
  wide: number,
  setting: Setting,
): SummaryBlock[] {
  const blocks: SummaryBlock[] = [];
  let run: DocumentSection[] = [];
  const end = () => {
    if (run.length > 1) blocks.push({ columns: inColumns(run, wide, setting) });
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

type Columns = readonly [readonly DocumentSection[], readonly DocumentSection[]];

/** Ems that a sheet must become lower for sections to leave their order. */
const WORTH_IT = 1.2;
/** More sections aren’t tried in every order. */
const MOST_TRIED = 10;

/** The first stands in the left one; of all ways the lowest, rather one that can be read down and down again. */
function inColumns(sections: readonly DocumentSection[], wide: number, setting: Setting): Columns {
  const heights = sections.map((each) => heightOf(each, columnOf(wide, setting), setting));
  const { gap } = setting.density;
  const heightAt = (mask: number, side: number) =>
    heights.reduce((sum, each, n) => (((mask >> n) & 1) === side ? sum + gap + each : sum), 0);
  const inOrder = sections.map((_, n) => (-1 << (n + 1)) & ((1 << sections.length) - 1));
  const others =
    sections.length > MOST_TRIED
      ? []
      : Array.from({ length: 1 << (sections.length - 1) }, (_, n) => n << 1);
  const cost = (mask: number) =>
    Math.max(heightAt(mask, 0), heightAt(mask, 1)) + (inOrder.includes(mask) ? 0 : WORTH_IT);
  const best = [...inOrder, ...others].reduce((a, b) => (cost(b) < cost(a) ? b : a));
  const side = (at: number) => sections.filter((_, n) => ((best >> n) & 1) === at);
  return [side(0), side(1)];
}

function blockHeight(block: SummaryBlock, wide: number, setting: Setting): number {
  if ('across' in block) return heightOf(block.across, wide, setting);
  const { gap } = setting.density;
  const columns = block.columns.map((column) =>
    column.reduce(
      (sum, each) => sum + gap + heightOf(each, columnOf(wide, setting), setting),
      -gap,
    ),
  );
  return Math.max(...columns);
}
