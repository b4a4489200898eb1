/**
 * Texts that many cells of a workbook's lists say: the workbook has each once, and cells name it by its number. Keeps
 * so few that memory stays small; what isn't kept stands in its cell. Of two threads that write one workbook each keeps
 * its own, under numbers that the other never gives.
 */
import { hasOuterSpace, XmlBytes } from './xmlBytes.ts';
import { NAMESPACES, XML_HEAD } from './xmlText.ts';

/** Of a workbook, in each thread. */
const MOST_TEXTS = 20_000;
/** Longer ones hardly come again. */
const MOST_CHARACTERS = 400;
/** A column that said so many new texts is looked at: if most of its cells say another one, it isn't asked again. */
const ENOUGH_NEW = 200;

/** Which of how many threads this is, from 0. */
export interface ThreadOf {
  readonly thread: number;
  readonly threads: number;
}

export type NumberedText = readonly [number: number, text: string];

export class SharedTexts {
  readonly #of: ThreadOf;
  readonly #numbers = new Map<string, number>();
  /** In the order in which they were kept. */
  readonly #kept: NumberedText[] = [];
  readonly #joined: NumberedText[] = [];
  #handedOn = 0;

  constructor(of: ThreadOf = { thread: 0, threads: 1 }) {
    this.#of = of;
  }

  get isEmpty(): boolean {
    return this.#kept.length + this.#joined.length === 0;
  }

  /** What was kept since it was last handed on, for another thread to join. */
  handOn(): NumberedText[] {
    const fresh = this.#kept.slice(this.#handedOn);
    this.#handedOn = this.#kept.length;
    return fresh;
  }

  /** What another thread has kept. */
  join(texts: readonly NumberedText[]): void {
    this.#joined.push(...texts);
  }

  known(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  /** @returns its number; undefined where it isn't kept */
  keep(text: string): number | undefined {
    const { length } = this.#kept;
    if (length >= MOST_TEXTS || text.length > MOST_CHARACTERS) return undefined;
    const number = this.#of.thread + this.#of.threads * length;
    this.#numbers.set(text, number);
    this.#kept.push([number, text]);
    return number;
  }

  part(): Buffer {
    const texts: string[] = [];
    for (const [number, text] of [...this.#kept, ...this.#joined]) texts[number] = text;
    // The thread that kept fewer leaves numbers that no cell names.
    const all = Array.from(texts, (text) => text ?? '');
    const out = new XmlBytes(new Uint8Array(1 << 16));
    out.xml(`${XML_HEAD}<sst xmlns="${NAMESPACES.main}" uniqueCount="${all.length}">`);
    for (const text of all) {
      out.xml(hasOuterSpace(text) ? '<si><t xml:space="preserve">' : '<si><t>');
      out.text(text);
      out.xml('</t></si>');
    }
    out.xml('</sst>');
    return Buffer.from(out.take(new Uint8Array(0)));
  }
}

/** The texts of one column of a list, as long as they come again. */
export class ColumnTexts {
  readonly #texts: SharedTexts;
  #again = 0;
  #anew = 0;

  constructor(texts: SharedTexts) {
    this.#texts = texts;
  }

  /** @returns the text's number; undefined: it stands in its cell */
  numberOf(text: string): number | undefined {
    if (this.#anew >= ENOUGH_NEW && this.#anew > this.#again) return undefined;
    const known = this.#texts.known(text);
    if (known !== undefined) {
      this.#again++;
      return known;
    }
    this.#anew++;
    return this.#texts.keep(text);
  }
}
