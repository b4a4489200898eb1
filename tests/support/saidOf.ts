/** What a check tells and what is wrong with a row, in the words of the command line. */
import type { ImportCheck, ImportError, ImportSummary } from '#shared/contract/shapes/imports.ts';
import { inOneLine, PLAIN } from '#shared/domain/said.ts';
import { noticeText } from '#shared/notices/noticeText.ts';
import { rowErrorText } from '#shared/notices/rowErrorText.ts';
import { readingFailureWords } from '#shared/refusals/refusals.ts';

export function saidOf(notice: ImportCheck['notices'][number] | undefined): string {
  return notice === undefined ? '' : noticeText(notice, PLAIN);
}

/** Why a file could not be read; empty: it could. */
export function failureOf({ failure }: ImportSummary): string {
  return failure === null ? '' : inOneLine(readingFailureWords(failure, PLAIN)!);
}

export function problemOf({ problem }: ImportError): string {
  return rowErrorText(problem, PLAIN);
}
