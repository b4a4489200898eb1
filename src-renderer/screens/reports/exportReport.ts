/**
 * Writes a job report as a workbook where the librarian wants it, and says what was written.
 */
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { dayOfInstant } from '#shared/domain/timeZones.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { desktop } from '../../client/desktop.ts';
import { engine } from '../../client/engineClient.ts';
import { currentZone } from '../../client/workspace.ts';
import { exportFile, tellSaved } from '../../ui/exportFile.ts';
import { exportWords } from './words.tsx';

export async function exportReport(job: JobSummary): Promise<void> {
  await exportFile({
    what: { of: 'job', jobId: job.jobId },
    format: 'xlsx',
    title: exportWords.reportTitle(job.jobId),
    suggestedName: exportWords.reportName(named(job)),
    written: exportWords.reportWritten,
  });
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
