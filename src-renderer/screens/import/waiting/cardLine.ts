/**
 * Which cards of waiting files stand as one line at first, and what such a line says of its file: what is asked,
 * what is wrong, what to know. Pure; never decides whether a file can be added: that is readiness.ts.
 */
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { Absent } from '../importMemory.ts';
import { isEmptyReport } from '../readiness.ts';

/** So many cards stand unfolded beside each other. */
const FEW = 2;

/** A file that asks something opens at first; of others the first two, when no more wait. */
export function opensAtFirst(check: ImportCheck, waiting: number): boolean {
  return waiting <= FEW || questionsOf(check) > 0 || isUseless(check);
}

/** What nobody but the librarian can answer, whether the file can be added without or not. */
export function questionsOf({ missing, question, list, openQuestions }: ImportCheck): number {
  const isOpenList = list !== null && (list.recognised === false || list.purpose === 'open');
  const unanswered = openQuestions.filter(({ answer }) => answer === null).length;
  return missing.length + Number(question !== null) + Number(isOpenList) + unanswered;
}

/** None of its rows can be used, and it doesn’t say itself that it is empty. */
export function isUseless(check: ImportCheck): boolean {
  return check.identifiers === 0 && check.missing.length === 0 && !isEmptyReport(check);
}

/** One thing that a line says, and the tab of the details that tells more. */
export interface LineSign {
  readonly of:
    | 'questions'
    | 'useless'
    | 'empty'
    | 'same'
    | 'errors'
    | 'returned'
    | 'notices'
    | 'othersUnknown'
    | 'othersNone';
  readonly count: number;
  readonly tab: string | undefined;
}

/**
 * The most urgent first; zeros are left out.
 * @param absent what is chosen for whom the file doesn’t name, where it may cover everybody
 */
export function signsOf(check: ImportCheck, absent?: Absent): LineSign[] {
  const signs: LineSign[] = [
    { of: 'questions', count: questionsOf(check), tab: undefined },
    { of: 'useless', count: Number(isUseless(check)), tab: 'errors' },
    { of: 'empty', count: Number(isEmptyReport(check)), tab: 'notices' },
    { of: 'same', count: Number(check.same !== null), tab: undefined },
    { of: 'errors', count: check.errors, tab: 'errors' },
    { of: 'returned', count: check.diff?.returned ?? 0, tab: 'changes' },
    { of: 'notices', count: check.notices.length, tab: 'notices' },
    {
      of: absent === 'none' ? 'othersNone' : 'othersUnknown',
      count: Number(absent !== undefined),
      tab: undefined,
    },
  ];
  return signs.filter(({ count }) => count > 0);
}
