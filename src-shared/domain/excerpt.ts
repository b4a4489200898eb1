/** So much of a text as shows where somebody is quoted in it. Pure. */
import type { QuotedPlace } from './quotations.ts';

export interface Excerpt {
  readonly text: string;
  /** From where to where in it. */
  readonly marks: readonly [from: number, to: number][];
}

const CUT = '…';

/** Characters. */
const MOST = 240;

/** @param places in the text, in their order; none: its beginning is shown */
export function excerptOf(
  text: string,
  places: readonly Pick<QuotedPlace, 'start' | 'end'>[],
): Excerpt {
  const first = places[0] ?? { start: 0, end: 0 };
  const from = text.length <= MOST ? 0 : Math.max(0, first.start - Math.floor(MOST / 3));
  const to = Math.min(text.length, from + MOST);
  const before = from > 0 ? CUT : '';
  const marks = places
    .filter(({ start }) => start < to)
    .map(({ start, end }): [number, number] => [
      start - from + before.length,
      Math.min(end, to) - from + before.length,
    ]);
  return { text: `${before}${text.slice(from, to)}${to < text.length ? CUT : ''}`, marks };
}
