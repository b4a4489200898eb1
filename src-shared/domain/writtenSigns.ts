/**
 * Letters and signs that stand in a text as something else: `&uuml;` and `&#252;` as on web pages, `%C3%BC` as in
 * addresses, `\u00fc` as in JSON, `_x00FC_` as in workbooks. Whoever looks for a name reads them as what they mean. Pure.
 */

/** A text as it is read. */
export interface ReadText {
  readonly text: string;
  /** Where each of its units begins in the text as it is written, and where the last one ends. */
  readonly places: readonly number[];
}

const SIGN =
  /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));|((?:%[\da-f]{2})+)|\\u([\da-f]{4})|_x([\da-f]{4})_/gi;

/** As one letter and its accent. */
const ACCENTED = /^([a-z])(acute|grave|circ|tilde|uml|ring|cedil|caron)$/i;
const ACCENTS: Readonly<Record<string, string>> = {
  ...{ acute: '\u0301', grave: '\u0300', circ: '\u0302', tilde: '\u0303', uml: '\u0308' },
  ...{ ring: '\u030a', cedil: '\u0327', caron: '\u030c' },
};
const NAMED: Readonly<Record<string, string>> = {
  ...{ szlig: 'ß', aelig: 'æ', AElig: 'Æ', oelig: 'œ', OElig: 'Œ', oslash: 'ø', Oslash: 'Ø' },
  ...{ eth: 'ð', ETH: 'Ð', thorn: 'þ', THORN: 'Þ', lstrok: 'ł', Lstrok: 'Ł' },
  ...{ nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', shy: '', ndash: '–', mdash: '—' },
  ...{ amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', commat: '@', period: '.', plus: '+' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', comma: ',', colon: ':', lowbar: '_' },
};

/** Undefined: every sign stands for itself. */
export function readSigns(written: string): ReadText | undefined {
  let text = '';
  const places: number[] = [];
  let at = 0;
  const add = (piece: string, from: number, step: number) => {
    for (let n = 0; n < piece.length; n++) places.push(from + n * step);
    text += piece;
  };
  for (const match of written.matchAll(SIGN)) {
    const [whole, decimal, hex, name, percent, json, workbook] = match;
    const { index } = match;
    const isKnown = name === undefined || named(name) !== undefined;
    if (!isKnown) continue;
    add(written.slice(at, index), at, 1);
    at = index + whole.length;
    if (percent !== undefined) {
      for (const { letter, from } of percentLetters(percent)) add(letter, index + from, 0);
      continue;
    }
    const code = hex ?? json ?? workbook;
    const letter =
      name === undefined
        ? letterOf(code === undefined ? Number(decimal) : Number.parseInt(code, 16))
        : named(name)!;
    add(letter, index, 0);
  }
  if (at === 0) return undefined;
  add(written.slice(at), at, 1);
  places.push(written.length);
  return { text, places };
}

function named(name: string): string | undefined {
  const [, letter, accent] = ACCENTED.exec(name) ?? [];
  const mark = accent === undefined ? undefined : ACCENTS[accent.toLowerCase()];
  return mark === undefined ? NAMED[name] : `${letter}${mark}`.normalize('NFC');
}

const MOST_CODE = 0x10ffff;
const letterOf = (code: number): string =>
  code > MOST_CODE || (code >= 0xd800 && code < 0xe000) ? ' ' : String.fromCodePoint(code);

const PERCENT_LETTERS = 3;

/** In UTF-8, or else a byte each. */
function percentLetters(written: string): { readonly letter: string; readonly from: number }[] {
  let letters: string;
  try {
    letters = decodeURIComponent(written);
  } catch {
    letters = written.replace(/%(..)/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return [...letters].map((letter, n) => ({ letter, from: n * PERCENT_LETTERS }));
  }
  let from = 0;
  return [...letters].map((letter) => {
    const at = from;
    from += PERCENT_LETTERS * bytesOf(letter.codePointAt(0)!);
    return { letter, from: at };
  });
}

const bytesOf = (code: number) => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
