/**
 * What to know about rows of which a file leaves open whom or what they mean, and what becomes of them: as the
 * librarian has said, else the more cautious. Pure words.
 */
import type { RowNotice } from '#shared/contract/shapes/rowGroup.ts';
import { answerTo, type OpenClass } from '#shared/domain/openQuestions.ts';
import { type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import type { RowOptions } from './rowOptions.ts';

/** Codes are those of the flags, where there is one. */
export function rowsInQuestion(
  kind: ImportKind,
  { answers }: RowOptions,
): (readonly [RowNotice, string])[] {
  const { counts, effect } = importKind(kind);
  const review = effect === 'review';
  const holds = review || (effect === 'replica' && !counts);
  const chosen = (about: OpenClass) => {
    const answer = answerTo(answers, { about });
    return answer === 'hold' ? undefined : answer;
  };
  const counted = counts
    ? 'What such a row tells of a user counts as unreadable.'
    : effect === 'set'
      ? 'All of them are kept.'
      : chosen('two-cells')
        ? 'The cell that a spreadsheet shows is taken, as you chose; rows that stand twice are held back.'
        : HELD;
  return [
    [
      'unreadable-expiry',
      'The expiry date couldn’t be read. It counts as one in the future until you decide.',
    ],
    [
      'hidden-row',
      `Rows are hidden in the file, by a filter or a collapsed group. ${countWords(review, chosen('hidden-row'))}`,
    ],
    ['struck-out', `Rows are struck out. ${countWords(review, chosen('struck-out'))}`],
    [
      'two-cells',
      `Cells share their place with another one: written twice, or invisible under a merged cell. ${counted}`,
    ],
    [
      'lost-digits',
      `Identifiers are numbers of more than 15 digits, or with decimals: the last digits may be lost.${
        !holds
          ? ''
          : chosen('lost-digits')
            ? ' They are right as they stand, as you chose.'
            : ` ${HELD}`
      }`,
    ],
    [
      'blank-group',
      `Rows name no user group, though others do. ${BLANK_GROUP[(chosen('blank-group') ?? 'hold') as keyof typeof BLANK_GROUP]}`,
    ],
    [
      'no-result',
      'Cells hold a formula whose result is not stored in the file, so they can’t be read. Open the file in a spreadsheet program, save it, and choose it again.',
    ],
  ];
}

const HELD = 'These users are held back until you decide.';

/** Rows of all other files than candidates always count: whoever is meant to stay may stand there. */
function countWords(review: boolean, chosen: string | undefined): string {
  if (!review) return 'They count like all others.';
  return chosen === 'count' ? 'They count like all others, as you chose.' : HELD;
}

const BLANK_GROUP = {
  hold: 'Formatted exports blank out repeated values. Until somebody says what they mean, these users are held back where the register protects groups.',
  above: 'They have the group of the row above, as you chose.',
  none: 'They have no group, as you chose.',
} as const;
