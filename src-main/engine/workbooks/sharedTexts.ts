/**
 * Texts that many cells of a workbook's lists say: the workbook has each once, and cells name it by its number. Keeps
 * so few that memory stays small; what isn't kept stands in its cell.
 */
import { hasOuterSpace, XmlBytes } from './xmlBytes.ts';
import { NAMESPACES, XML_HEAD } from './xmlText.ts';

/** Of a workbook. */
const MOST_TEXTS = 20_000;
/** Longer ones hardly come again. */
const MOST_CHARACTERS = 400;
/** A column that said so many new texts is looked at: if most of its cells say another one, it isn't asked again. */
const ENOUGH_NEW = 200;

export class SharedTexts {
  readonly #numbers = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#numbers.size === 0;
  }

  known(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  /** @returns its number; undefined where it isn't kept */
  keep(text: string): number | undefined {
    const number = this.#numbers.size;
    if (number >= MOST_TEXTS || text.length > MOST_CHARACTERS) return undefined;
    this.#numbers.set(text, number);
    return number;
  }

  part(): Buffer {
    const out = new XmlBytes(new Uint8Array(1 << 16));
    out.xml(`${XML_HEAD}<sst xmlns="${NAMESPACES.main}" uniqueCount="${this.#numbers.size}">`);
    for (const text of this.#numbers.keys()) {
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
