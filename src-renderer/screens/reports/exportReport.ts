/**
 * Writes a job report as a workbook where the librarian wants it, and says what was written.
 */
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { desktop } from '../../client/desktop.ts';
import { engine } from '../../client/engineClient.ts';
import { countOf } from '../../ui/format.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';

export async function exportReport(job: JobSummary): Promise<void> {
  const target = await desktop.chooseTarget('report', `${baseName(job)} - report`);
  if (!target) return;
  const { fileName, rows } = await engine.jobs.exportReport({
    jobId: job.jobId,
    file: target.token,
  });
  tellSaved(`${fileName} was written: settings, job events and ${countOf(rows, 'user')}.`, target);
}

export async function saveCapture(job: JobSummary): Promise<void> {
  const target = await desktop.chooseTarget('capture', `${baseName(job)} - settings`);
  if (!target) return;
  const { fileName } = await engine.jobs.saveCapture({ jobId: job.jobId, file: target.token });
  tellSaved(`${fileName} was written.`, target);
}

function tellSaved(text: string, { token }: { readonly token: string }): void {
  notifyDone(text, {
    action: {
      label: 'Show in folder',
      onClick: () => desktop.showSaved(token).catch(notifyFailure),
    },
  });
}

/** `Purge User Records - job 2 - 2026-11-21`, by the day on which it was submitted here. */
function baseName({ kind, jobId, submittedAt }: JobSummary): string {
  const at = new Date(submittedAt);
  const date = [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return `${jobKind(kind).title.replace('/', '-')} - job ${jobId} - ${date}`;
}
