/**
 * Owns reading XML tags straight from bytes: the careful way, for whatever the fast paths of the two scanners
 * don't expect (prefixes, comments, CDATA, rich text, unknown elements).
 * Must never: keep state between calls, other than in the Tag it is given, or read on past `end`: it throws
 * `incomplete` there, and the caller begins the item again when more bytes have come.
 */
import { TableError } from '../tableError.ts';
import {
  byteClasses,
  decodeCharacters,
  decodeUtf8,
  normaliseLineEnds,
  replaceEscapes,
} from './xmlText.ts';

/** Thrown when the bytes end inside an item; one object, as a stack trace would be of no use to anybody. */
export const incomplete: Error = new Error('more bytes are needed');

export const Byte = {
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
} as const;

/** 1 for the bytes that may follow an element's name: white space, '/', '>'. */
export const endsName: Uint8Array = new Uint8Array(256);
for (const byte of [0x09, 0x0a, 0x0d, 0x20, Byte.slash, Byte.greaterThan]) endsName[byte] = 1;

export const TagKind = { start: 1, end: 2, other: 3 } as const;

/** What the last call found; used again and again so that no object is made for a tag. */
export interface Tag {
  kind: number;
  /** Range of the name without its prefix. */
  nameStart: number;
  nameEnd: number;
  selfClosing: boolean;
  text: string;
  /** Of a string item: a run of it is struck out. */
  struck: boolean;
}

/** Gives an empty tag to pass to the functions below. */
export function newTag(): Tag {
  return { kind: 0, nameStart: 0, nameEnd: 0, selfClosing: false, text: '', struck: false };
}

/** Ends the reading at a byte that can't stand there, or asks for more if it is the guard behind the end. */
export function broken(at: number, end: number, what: string): never {
  if (at >= end) throw incomplete;
  throw new TableError('damaged', what);
}

/** Tells whether the tag's name without prefix is `name` (ASCII). */
export function isNamed(bytes: Buffer, tag: Tag, name: string): boolean {
  if (tag.nameEnd - tag.nameStart !== name.length) return false;
  for (let k = 0; k < name.length; k++) {
    if (bytes[tag.nameStart + k] !== name.charCodeAt(k)) return false;
  }
  return true;
}

/** Takes a position in text; gives that of the next '<'. */
export function nextTag(bytes: Buffer, from: number, end: number): number {
  let i = from;
  while (bytes[i] !== Byte.lessThan) i++;
  if (i >= end) throw incomplete;
  return i;
}

/**
 * Takes the position of a '<'. Start tag: gives the position behind its name (go on with `skipAttributes`).
 * End tag, comment, CDATA, instruction: gives the position behind it.
 */
export function readTag(bytes: Buffer, at: number, end: number, tag: Tag): number {
  const second = bytes[at + 1];
  if (second === Byte.exclamation || second === Byte.question) {
    tag.kind = TagKind.other;
    return skipOther(bytes, at, end);
  }
  tag.kind = second === Byte.slash ? TagKind.end : TagKind.start;
  let i = second === Byte.slash ? at + 2 : at + 1;
  tag.nameStart = i;
  for (;;) {
    const byte = bytes[i]!;
    if (endsName[byte] === 1) break;
    if (byte === Byte.lessThan || byte === Byte.equals) broken(i, end, 'a tag without an end');
    i++;
    if (byte === Byte.colon) tag.nameStart = i;
  }
  tag.nameEnd = i;
  if (tag.nameStart === i) broken(i, end, 'a tag without a name');
  if (tag.kind === TagKind.start) return i;
  while (bytes[i]! <= Byte.space) i++;
  if (bytes[i] !== Byte.greaterThan) broken(i, end, 'an end tag without an end');
  return i + 1;
}

/** Takes the position behind a start tag's name; gives the one behind the tag; sets `selfClosing`. */
export function skipAttributes(bytes: Buffer, from: number, end: number, tag: Tag): number {
  let i = from;
  for (;;) {
    const byte = bytes[i];
    if (byte === Byte.greaterThan) {
      tag.selfClosing = bytes[i - 1] === Byte.slash;
      return i + 1;
    }
    if (byte === Byte.lessThan) broken(i, end, 'a tag without an end');
    i++;
    if (byte === Byte.doubleQuote || byte === Byte.singleQuote) {
      while (bytes[i] !== byte) {
        if (bytes[i] === Byte.lessThan) broken(i, end, 'an attribute without an end');
        i++;
      }
      i++;
    }
  }
}

/** Takes the position behind a start tag that was not self-closing; gives the one behind its end tag. */
export function skipContent(bytes: Buffer, from: number, end: number, tag: Tag): number {
  let i = from;
  for (let depth = 1; depth > 0; ) {
    i = readTag(bytes, nextTag(bytes, i, end), end, tag);
    if (tag.kind === TagKind.end) depth--;
    else if (tag.kind === TagKind.start) {
      i = skipAttributes(bytes, i, end, tag);
      if (!tag.selfClosing) depth++;
    }
  }
  return i;
}

/** Takes the position behind a start tag's name; gives the one behind the whole element. */
export function skipElement(bytes: Buffer, from: number, end: number, tag: Tag): number {
  const i = skipAttributes(bytes, from, end, tag);
  return tag.selfClosing ? i : skipContent(bytes, i, end, tag);
}

/** Takes the position of a '<'; gives the one behind the end tag `name` that must stand there. */
function expectEnd(bytes: Buffer, at: number, end: number, tag: Tag, name: string): number {
  if (at >= end) throw incomplete;
  const i = readTag(bytes, at, end, tag);
  if (tag.kind !== TagKind.end || !isNamed(bytes, tag, name)) {
    throw new TableError('damaged', `${name} is not closed`);
  }
  return i;
}

/**
 * Takes the position behind the start tag of an element that holds only text; gives the one behind its end tag
 * and sets `tag.text`: entities replaced, CDATA taken in, comments left out.
 */
export function readText(bytes: Buffer, from: number, end: number, tag: Tag, name: string): number {
  let text = '';
  let i = from;
  for (;;) {
    const start = i;
    let flags = 0;
    while (bytes[i] !== Byte.lessThan) flags |= byteClasses[bytes[i++]!]!;
    if (i >= end) throw incomplete;
    if (i > start) text += decodeCharacters(bytes, start, i, flags);
    const second = bytes[i + 1];
    if (second !== Byte.exclamation && second !== Byte.question) break;
    const after = skipOther(bytes, i, end);
    // Only CDATA has '[' there; the other two are a comment and an instruction, which are no text.
    if (bytes[i + 2] === 0x5b) text += normaliseLineEnds(decodeUtf8(bytes, i + 9, after - 3));
    i = after;
  }
  i = expectEnd(bytes, i, end, tag, name);
  tag.text = text;
  return i;
}

/**
 * Takes the position behind the start tag of a string item (`si` or `is`); gives the one behind its end tag and
 * sets `tag.text`: the item's own text and the texts of its runs joined, phonetic guides left out; and
 * `tag.struck`.
 */
export function readStringItem(
  bytes: Buffer,
  from: number,
  end: number,
  tag: Tag,
  name: string,
): number {
  let text = '';
  let struck = false;
  let inRun = false;
  let runStruck = false;
  let i = from;
  for (;;) {
    i = readTag(bytes, nextTag(bytes, i, end), end, tag);
    if (tag.kind === TagKind.end) {
      if (!isNamed(bytes, tag, inRun ? 'r' : name))
        throw new TableError('damaged', `${name} is not closed`);
      if (!inRun) {
        tag.text = text;
        tag.struck = struck;
        return i;
      }
      inRun = false;
    } else if (tag.kind === TagKind.start) {
      if (isNamed(bytes, tag, 't')) {
        i = skipAttributes(bytes, i, end, tag);
        if (tag.selfClosing) continue;
        i = readText(bytes, i, end, tag, 't');
        text += replaceEscapes(tag.text);
        struck ||= runStruck && tag.text.trim() !== '';
      } else if (!inRun && isNamed(bytes, tag, 'r')) {
        i = skipAttributes(bytes, i, end, tag);
        inRun = !tag.selfClosing;
        runStruck = false;
      } else if (inRun && isNamed(bytes, tag, 'rPr')) {
        const start = i;
        i = skipElement(bytes, i, end, tag);
        runStruck = strikesOut(bytes, start, i, tag);
      } else {
        i = skipElement(bytes, i, end, tag);
      }
    }
  }
}

/** Takes the range of a run's properties, behind the element's name; tells whether they strike it out. */
function strikesOut(bytes: Buffer, from: number, end: number, tag: Tag): boolean {
  let i = skipAttributes(bytes, from, end, tag);
  while (i < end) {
    i = readTag(bytes, nextTag(bytes, i, end), end, tag);
    if (tag.kind !== TagKind.start) continue;
    const start = i;
    const isStrike = isNamed(bytes, tag, 'strike');
    i = skipAttributes(bytes, i, end, tag);
    if (isStrike) return !/["'](?:0|false)["']/.test(bytes.toString('latin1', start, i));
  }
  return false;
}

const COMMENT_START = Buffer.from('<!--');
const CDATA_START = Buffer.from('<![CDATA[');
const COMMENT_END = Buffer.from('-->');
const CDATA_END = Buffer.from(']]>');
const INSTRUCTION_END = Buffer.from('?>');

/** Takes the position of '<!' or '<?'; gives the one behind the comment, CDATA section or instruction. */
function skipOther(bytes: Buffer, at: number, end: number): number {
  if (bytes[at + 1] === Byte.question) return afterMark(bytes, at + 2, end, INSTRUCTION_END);
  if (startsWith(bytes, at, COMMENT_START)) return afterMark(bytes, at + 4, end, COMMENT_END);
  if (startsWith(bytes, at, CDATA_START)) return afterMark(bytes, at + 9, end, CDATA_END);
  if (at + CDATA_START.length > end) throw incomplete;
  // A document type could define entities of its own; no workbook may have one.
  throw new TableError('damaged', 'a declaration that no workbook may hold');
}

function afterMark(bytes: Buffer, from: number, end: number, mark: Buffer): number {
  const at = bytes.indexOf(mark, from);
  // What lies behind the end is left over from earlier chunks.
  if (at < 0 || at + mark.length > end) throw incomplete;
  return at + mark.length;
}

function startsWith(bytes: Buffer, at: number, start: Buffer): boolean {
  let k = 0;
  while (k < start.length && bytes[at + k] === start[k]) k++;
  return k === start.length;
}
