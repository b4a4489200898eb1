/** Cells as XML: a number, or a text that stays exactly as it is. Pure. */

/** Plain to write; nearly all texts are so. */
const NEEDS_NO_ESCAPE =
  /^[\x20\x21\x23-\x25\x27-\x3b\x3d\x3f-\x5e\x60-\x7e\u00a0-\ud7ff\ue000-\ufffd]*$/;
const OUTER_SPACE = /^\s|\s$|\s\s/u;

/** @param style number of the cell's format */
export function cellXml(reference: string, style: number, content: string | number): string {
  const format = style === 0 ? '' : ` s="${style}"`;
  if (typeof content === 'number' && Number.isFinite(content))
    return `<c r="${reference}"${format}><v>${content}</v></c>`;
  const text = String(content);
  const space = OUTER_SPACE.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${reference}"${format} t="inlineStr"><is><t${space}>${escapeXml(text)}</t></is></c>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** What looks like an escape of the format is marked as none. */
const LOOKS_ESCAPED = /_(?=x[0-9a-f]{4}_)/gi;
/** XML has no characters for these, and would make a line end of a carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const WITHOUT_CHARACTER = /[\x00-\x08\x0b-\x1f\ufffe\uffff]/g;

export function escapeXml(text: string): string {
  if (NEEDS_NO_ESCAPE.test(text)) return text;
  return text
    .replace(LOOKS_ESCAPED, '_x005F_')
    .replace(
      WITHOUT_CHARACTER,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}

/** Fills in the names of columns, A, B ... AA, up to so many. */
export function columnNames(names: string[], count: number): void {
  while (names.length < count) {
    let name = '';
    for (let n = names.length; n >= 0; n = Math.floor(n / 26) - 1)
      name = String.fromCharCode(65 + (n % 26)) + name;
    names.push(name);
  }
}
