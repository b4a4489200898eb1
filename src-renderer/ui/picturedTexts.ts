/**
 * Which words stand on the page now, and where: what goes with a picture of it, so that somebody who is erased later can be
 * taken out of the picture. A word too many costs a few pixels; one that is missed shows somebody for good. So a word is
 * left without a place only where it is certain that nobody sees it.
 */
import {
  MOST_PICTURED_WORDS,
  type PictureBox,
  type PicturedTexts,
  type PicturedWord,
} from '#shared/contract/shapes/picturedTexts.ts';
import { quotedWords } from '#shared/domain/quotations.ts';

/** Marks an element in which everything is about one user. */
export const USER_ATTRIBUTE = 'data-user-no';

/** Null: there are more words than can be told. */
export function picturedTexts(): PicturedTexts | null {
  const page = new PageWords();
  const words = [...page.inTexts(), ...page.inFields()];
  if (words.length > MOST_PICTURED_WORDS) return null;
  return { width: window.innerWidth, height: window.innerHeight, words };
}

interface Piece {
  readonly node: Text;
  /** In the line. */
  readonly start: number;
}

class PageWords {
  readonly #clips = new Map<Element, DOMRect | null>();
  readonly #blocks = new Map<Element, Element>();
  readonly #users = new Map<Element, number | null>();
  /** Dialogs cover what lies behind them in the page itself, but not each other. */
  readonly #covers = [...document.querySelectorAll('[role="dialog"]')]
    .filter((dialog) => !isOfPage(dialog))
    .map((dialog) => shrunk(dialog.getBoundingClientRect(), ROUND_CORNER));

  /** Words in the order of the document: those of one block are one text, whatever elements stand in it. */
  *inTexts(): Generator<PicturedWord> {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let pieces: Piece[] = [];
    let text = '';
    let block: Element | undefined;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const around = node.parentElement;
      if (!around || isNoText(around)) continue;
      const own = this.#blockOf(around);
      if (own !== block) {
        yield* this.#wordsOf(text, pieces);
        block = own;
        pieces = [];
        text = '';
      }
      pieces.push({ node: node as Text, start: text.length });
      text += (node as Text).data;
    }
    yield* this.#wordsOf(text, pieces);
  }

  *#wordsOf(text: string, pieces: readonly Piece[]): Generator<PicturedWord> {
    for (const { folded, start, end } of quotedWords(text)) {
      const from = pieces.findLast((piece) => piece.start <= start)!;
      const to = pieces.findLast((piece) => piece.start < end)!;
      const range = document.createRange();
      range.setStart(from.node, start - from.start);
      range.setEnd(to.node, end - to.start);
      const around = from.node.parentElement!;
      const boxes = [...range.getClientRects()].flatMap((rect) => this.#seen(around, rect));
      yield { word: folded, boxes, userNo: this.#userOf(around) };
    }
  }

  /** What is typed or chosen in a field stands somewhere in it. */
  *inFields(): Generator<PicturedWord> {
    for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea, select')) {
      const boxes = this.#seen(field, field.getBoundingClientRect());
      for (const { folded } of quotedWords(shownIn(field)))
        yield { word: folded, boxes, userNo: this.#userOf(field) };
    }
  }

  #blockOf(element: Element): Element {
    const known = this.#blocks.get(element);
    if (known) return known;
    const { display } = getComputedStyle(element);
    const goesOn = (display === 'inline' || display === 'contents') && element.parentElement;
    const block = goesOn ? this.#blockOf(goesOn) : element;
    this.#blocks.set(element, block);
    return block;
  }

  #userOf(element: Element): number | null {
    const known = this.#users.get(element);
    if (known !== undefined) return known;
    const own = element.getAttribute(USER_ATTRIBUTE) ?? rowOf(element);
    const around = element.parentElement;
    const user = own ? Number(own) : around ? this.#userOf(around) : null;
    this.#users.set(element, user);
    return user;
  }

  /** The part of it that is in view, if any is. */
  #seen(around: Element, rect: DOMRect): PictureBox[] {
    if (rect.width === 0 || rect.height === 0) return [];
    if (getComputedStyle(around).visibility !== 'visible') return [];
    let shown = within(rect, this.#clipOf(around));
    for (const cover of isOfPage(around) ? this.#covers : []) shown = shown && beyond(cover, shown);
    return shown ? [[shown.x, shown.y, shown.width, shown.height]] : [];
  }

  /** What of the page its content can be seen in; null: nothing. */
  #clipOf(element: Element): DOMRect | null {
    const known = this.#clips.get(element);
    if (known !== undefined) return known;
    const clip = this.#clipAround(element);
    this.#clips.set(element, clip);
    return clip;
  }

  #clipAround(element: Element): DOMRect | null {
    const window_ = new DOMRect(0, 0, window.innerWidth, window.innerHeight);
    const { position, overflowX, overflowY } = getComputedStyle(element);
    const around = position === 'fixed' ? null : clippingAround(element, position);
    const outer = around ? this.#clipOf(around) : window_;
    if (!outer) return null;
    const clips = overflowX !== 'visible' || overflowY !== 'visible';
    return clips && element !== document.body && element !== document.documentElement
      ? within(element.getBoundingClientRect(), outer)
      : outer;
  }
}

/** Of a dialog's corners, behind which the page shows. */
const ROUND_CORNER = 6;

const isOfPage = (element: Element) => element.closest('#root') !== null;
const isNoText = ({ tagName }: Element) => /^(?:script|style|noscript|option)$/i.test(tagName);
/** Rows of the grid are users, by number; those that aren't loaded have none. */
const rowOf = (element: Element) => {
  const row = element.classList.contains('ag-row') ? element.getAttribute('row-id') : null;
  return row && /^[1-9]\d*$/.test(row) ? row : null;
};

/** What is placed freely is clipped by what it is placed in alone. */
function clippingAround(element: Element, position: string): Element | null {
  if (position !== 'absolute') return element.parentElement;
  let around = element.parentElement;
  while (around) {
    const style = getComputedStyle(around);
    if (style.position !== 'static' || style.transform !== 'none') return around;
    around = around.parentElement;
  }
  return null;
}

function shownIn(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): string {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.text ?? '';
  return field.type === 'password' || field.type === 'checkbox' ? '' : field.value;
}

function within(rect: DOMRect, clip: DOMRect | null): DOMRect | null {
  if (!clip) return null;
  const left = Math.max(rect.left, clip.left);
  const top = Math.max(rect.top, clip.top);
  const width = Math.min(rect.right, clip.right) - left;
  const height = Math.min(rect.bottom, clip.bottom) - top;
  return width > 0 && height > 0 ? new DOMRect(left, top, width, height) : null;
}

const shrunk = (rect: DOMRect, by: number) =>
  new DOMRect(rect.x + by, rect.y + by, rect.width - 2 * by, rect.height - 2 * by);

/** What of it can be seen beside what covers it, as far as that is one box; null: nothing. */
function beyond(cover: DOMRect, rect: DOMRect): DOMRect | null {
  const isBetween = rect.left >= cover.left && rect.right <= cover.right;
  const isBeside = rect.top >= cover.top && rect.bottom <= cover.bottom;
  if (isBetween && isBeside) return null;
  const { left, top, right, bottom } = rect;
  const edges = { left, top, right, bottom };
  if (isBeside && left < cover.left && right > cover.left && right <= cover.right)
    edges.right = cover.left;
  else if (isBeside && right > cover.right && left < cover.right && left >= cover.left)
    edges.left = cover.right;
  else if (isBetween && top < cover.top && bottom > cover.top && bottom <= cover.bottom)
    edges.bottom = cover.top;
  else if (isBetween && bottom > cover.bottom && top < cover.bottom && top >= cover.top)
    edges.top = cover.bottom;
  const width = edges.right - edges.left;
  return new DOMRect(edges.left, edges.top, width, edges.bottom - edges.top);
}
