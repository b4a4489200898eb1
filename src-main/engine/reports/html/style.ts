/**
 * How documents look on paper: the style sheet of their HTML. Black on white in two typefaces; red for exceptions
 * only. Everything can be told apart in grey.
 */
import { PAPER_WORDS } from '#shared/documents/paperWords.ts';
import { DENSE_STYLE } from './denseStyle.ts';
import { FULL_SIZE, LEAST_SIZE, LIST_GAPS, LIST_SCALE, ROOMY } from './density.ts';
import { cssString } from './markup.ts';
import { MEASURES_STYLE } from './measures.ts';

export interface PageStyle {
  readonly paper: 'A4' | 'Letter';
  /** Above every page but the first. */
  readonly above: string;
  /** Below every page, beside its number. */
  readonly below: string;
  /** Of the summary's type: so much smaller that it stays on one sheet. */
  readonly summaryScale: number;
}

/** Millimetres. */
export const SHEETS = {
  A4: { width: 210, height: 297 },
  Letter: { width: 215.9, height: 279.4 },
} as const;
const MARGINS = { top: 17, side: 15, bottom: 14 } as const;

/** Of sheets that lie on their side. */
export const LIST_SIDE = 12;

/** The first sheet has no running head. */
export const SUMMARY_MARGINS = { ...MARGINS, top: 10 } as const;

/** The height that is left for the summary. */
export const roomOf = (paper: PageStyle['paper']): number =>
  SHEETS[paper].height - SUMMARY_MARGINS.top - SUMMARY_MARGINS.bottom;

export function documentStyle({ paper, above, below, summaryScale }: PageStyle): string {
  const size = paper === 'A4' ? 'A4' : 'letter';
  const numbers = `${cssString(`${PAPER_WORDS.page} `)} counter(page) ${cssString(` ${PAPER_WORDS.of} `)} counter(pages)`;
  return `
@page {
  size: ${size} portrait;
  margin: ${MARGINS.top}mm ${MARGINS.side}mm ${MARGINS.bottom}mm;
  font: ${LEAST_SIZE}pt Inter, sans-serif;
  color: #3d464e;
  @top-left { content: ${cssString(above)}; white-space: nowrap; vertical-align: bottom; padding-bottom: 4mm; }
  @bottom-left { content: ${cssString(below)}; white-space: nowrap; vertical-align: top; padding-top: 3.5mm; }
  @bottom-right { content: ${numbers}; white-space: nowrap; vertical-align: top; padding-top: 3.5mm; }
}
@page :first { margin-top: ${SUMMARY_MARGINS.top}mm; @top-left { content: none; } }
@page wide { size: ${size} landscape; margin: 15mm ${LIST_SIDE}mm 14mm; }
.summary { font-size: ${summaryScale.toFixed(3)}em; }
${STYLE}
${MEASURES_STYLE}
${small('.note', 0.9)}
${small('.head dt', 0.85)}
${small('h2', 0.85)}
${small('.lines .below', 0.85)}
${small('code', 0.92)}
${DENSE_STYLE}`;
}

/** Small print of the summary that can still be read. */
const small = (what: string, size: number) =>
  `.summary ${what} { font-size: max(${size}em, ${LEAST_SIZE}pt); }`;

const STYLE = `
:root {
  font: ${FULL_SIZE}pt/${ROOMY.lineHeight} Inter, sans-serif;
  font-feature-settings: "tnum", "cv05";
  color: #000;
  background: #fff;
  -webkit-print-color-adjust: exact;
  print-color-adjust: exact;
}
* { box-sizing: border-box; }
body { margin: 0; overflow-wrap: break-word; }
h1, h2, h3, p, ul { margin: 0; padding: 0; }
h1 { font-size: 1.9em; line-height: 1.15; font-weight: 600; letter-spacing: -0.015em; }
h2 { font-size: 1.55em; line-height: 1.2; font-weight: 600; letter-spacing: -0.01em; margin-bottom: 1.1em; break-after: avoid; }
h3 { font-size: 1.05em; font-weight: 600; padding-bottom: 0.3em; border-bottom: 0.75pt solid #000; break-after: avoid; }
code { font: 0.92em "IBM Plex Mono", monospace; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 400; }
th, td { padding: 0.2em 0; vertical-align: baseline; }
tr { break-inside: avoid; }
.note { display: block; color: #3d464e; font-size: 0.9em; line-height: 1.3; }
.help { color: #3d464e; font-size: 0.9em; padding-top: 0.5em; max-width: 150mm; break-inside: avoid; break-after: avoid; }

header { display: flex; justify-content: space-between; align-items: flex-start; gap: 8mm; }
header .logo { max-width: 50mm; max-height: ${ROOMY.logoHeight}mm; width: auto; height: auto; object-fit: contain; }
.subtitle { font-size: 1.2em; margin-top: 0.2em; }
.head { display: flex; flex-wrap: wrap; gap: 0.5em 1.8em; margin: 1em 0 0; padding: 0.7em 0; border: solid #b6bec6; border-width: 0.5pt 0; }
.head div { max-width: 100%; }
.head dt { color: #3d464e; font-size: 0.85em; }
.head dd { margin: 0; }

.summary > * + * { margin-top: 1.25em; }
.summary h2 { font-weight: 400; letter-spacing: 0; color: #3d464e; margin-bottom: 0; }
.summary > h2 + * { margin-top: 0.3em; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 7mm; align-items: start; }
.columns > div { display: flex; flex-direction: column; gap: 1.25em; }
.details, .list { break-before: page; padding-top: 1mm; }
.details .section { margin-bottom: 1.8em; }
.details .facts { break-inside: avoid; }

.facts th { width: 44%; padding-right: 1em; color: #3d464e; }
.facts tr + tr { border-top: 0.5pt solid #dfe3e7; }
.facts td.count, .facts td.amount { font-weight: 600; }
.facts td .note { font-weight: 400; }
.facts.short th { width: 78%; }
.facts.short td { text-align: right; white-space: nowrap; }
.facts.short .note { padding-right: 2em; }

.bars th { width: 50%; padding-right: 1em; }
.bars td.count { width: 14%; text-align: right; padding-right: 1em; font-weight: 600; white-space: nowrap; }
.bars th, .bars td { vertical-align: middle; }
.bars .whole th, .bars .whole td { border-bottom: 0.5pt solid #b6bec6; }
.bars .whole th { font-weight: 600; }
.bars .part th { padding-left: 1.1em; color: #3d464e; }
.bars .part td.count { font-weight: 400; }
.track { width: 36%; vertical-align: middle; }
.bar { display: block; height: 0.85em; min-width: 1.5pt; }
.bar.none { min-width: 0; }
.part .bar { height: 0.55em; }
.bar.purge { background: #a62b1f; }
.bar.keep { background: #1f8a70; }
.bar.boundary { background: #b97a00; }
.bar.approved { background: #3f6fd1; }
.bar.undecided { background: #87929c; }
.bar.plain { background: #4b5661; }
.whole .bar { background: #1c2228; }

.table th, .table td { padding-right: 1em; vertical-align: top; }
.table th:last-child, .table td:last-child { padding-right: 0; }
.table thead th { font-weight: 600; vertical-align: bottom; padding-top: 0.5em; border-bottom: 0.75pt solid #56616b; }
.table tbody tr + tr { border-top: 0.5pt solid #dfe3e7; }
.table { table-layout: fixed; }
.table td { overflow-wrap: anywhere; }
.table .count, .table .amount, .table .number { text-align: right; }
.table .count, .table .amount, .table .date { white-space: nowrap; }
.box { display: inline-block; width: 0.95em; height: 0.95em; border: 0.75pt solid #000; vertical-align: -0.1em; }
.text p { padding-top: 0.5em; }

.alarm { border: 1pt solid #a62b1f; border-left-width: 4pt; padding: 0.6em 0.9em; color: #a62b1f; break-inside: avoid; }
.section.alarm { display: grid; grid-template-columns: max-content 1fr; column-gap: 1.2em; }
.summary > .alarm + .alarm { margin-top: -1pt; border-top-color: #e3bdb8; }
.alarm h3 { border: 0; padding: 0; font-size: 1em; }

.capture { break-inside: avoid; }
.capture .figure { padding: 0.8em 0; break-inside: avoid; }
img.capture { display: block; max-width: 100%; max-height: 190mm; width: auto; height: auto; border: 0.5pt solid #b6bec6; }

.signatures { break-inside: avoid; }
.lines { list-style: none; display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 7mm; }
.lines .signed { display: flex; flex-direction: column; justify-content: flex-end; min-height: 3.6em; padding-bottom: 0.3em; border-bottom: 0.75pt solid #000; }
.lines .role { display: block; padding-top: 0.3em; }
.lines .below { display: block; color: #3d464e; font-size: 0.85em; }
.signatures h3 { border: 0; padding: 0; }

.list { page: wide; }
.list .about { padding: 0.5em 0; max-width: 190mm; }
.list .cut { font-weight: 600; padding-bottom: 0.5em; }
.list h3 { border: 0; font-size: 1.3em; padding: 0; }
.list .table { font-size: ${LIST_SCALE}em; line-height: 1.2; }
.list .table th, .list .table td { padding: 0.11em ${LIST_GAPS.text}em 0.11em 0; vertical-align: baseline; }
.list .table code { line-height: 1; }
.list .table thead th { vertical-align: bottom; }
.list .table .date, .list .table .instant { white-space: nowrap; }
.list .table .count, .list .table .amount, .list .table .number { padding-right: ${LIST_GAPS.number}em; }
`;
