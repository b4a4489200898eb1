/**
 * Rows as the clipboard takes them: text with tabs for everything, and an HTML table for spreadsheets,
 * whose text cells say that they are text, so that leading zeros stay and nothing becomes a formula or
 * a date. Pure; what a cell holds comes from cellText.ts.
 */
import type { CopyCell } from '../columns/cellText.ts';

/** Nothing that a spreadsheet would take for the next cell or row; other spaces stay as they are. */
export function oneLine(text: string): string {
  return text.replace(/\r\n|[\t\n\r\v\f\u0085\u2028\u2029]/g, ' ');
}

/** Excel and its like take text that starts so for a formula. */
const FORMULA = /^[\s\u00a0\u200b\ufeff]*[=+\-@]/u;

const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * As text for a table: what would become a formula gets the apostrophe by which spreadsheets mark text.
 * A negative amount is a number, and stays one.
 */
function tableText({ text, kind }: CopyCell): string {
  const line = oneLine(text);
  if (kind !== 'text' && NUMBER.test(line)) return line;
  return FORMULA.test(line) ? `'${line}` : line;
}

/** Several cells or rows. */
export function tableAsText(
  headings: readonly string[],
  rows: readonly (readonly CopyCell[])[],
): string {
  return [headings.map((heading) => ({ text: heading, kind: 'text' as const })), ...rows]
    .map((cells) => cells.map(tableText).join('\t'))
    .join('\r\n');
}

export function tableAsHtml(
  headings: readonly string[],
  rows: readonly (readonly CopyCell[])[],
): string {
  const head = headings.map((heading) => `<th style="${TEXT}">${escaped(heading)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map(htmlCell).join('')}</tr>`);
  return `${OPEN}${head && `<tr>${head}</tr>`}${body.join('')}${CLOSE}`;
}

const OPEN =
  '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>';
const CLOSE = '</table></body></html>';

const TEXT = "mso-number-format:'\\@'";
const DATE = "mso-number-format:'yyyy\\-mm\\-dd'";
/** With as many decimals as the amount has. */
function moneyFormat(text: string): string {
  const decimals = text.split('.')[1]?.length ?? 0;
  return `mso-number-format:'0${decimals === 0 ? '' : `\\.${'0'.repeat(decimals)}`}'`;
}

/** Numbers also as x:num and sdval: a decimal point means something else in half of the world. */
function htmlCell({ text, kind }: CopyCell): string {
  const value = escaped(oneLine(text));
  if (kind === 'date') return `<td style="${DATE}">${value}</td>`;
  if (kind === 'text' || !NUMBER.test(text)) {
    return value === '' ? '<td></td>' : `<td style="${TEXT}">${value}</td>`;
  }
  const style = kind === 'money' ? ` style="${moneyFormat(text)}"` : '';
  return `<td${style} x:num="${value}" sdval="${value}">${value}</td>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** HTML folds double and outer spaces; identifiers are kept exactly. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!)
    .replace(/^ +| +$| {2,}/g, (run) => `<span style="mso-spacerun:yes">${run}</span>`);
}
