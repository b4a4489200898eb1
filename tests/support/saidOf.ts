/** What a check tells, in the words of the command line. */
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { noticeText } from '#shared/notices/noticeText.ts';

export function saidOf(notice: ImportCheck['notices'][number] | undefined): string {
  return notice === undefined ? '' : noticeText(notice, PLAIN);
}
