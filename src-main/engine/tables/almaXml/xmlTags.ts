/**
 * Owns reading the tags of XML out of a text: names, attributes, what stands between two tags.
 * Must never: accept a declaration of types or entities, or read on past the end: it throws `incomplete` there, and
 * the caller begins again when more has come.
 */
import { TableError } from '../tableError.ts';
import { incomplete } from '../workbook/xmlBytes.ts';
import { normaliseLineEnds, replaceEntities } from '../workbook/xmlText.ts';

export { incomplete } from '../workbook/xmlBytes.ts';

export const Char = {
  space: 0x20,
  exclamation: 0x21,
  doubleQuote: 0x22,
  singleQuote: 0x27,
  slash: 0x2f,
  colon: 0x3a,
  lessThan: 0x3c,
  equals: 0x3d,
  greaterThan: 0x3e,
  question: 0x3f,
  byteOrderMark: 0xfeff,
} as const;

const MAX_NAME = 400;
const MAX_ATTRIBUTES = 100;
const MAX_ATTRIBUTE_CHARS = 1 << 16;
const WORDS_START = ' desc="';
const COMMENT = '<!--';
const CDATA = '<![CDATA[';

export class XmlTags {
  /** Of the tag that was opened last, with its prefix and without. */
  name = '';
  local = '';
  selfClosing = false;
  /** Its attributes, names without prefix; entries at `attributes` and beyond are left over. */
  attributes = 0;
  readonly attributeNames: string[] = [];
  readonly attributeValues: string[] = [];

  /** Takes the position of the '<' of a start tag; gives the one behind the tag. */
  open(text: string, at: number): number {
    let i = at + 1;
    for (;;) {
      const code = text.charCodeAt(i);
      // Compared so that NaN, behind the end, is none of them.
      if (code <= Char.space || code === Char.greaterThan || code === Char.slash) break;
      if (!(code > Char.space)) throw incomplete;
      if (code === Char.lessThan || code === Char.equals || i - at > MAX_NAME) bad('a tag');
      i++;
    }
    if (i === at + 1) bad('a tag without a name');
    this.name = text.slice(at + 1, i);
    this.local = withoutPrefix(this.name);
    return this.readAttributes(text, i);
  }

  /** Takes the position behind the name of a start tag; gives the one behind the tag. */
  readAttributes(text: string, from: number): number {
    this.attributes = 0;
    this.selfClosing = false;
    const only = this.#wordsAlone(text, from);
    if (only > 0) return only;
    let i = from;
    for (;;) {
      i = skipBlanks(text, i);
      const code = text.charCodeAt(i);
      if (code === Char.greaterThan) return i + 1;
      if (code === Char.slash) {
        if (i + 1 >= text.length) throw incomplete;
        if (text.charCodeAt(i + 1) !== Char.greaterThan) bad('a tag');
        this.selfClosing = true;
        return i + 2;
      }
      i = this.#attribute(text, i);
    }
  }

  /** Nearly all tags with attributes have just the words of a code. Gives 0 for any other. */
  #wordsAlone(text: string, from: number): number {
    if (!text.startsWith(WORDS_START, from)) return 0;
    const start = from + WORDS_START.length;
    const end = text.indexOf('"', start);
    if (end < 0 || end - start > MAX_NAME || text.charCodeAt(end + 1) !== Char.greaterThan)
      return 0;
    const raw = text.slice(start, end);
    if (raw.includes('<')) bad('an attribute without an end');
    this.attributeNames[0] = 'desc';
    this.attributeValues[0] = plainText(raw);
    this.attributes = 1;
    return end + 2;
  }

  /** The value of an attribute, by its name without prefix; '' for none. */
  attribute(name: string): string {
    for (let n = 0; n < this.attributes; n++)
      if (this.attributeNames[n] === name) return this.attributeValues[n]!;
    return '';
  }

  #attribute(text: string, from: number): number {
    const equals = text.indexOf('=', from);
    if (equals < 0) return refuseOrWait(text, from);
    const name = text.slice(from, equals).trimEnd();
    if (name === '' || name.length > MAX_NAME || /[\s<>"'&/]/.test(name)) bad('an attribute');
    const start = skipBlanks(text, equals + 1);
    const quote = text.charCodeAt(start);
    if (quote !== Char.doubleQuote && quote !== Char.singleQuote) {
      if (start >= text.length) throw incomplete;
      bad('an attribute without quotation marks');
    }
    const end = text.indexOf(quote === Char.doubleQuote ? '"' : "'", start + 1);
    if (end < 0) return refuseOrWait(text, start);
    if (end - start > MAX_ATTRIBUTE_CHARS) throw new TableError('tooLarge', 'an attribute');
    if (this.attributes === MAX_ATTRIBUTES) bad('an element with too many attributes');
    const raw = text.slice(start + 1, end);
    if (raw.includes('<')) bad('an attribute without an end');
    this.attributeNames[this.attributes] = withoutPrefix(name);
    this.attributeValues[this.attributes++] = plainText(raw);
    return end + 1;
  }

  /** Takes the position of '</'; gives the one behind the end tag, which must have this name. */
  close(text: string, at: number, name: string): number {
    const end = at + 2 + name.length;
    if (!text.startsWith(name, at + 2)) {
      if (end > text.length) throw incomplete;
      bad('an element that is not closed');
    }
    const i = skipBlanks(text, end);
    if (i >= text.length) throw incomplete;
    if (text.charCodeAt(i) !== Char.greaterThan) bad('an end tag');
    return i + 1;
  }

  /** Takes the position of '<!' outside of text; gives the one behind the comment. */
  skipComment(text: string, at: number): number {
    if (text.startsWith(COMMENT, at)) return behindMark(text, at + COMMENT.length, '-->');
    if (text.length - at < CDATA.length) throw incomplete;
    // A document type could define entities of its own.
    throw new TableError('xmlDeclaration', 'a declaration');
  }

  skipInstruction(text: string, at: number): number {
    return behindMark(text, at + 2, '?>');
  }

  /** Whether a section of plain characters stands at a position. @throws incomplete */
  isCdata(text: string, at: number): boolean {
    if (text.startsWith(CDATA, at)) return true;
    if (text.length - at < CDATA.length) throw incomplete;
    return false;
  }

  /** Takes the position of such a section; gives the one behind it, and its text. */
  readCdata(text: string, at: number): { readonly end: number; readonly text: string } {
    const end = behindMark(text, at + CDATA.length, ']]>');
    return { end, text: normaliseLineEnds(text.slice(at + CDATA.length, end - 3)) };
  }
}

/** A text as it stands between two tags; gives what it means. Throws TableError for an entity of the file's own. */
export function plainText(raw: string): string {
  const text = raw.includes('\r') ? normaliseLineEnds(raw) : raw;
  return text.includes('&') ? replaceEntities(text) : text;
}

/** Whether there is nothing but blanks, and marks of byte order, which are blanks, too. */
export function isBlankText(text: string, from: number, end: number): boolean {
  for (let i = from; i < end; i++) {
    const code = text.charCodeAt(i);
    if (!isBlank(code) && code !== Char.byteOrderMark) return false;
  }
  return true;
}

function isBlank(code: number): boolean {
  return code === Char.space || code === 0x0a || code === 0x0d || code === 0x09;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  while (isBlank(text.charCodeAt(i))) i++;
  return i;
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':');
  // xmlns:a declares a prefix and is no attribute a.
  return colon < 0 || name.startsWith('xmlns') ? name : name.slice(colon + 1);
}

function behindMark(text: string, from: number, mark: string): number {
  const at = text.indexOf(mark, from);
  if (at < 0) throw incomplete;
  return at + mark.length;
}

/** An attribute that doesn't end within its limit never will. */
function refuseOrWait(text: string, from: number): never {
  if (text.length - from > MAX_ATTRIBUTE_CHARS || text.slice(from, from + MAX_NAME).includes('<'))
    bad('an attribute without an end');
  throw incomplete;
}

function bad(what: string): never {
  throw new TableError('damaged', what);
}
