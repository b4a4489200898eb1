/** Words of two previews side by side, or of a preview beside the last run. */
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import type { LeavingReason } from '#shared/domain/purgeComparison.ts';
import {
  RETAIN_REASON_TEXTS,
  RETAIN_REASONS,
  type RetainReason,
} from '#shared/domain/purgeRules.ts';
import { countOf } from '../../../../../ui/format.ts';
import { InstantText } from '../../../../../ui/Values.tsx';

export type ComparedPart = 'both' | 'onlyFirst' | 'onlySecond' | 'neither';

export const comparisonWords = {
  open: 'Compare…',
  title: 'Compare previews',
  compareWith: 'Compare this purge with',
  with: { settings: 'Other settings', run: 'The last run' },
  otherSettings: 'The other settings',
  startAgain: 'Same as this purge',
  noRun: 'No purge has run in this workspace yet.',
  lastRun: ({ name, submittedAt, finished, failed }: JobSummary) => (
    <>
      {name}, submitted <InstantText instant={submittedAt} />: {countOf(finished, 'user')} purged,{' '}
      {countOf(failed, 'user')} retained.
    </>
  ),
  lastRunIs:
    'This purge is asked about users as they are now. Of the last run, what it did counts.',
  readReport: 'Read the report',
  result: 'Comparison',
  resultTitle: 'Side by side: nothing is changed',
  updating: 'Updating',
  same: 'The settings are the same.',
  numbers: 'Who would be purged',
  everybody: 'Everybody whom Alma’s job would take, approved or not.',
  settings: 'Settings side by side',
  setting: 'Setting',
  thisPurge: 'This purge',
  differs: 'differs',
  noSuchSetting: '–',
  notKept: 'Not kept with that run',
  reason: 'Reason',
  /** What the users of a reason are called where they are shown. */
  reasonTitle: (only: string, reason: LeavingReason) => `${only}: ${leavingTexts[reason]}`,
  users: 'Users',
  reasons: {
    about: 'the reasons',
    source: 'Alma’s “Purging Users”',
    help: 'All reasons are collected, so a user can count for more than one.',
  },
} as const;

interface SideWords {
  readonly other: string;
  /** Behind a number. */
  readonly numbers: Readonly<Record<ComparedPart, string>>;
  /** What the users behind it are called where they are shown. */
  readonly titles: Readonly<Record<ComparedPart, string>>;
  /** Before one of their reasons. */
  readonly only: Readonly<Record<'onlyFirst' | 'onlySecond', string>>;
  /** Above the reasons for which the other side leaves them. */
  readonly why: Readonly<Record<'onlyFirst' | 'onlySecond', string>>;
}

/** By what the purge is compared with. */
export const sideWords: Readonly<Record<'settings' | 'run', SideWords>> = {
  settings: {
    other: 'Other settings',
    numbers: {
      both: 'with both',
      onlyFirst: 'only with this purge',
      onlySecond: 'only with the other settings',
      neither: 'with neither',
    },
    titles: {
      both: 'To be purged with both settings',
      onlyFirst: 'To be purged only with this purge',
      onlySecond: 'To be purged only with the other settings',
      neither: 'Not to be purged with either',
    },
    only: { onlyFirst: 'Only with this purge', onlySecond: 'Only with the other settings' },
    why: {
      onlyFirst: 'Only with this purge: why the other settings leave them',
      onlySecond: 'Only with the other settings: why this purge leaves them',
    },
  },
  run: {
    other: 'The last run',
    numbers: {
      both: 'then and again now',
      onlyFirst: 'only now',
      onlySecond: 'only then',
      neither: 'neither then nor now',
    },
    titles: {
      both: 'Purged in the last run, and to be purged again',
      onlyFirst: 'To be purged now, and not in the last run',
      onlySecond: 'Purged in the last run, and not now',
      neither: 'Not purged in the last run, nor now',
    },
    only: { onlyFirst: 'Only now', onlySecond: 'Only then' },
    why: {
      onlyFirst: 'Only now: why the last run left them',
      onlySecond: 'Only then: why this purge leaves them',
    },
  },
};

const RETAINED = Object.fromEntries(
  RETAIN_REASONS.map((reason) => [reason, RETAIN_REASON_TEXTS[reason].label]),
) as Record<RetainReason, string>;

/** Why one side leaves users whom the other takes. */
export const leavingTexts: Readonly<Record<LeavingReason, string>> = {
  ...RETAINED,
  'no-purge-date': 'No purge date',
  'day-bound': 'Purge date after the last one taken',
  'record-type': 'Another record type',
  'user-group': 'Another user group',
  'not-in-set': 'Not a member of the set',
  unapproved: 'Not approved then',
  excluded: 'Excluded in the review then',
  'not-asked': 'Not in scope then',
  'came-since': 'Came since: in no file before that run',
  'left-review': 'No longer in the newest candidates file',
  gone: 'Purged then, and in no file since',
};
