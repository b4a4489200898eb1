/**
 * How high a row must be for texts of several lines. Excel finds out when it opens a file, other programs don't: they
 * would cut such texts off. Counted in characters, as widths of columns are; rather a line too many. Pure.
 */

/** East Asian characters and pictures take two places. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/gu;

/** @param width of the cell in characters */
export function lineCount(text: string, width: number): number {
  // By far the most.
  if (text.length * 2 <= width && !text.includes('\n')) return 1;
  let lines = 0;
  for (const paragraph of text.split(/\r\n|[\r\n]/)) lines += paragraphLines(paragraph, width);
  return lines;
}

function paragraphLines(text: string, width: number): number {
  if (placesOf(text) <= width) return 1;
  let lines = 1;
  let used = 0;
  for (const word of text.split(/(?<=[\s-])/u)) {
    const places = placesOf(word);
    // The space behind the last word of a line needs no place.
    if (used > 0 && used + placesOf(word.trimEnd()) > width) {
      lines++;
      used = 0;
    }
    used += places;
    if (used <= width) continue;
    // A word that is longer than a line is broken.
    const more = Math.ceil(placesOf(word.trimEnd()) / width) - 1;
    lines += more;
    used = Math.max(used - more * width, 0);
  }
  return lines;
}

const placesOf = (text: string) => text.length + (text.match(WIDE)?.length ?? 0);
