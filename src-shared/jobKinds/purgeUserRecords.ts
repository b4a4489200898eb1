/**
 * Purge User Records: deletes the users of a group whose purge date has come, and retains who can't go (docs/domain.md).
 * Its request and its words; who goes is decided by domain/purgeRules.ts, what it does is in the engine.
 */

import { z } from 'zod';
import { lastPurgeDateTaken, READINGS, readingText } from '../domain/dayBound.ts';
import { POLICY_LABELS } from '../domain/policyFacts.ts';
import { type PurgeSettings, RETAIN_REASON_TEXTS, RETAIN_REASONS } from '../domain/purgeRules.ts';
import { isOrAre } from '../domain/said.ts';
import { count, isoDate, money } from '../domain/valueShapes.ts';
import { RECORD_TYPES } from '../fields/recordTypes.ts';
import {
  defineJobKind,
  type JobEventWords,
  type JobSetting,
  jobName,
  type SettingFacts,
} from './jobKind.ts';

export const purgeSettings = z.strictObject({
  runDate: isoDate,
  days: count.max(36500),
  recordType: z.enum(['All', ...RECORD_TYPES]),
  userGroup: z.string().min(1).nullable(),
  waiveThreshold: money.nonnegative(),
  reading: z.enum(READINGS),
}) satisfies z.ZodType<PurgeSettings>;

/** Goes on though users aren't approved: why, and their number as it was typed. Null: only approved users go. */
export const withoutApproval = z
  .strictObject({ reason: z.string().trim().min(1).max(500), users: count })
  .nullable()
  .default(null);
export type WithoutApproval = z.output<typeof withoutApproval>;

const request = z.strictObject({
  kind: z.literal('purge-user-records'),
  name: jobName,
  parameters: purgeSettings,
  withoutApproval,
});
export type PurgeRequest = z.infer<typeof request>;

/** The events of a purge that its report also tells of elsewhere. */
export const PURGE_EVENTS = {
  withoutApproval: {
    code: 'purged-without-approval',
    severity: 'warning',
    text: 'Users purged without approval',
    filter: { outcome: 'purged', reason: 'unapproved' },
  },
  /** Esploro is on. */
  nonAffiliated: {
    code: 'non-affiliated',
    severity: 'info',
    text: 'Researchers with assets or grants: kept as non-affiliated researchers; name, identifiers and e-mail addresses stay',
    filter: { outcome: 'purged', reason: 'non-affiliated' },
  },
  researcherUnknown: {
    code: 'researcher-unknown',
    severity: 'warning',
    text: 'Users purged of whom no report tells whether they are researchers with assets or grants, whom Alma keeps as non-affiliated ones',
    filter: { outcome: 'purged', reason: 'researcher-unknown' },
  },
  boundary: {
    code: 'boundary',
    severity: 'warning',
    text: 'Users on the last day: the published readings of the day bound differ',
    filter: { reason: 'boundary' },
  },
  boundaryNotTaken: {
    code: 'boundary-not-taken',
    severity: 'warning',
    text: 'Users on the last day whom this run leaves out: Alma may take them',
    filter: { outcome: 'not-taken' },
  },
  listOnly: {
    code: 'list-only',
    severity: 'warning',
    text: 'Members of the set who are known from a list alone: Alma may take them',
    filter: { outcome: 'list-only' },
  },
} as const satisfies Readonly<Record<string, JobEventWords>>;

/** What its settings are called, as in Alma's form: in the form here, in the settings of a job and in its report. */
export const PURGE_LABELS = {
  days: 'Number of days after purge date',
  recordType: 'User record type',
  userGroup: 'User group',
  allGroups: 'All user groups',
  waiveThreshold: 'Waive threshold',
  runDate: 'Run date',
  reading: POLICY_LABELS.reading,
  lastPurgeDate: 'Last purge date taken',
} as const;

export const purgeUserRecords = defineJobKind({
  kind: 'purge-user-records',
  title: 'Purge User Records',
  request,
  outcomes: {
    purged: { word: 'Purged', mark: 'purged' },
    retained: { word: 'Retained', mark: 'retained', hasReasons: true },
    /** A boundary user whom the chosen reading leaves out. */
    'not-taken': { word: 'Not taken', mark: 'unchanged' },
    /** Excluded in the review, and not among those whom the job asked. */
    excluded: { word: 'Excluded', mark: 'unchanged' },
    /** A member of its set of whom no report tells a purge date. */
    'list-only': { word: 'Known from a list alone', mark: 'unchanged' },
  },
  finished: { outcome: 'purged', listed: 'deleted' },
  failed: { outcome: 'retained', listed: 'retained' },
  whole: 'in scope',
  step: 'purge',
  mailed: true,
  refusals: {
    subject: 'This purge would take',
    protected: ({ users, ofGroup }, say) => ({
      text: `This purge would take ${say.users(users)} whom the register protects.`,
      todo: ofGroup
        ? 'Move them out of this user group, or change the register.'
        : 'Purge by the user group of those who are approved, or change the register.',
    }),
    notApproved: ({ users, kinds }, say) => ({
      text: `This purge may take ${say.users(users)} who ${isOrAre(users)} not approved: ${kinds}.`,
      todo: 'Leave them out of the user group, or decide about them in the review.',
    }),
  },
  hasAmounts: true,
  givesPurgeFacts: () => false,
  about: ({ userGroup }) => ({ setId: null, userGroup }),
  settings: (asked, facts) => {
    const { userGroup } = asked.parameters;
    const group = { label: PURGE_LABELS.userGroup, value: userGroup ?? PURGE_LABELS.allGroups };
    return purgeRows(asked, facts, [group]);
  },
  events: () => [
    PURGE_EVENTS.withoutApproval,
    { code: 'purged', severity: 'info', text: 'Users purged', filter: { outcome: 'purged' } },
    PURGE_EVENTS.nonAffiliated,
    PURGE_EVENTS.researcherUnknown,
    ...RETAIN_REASONS.map(
      (reason): JobEventWords => ({
        code: reason,
        severity: 'warning',
        text: RETAIN_REASON_TEXTS[reason].event,
        filter: { reason },
      }),
    ),
    {
      code: 'no-longer-approved',
      severity: 'warning',
      text: 'Users left alone who weren’t approved when the job reached them',
      filter: { outcome: 'retained', reason: 'unapproved' },
    },
    PURGE_EVENTS.boundary,
    PURGE_EVENTS.boundaryNotTaken,
    PURGE_EVENTS.listOnly,
  ],
});

/** @param whom what says in the form whom the purge asks, behind the record type */
export function purgeRows(
  asked: { readonly parameters: PurgeSettings; readonly withoutApproval: WithoutApproval },
  { format }: SettingFacts,
  whom: readonly JobSetting[],
): readonly JobSetting[] {
  const { runDate, days, recordType, waiveThreshold, reading } = asked.parameters;
  const last = lastPurgeDateTaken(reading, runDate, days);
  const exception = asked.withoutApproval;
  return [
    { label: PURGE_LABELS.days, value: format.count(days) },
    { label: PURGE_LABELS.recordType, value: recordType },
    ...whom,
    { label: PURGE_LABELS.waiveThreshold, value: format.amount(waiveThreshold) },
    { label: PURGE_LABELS.runDate, value: format.date(runDate) },
    { label: PURGE_LABELS.reading, value: readingText(reading) },
    { label: PURGE_LABELS.lastPurgeDate, value: format.date(last) },
    ...(exception
      ? [{ label: 'Goes on without approval', value: exceptionText(exception, format) }]
      : []),
  ];
}

/** Where nobody types a number, on the command line, the reason alone. */
function exceptionText(
  { reason, users }: NonNullable<WithoutApproval>,
  format: { users(count: number): string },
): string {
  return users === 0 ? reason : `${format.users(users)}: ${reason}`;
}

/** A request for a purge of a user group, or of all. @param withoutApproval why it goes on though users aren't approved */
export function purgeOf(
  parameters: PurgeSettings,
  name: string,
  without: WithoutApproval = null,
): PurgeRequest {
  return { kind: 'purge-user-records', name, parameters, withoutApproval: without };
}
