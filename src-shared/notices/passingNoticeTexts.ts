/** What to know about a file that depends on the day, on the replica and on the other files. */
import type { IsoDate } from '../domain/calendar.ts';
import type { OpenAnswerCode } from '../domain/openQuestions.ts';
import type { Say } from '../domain/said.ts';
import { type ImportKind, importKind } from '../importKinds/importKinds.ts';

export interface Pairs {
  readonly kind: ImportKind;
  /** Null: nothing was answered for all of them. */
  readonly answer: OpenAnswerCode | null;
}

const REACHES_NOBODY =
  'Where a number differs from a candidate’s identifier only in leading zeros, what the file says doesn’t reach the candidate. Export it again with identifiers as text.';
const NOT_IN_SET =
  'Candidates whose identifier differs from a number only in leading zeros are not in the set. Export it again with identifiers as text.';
const HELD_PAIRS = 'These candidates are held back until you decide.';
const ZERO_LOSS = {
  set: `A number differs from a candidate’s identifier only in leading zeros. ${HELD_PAIRS}`,
  review:
    'A number differs only in leading zeros from one in an exclusion list or in another report. Those that an exclusion list may mean are held back until you decide.',
  roles:
    'A number differs from a candidate’s identifier only in leading zeros. The role of these candidates stays unknown.',
  replica: REACHES_NOBODY,
  lines: REACHES_NOBODY,
  evidence: REACHES_NOBODY,
} as const;

const NEAR_MISSES = '(an apostrophe, typographic marks, two in one cell, lost digits)';
const NEAR_A_CANDIDATE = `An identifier is nearly that of a candidate ${NEAR_MISSES}.`;
const NEAR_A_LIST = `An identifier is nearly the same as one in an exclusion list ${NEAR_MISSES}.`;

/** What becomes of pairs, once it was answered for all of them. */
const PAIRS_ANSWERED: Readonly<Partial<Record<OpenAnswerCode, string>>> = {
  same: 'They are the same users, as you chose: an exclusion list names them.',
  different: 'They are different users, as you chose: they are not held back for it.',
};

function zeroLossText({ kind, answer }: Pairs): string {
  if (kind === 'identifiers') return NOT_IN_SET;
  const answered = PAIRS_ANSWERED[answer ?? 'hold'];
  return answered
    ? `A number differs only in leading zeros between an exclusion list and the candidates. ${answered}`
    : ZERO_LOSS[importKind(kind).effect];
}

function possiblePairText({ kind, answer }: Pairs): string {
  if (kind === 'identifiers') return `${NEAR_A_CANDIDATE} These candidates are not in the set.`;
  const answered = PAIRS_ANSWERED[answer ?? 'hold'];
  return importKind(kind).effect === 'set'
    ? `${NEAR_A_CANDIDATE} ${answered ?? HELD_PAIRS}`
    : `${NEAR_A_LIST} ${answered ?? 'They are held back until you decide.'}`;
}

/** Why a list finds nobody: it holds another identifier, it has no heading, or nobody knows. */
export interface Nobody {
  readonly otherIdentifier: string | null;
  readonly noHeading: boolean;
}

function nobodyText({ otherIdentifier, noHeading }: Nobody): string {
  const nobody = 'Nobody in this workspace has one of these identifiers';
  if (otherIdentifier !== null)
    return `${nobody}: the column “${otherIdentifier}” holds another identifier than the primary one, and no report here gives it to anybody. Add a report of identifiers, or export the list with primary identifiers.`;
  if (noHeading)
    return `${nobody}, and the file has no heading that we know. Check that its first column holds primary identifiers.`;
  return `${nobody}. Check that the list holds primary identifiers, and users of your library.`;
}

export interface OtherType {
  readonly type: string;
  readonly lines: number;
}

export interface MeantOtherwise {
  readonly kind: ImportKind;
  readonly types: readonly OtherType[];
}

function otherIdentifierText({ types }: MeantOtherwise, say: Say): string {
  const found = types.map(({ type, lines }) => `${type} (${say.count(lines)})`).join(', ');
  return `These lines are nobody’s primary identifier, but another identifier or an e-mail address of one user, whom they mean: ${found}.`;
}

function sharedIdentifierText({ kind }: { readonly kind: ImportKind }): string {
  const shared =
    'These lines are nobody’s primary identifier, but an identifier or e-mail address that users share. They may mean either';
  if (kind === 'exclusions')
    return `${shared}: candidates among these users are held back until you decide.`;
  return kind === 'staff'
    ? `${shared}: the role of these users stays as it is.`
    : `${shared}, so none of these users is in the set.`;
}

export interface OtherDates {
  readonly date: IsoDate;
  /** Some of the other files. */
  readonly files: readonly { readonly fileName: string; readonly date: IsoDate }[];
  /** There are more of them. */
  readonly more: boolean;
}

function otherDatesText({ date, files, more }: OtherDates, say: Say): string {
  const named = files.map((file) => `${file.fileName} (${say.date(file.date)})`).join(', ');
  return `Other files are from a different day than ${say.date(date)}: ${named}${more ? ' …' : ''}. They may contradict this one.`;
}

export const PASSING_NOTICE_TEXTS = {
  'zero-loss-pair': zeroLossText,
  'possible-pair': possiblePairText,
  'other-identifier': otherIdentifierText,
  'shared-identifier': sharedIdentifierText,
  'leaves-list':
    'These users are on a list by another identifier than the primary one. Once this file is added, that identifier is no longer theirs alone, and they aren’t on the list any more.',
  'joins-list':
    'Once this file is added, a list means these users by an identifier or e-mail address that it gives them.',
  'shares-listed':
    'Once this file is added, these users share an identifier or e-mail address that an exclusion list names. It may mean either: candidates among them are held back until you decide.',
  'not-moved-yet':
    'Users still have the user group, or another value, from before a job here changed it, so the job hasn’t run in Alma yet, or the report is older. They keep what they have here, and their decisions.',
  'newer-count':
    'A report of this kind with newer data tells another count of these users. What that one tells stays, whichever is added last. If a date is wrong, correct the data date first.',
  'fees-disagree':
    'The lines of fines and fees don’t come to the balance that another file tells: one of them isn’t complete, or they are of different days. What this file says counts once it is added.',
  'nobody-known': nobodyText,
  'others-without-role':
    'No report gives these users’ role, and they aren’t on the list: they count as having no staff role and can be approved together. If the list isn’t complete, staff can be purged.',
  'old-data': ({ date, days }: { date: IsoDate; days: number }, say: Say) =>
    `The data is from ${say.date(date)}, more than ${say.count(days)} days ago. Users may have come back since; a fresh export is safer.`,
  'other-dates': otherDatesText,
  'other-library': ({ code, others }: { code: string; others: readonly string[] }) =>
    `The name ends in the library code ${code}, others in ${others.join(', ')}. Check that all are files of your library.`,
} as const;
