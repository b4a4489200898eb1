/**
 * Questions about users whom a file holds back for one reason: asked once for the whole file when they are more than
 * rare, because holding back is useful only while it is rare (docs/domain.md, section 6, rule 8). Pure. Without an
 * answer everybody stays held back; no answer may make “no” of what is unknown.
 */

/** What each class may be answered; `hold` is what happens without an answer, too. */
export const OPEN_CLASSES = {
  'hidden-row': ['hold', 'count'],
  'struck-out': ['hold', 'count'],
  'two-cells': ['hold', 'shown'],
  'blank-group': ['hold', 'above', 'none'],
  'lost-digits': ['hold', 'as-written'],
  'unreadable-value': ['hold', 'unknown'],
  'zero-loss-pair': ['hold', 'same', 'different'],
  'possible-pair': ['hold', 'same', 'different'],
} as const satisfies Readonly<Record<string, readonly ['hold', ...string[]]>>;

export type OpenClass = keyof typeof OPEN_CLASSES;
export type OpenAnswerCode = (typeof OPEN_CLASSES)[OpenClass][number];

export const OPEN_CLASS_CODES = Object.keys(OPEN_CLASSES) as [OpenClass, ...OpenClass[]];
export const OPEN_ANSWER_CODES = [...new Set(Object.values(OPEN_CLASSES).flat())] as [
  OpenAnswerCode,
  ...OpenAnswerCode[],
];

/** An answer about one class of one file. */
export interface OpenAnswer {
  readonly about: OpenClass;
  /** Place of the column, of unreadable values alone: each column is a question of its own. */
  readonly column?: number | undefined;
  readonly answer: OpenAnswerCode;
}

/** A class as a question: without a column but for unreadable values. */
type Asked = Pick<OpenAnswer, 'about' | 'column'>;

export function isAnswerTo(about: OpenClass, answer: string): answer is OpenAnswerCode {
  return (OPEN_CLASSES[about] as readonly string[]).includes(answer);
}

/** Undefined: nobody has answered. */
export function answerTo(
  answers: readonly OpenAnswer[] | undefined,
  { about, column }: Asked,
): OpenAnswerCode | undefined {
  return answers?.find((each) => each.about === about && each.column === column)?.answer;
}

/** The answers with one more, which takes the place of an earlier one to the same question. */
export function withAnswer(
  answers: readonly OpenAnswer[] | undefined,
  { about, column, answer }: OpenAnswer,
): OpenAnswer[] {
  const others = (answers ?? []).filter((each) => each.about !== about || each.column !== column);
  return [...others, { about, ...(column !== undefined && { column }), answer }];
}

/** Held back is rare up to so much of a file. */
const RARE_SHARE = 0.1;

export function isRare(rows: number, of: number): boolean {
  return rows <= of * RARE_SHARE;
}

/** Asked about however few they are: what such rows mean decides about the rest of the file, too. */
export const ALWAYS_ASKED: readonly OpenClass[] = ['hidden-row', 'blank-group'];
