/**
 * Owns reading what stands in one user: single values, lines of lists, and what no schema tells of.
 * Must never: keep anything of an element that is never taken in, or drop a value in silence.
 */
import { TableError } from '../tableError.ts';
import { ReadUser } from './almaUser.ts';
import { NodeKind, type UserNode, type UserNodes } from './userNodes.ts';
import { isForbidden, saysNothing, VALUES_JOINED } from './userSchema.ts';
import { Char, incomplete, isBlankText, plainText, type XmlTags } from './xmlTags.ts';

/** Elements in each other in one user; the schema has six. */
const MAX_DEPTH = 40;
/** Values of one user that no schema tells of. */
const MAX_UNKNOWN = 10_000;
/** As many are named. */
const MAX_NEVER_TAKEN = 20;
const MAX_LINES = 100_000;

/** An element that is open and isn't a plain value. */
interface Frame {
  node: UserNode;
  name: string;
  words: string;
  text: string;
  hasChild: boolean;
  /** The element in it that was closed last. */
  last: UserNode | undefined;
}

export class UserBody {
  readonly #tags: XmlTags;
  readonly #nodes: UserNodes;
  readonly #frames: Frame[] = [];
  /** Names of what was passed over. */
  readonly neverTaken = new Set<string>();
  /** The nodes of the user's unknown values. */
  readonly unknown: UserNode[] = [];
  #depth = 0;
  #user = new ReadUser();
  #lines = 0;
  /** The line that is open, by list. */
  readonly #line: string[][] = [];

  constructor(tags: XmlTags, nodes: UserNodes) {
    this.#tags = tags;
    this.#nodes = nodes;
  }

  /** Takes the position behind the start tag of a user, just opened; fills `user`; gives the one behind its end tag. */
  read(text: string, from: number, user: ReadUser): number {
    this.#user = user;
    this.#lines = 0;
    this.#depth = 0;
    this.unknown.length = 0;
    this.#push(this.#nodes.root, this.#tags.name, '');
    this.#keepAttributes(this.#nodes.root);
    if (this.#tags.selfClosing) return from;
    let i = from;
    while (this.#depth > 0) i = this.#step(text, i);
    return i;
  }

  /** From a position in text to behind the next tag. */
  #step(text: string, from: number): number {
    const at = text.indexOf('<', from);
    if (at < 0) throw incomplete;
    const frame = this.#frames[this.#depth - 1]!;
    if (at > from) this.#addText(frame, text, from, at);
    const second = text.charCodeAt(at + 1);
    if (second === Char.slash) return this.#close(text, at, frame);
    if (second === Char.question) return this.#tags.skipInstruction(text, at);
    if (second !== Char.exclamation) return this.#open(text, at, frame);
    if (!this.#tags.isCdata(text, at)) return this.#tags.skipComment(text, at);
    const section = this.#tags.readCdata(text, at);
    if (frame.node.kind !== NodeKind.forbidden) frame.text += section.text;
    else this.#passOver(frame.node.name);
    return section.end;
  }

  #addText(frame: Frame, text: string, from: number, end: number): void {
    if (frame.node.kind !== NodeKind.forbidden) frame.text += plainText(text.slice(from, end));
    else if (!isBlankText(text, from, end)) this.#passOver(frame.node.name);
  }

  #open(text: string, at: number, parent: Frame): number {
    const tags = this.#tags;
    let node = parent.last === undefined ? parent.node.first : parent.last.next;
    let behind: number;
    if (node !== undefined && isNamed(text, at + 1, node.name)) {
      tags.name = node.name;
      const end = at + 1 + node.name.length;
      if (text.charCodeAt(end) === Char.greaterThan) {
        tags.attributes = 0;
        tags.selfClosing = false;
        behind = end + 1;
      } else behind = tags.readAttributes(text, end);
    } else {
      behind = tags.open(text, at);
      node = this.#childOf(parent, tags.local);
    }
    node.stands = true;
    parent.hasChild = true;
    parent.last = node;
    const words = tags.attributes === 0 ? '' : tags.attribute('desc');
    if (node.kind === NodeKind.line) this.#openLine(node);
    if (tags.attributes > 0) this.#keepAttributes(node);
    if (tags.selfClosing) {
      this.#keep(node, '', words);
      return behind;
    }
    return this.#plainValue(text, behind, node, words);
  }

  /** Nearly every element holds one piece of text and is closed at once. */
  #plainValue(text: string, from: number, node: UserNode, words: string): number {
    const { name } = this.#tags;
    const at = text.indexOf('<', from);
    if (at < 0) throw incomplete;
    const end = at + 2 + name.length;
    const isPlain =
      text.charCodeAt(at + 1) === Char.slash &&
      text.charCodeAt(end) === Char.greaterThan &&
      text.startsWith(name, at + 2);
    if (!isPlain) {
      this.#push(node, name, words);
      return from;
    }
    if (node.kind === NodeKind.forbidden) {
      if (at > from) this.#passOver(name);
    } else this.#keep(node, at > from ? plainText(text.slice(from, at)) : '', words);
    return end + 1;
  }

  #childOf(parent: Frame, local: string): UserNode {
    const node = this.#nodes.child(parent.node, local);
    // What stands in an element that is never taken in isn't either.
    if (parent.node.kind === NodeKind.forbidden) node.kind = NodeKind.forbidden;
    if (parent.last === undefined) parent.node.first = node;
    else parent.last.next = node;
    return node;
  }

  #push(node: UserNode, name: string, words: string): void {
    if (this.#depth === MAX_DEPTH) throw new TableError('damaged', 'elements nested too deep');
    const frame = this.#frames[this.#depth];
    if (frame === undefined)
      this.#frames.push({ node, name, words, text: '', hasChild: false, last: undefined });
    else {
      frame.node = node;
      frame.name = name;
      frame.words = words;
      frame.text = '';
      frame.hasChild = false;
      frame.last = undefined;
    }
    this.#depth++;
  }

  #close(text: string, at: number, { node, name, words, text: held, hasChild }: Frame): number {
    const end = this.#tags.close(text, at, name);
    this.#depth--;
    const isValue = node.kind === NodeKind.value || node.kind === NodeKind.cell;
    // Between the elements of a group stand blanks.
    const isBlank = (hasChild || !isValue) && held.trim() === '';
    this.#keep(node, isBlank ? '' : held, words);
    return end;
  }

  #openLine(node: UserNode): void {
    if (++this.#lines > MAX_LINES) throw new TableError('tooLarge', 'lines of one user');
    const line = this.#user.addLine(node.index);
    this.#line[node.index] = line;
    if (node.within >= 0) line[0] = String(this.#user.lists[node.within]!.length);
  }

  #keepAttributes(node: UserNode): void {
    const { attributes, attributeNames, attributeValues } = this.#tags;
    if (node.kind === NodeKind.forbidden) {
      if (this.#tags.attribute('desc') !== '') this.#passOver(node.name);
      return;
    }
    for (let n = 0; n < attributes; n++) {
      const name = attributeNames[n]!;
      if (saysNothing(name)) continue;
      const cell = node.attributes?.get(name);
      if (cell !== undefined) this.#line[node.index]![cell] = attributeValues[n]!;
      else if (isForbidden(name)) this.#passOver(name);
      else if (attributeValues[n] !== '')
        this.#keepUnknown(this.#nodes.attribute(node, name), attributeValues[n]!, '');
    }
  }

  #keep(node: UserNode, text: string, words: string): void {
    if (text === '' && words === '') return;
    if (node.kind === NodeKind.value) this.#keepValue(node, text, words);
    else if (node.kind === NodeKind.cell) this.#keepCell(node, text, words);
    else if (node.kind !== NodeKind.forbidden) this.#keepUnknown(node, text, words);
  }

  #keepValue(node: UserNode, text: string, words: string): void {
    const user = this.#user;
    if (user.values[node.index] !== '' || user.words[node.index] !== '') {
      // A second one is kept as what no schema tells of.
      this.#keepUnknown(node, text, words);
      return;
    }
    user.values[node.index] = text;
    user.words[node.index] = words;
  }

  #keepCell(node: UserNode, text: string, words: string): void {
    const line = this.#line[node.index]!;
    const before = line[node.cell]!;
    if (before === '') {
      line[node.cell] = text;
      if (node.wordsCell >= 0) line[node.wordsCell] = words;
      else if (words !== '' && words !== text) this.#keepUnknown(node, '', words);
    } else if (node.many) {
      line[node.cell] = before + VALUES_JOINED + text;
      if (node.wordsCell >= 0) line[node.wordsCell] += VALUES_JOINED + words;
    } else this.#keepUnknown(node, text, words);
  }

  #passOver(name: string): void {
    this.#user.hasForbidden = true;
    if (this.neverTaken.size < MAX_NEVER_TAKEN) this.neverTaken.add(name);
  }

  #keepUnknown(node: UserNode, text: string, words: string): void {
    const { unknown } = this.#user;
    if (unknown.length === MAX_UNKNOWN) throw new TableError('tooLarge', 'elements of one user');
    const value = words === '' || words === text ? text : `${text} (${words})`;
    unknown.push({ path: node.path, value });
    this.unknown.push(node);
  }
}

/** Whether a tag that begins behind its '<' at a position has this name. */
function isNamed(text: string, at: number, name: string): boolean {
  if (!text.startsWith(name, at)) return false;
  const code = text.charCodeAt(at + name.length);
  return code === Char.greaterThan || code === Char.space || code === Char.slash;
}
