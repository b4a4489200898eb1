/** What the librarian has said about rows of which a file leaves open what they mean. */
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import { answerTo, type OpenClass } from '#shared/domain/openQuestions.ts';
import { type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';

export type RowOptions = Pick<ReadOptions, 'answers'>;

/** Issues of rows in question, by what becomes of them in a file of this kind. */
export function issuesInQuestion(kind: ImportKind, { answers }: RowOptions) {
  const { effect, counts } = importKind(kind);
  const review = effect === 'review';
  const held = (about: OpenClass, issue: number) =>
    (answerTo(answers, { about }) ?? 'hold') === 'hold' ? issue : 0;
  const twins = counts ? ROW_ISSUES.unreadable : ROW_ISSUES.twoCells;
  return {
    // Hidden and struck-out rows of all other files count: whoever is meant to stay may stand there.
    hidden: review ? held('hidden-row', ROW_ISSUES.hiddenRow) : 0,
    struck: review ? held('struck-out', ROW_ISSUES.struckOut) : 0,
    // In a list they may mean others, whatever is said about them.
    lostDigits:
      effect === 'set' ? ROW_ISSUES.lostDigits : held('lost-digits', ROW_ISSUES.lostDigits),
    /** Of cells. Rows that stand twice are more than an odd cell: nobody sees which of them holds. */
    twinCells: counts || effect === 'set' ? twins : held('two-cells', twins),
    twins,
  };
}
