/**
 * Writes a job report, its lists and its picture where the librarian wants them, or prints it.
 */
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { dayOfInstant } from '#shared/domain/timeZones.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { desktop } from '../../client/desktop.ts';
import { engine } from '../../client/engineClient.ts';
import { currentZone } from '../../client/workspace.ts';
import { exportFile, printPages, tellSaved } from '../../ui/exportFile.ts';
import { exportWords } from './words.tsx';

/** @returns when the place has been chosen */
export async function exportReport(job: JobSummary, format: 'xlsx' | 'pdf'): Promise<void> {
  await exportFile({
    what: { of: 'job', jobId: job.jobId },
    format,
    title: exportWords.reportTitle(job.jobId),
    suggestedName: exportWords.reportName(named(job)),
    written: exportWords.reportWritten,
  });
}

export async function exportList(job: JobSummary, list: string, title: string): Promise<void> {
  await exportFile({
    what: { of: 'job-list', jobId: job.jobId, list },
    format: 'csv',
    title: exportWords.listTitle(title, job.jobId),
    suggestedName: exportWords.listName(named(job), title),
    written: exportWords.listWritten,
  });
}

/** What leads back from an update that has run, as a folder. */
export async function exportKit(job: JobSummary): Promise<void> {
  await exportFile({
    what: { of: 'kit-of-job', jobId: job.jobId },
    format: 'folder',
    title: exportWords.kitTitle(job.jobId),
    suggestedName: exportWords.kitName(named(job)),
    written: exportWords.kitWritten,
  });
}

export function printReport({ jobId }: JobSummary): void {
  printPages({ what: { of: 'job', jobId }, title: exportWords.reportTitle(jobId) });
}

export async function saveCapture(job: JobSummary): Promise<void> {
  const target = await desktop.chooseTarget('capture', exportWords.captureName(named(job)));
  if (!target) return;
  const { fileName } = await engine.jobs.saveCapture({ jobId: job.jobId, file: target.token });
  tellSaved(exportWords.captureWritten(fileName), target.token);
}

/** What the file is named after; the day is the one on which the job was submitted. */
function named({ kind, jobId, submittedAt }: JobSummary) {
  const date = dayOfInstant(submittedAt, currentZone());
  return { kind: jobKind(kind).title, jobId, date };
}
