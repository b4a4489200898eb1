/** Jobs: preview, submit with the capture of the settings, list, report, pictures. */
import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { getCapture } from '../jobs/captures.ts';
import { checkJob, checkParts } from '../jobs/checkJob.ts';
import { refusalOf, unapprovedCounts } from '../jobs/jobGuards.ts';
import { jobReport } from '../jobs/jobReport.ts';
import { jobSummary, listJobs, memberCount } from '../jobs/jobRows.ts';
import { jobUsers } from '../jobs/jobUsers.ts';
import { previewPurge, requireUsable } from '../jobs/kinds/purgeUserRecords/previewPurge.ts';
import { Refusal } from '../refusal.ts';
import { readSettings } from '../replica/settings.ts';
import { writeJobReport } from '../reports/jobReportFile.ts';
import { isComplete } from '../review/signOff.ts';
import { os } from './implementer.ts';
import type { Session } from './session.ts';

export const jobHandlers = {
  list: os.jobs.list.handler(({ context: { session } }) => listJobs(session.workspace.reader)),
  report: os.jobs.report.handler(({ input, context: { session } }) =>
    jobReport(session.workspace.reader, input.jobId),
  ),
  markRead: os.jobs.markRead.handler(async ({ input, context: { session } }) => {
    await session.workspace.writer.run('job.markRead', input);
    return {};
  }),
  users: os.jobs.users.handler(
    ({ input: { jobId, offset, limit, ...filter }, context: { session } }) =>
      jobUsers(session.workspace.reader, jobId, filter, offset, limit),
  ),
  capture: os.jobs.capture.handler(({ input, context: { session } }) => {
    const { png, taken_at, ...capture } = requireCapture(session, input.jobId);
    const dataUrl = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
    return {
      takenAt: taken_at,
      sha256: capture.sha256,
      width: capture.width,
      height: capture.height,
      bytes: png.length,
      dataUrl,
    };
  }),
  saveCapture: os.jobs.saveCapture.handler(async ({ input, context: { session } }) => {
    const path = session.target(input.file);
    await writeFile(`${path}.part`, requireCapture(session, input.jobId).png);
    await rename(`${path}.part`, path);
    return { fileName: basename(path) };
  }),
  previewPurge: os.jobs.previewPurge.handler(({ input, context: { session } }) => {
    const { preview, parts } = previewPurge(session.workspace.orders.fresh(), input);
    const previewId = randomUUID();
    session.keepPreview(previewId, parts);
    return { previewId, ...preview };
  }),
  submit: os.jobs.submit.handler(async ({ input, context: { session } }) => {
    const { reader, writer } = session.workspace;
    const jobId = await writer.run('job.submit', {
      job: input.job,
      user: session.userName,
      capture: captureOf(session, input.capture),
      unsigned: session.unsigned,
    });
    dropCapture(session, input.capture);
    session.runJobs();
    return jobSummary(reader, jobId);
  }),
  check: os.jobs.check.handler(({ input: { job }, context: { session } }) => {
    const { reader, orders, match } = session.workspace;
    const checked = checkJob(orders.fresh(), job, match);
    const checkId = randomUUID();
    session.keepPreview(checkId, checkParts(checked));
    const refusal = refusalOf(checked, job, readSettings(reader).signOffAbove, session.unsigned);
    const { seal } = checked;
    return {
      checkId,
      guarded: checked.guarded,
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
      refusal: refusal
        ? { code: refusal.code, sentence: refusal.message, todo: refusal.todo ?? null }
        : null,
    };
  }),
  leaveOut: os.jobs.leaveOut.handler(async ({ input, context: { session } }) => {
    const { reader, writer } = session.workspace;
    requireUsable(input.settings);
    const jobIds = await writer.run('job.leaveOut', {
      purge: input.settings,
      userGroup: input.userGroup,
      user: session.userName,
      capture: captureOf(session, input.capture),
    });
    dropCapture(session, input.capture);
    session.runJobs();
    const jobs = jobIds.map((jobId) => jobSummary(reader, jobId));
    return { jobs, users: memberCount(reader, jobIds) };
  }),
  exportReport: os.jobs.exportReport.handler(({ input, context: { session } }) =>
    writeJobReport(session.workspace.reader, input.jobId, session.target(input.file)),
  ),
};

function requireCapture(session: Session, jobId: number) {
  const capture = getCapture(session.workspace.reader, jobId);
  if (!capture)
    throw new Refusal('job.noCapture', 'No screen capture was taken of this job’s settings.');
  return capture;
}

/**
 * The picture that was taken of the settings. Where there are pages there is one: nobody can see the settings later.
 * @throws Refusal when it is missing
 */
function captureOf(session: Session, token: string | null) {
  if (token === null && !session.hasPages) return null;
  const capture = token === null ? undefined : session.captures.get(token);
  if (!capture)
    throw new Refusal(
      'capture.unknown',
      'The screen capture of the settings is missing. Nothing was submitted.',
      'Submit again.',
    );
  return capture;
}

/** A capture serves one submission; one that was refused hasn't used it up. */
function dropCapture(session: Session, token: string | null): void {
  if (token !== null) session.captures.delete(token);
}
