/**
 * How a file is to be read: its kind, sheet, headings, columns and formats, and what was answered about whom it holds
 * back. What is left out is recognised.
 */
import { z } from 'zod';
import type { OpenAnswer } from '../../domain/openQuestions.ts';
import { isAnswerTo, OPEN_ANSWER_CODES, OPEN_CLASS_CODES } from '../../domain/openQuestions.ts';
import { SEPARATORS, TEXT_ENCODINGS } from '../../domain/textFormats.ts';
import { count, id } from '../../domain/valueShapes.ts';
import { IMPORT_KINDS, LIST_KINDS } from '../../importKinds/importKinds.ts';

export const importKind = z.enum(IMPORT_KINDS);

export const listKind = z.enum(LIST_KINDS);

/** The answer to one question about users whom a file holds back. */
const openAnswer = z
  .strictObject({
    about: z.enum(OPEN_CLASS_CODES),
    column: count.max(20_000).optional(),
    answer: z.enum(OPEN_ANSWER_CODES),
  })
  .refine(
    ({ about, column, answer }) =>
      isAnswerTo(about, answer) && (column !== undefined) === (about === 'unreadable-value'),
    'no answer to this question',
  ) satisfies z.ZodType<OpenAnswer>;

/** How a file is to be read where the librarian decides; what is left out is recognised. */
export const readOptions = z.strictObject({
  kind: importKind.optional(),
  /** From 0, hidden sheets included. */
  sheet: count.max(10_000).optional(),
  /** Row of the headings; 0: the file has none. */
  headingRow: count.max(1_048_576).optional(),
  /** What single columns mean, by position; null: kept as it is. Others are recognised by heading. */
  columns: z
    .array(z.strictObject({ position: count.max(20_000), field: z.string().max(100).nullable() }))
    .max(1000)
    .optional(),
  /**
   * Columns that are left in the file, by position: nothing of them is stored. Where nothing is told, those that the
   * profile for such headings leaves out; none of those that rules ask for.
   */
  leftOut: z.array(count.max(20_000)).max(1000).optional(),
  dateOrder: z.enum(['month-first', 'day-first']).optional(),
  /** What stands before the decimals of numbers in texts, where both fit; `hold`: nobody knows, they are left unread. */
  decimals: z.enum(['point', 'comma', 'hold']).optional(),
  encoding: z.enum(TEXT_ENCODINGS).optional(),
  separator: z.enum(SEPARATORS).optional(),
  /** What was answered about users whom the file holds back. */
  answers: z.array(openAnswer).max(1000).optional(),
  /** The profile that these options were taken from. */
  profileId: id.optional(),
});
export type ReadOptions = z.infer<typeof readOptions>;
