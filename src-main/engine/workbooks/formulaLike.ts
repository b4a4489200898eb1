/** Which texts a spreadsheet could take for a formula. Pure. */

/** Signs with which one begins, also as wide as East Asian characters. */
const BEHIND_SPACES = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u;

export function isFormulaLike(text: string): boolean {
  const first = text.charCodeAt(0);
  // By far the most texts begin with a letter or a digit.
  const isPlain = (first >= 0x30 && first <= 0x39) || (first >= 0x41 && first <= 0x7a);
  return !isPlain && BEHIND_SPACES.test(text);
}
