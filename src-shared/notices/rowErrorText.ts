/**
 * What can be wrong with a row of a file or with one of its cells: the code of each, what it says of this case, and
 * its words. Reading stores codes and values; page, command line and the list of errors make the sentence here.
 */
import { formatMoney } from '../domain/money.ts';
import { MAX_IDENTIFIER_LENGTH } from '../domain/primaryIdentifier.ts';
import type { Say } from '../domain/said.ts';
import { userField } from '../fields/userFields.ts';

/** Lines of a text file that a stray quotation mark touches. */
export interface StrayLines {
  readonly firstLine: number;
  readonly lastLine: number;
}

function strayQuoteText({ firstLine, lastLine }: StrayLines, say: Say): string {
  return lastLine > firstLine
    ? `A stray quotation mark runs lines ${say.count(firstLine)} to ${say.count(lastLine)} of the file together, so nobody can tell what stands in them. Correct them and choose the file again.`
    : `A stray quotation mark in line ${say.count(firstLine)} of the file ends a cell too early, so nobody can tell what stands in it. Correct it and choose the file again.`;
}

/** An example is written as files write it, not as the system writes numbers. */
const amountText = ({ decimals }: { decimals: number }) =>
  `Expected an amount such as ${formatMoney(Number('9'.repeat(decimals + 1)), decimals)}.`;

const choiceText = ({ choices }: { choices: readonly string[] }) =>
  `Expected ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}.`;

const ROW_ERRORS = {
  'identifier-blank': 'The primary identifier is blank.',
  'identifier-exponent':
    'The spreadsheet shortened this identifier to exponent form, so its digits are lost. Export it again as text.',
  'identifier-too-long': (_: object, say: Say) =>
    `The primary identifier is longer than ${say.count(MAX_IDENTIFIER_LENGTH)} characters.`,
  'identifier-error': 'The cell holds an error instead of a primary identifier.',
  'identifier-date': 'The spreadsheet turned this identifier into a date. Export it again as text.',
  'headings-again': 'The headings are repeated here.',
  'stray-quote': strayQuoteText,
  'no-result':
    'The cell holds a formula whose result is not stored in the file. Open it in a spreadsheet program and save it.',
  'cell-error': 'The cell holds an error.',
  'too-long': 'The text is longer than a cell of a spreadsheet can hold. It was left out.',
  'yes-no': 'Expected Yes or No. The role counts as unknown.',
  'whole-number': 'Expected a whole number.',
  amount: amountText,
  choice: choiceText,
  date: 'Expected a date such as 5/31/2022 or 2022-05-31.',
  'date-number': 'Expected a date, found a plain number. Format the column as dates.',
  'date-too-early':
    'Expected a date, found one before 1910: spreadsheets show such days where a cell holds zero or a time.',
} as const;

export type RowErrorCode = keyof typeof ROW_ERRORS;
export const ROW_ERROR_CODES = Object.keys(ROW_ERRORS) as [RowErrorCode, ...RowErrorCode[]];

/** What becomes of a row that names nobody. */
const ENDS = {
  'left-out': 'The row was left out.',
  'not-protected': 'Whoever is meant here is not protected by this list.',
} as const;
export type RowEnd = keyof typeof ENDS;
export const ROW_ENDS = Object.keys(ENDS) as [RowEnd, ...RowEnd[]];

/** What an error says of its row; nothing for those whose words are always the same. */
type RowErrorValues<Code extends RowErrorCode> = (typeof ROW_ERRORS)[Code] extends (
  values: infer Values,
  ...rest: never[]
) => string
  ? object extends Values
    ? []
    : [Values]
  : [];

/** What is wrong with a row, and what becomes of it. */
export interface RowProblem {
  readonly code: RowErrorCode;
  readonly values?: unknown;
  readonly end?: RowEnd | undefined;
}

/** As it is stored: an earlier version wrote its sentence. */
export type StoredProblem = RowProblem | { readonly earlier: string };

/** A problem with the values that its words need. */
export function rowProblem<Code extends RowErrorCode>(
  code: Code,
  ...said: RowErrorValues<Code>
): RowProblem {
  const [values] = said as readonly unknown[];
  return values === undefined ? { code } : { code, values };
}

export function rowErrorText(problem: StoredProblem, say: Say): string {
  if ('earlier' in problem) return problem.earlier;
  const { code, values, end } = problem;
  const words = ROW_ERRORS[code];
  const text = typeof words === 'function' ? (words as Making)(values, say) : words;
  return end === undefined ? text : `${text} ${ENDS[end]}`;
}

/** What an error calls its column: the heading, or what stands there where there is none. */
export const errorColumnText = (heading: string): string =>
  heading || userField('primary_identifier').label;

type Making = (values: unknown, say: Say) => string;
