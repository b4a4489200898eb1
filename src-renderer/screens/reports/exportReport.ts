/**
 * Writes a job report as a workbook where the librarian wants it, and says what was written.
 */
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { desktop } from '../../client/desktop.ts';
import { engine } from '../../client/engineClient.ts';
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

/** What the file is named after; the day is the one on which the job was submitted here. */
function named({ kind, jobId, submittedAt }: JobSummary) {
  const at = new Date(submittedAt);
  const date = [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return { kind: jobKind(kind).title, jobId, date };
}
