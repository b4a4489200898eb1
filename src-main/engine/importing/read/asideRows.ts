/**
 * Rows of a report that name nobody: totals, and the sentence that stands for an empty report. Pure. Never takes a
 * row for one because of its numbers: what it is called decides.
 */
import { trimOuterSpace } from '#shared/domain/primaryIdentifier.ts';
import type { TableRow } from '../../tables/tableRow.ts';
import type { AsideGroup } from '../rows/rowGroups.ts';

/** First letters of everything below, so that hardly any row costs more than a look. */
const MAY_BEGIN = /^["'(\s]*[gstcrnu]/i;
const TOTAL =
  /^(?:(?:grand|sub|report|overall)[\s-]*)?totals?(?:[\s-]+(?:count|rows?|records?|users?))?\s*[:=]?\s*[\d.,\s]*$/i;
/** Words that could head a column: they count rows only with a number behind them. */
const COUNT =
  /^(?:(?:row|record|user)[\s-]*count|(?:number|count) of (?:rows|records|users)|count|sum|rows|records)\s*[:=]\s*[\d.,\s]+$/i;
const NOTHING =
  /^(?:there (?:are|were|is) )?no\s[\p{L}\s'’,/()-]*\b(?:loans?|loan counts?|fines?|fees?|users?|patrons?|pids?|records?|results?|rows|data|items?|requests?|counts?)\b/iu;
const NOTHING_ELSE = /^the specified criteria did\s?n[o'’]t\b.*\bdata\b/i;

/** `Graduate Total`, `p001 Total:` as formatted exports have it below each group. */
const SUBTOTAL = /\stotal:?\s*$/i;
const LAST_OF_SUBTOTAL = new Set(['l', 'L', ':', ' ']);

/**
 * @param identifier the text of the identifier's cell
 * @param isList whoever is named in any way may have to stay
 */
export function asideGroupOf(
  row: TableRow,
  identifier: string,
  isList: boolean,
): AsideGroup | undefined {
  const label = identifier === '' ? firstText(row) : identifier;
  if (LAST_OF_SUBTOTAL.has(label.at(-1)!) && SUBTOTAL.test(label)) {
    if (!isList || identifier === '') return 'total-row';
  }
  if (!MAY_BEGIN.test(label)) return undefined;
  const text = trimOuterSpace(label);
  if (TOTAL.test(text) || COUNT.test(text)) return 'total-row';
  if (!text.includes(' ') || !(NOTHING.test(text) || NOTHING_ELSE.test(text))) return undefined;
  return filledCells(row) === 1 ? 'empty-report' : undefined;
}

/** Blank identifiers have their label, if any, in another column. */
export function firstText({ texts, width }: TableRow): string {
  for (let n = 0; n < width; n++) if (trimOuterSpace(texts[n]!) !== '') return texts[n]!;
  return '';
}

function filledCells({ texts, width }: TableRow): number {
  let filled = 0;
  for (let n = 0; n < width; n++) if (trimOuterSpace(texts[n]!) !== '') filled++;
  return filled;
}
