/**
 * What a summary says shorter where its sheet has no room: what its head says, too, is left out, long names are cut in
 * their middle, and rows of tables beyond some are counted. The details say all of it in full. Pure.
 */
import type { DocumentSection, DocumentValue } from '#shared/documents/document.ts';
import { sayIn } from '#shared/documents/jobReport/sayIn.ts';
import { PAPER_WORDS } from '#shared/documents/paperWords.ts';
import { text } from '#shared/documents/values.ts';
import { cellWidth, type Setting } from './heights.ts';
import { widthOfText } from './textWidth.ts';

/** @param mostRows of a table, with the one that counts the others */
export function shortened(
  section: DocumentSection,
  mostRows: number,
  wide: number,
  setting: Setting,
): DocumentSection {
  if (section.form === 'facts')
    return { ...section, facts: section.facts.filter(({ again }) => !again) };
  if (section.form !== 'table') return section;
  const say = sayIn(setting.format);
  const rows = section.rows.map((row) =>
    row.map((value, n) => inOneLine(value, cellWidth(section, n, wide))),
  );
  if (rows.length <= mostRows) return { ...section, rows };
  const named = rows.slice(0, mostRows - 1);
  const others = text(PAPER_WORDS.otherRows(rows.length - named.length, say));
  return { ...section, rows: [...named, [others]] };
}

function inOneLine(value: DocumentValue | null, wide: number): DocumentValue | null {
  if (value?.is !== 'text' || widthOfText(value.text) <= wide) return value;
  return text(withoutMiddle(value.text, wide));
}

const GAP = '…';

/** The end tells as much as the beginning: a date, a number, the kind of file. */
export function withoutMiddle(said: string, wide: number): string {
  const letters = [...new Intl.Segmenter('en').segment(said)].map(({ segment }) => segment);
  const widths = letters.map(widthOfText);
  const all = widths.reduce((sum, each) => sum + each, 0);
  let from = Math.floor(letters.length / 2);
  let to = from;
  let left = all + widthOfText(GAP);
  while (left > wide && to - from < letters.length) {
    const forwards = (to - from) % 2 === 0;
    const taken = forwards && to < letters.length ? to++ : --from;
    left -= widths[taken] ?? 0;
  }
  const before = letters.slice(0, Math.max(0, from)).join('').trimEnd();
  return `${before}${GAP}${letters.slice(to).join('').trimStart()}`;
}
