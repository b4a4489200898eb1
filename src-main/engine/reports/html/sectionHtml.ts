/**
 * Sections of a document as HTML: tables with their headings, bars with their numbers, lines to sign. Tells nothing by
 * colour or length alone. Knows nothing of pages.
 */
import type {
  Bar,
  DocumentColumn,
  DocumentSection,
  DocumentValue,
  Fact,
  SignatureLine,
} from '#shared/documents/document.ts';
import { PAPER_WORDS } from '#shared/documents/paperWords.ts';
import { type ValueFormat, valueText } from '#shared/documents/values.ts';
import type { Picture } from '../source.ts';
import { html } from './markup.ts';
import { lengthClass, sizeClass, typeSize } from './measures.ts';

export interface SectionContext {
  readonly format: ValueFormat;
  readonly capture: Picture | null;
  /** The note behind the question mark; the summary has no room for it. */
  readonly withHelp: boolean;
}

export function sectionHtml(section: DocumentSection, context: SectionContext): string {
  const { id, title, form, help } = section;
  const name = html(`section-${id}`);
  const note =
    help && context.withHelp
      ? `<p class="help">${html(help.text)} ${html(PAPER_WORDS.source(help.source))}</p>`
      : '';
  return `<section class="section ${form}" aria-labelledby="${name}">
<h3 id="${name}">${html(title)}</h3>${note}
${bodyHtml(section, context)}</section>\n`;
}

function bodyHtml(section: DocumentSection, { format, capture }: SectionContext): string {
  switch (section.form) {
    case 'facts':
      return factsHtml(section.facts, format);
    case 'bars':
      return barsHtml(section.title, section.whole, section.bars, format);
    case 'table':
      return tableHtml(section, format);
    case 'text':
      return section.lines.map((line) => `<p>${html(line)}</p>`).join('\n');
    case 'alarm':
      return `<p><strong>${html(section.text)}</strong>${section.note ? ` ${html(section.note)}` : ''}</p>`;
    case 'capture':
      return `${captureHtml(section.alt, capture)}${factsHtml(section.facts, format)}`;
    case 'signatures':
      return signaturesHtml(section.lines, format);
  }
}

function valueHtml(value: DocumentValue | null, format: ValueFormat): string {
  if (value === null) return '';
  if (value.is === 'tick')
    return `<span class="box" role="img" aria-label="${html(PAPER_WORDS.tick)}"></span>`;
  const text = html(valueText(value, format));
  return value.is === 'code' ? `<code>${text}</code>` : text;
}

const isNumber = (is: DocumentValue['is']) => is === 'count' || is === 'amount';

/** Numbers stand at the right, below each other, and what is said of them below their labels. */
export const areShort = (facts: readonly Fact[], format: ValueFormat): boolean =>
  facts.some(({ value }) => value !== null && isNumber(value.is)) &&
  facts.every(({ value }) => valueText(value, format).length <= 14);

function factsHtml(facts: readonly Fact[], format: ValueFormat): string {
  const short = areShort(facts, format);
  const rows = facts.map(({ label, value, note }) => {
    const said =
      value === null && note === undefined ? html(PAPER_WORDS.notStated) : valueHtml(value, format);
    const noteHtml = note === undefined ? '' : `<span class="note">${html(note)}</span>`;
    const [below, beside] = short ? [noteHtml, ''] : ['', noteHtml];
    return `<tr><th scope="row">${html(label)}${below}</th><td class="${value?.is ?? 'none'}">${said}${beside}</td></tr>`;
  });
  return `<table class="facts${short ? ' short' : ''}"><tbody>${rows.join('\n')}</tbody></table>`;
}

/** In hundredths of the whole, never more than it: what has two reasons is counted in both. */
const share = (count: number, most: number) =>
  most === 0 ? 0 : Math.min(100, Math.round((count / most) * 100));

function barsHtml(title: string, whole: Bar, bars: readonly Bar[], format: ValueFormat): string {
  const most = Math.max(whole.count, ...bars.map(({ count }) => count));
  const row = ({ label, count, tone, part }: Bar, kind: 'whole' | 'one') =>
    `<tr class="${part ? 'part' : kind}"><th scope="row">${html(label)}</th><td class="count">${html(format.system.count(count))}</td><td class="track" aria-hidden="true"><span class="bar ${tone}${count > 0 ? '' : ' none'} ${lengthClass(share(count, most))}"></span></td></tr>`;
  return `<table class="bars" aria-label="${html(title)}"><tbody>${row(whole, 'whole')}
${bars.map((bar) => row(bar, 'one')).join('\n')}</tbody></table>`;
}

/** Hashes are as long as a line; they are broken where they must be. */
const MOST_CODE = 34;
/** Between two columns. */
const BETWEEN = 2;

/** Letters of most words: a name, a date. */
const WORD = 14;

/** In letters of the text: what words need, those of the heading, which are bold, and those of the values. */
function leastWidth({ heading, is, width }: DocumentColumn): number {
  const ofHeading = heading.split(/[ -]/).map((word) => word.length * 1.1 + 1);
  const ofValues = is === 'code' || isNumber(is) ? 0 : Math.min(width, WORD);
  return Math.max(...ofHeading, ofValues) + BETWEEN;
}

/** In letters of the text: those of codes are wider. */
function columnWidth(column: DocumentColumn): number {
  const { is, width } = column;
  const wanted = is === 'code' ? Math.min(width, MOST_CODE) * 1.15 : width;
  return Math.max(wanted + BETWEEN, leastWidth(column));
}

/**
 * The part of a table's width that each column gets. Where there is less room than they want, what is beyond their
 * headings' words shrinks: no word of a heading is broken.
 * @param room letters across the table
 */
export function columnShares(columns: readonly DocumentColumn[], room: number): number[] {
  const wanted = widthOf(columns);
  const least = columns.reduce((sum, column) => sum + leastWidth(column), 0);
  const kept = wanted <= room ? 1 : Math.max(0, (room - least) / (wanted - least));
  const widths = columns.map((column) => {
    const narrowest = leastWidth(column);
    return narrowest + (columnWidth(column) - narrowest) * kept;
  });
  const all = widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width) => width / all);
}

const widthOf = (columns: readonly DocumentColumn[]): number =>
  columns.reduce((sum, column) => sum + columnWidth(column), 0);

/** @param shares of the width, for each column */
export function headHtml(columns: readonly DocumentColumn[], shares: readonly number[]): string {
  const cols = shares.map((share) => `<col width="${Math.round(share * 1000) / 10}%">`);
  const heads = columns.map(
    ({ heading, is }) =>
      `<th scope="col"${isNumber(is) ? ' class="number"' : ''}>${html(heading)}</th>`,
  );
  return `<colgroup>${cols.join('')}</colgroup><thead><tr>${heads.join('')}</tr></thead>`;
}

/** Letters across an upright sheet. */
export const LINE_OF_TABLE = 120;

type TableSection = Extract<DocumentSection, { form: 'table' }>;

function tableHtml({ columns, rows, title }: TableSection, format: ValueFormat): string {
  const body = rows.map(
    (row) =>
      `<tr>${columns.map((column, n) => `<td class="${column.is}">${valueHtml(row[n] ?? null, format)}</td>`).join('')}</tr>`,
  );
  const size = typeSize(LINE_OF_TABLE / widthOf(columns), 0.8, 1);
  return `<table class="table ${sizeClass(size)}" aria-label="${html(title)}">${headHtml(columns, columnShares(columns, LINE_OF_TABLE / size))}<tbody>${body.join('\n')}</tbody></table>`;
}

export function pictureHtml(picture: Picture, alt: string, kind: string): string {
  const { png, width, height } = picture;
  const data = Buffer.from(png.buffer, png.byteOffset, png.byteLength).toString('base64');
  return `<img class="${kind}" alt="${html(alt)}" width="${width}" height="${height}" src="data:image/png;base64,${data}">`;
}

function captureHtml(alt: string, capture: Picture | null): string {
  return capture === null
    ? ''
    : `<div class="figure">${pictureHtml(capture, alt, 'capture')}</div>`;
}

function signaturesHtml(lines: readonly SignatureLine[], { system }: ValueFormat): string {
  const items = lines.map(({ role, name, at }) => {
    const signed = [name ?? '', at === null ? '' : system.instant(at)].filter(
      (each) => each !== '',
    );
    const below = name === null ? PAPER_WORDS.toSign : PAPER_WORDS.signedHere;
    const above = signed.map((each) => `<span>${html(each)}</span>`).join('');
    return `<li><span class="signed">${above}</span><span class="role">${html(role)}</span><span class="below">${html(below)}</span></li>`;
  });
  return `<ul class="lines">${items.join('\n')}</ul>`;
}
