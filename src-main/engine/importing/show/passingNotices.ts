/**
 * What to know about a file that depends on the day, on the replica and on the other files: pairs, users who haven't
 * been moved yet, old data, files of other days and libraries. Asked anew each time; changes nothing.
 */
import { type IsoDate, minusDays } from '#shared/domain/calendar.ts';
import { answerTo, type OpenAnswer, type OpenAnswerCode } from '#shared/domain/openQuestions.ts';
import { type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import type { Notice } from '../read/importNotices.ts';

/** Data older than this may no longer be true. */
const OLD_AFTER_DAYS = 7;
/** Analytics is loaded overnight: reports of one evening may show two days. */
const SAME_DAYS = 1;

export interface OtherFile {
  readonly fileName: string;
  readonly dataDate: IsoDate | null;
}

const REACHES_NOBODY =
  'Numbers differ from a candidate’s identifier only in leading zeros, so what the file says doesn’t reach the candidate. Export it again with identifiers as text.';
const NOT_IN_SET =
  'Numbers differ from a candidate’s identifier only in leading zeros, so these candidates are not in the set. Export it again with identifiers as text.';
const HELD_PAIRS = 'These candidates are held back until you decide.';
const ZERO_LOSS = {
  set: `Numbers differ from a candidate’s identifier only in leading zeros. ${HELD_PAIRS}`,
  review:
    'Numbers differ only in leading zeros from one in an exclusion list or in another report. Those that an exclusion list may mean are held back until you decide.',
  roles:
    'Numbers differ from a candidate’s identifier only in leading zeros. The role of these candidates stays unknown.',
  replica: REACHES_NOBODY,
  evidence: REACHES_NOBODY,
} as const;

const NEAR_MISSES = '(an apostrophe, typographic marks, two in one cell, lost digits)';
const NEAR_A_CANDIDATE = `Identifiers are nearly those of candidates ${NEAR_MISSES}.`;
const NEAR_A_LIST = `Identifiers are nearly the same as one in an exclusion list ${NEAR_MISSES}.`;

/** What becomes of pairs, once it was answered for all of them. */
const PAIRS_ANSWERED: Readonly<Partial<Record<OpenAnswerCode, string>>> = {
  same: 'They are the same users, as you chose: an exclusion list names them.',
  different: 'They are different users, as you chose: they are not held back for it.',
};

function zeroLossText({ kind, answers }: FileInTime): string {
  if (kind === 'identifiers') return NOT_IN_SET;
  const answered = PAIRS_ANSWERED[answerTo(answers, { about: 'zero-loss-pair' }) ?? 'hold'];
  return answered
    ? `Numbers differ only in leading zeros between an exclusion list and the candidates. ${answered}`
    : ZERO_LOSS[importKind(kind).effect];
}

function possiblePairText({ kind, answers }: FileInTime): string {
  if (kind === 'identifiers') return `${NEAR_A_CANDIDATE} These candidates are not in the set.`;
  const answered = PAIRS_ANSWERED[answerTo(answers, { about: 'possible-pair' }) ?? 'hold'];
  return importKind(kind).effect === 'set'
    ? `${NEAR_A_CANDIDATE} ${answered ?? HELD_PAIRS}`
    : `${NEAR_A_LIST} ${answered ?? 'They are held back until you decide.'}`;
}

interface FileInTime extends OtherFile {
  readonly kind: ImportKind;
  /** What the librarian has said about users whom it holds back. */
  readonly answers: readonly OpenAnswer[] | undefined;
  readonly zeroLossPairs: number;
  readonly possiblePairs: number;
  /** Users who still have the group from which a job here has moved them. */
  readonly notMovedYet: number;
}

/** What depends on the day, on the replica and on the other files; asked anew each time. */
export function passingNotices(
  file: FileInTime,
  others: readonly OtherFile[],
  today: IsoDate,
): Notice[] {
  const notices: Notice[] = [];
  const tell = (code: string, count: number, text: string, part: string | null = null) => {
    if (count > 0) notices.push({ code, count, text, part });
  };
  tell('zero-loss-pair', file.zeroLossPairs, zeroLossText(file), 'zero-loss-pair');
  tell('possible-pair', file.possiblePairs, possiblePairText(file), 'possible-pair');
  tell(
    'not-moved-yet',
    file.notMovedYet,
    'Users still have the group from which a job here moved them, so the job hasn’t run in Alma yet, or the report is older. They keep the group they have here, and their decisions.',
    'not-moved-yet',
  );
  const { dataDate } = file;
  if (dataDate !== null) {
    const old = dataDate < minusDays(today, OLD_AFTER_DAYS);
    tell(
      'old-data',
      old ? 1 : 0,
      `The data is from ${dataDate}, more than ${OLD_AFTER_DAYS} days ago. Users may have come back since; a fresh export is safer.`,
    );
    const differing = others.filter(
      (other) => other.dataDate !== null && !within(other.dataDate, dataDate, SAME_DAYS),
    );
    const named = differing.slice(0, 3).map((other) => `${other.fileName} (${other.dataDate})`);
    tell(
      'other-dates',
      differing.length,
      `Other files are from a different day than ${dataDate}: ${named.join(', ')}${differing.length > 3 ? ' …' : ''}. They may contradict this one.`,
    );
  }
  const code = libraryCode(file.fileName);
  const strangers = others.filter((other) => {
    const theirs = libraryCode(other.fileName);
    return code !== undefined && theirs !== undefined && theirs !== code;
  });
  tell(
    'other-library',
    strangers.length,
    `The name ends in the library code ${code}, others in ${[...new Set(strangers.map((other) => libraryCode(other.fileName)))].join(', ')}. Check that all are files of your library.`,
  );
  return notices;
}

function within(a: IsoDate, b: IsoDate, days: number): boolean {
  return a >= minusDays(b, days) && a <= minusDays(b, -days);
}

/** CARLI names files by a library's code of three capitals at the end, perhaps before a date or number. */
function libraryCode(fileName: string): string | undefined {
  const name = fileName.replace(/\.[^.]+$/, '');
  return /(?:^|[\s_-])([A-Z]{3})(?:[\s_-]*[\d().-]*)$/.exec(name)?.[1];
}
