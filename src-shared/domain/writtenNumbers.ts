/**
 * Numbers as people and programs write them in texts: with a decimal point or a decimal comma, and with commas,
 * points, spaces or apostrophes between thousands. Pure. Never decides by itself what `1.000` is: the column does.
 */

/** What stands before the decimals. */
export type DecimalMark = 'point' | 'comma';

/** A number in both conventions, as a plain decimal with a point; undefined where it is none. */
export interface WrittenNumber {
  readonly point: string | undefined;
  readonly comma: string | undefined;
  /** One mark and three digits behind it: thousands or decimals, and nothing else in the text tells. */
  readonly isOpen: boolean;
}

/** Currency signs and codes. */
const CURRENCY = /\b[A-Z]{1,2}\$|[$€£¥₩₹]|\b[A-Z]{3}\b/gu;
/** Neither convention has these for decimals. A group has three digits, or it is another number. */
const GROUPS = /^([+-]?\d{1,3})((?:[\s\u00a0\u202f'’]\d{3})+)(?!\d)/u;
const GROUP_MARKS = /[\s\u00a0\u202f'’]/gu;
const SIGN_APART = /^([+-])\s+/;
/** A report may have its minus behind the number. */
const SIGN_BEHIND = /^([^()+-]*\d[^()+-]*?)\s*-$/;

const PLAIN = /^[+-]?\d+$/;
const WITH_POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const GROUPED_BY_COMMA = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const WITH_COMMA = /^[+-]?(?:\d+,\d*|,\d+)$/;
const GROUPED_BY_POINT = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/;
const OPEN = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

export function readWritten(text: string): WrittenNumber {
  const undecorated = text
    .replaceAll('\u2212', '-')
    .replace(CURRENCY, ' ')
    .trim()
    .replace(SIGN_BEHIND, '-$1');
  // (5.00) is a credit; the sign goes with the number.
  const inside = /^\(\s*([^()+-].*?)\s*\)$/.exec(undecorated)?.[1];
  const signed = inside === undefined ? undecorated.replace(SIGN_APART, '$1') : `-${inside}`;
  const plain = signed.replace(
    GROUPS,
    (_, first: string, groups: string) => first + groups.replace(GROUP_MARKS, ''),
  );
  if (PLAIN.test(plain)) return { point: plain, comma: plain, isOpen: false };
  const point = GROUPED_BY_COMMA.test(plain)
    ? plain.replaceAll(',', '')
    : WITH_POINT.test(plain)
      ? plain
      : undefined;
  const comma = GROUPED_BY_POINT.test(plain)
    ? plain.replaceAll('.', '').replace(',', '.')
    : WITH_COMMA.test(plain)
      ? plain.replace(',', '.')
      : undefined;
  return { point, comma, isOpen: OPEN.test(plain) };
}

/** `any`: nothing depends on it. `ask`: both fit. `mixed`: some numbers have a point, others a comma. */
export type DecimalVerdict = DecimalMark | 'any' | 'ask' | 'mixed';

/** Watches a column of written numbers and tells which mark it has before its decimals. */
export class DecimalEvidence {
  /** Numbers that can be read with one mark alone: certain ones, and those of three digits behind one mark. */
  readonly #certain = { point: 0, comma: 0 };
  readonly #likely = { point: 0, comma: 0 };
  #open = 0;

  /** @param fits whether the number, read so, is a value that the column can have */
  add(isOpen: boolean, fits: Readonly<Record<DecimalMark, boolean>>): void {
    if (fits.point && fits.comma) this.#open++;
    else if (fits.point !== fits.comma)
      (isOpen ? this.#likely : this.#certain)[fits.point ? 'point' : 'comma']++;
  }

  verdict(): DecimalVerdict {
    for (const { point, comma } of [this.#certain, this.#likely]) {
      if (point > 0 && comma > 0) return 'mixed';
      if (point > 0) return 'point';
      if (comma > 0) return 'comma';
    }
    return this.#open > 0 ? 'ask' : 'any';
  }
}
