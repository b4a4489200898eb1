/** What a check tells and what is wrong with a row, in the words of the command line. */
import type { ImportCheck, ImportError } from '#shared/contract/shapes/imports.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { noticeText } from '#shared/notices/noticeText.ts';
import { rowErrorText } from '#shared/notices/rowErrorText.ts';

export function saidOf(notice: ImportCheck['notices'][number] | undefined): string {
  return notice === undefined ? '' : noticeText(notice, PLAIN);
}

export function problemOf({ problem }: ImportError): string {
  return rowErrorText(problem, PLAIN);
}
