/**
 * All things to know about a file: the code of each, what it says of this file, and its words. The engine gives codes
 * and values; page and command line make the sentence here, each in its own numbers and dates.
 */
import type { Say } from '../domain/said.ts';
import { FILE_NOTICE_TEXTS } from './fileNoticeTexts.ts';
import { PASSING_NOTICE_TEXTS } from './passingNoticeTexts.ts';
import { ROW_NOTICE_TEXTS } from './rowNoticeTexts.ts';

const NOTICES = { ...FILE_NOTICE_TEXTS, ...ROW_NOTICE_TEXTS, ...PASSING_NOTICE_TEXTS } as const;

export type NoticeCode = keyof typeof NOTICES;
export const NOTICE_CODES = Object.keys(NOTICES) as [NoticeCode, ...NoticeCode[]];

/** What a notice says of its file; nothing for those whose words are always the same. */
export type NoticeValues<Code extends NoticeCode> = (typeof NOTICES)[Code] extends (
  values: infer Values,
  ...rest: never[]
) => string
  ? [Values]
  : [];

interface SentNotice {
  readonly code: NoticeCode;
  readonly values?: unknown;
  /** The sentence, where an earlier version wrote it. */
  readonly earlier?: string | undefined;
}

export function noticeText({ code, values, earlier }: SentNotice, say: Say): string {
  if (earlier !== undefined) return earlier;
  const words = NOTICES[code];
  return typeof words === 'function' ? (words as Making)(values, say) : words;
}

type Making = (values: unknown, say: Say) => string;
