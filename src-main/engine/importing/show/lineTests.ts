/**
 * What is asked of the fields of a line, answered for all texts of a piece at once (keptPieces.ts): which of them pass, by
 * their number. Pure; which lines stand is walkLines.ts's to say.
 */
import { type DetailFieldName, type DetailKind, detailKind } from '#shared/details/details.ts';
import { isOver } from '#shared/details/inForce.ts';
import type { LineLeaf, LineTest } from '#shared/domain/criteria.ts';
import { passesDayTest } from '#shared/domain/dayTests.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { TEXT_END } from '../rows/linePieces.ts';
import { TextPiece } from './keptPieces.ts';

/** Which texts of a piece pass, by their number; 0: of lines that have none. */
export type Passing = Uint8Array;
export type TestOf = (piece: TextPiece | undefined) => Passing;
export type Tests = readonly (readonly [DetailFieldName, TestOf])[];

/** Whether one text passes, or none where it is null. */
export function passesAlone(test: TestOf, text: string | null): boolean {
  if (text === null) return test(undefined)[0] === 1;
  const texts = `${TEXT_END}${text.replaceAll(TEXT_END, ' ')}${TEXT_END}`;
  return test(new TextPiece({ texts, codes: Uint16Array.of(1) }))[1] === 1;
}

/** All that a leaf asks of one and the same line. @param day as of which a line is in force */
export function testsOf({ kind, inForce, where }: LineLeaf, day: string): Tests {
  const tests = where.map(({ field, is }) => [field, testOf(is, day)] as const);
  return inForce === true ? [...tests, ...inForceTests(kind, day)] : tests;
}

/** What makes a line of the kind one that is in force. */
export function inForceTests(kind: DetailKind, day: string): Tests {
  const { inForce } = detailKind(kind);
  if (!inForce) return [];
  const status = inForce.status as DetailFieldName;
  const tests: (readonly [DetailFieldName, TestOf])[] = [
    [status, (piece) => eachText(piece, true, (text) => !isOver(text))],
  ];
  if (inForce.expiry !== undefined)
    tests.push([
      inForce.expiry as DetailFieldName,
      (piece) => eachText(piece, true, (text) => text.slice(0, 10) >= day),
    ]);
  return tests;
}

function testOf(is: LineTest, day: string): TestOf {
  switch (is.how) {
    case 'oneOf': {
      const wanted = new Set(is.values.map((each) => each && onOneLine(each)));
      return (piece) => eachText(piece, wanted.has(null), (text) => wanted.has(text));
    }
    case 'between':
    case 'within':
      return (piece) => eachText(piece, false, (text) => passesDayTest(text.slice(0, 10), is, day));
    case 'numbers': {
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = is;
      // What can't be read as a number is none of it.
      return (piece) =>
        eachText(
          piece,
          false,
          (text) => /\d/.test(text) && Number(text) >= from && Number(text) <= to,
        );
    }
    default: {
      const wanted = foldForSearch(onOneLine(is.value.trim()));
      const begin = is.how === 'is' || is.how === 'begins' ? TEXT_END : '';
      const end = is.how === 'is' || is.how === 'ends' ? TEXT_END : '';
      return (piece) => textsWith(piece, `${begin}${wanted}${end}`);
    }
  }
}

/** As texts are kept. */
const onOneLine = (text: string) => text.replaceAll(TEXT_END, ' ');

/** @param blank whether lines without a text pass */
function eachText(
  piece: TextPiece | undefined,
  blank: boolean,
  passes: (text: string) => boolean,
): Passing {
  const texts = piece?.each() ?? [];
  const passing = new Uint8Array(texts.length + 1);
  passing[0] = blank ? 1 : 0;
  for (const [n, text] of texts.entries()) passing[n + 1] = passes(text) ? 1 : 0;
  return passing;
}

/** Texts in which it stands, all of them looked through as one. */
function textsWith(piece: TextPiece | undefined, wanted: string): Passing {
  if (!piece) return new Uint8Array(1);
  const { folded, ends } = piece;
  const passing = new Uint8Array(ends.length + 1);
  if (wanted === '') return passing.fill(1, 1);
  let code = 0;
  for (let at = folded.indexOf(wanted); at >= 0; ) {
    // The first letter that is the text's own: an end before it belongs to the search.
    const own = wanted.startsWith(TEXT_END) ? at + 1 : at;
    while (code < ends.length && ends[code]! < own) code++;
    if (code === ends.length) break;
    passing[code + 1] = 1;
    at = folded.indexOf(wanted, ends[code]!);
  }
  return passing;
}
