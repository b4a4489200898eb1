/** Jobs: preview and check, submitting with the capture of the settings, list, report, pictures. */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { JobUser } from '#shared/contract/shapes/jobs.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import type { JobUserFilter } from '#shared/jobKinds/jobKind.ts';
import { asksPolicy } from '#shared/jobKinds/jobKinds.ts';
import type { ReadableDb } from '../db/db.ts';
import { writeWhole } from '../db/wholeFile.ts';
import { forgetBefore } from '../importing/commit/undoImport.ts';
import { type Capture, getCapture } from '../jobs/captures/captures.ts';
import { shownInCapture } from '../jobs/captures/eraseCaptures.ts';
import { checkJob, checkParts } from '../jobs/checkJob.ts';
import { getDraft } from '../jobs/drafts.ts';
import { forgetJobs, oldJobs, usersOfJobs } from '../jobs/forgetJobs.ts';
import { refusalOf, unapprovedCounts } from '../jobs/jobGuards.ts';
import { jobReport } from '../jobs/jobReport.ts';
import {
  cancelJob,
  isForgotten,
  jobSummary,
  listJobs,
  markMessages,
  markRead,
  memberCount,
  takeUp,
} from '../jobs/jobRows.ts';
import { jobUsers } from '../jobs/jobUsers.ts';
import { comparePurges } from '../jobs/kinds/purgeUserRecords/comparePurges.ts';
import { movesToLeaveOut } from '../jobs/kinds/purgeUserRecords/movesToLeaveOut.ts';
import { previewPurge, requireUsable } from '../jobs/kinds/purgeUserRecords/previewPurge.ts';
import { planBefore, summaryOf } from '../jobs/kinds/updateNotifyUsers/reversalPlan.ts';
import { eachListRow } from '../jobs/lists/eachListRow.ts';
import { settingsInWords } from '../jobs/settingsInWords.ts';
import { submitJob } from '../jobs/submitJob.ts';
import { Refusal } from '../refusal.ts';
import { policyRefusal } from '../replica/policyAsked.ts';
import { readSettings } from '../replica/settings.ts';
import { UserColumns } from '../replica/userColumns.ts';
import { formatOf } from '../reports/documentFormat.ts';
import { isComplete } from '../review/signOff.ts';
import { keepDraft } from '../session/chores.ts';
import { FOR_ONESELF, NOTHING, type RequestsOf, read, serve, write } from './request.ts';
import { captureOf, type Submission, submitAsked, submittedEntry } from './submission.ts';

export interface LeavingOut {
  readonly purge: PurgeSettings;
  readonly userGroup: string | null;
  readonly capture: Capture | null;
  readonly locales: readonly string[];
}

export const jobRequests = {
  list: read(({ db }) => listJobs(db)),
  report: read(({ db }, { jobId }) => jobReport(db, jobId)),
  users: read(({ db }, { jobId, offset, limit, locales, ...filter }) => {
    const { total, rows } = jobUsers(db, jobId, filter, offset, limit);
    const evidence = evidenceOf(db, jobId, filter, rows, locales);
    return { total, rows: rows.map((row, n) => ({ ...row, evidence: evidence[n] ?? null })) };
  }),
  capture: read(({ db }, { jobId }) => {
    const { png, taken_at, sha256, width, height } = requireCapture(db, jobId);
    const dataUrl = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
    return { takenAt: taken_at, sha256, width, height, bytes: png.length, dataUrl };
  }),
  previewPurge: read(({ orders, match, previews }, settings) => {
    const { preview, parts } = previewPurge(orders.fresh(), settings, match);
    return { previewId: previews.keep(parts), ...preview };
  }),
  comparePurges: read(({ orders, match, previews }, { first, second }) => {
    const { comparison, parts } = comparePurges(orders.fresh(), first, second, match);
    return { comparisonId: previews.keep(parts), ...comparison };
  }),
  check: read(({ db, orders, match, previews }, { job }, { unsigned }) => {
    const checked = checkJob(orders.fresh(), job, match);
    // Whose the job would be comes first: the questions about Alma are answered on its page, whichever set it is.
    const refusal =
      refusalOf(checked, job, readSettings(db).signOffAbove, unsigned) ??
      (asksPolicy(job.kind) ? policyRefusal(db) : undefined);
    const { seal } = checked;
    return {
      checkId: previews.keep(checkParts(checked)),
      guarded: checked.guard !== undefined,
      concerned: checked.concerned.count,
      going: checked.going.count,
      approved: checked.approved.count,
      unapproved: unapprovedCounts(checked),
      left: checked.left.count,
      flags: [...checked.flags].map(([flag, { count }]) => ({ flag, users: count })),
      contacts: checked.contacts.count,
      unknownRecordType: checked.unknownRecordType.count,
      unknownRole: checked.unknownRole.count,
      signOffBy: [...checked.signOffBy],
      seal: seal !== null && isComplete(seal) ? seal.seal : null,
      notAsSigned: [...checked.notAsSigned],
      refusal: refusal ? { code: refusal.code, values: refusal.values } : null,
    };
  }),
  reversal: read(({ orders, match }, { job }) =>
    summaryOf(planBefore(orders.fresh(), job.parameters, match)),
  ),
  saveCapture: serve(async (session, { jobId, file }) => {
    const path = session.files.target(file);
    const note = session.exportNote('capture');
    const { db } = session.workspace;
    const { png } = requireCapture(db, jobId);
    const held = shownInCapture(db, jobId);
    await writeWhole(path, (beside) => writeFile(beside, png, { flag: 'wx' }));
    await note(path, held);
    return { fileName: basename(path) };
  }),
  cancel: write({
    changes: 'records',
    work: ({ db, by }, { jobId }) => cancelJob(db, jobId, by),
    enters: (_, { jobId }) => ({ what: 'job.cancelled', details: { jobId } }),
    answer: ({ db }, _done, { jobId }) => jobSummary(db, jobId),
  }),
  takeUp: write({
    changes: 'jobs',
    whenDue: true,
    work: ({ db }, { jobId }) => takeUp(db, jobId),
    enters: (_, { jobId }) => ({ what: 'job.takenUp', details: { jobId } }),
    answer: ({ db }, _done, { jobId }) => jobSummary(db, jobId),
  }),
  old: read(({ db }) => oldJobs(db)),
  usersOf: read(({ db }, { jobIds }) => ({ users: usersOfJobs(db, jobIds) })),
  forget: write({
    changes: 'oldJobs',
    work: ({ db, by }, { jobIds, users }) => forgetJobs(db, jobIds, users, by),
    enters: (_, { jobIds }) =>
      [...new Set(jobIds)].map((jobId) => ({ what: 'job.forgotten', details: { jobId } })),
    answer: (_workspace, _done, { jobIds }) => ({ jobs: jobIds.length }),
  }),
  draft: read(({ db }, { kind }) => ({ draft: getDraft(db, kind) })),
  keepDraft: serve(async ({ workspace }, asked) => {
    await workspace.writer.run(keepDraft, asked);
    return {};
  }),
  markRead: write({
    changes: 'records',
    work: ({ db }, { jobId }) => markRead(db, jobId),
    enters: FOR_ONESELF,
    answer: NOTHING,
  }),
  markMessages: write({
    changes: 'records',
    work: ({ db }, { jobIds, read }) => markMessages(db, jobIds, read),
    enters: FOR_ONESELF,
    answer: NOTHING,
  }),
  submit: write({
    changes: 'jobs',
    gather: (session, { job, capture, locales }): Submission => ({
      job,
      capture: captureOf(session, capture),
      unsigned: session.unsigned,
      locales,
    }),
    work: submitAsked,
    enters: ({ jobId, isNew }, _, db) => (isNew ? submittedEntry(db, jobId) : undefined),
    answer: ({ db }, { jobId }, { capture }, { captures }) => {
      captures.drop(capture);
      return jobSummary(db, jobId);
    },
  }),
  leaveOut: write({
    changes: 'jobs',
    gather: (session, { settings, userGroup, capture, locales }): LeavingOut => {
      requireUsable(settings);
      return { purge: settings, userGroup, capture: captureOf(session, capture), locales };
    },
    work: ({ db, by }, { purge, userGroup, capture, locales }) => {
      const columns = new UserColumns(db);
      columns.refresh();
      const moves = movesToLeaveOut(columns, purge, userGroup, by);
      forgetBefore(db);
      return moves.map(({ job, members }) =>
        submitJob(db, job, settingsInWords(db, job, locales), by, capture, null, members),
      );
    },
    enters: (jobIds, _, db) => jobIds.map((jobId) => submittedEntry(db, jobId)),
    answer: ({ db }, jobIds, { capture }, { captures }) => {
      captures.drop(capture);
      const jobs = jobIds.map((jobId) => jobSummary(db, jobId));
      return { jobs, users: memberCount(db, jobIds) };
    },
  }),
} satisfies RequestsOf<'jobs'>;

/** Where it stands what retained the users of a page, in their order. */
function evidenceOf(
  db: ReadableDb,
  jobId: number,
  filter: JobUserFilter,
  rows: readonly JobUser[],
  locales: readonly string[],
): (string | null)[] {
  const [first] = rows;
  if (!first || rows.every(({ reasons }) => reasons.length === 0)) return [];
  const format = formatOf(db, locales);
  const part = { after: first.userNo - 1, most: rows.length };
  const found = eachListRow(db, jobId, filter, ['evidence'], format, part);
  return Array.from(found, ([cell]) => (typeof cell === 'string' ? cell : null));
}

function requireCapture(db: ReadableDb, jobId: number) {
  const capture = getCapture(db, jobId);
  if (!capture) throw new Refusal(isForgotten(db, jobId) ? 'job.forgotten' : 'job.noCapture');
  return capture;
}
