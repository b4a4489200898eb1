/**
 * How cells look, and what their values mean: the styles by their names, and the part of the workbook that describes
 * those that were used. Numbers of formats below 164 are the format's own: the reader's system decides how they look.
 */
import { NAMESPACES, XML_HEAD } from './xmlText.ts';

/**
 * - `plain`, `text` (stays text when somebody edits the cell), `wrap` (over several lines)
 * - `count`: a number with separators; `amount`: minor units of the workspace's currency; `countAtStart` and
 *   `amountAtStart` stand where texts do, behind their labels
 * - `date`: YYYY-MM-DD; `instant`: UTC milliseconds, shown by the clock of the workbook's zone
 * - `title`, `heading`, `label`, `note`, `alarm`; `labelAtEnd` above numbers
 */
export type CellStyle =
  | 'plain'
  | 'text'
  | 'count'
  | 'amount'
  | 'countAtStart'
  | 'amountAtStart'
  | 'date'
  | 'instant'
  | 'heading'
  | 'title'
  | 'label'
  | 'labelAtEnd'
  | 'note'
  | 'alarm'
  | 'wrap';

/** Headings stand where the values below them stand. */
type Look = CellStyle | 'headingAtEnd';

interface Looks {
  readonly format?: number | 'amount';
  /** Stays text when somebody edits it, like cells of format TEXT, which old programs fill with #### when it is long. */
  readonly quoted?: true;
  readonly font?: string;
  /** Colour, RGB. */
  readonly fill?: string;
  readonly border?: string;
  readonly align?: string;
}

/** The format's own. */
const TEXT = 49;
const INK = '<color rgb="FF212529"/>';
const GREY = '<color rgb="FF5C636A"/>';
const RED = '<color rgb="FFB3261E"/>';
const UNDERLINED =
  '<left/><right/><top/><bottom style="thin"><color rgb="FF868E96"/></bottom><diagonal/>';
/** Beside a cell of several lines, each of the others stands at the first. */
const TOP = 'vertical="top"';
const WRAPPED = `${TOP} wrapText="1"`;
/** From the border of the next column, whose texts begin at it. */
const AT_END = 'horizontal="right" indent="1"';

const HEADING: Looks = {
  format: TEXT,
  font: `<b/><sz val="11"/>${INK}`,
  fill: 'FFE9ECEF',
  border: UNDERLINED,
  align: 'vertical="center" wrapText="1"',
};

const STYLES: Readonly<Record<Look, Looks>> = {
  plain: { align: TOP },
  text: { format: TEXT, align: TOP },
  count: { format: 3, align: `${AT_END} ${TOP}` },
  amount: { format: 'amount', align: `${AT_END} ${TOP}` },
  countAtStart: { format: 3, align: `horizontal="left" ${TOP}` },
  amountAtStart: { format: 'amount', align: `horizontal="left" ${TOP}` },
  date: { format: 14, align: `horizontal="left" ${TOP}` },
  instant: { format: 22, align: `horizontal="left" ${TOP}` },
  heading: HEADING,
  headingAtEnd: { ...HEADING, align: `${AT_END} ${HEADING.align}` },
  title: { quoted: true, font: `<b/><sz val="16"/>${INK}` },
  label: { quoted: true, font: `<sz val="11"/>${GREY}`, align: WRAPPED },
  labelAtEnd: { quoted: true, font: `<sz val="11"/>${GREY}`, align: `${AT_END} ${WRAPPED}` },
  note: { quoted: true, font: `<i/><sz val="10"/>${GREY}`, align: WRAPPED },
  alarm: {
    quoted: true,
    font: `<b/><sz val="11"/>${RED}`,
    fill: 'FFFDECEA',
    align: WRAPPED,
  },
  wrap: { quoted: true, align: WRAPPED },
};

const PLAIN_FONT = '<sz val="11"/>';
const NO_BORDER = '<left/><right/><top/><bottom/><diagonal/>';
/** The first two are the format's own, whatever stands there. */
const FILLS = ['<patternFill patternType="none"/>', '<patternFill patternType="gray125"/>'];
/** The first number for formats of one's own. */
const OWN_FORMAT = 164;

/** Values in lists: a thin line below each leads the eye to the end of its row. */
const IN_LISTS: ReadonlySet<Look> = new Set<Look>([
  ...(['plain', 'text', 'count', 'amount', 'date', 'instant', 'wrap'] as const),
]);
const LINED =
  '<left/><right/><top/><bottom style="hair"><color rgb="FFADB5BD"/></bottom><diagonal/>';

/** Whether texts of the style go over several lines. */
export const isWrapped = (style: CellStyle) => STYLES[style].align?.includes('wrapText') === true;

/** Lines of a style's texts are so high, in points. */
export const lineHeight = (style: CellStyle) => (style === 'note' ? 13.5 : 15);

/** A style as the table has it. */
export interface UsedStyle {
  readonly look: Look;
  readonly isLined: boolean;
}

/** The styles of one workbook, numbered in the order in which they were first used. */
export class StyleTable {
  readonly #amountFormat: string;
  readonly #used: UsedStyle[];

  /**
   * @param decimals of the workspace's currency
   * @param used what another table of the same workbook has already, by number
   */
  constructor(decimals: number, used: readonly UsedStyle[] = [{ look: 'plain', isLined: false }]) {
    this.#amountFormat = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
    this.#used = [...used];
  }

  get used(): readonly UsedStyle[] {
    return this.#used;
  }

  /**
   * @param column style of the column in which the cell stands
   * @param inList whether it stands in a list, which has lines
   */
  number(style: CellStyle, column: CellStyle = 'plain', inList = false): number {
    const atEnd = style === 'heading' && (column === 'count' || column === 'amount');
    const look = atEnd ? 'headingAtEnd' : style;
    const isLined = inList && IN_LISTS.has(look);
    const known = this.#used.findIndex((each) => each.look === look && each.isLined === isLined);
    return known >= 0 ? known : this.#used.push({ look, isLined }) - 1;
  }

  part(): string {
    const fonts = [PLAIN_FONT];
    const fills = [...FILLS];
    const borders = [NO_BORDER];
    const numbered = (all: string[], one: string) =>
      all.includes(one) ? all.indexOf(one) : all.push(one) - 1;
    const cells = this.#used.map(({ look, isLined }) => {
      const {
        format = 0,
        quoted,
        font,
        fill,
        border = isLined ? LINED : NO_BORDER,
        align,
      } = STYLES[look];
      const fontId = numbered(fonts, font ?? PLAIN_FONT);
      const fillId = fill ? numbered(fills, solid(fill)) : 0;
      const borderId = numbered(borders, border);
      const formatId = format === 'amount' ? OWN_FORMAT : format;
      return `<xf numFmtId="${formatId}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0"${quoted ? ' quotePrefix="1"' : ''}${applied(formatId, 'NumberFormat')}${applied(fontId, 'Font')}${applied(fillId, 'Fill')}${applied(borderId, 'Border')}${align ? ` applyAlignment="1"><alignment ${align}/></xf>` : '/>'}`;
    });
    const own = this.#used.some(({ look }) => STYLES[look].format === 'amount')
      ? `<numFmts count="1"><numFmt numFmtId="${OWN_FORMAT}" formatCode="${this.#amountFormat}"/></numFmts>`
      : '';
    return `${XML_HEAD}<styleSheet xmlns="${NAMESPACES.main}">${own}${list('fonts', fonts.map(fontXml))}${list('fills', fills.map(inElement('fill')))}${list('borders', borders.map(inElement('border')))}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list('cellXfs', cells)}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
  }
}

const applied = (number: number, what: string) => (number ? ` apply${what}="1"` : '');
const inElement = (name: string) => (content: string) => `<${name}>${content}</${name}>`;
const fontXml = (font: string) => `<font>${font}<name val="Calibri"/><family val="2"/></font>`;
const solid = (rgb: string) =>
  `<patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill>`;
const list = (name: string, each: readonly string[]) =>
  `<${name} count="${each.length}">${each.join('')}</${name}>`;
