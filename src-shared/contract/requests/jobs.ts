/** Requests about jobs: what one would do, submitting it, what it did. */
import { z } from 'zod';
import { count, fileToken, id, locales } from '../../domain/valueShapes.ts';
import { JOB_KINDS, jobRequest } from '../../jobKinds/jobKinds.ts';
import { purgeSettings } from '../../jobKinds/purgeUserRecords.ts';
import { anyPurgeSettings } from '../../jobKinds/purgeUsers.ts';
import { updateNotifyUsers } from '../../jobKinds/updateNotifyUsers.ts';
import { jobReport } from '../shapes/jobReport.ts';
import {
  captureInfo,
  jobCheck,
  jobDraft,
  jobSummary,
  jobUser,
  jobUserWithEvidence,
  oldJobs,
  reversalSummary,
} from '../shapes/jobs.ts';
import { comparedWith, purgeComparison } from '../shapes/purgeComparison.ts';
import { purgePreview } from '../shapes/purgePreview.ts';
import { base, changing, page, settling } from './base.ts';

export const jobRequests = {
  list: base.output(z.array(jobSummary)),
  report: base.input(z.strictObject({ jobId: id })).output(jobReport),
  /** The report of a completed job is on screen, or was exported. */
  markRead: changing.input(z.strictObject({ jobId: id })).output(z.object({})),
  /** Messages in the inbox were read, or are to be unread again. It says nothing of the reports. */
  markMessages: changing
    .input(z.strictObject({ jobIds: z.array(id), read: z.boolean() }))
    .output(z.object({})),
  users: base
    .input(
      z.strictObject({
        jobId: id,
        outcome: jobUser.shape.outcome.optional(),
        reason: z.string().optional(),
        locales,
        ...page,
      }),
    )
    .output(z.object({ total: count, rows: z.array(jobUserWithEvidence) })),
  /** PNG of the settings as they were shown at Submit, as a data URL. */
  capture: base
    .input(z.strictObject({ jobId: id }))
    .output(captureInfo.extend({ dataUrl: z.string() })),
  saveCapture: base
    .input(z.strictObject({ jobId: id, file: fileToken }))
    .output(z.object({ fileName: z.string() })),
  previewPurge: base.input(anyPurgeSettings).output(purgePreview),
  /** Who would go by these settings and not by others, or not by a purge that has run, and the reverse. Changes nothing. */
  comparePurges: base
    .input(z.strictObject({ first: anyPurgeSettings, second: comparedWith }))
    .output(purgeComparison),
  /** Whom the job would concern and how they stand; what would be refused. Changes nothing. */
  check: base.input(z.strictObject({ job: jobRequest })).output(jobCheck),
  /** What a reversal kit of this update would hold, users being as they are. Changes nothing. */
  reversal: base.input(z.strictObject({ job: updateNotifyUsers.request })).output(reversalSummary),
  /**
   * Takes whoever isn't approved out of the user group of a purge, by Update/Notify jobs: back to the group from
   * which a job of ours moved them, or to the one that is given. Refused when neither is known of somebody.
   */
  leaveOut: changing
    .input(
      z.strictObject({
        settings: purgeSettings,
        userGroup: z.string().trim().min(1).max(200).nullable(),
        capture: z.string().nullable(),
        locales,
      }),
    )
    .output(z.object({ jobs: z.array(jobSummary), users: count })),
  /** Submits a job; once begun it runs to the end. `capture` is the token of the picture just taken. */
  submit: changing
    .input(z.strictObject({ job: jobRequest, capture: z.string().nullable(), locales }))
    .output(jobSummary),
  /** Ends a job that waits, before it has begun; refused once it has: then it runs to its end. */
  cancel: changing.input(z.strictObject({ jobId: id })).output(jobSummary),
  /** A job that stopped in the middle of what can't be left so goes on; refused for any other. */
  takeUp: settling.input(z.strictObject({ jobId: id })).output(jobSummary),
  /** Jobs that are older than a year: nothing of them goes before somebody has said so. */
  old: base.output(oldJobs),
  /** How many users these jobs tell of, each counted once. */
  usersOf: base.input(z.strictObject({ jobIds: z.array(id) })).output(z.object({ users: count })),
  /**
   * Removes the people of jobs that are older than a year, for good: what remains of each is a line. Refused as a whole
   * where one of them isn't as old or has to stay, or `users`, which was confirmed, isn't how many they tell of.
   */
  forget: changing
    .input(z.strictObject({ jobIds: z.array(id).min(1), users: count }))
    .output(z.object({ jobs: count })),
  /** What was filled in for a job of this kind and not submitted; null: nothing. */
  draft: base
    .input(z.strictObject({ kind: z.enum(JOB_KINDS) }))
    .output(z.object({ draft: jobDraft.nullable() })),
  /** Keeps it until the job is submitted or `null` throws it away. Concerns nobody else: the revision stays. */
  keepDraft: changing
    .input(z.strictObject({ kind: z.enum(JOB_KINDS), draft: jobDraft.nullable() }))
    .output(z.object({})),
};
