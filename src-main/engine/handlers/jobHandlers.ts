/** Jobs: preview, submit with the capture of the settings, list, report, pictures. */
import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { getCapture, jobReport, jobSummary, jobUsers, listJobs } from '../jobs/jobRows.ts';
import { jobSettings } from '../jobs/jobSettings.ts';
import { previewPurge, requireUsable } from '../jobs/previewPurge.ts';
import { Refusal } from '../refusal.ts';
import { readSettings } from '../replica/settings.ts';
import { writeJobReport } from '../reports/jobReportFile.ts';
import { getSet } from '../sets/userSets.ts';
import { os } from './implementer.ts';
import type { Session } from './session.ts';

export const jobHandlers = {
  list: os.jobs.list.handler(({ context: { session } }) => listJobs(session.workspace.reader)),
  report: os.jobs.report.handler(({ input, context: { session } }) =>
    jobReport(session.workspace.reader, input.jobId),
  ),
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
    const { reader, writer, match } = session.workspace;
    const { job } = input;
    if (job.kind === 'purge-user-records') requireUsable(job.parameters);
    else getSet(reader, job.parameters.setId, match);
    const capture = takeCapture(session, input.capture);
    const settings = jobSettings(
      job,
      (setId) => getSet(reader, setId, match),
      readSettings(reader).currency,
    );
    const jobId = await writer.run('job.submit', {
      job,
      settings,
      user: session.userName,
      capture,
    });
    session.runJobs();
    return jobSummary(reader, jobId);
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

/** A capture serves one job. */
function takeCapture(session: Session, token: string | null) {
  if (token === null) return null;
  const capture = session.captures.get(token);
  if (!capture)
    throw new Refusal(
      'capture.unknown',
      'The screen capture of the settings is missing. Nothing was submitted.',
      'Submit again.',
    );
  session.captures.delete(token);
  return capture;
}
