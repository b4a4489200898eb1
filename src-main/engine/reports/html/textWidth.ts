/**
 * How wide a text is in the typeface of documents, and how many lines it takes: letters are as wide as in Inter, rather
 * wider than narrower. Pure.
 */

/** In parts of the type's size, the widest of each group. */
const WIDTHS: readonly (readonly [wide: number, letters: string])[] = [
  [0.27, ' .,:;ijlI’'],
  [0.34, "ft'!|"],
  [0.4, 'r()[]/'],
  [0.47, '"'],
  [0.555, 'skxz'],
  [0.575, 'acvyJL'],
  [0.595, 'ehnuF'],
  [0.615, 'bdgopqE'],
  [0.65, 'BPRSTZ0123456789$&+-'],
  [0.69, 'KXY'],
  [0.755, 'ACDGHNUV'],
  [0.77, 'OQ'],
  [0.88, 'mw…'],
];
const WIDTH_OF = new Map(
  WIDTHS.flatMap(([wide, letters]) => [...letters].map((letter) => [letter, wide] as const)),
);
const OTHER_LETTER = 0.67;
const WIDEST = 1.05;
/** Of the semibold. */
const BOLD = 1.05;

/** In parts of the type's size. */
export function widthOfText(text: string): number {
  let wide = 0;
  for (const letter of text) wide += WIDTH_OF.get(letter) ?? widthOfOther(letter);
  return wide;
}

function widthOfOther(letter: string): number {
  if (/\p{Mark}/u.test(letter)) return 0;
  const isWide = letter.codePointAt(0)! >= 0x2e80 || /[MW%@]/.test(letter);
  return isWide ? WIDEST : OTHER_LETTER;
}

/** @param wide what a line has room for, in parts of the type's size */
export function linesOf(text: string, wide: number, bold = false): number {
  const room = Math.max(wide, WIDEST) / (bold ? BOLD : 1);
  const space = widthOfText(' ');
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ')) {
    const width = widthOfText(word);
    if (used > 0 && used + space + width > room) {
      lines++;
      used = 0;
    }
    used += (used > 0 ? space : 0) + width;
    // A word that is wider than its line is broken.
    const broken = Math.ceil(used / room) - 1;
    if (broken > 0) {
      lines += broken;
      used -= broken * room;
    }
  }
  return lines;
}
