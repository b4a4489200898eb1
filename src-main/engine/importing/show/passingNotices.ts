/**
 * What to know about a file that depends on the day, on the replica and on the other files: pairs, users who haven't
 * been moved yet, old data, files of other days and libraries. Asked anew each time; changes nothing.
 */
import type { PairClass } from '#shared/contract/shapes/rowGroup.ts';
import { type IsoDate, minusDays } from '#shared/domain/calendar.ts';
import { answerTo, type OpenAnswer } from '#shared/domain/openQuestions.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import type { OtherType } from '#shared/notices/passingNoticeTexts.ts';
import { type Notice, notice, noticeOfRows } from '../read/importNotices.ts';

/** Data older than this may no longer be true. */
const OLD_AFTER_DAYS = 7;
/** Analytics is loaded overnight: reports of one evening may show two days. */
const SAME_DAYS = 1;

export interface OtherFile {
  readonly fileName: string;
  readonly dataDate: IsoDate | null;
}

interface FileInTime extends OtherFile {
  readonly kind: ImportKind;
  /** What the librarian has said about users whom it holds back. */
  readonly answers: readonly OpenAnswer[] | undefined;
  readonly zeroLossPairs: number;
  readonly possiblePairs: number;
  /** Lines of a list that mean users by another identifier, by its type. */
  readonly otherTypes: readonly OtherType[];
  /** Lines of a list that users share. */
  readonly sharedIdentifiers: number;
  /** Users who leave lists once it is added, come onto them, or share an identifier on one. */
  readonly leavesList: number;
  readonly joinsList: number;
  readonly sharesListed: number;
  /** Users who still have the group from which a job here has moved them. */
  readonly notMovedYet: number;
  /** Users of whom newer data tells another count. */
  readonly newerCount: number;
  /** Users whose fees, line by line, don’t come to the balance that another file tells. */
  readonly feesDisagree: number;
}

/** What depends on the day, on the replica and on the other files; asked anew each time. */
export function passingNotices(
  file: FileInTime,
  others: readonly OtherFile[],
  today: IsoDate,
): Notice[] {
  const { kind } = file;
  const answer = (about: PairClass) => answerTo(file.answers, { about }) ?? null;
  const notices = [
    noticeOfRows('zero-loss-pair', file.zeroLossPairs, { kind, answer: answer('zero-loss-pair') }),
    noticeOfRows('possible-pair', file.possiblePairs, { kind, answer: answer('possible-pair') }),
    noticeOfRows('other-identifier', sumOf(file.otherTypes), { kind, types: file.otherTypes }),
    noticeOfRows('shared-identifier', file.sharedIdentifiers, { kind }),
    noticeOfRows('leaves-list', file.leavesList),
    noticeOfRows('joins-list', file.joinsList),
    noticeOfRows('shares-listed', file.sharesListed),
    noticeOfRows('not-moved-yet', file.notMovedYet),
    noticeOfRows('newer-count', file.newerCount),
    noticeOfRows('fees-disagree', file.feesDisagree),
    ...noticesOfDay(file, others, today),
    ...noticesOfLibrary(file, others),
  ];
  return notices.filter(({ count }) => count > 0);
}

const sumOf = (types: readonly OtherType[]) => types.reduce((sum, { lines }) => sum + lines, 0);

/** So many other files are named. */
const FILES_NAMED = 3;

function noticesOfDay(
  { dataDate: date }: OtherFile,
  others: readonly OtherFile[],
  today: IsoDate,
): Notice[] {
  if (date === null) return [];
  const old = date < minusDays(today, OLD_AFTER_DAYS);
  const differing = others.flatMap(({ fileName, dataDate }) =>
    dataDate === null || within(dataDate, date, SAME_DAYS) ? [] : [{ fileName, date: dataDate }],
  );
  const files = differing.slice(0, FILES_NAMED);
  const more = differing.length > files.length;
  return [
    notice('old-data', old ? 1 : 0, { date, days: OLD_AFTER_DAYS }),
    notice('other-dates', differing.length, { date, files, more }),
  ];
}

function noticesOfLibrary({ fileName }: OtherFile, others: readonly OtherFile[]): Notice[] {
  const code = libraryCode(fileName);
  if (code === undefined) return [];
  const strange = others.flatMap((other) => {
    const theirs = libraryCode(other.fileName);
    return theirs === undefined || theirs === code ? [] : [theirs];
  });
  return [notice('other-library', strange.length, { code, others: [...new Set(strange)] })];
}

function within(a: IsoDate, b: IsoDate, days: number): boolean {
  return a >= minusDays(b, days) && a <= minusDays(b, -days);
}

/** CARLI names files by a library's code of three capitals at the end, perhaps before a date or number. */
function libraryCode(fileName: string): string | undefined {
  const name = fileName.replace(/\.[^.]+$/, '');
  return /(?:^|[\s_-])([A-Z]{3})(?:[\s_-]*[\d().-]*)$/.exec(name)?.[1];
}
