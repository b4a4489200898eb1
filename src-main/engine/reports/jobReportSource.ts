/** The report of a job as a source: its document, the rows of its lists, its picture. Reads only. */

import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { jobReportDocument } from '#shared/documents/jobReport/jobReportDocument.ts';
import type { ReadableDb } from '../db/db.ts';
import { getCapture } from '../jobs/captures/captures.ts';
import { jobReport } from '../jobs/jobReport.ts';
import { jobLists, partsOfList, rowsOfList, usersListed } from './jobLists.ts';
import type { DocumentSource } from './source.ts';
import { sourceOf } from './sourceOf.ts';

/**
 * @param locales of the page that asked for it; none: no page did
 * @throws Refusal for a job that isn't there
 */
export function jobReportSource(
  db: ReadableDb,
  jobId: number,
  locales: readonly string[],
): DocumentSource & { readonly report: JobReport } {
  const report = jobReport(db, jobId);
  const { context, source } = sourceOf(db, locales);
  return {
    ...source,
    report,
    document: jobReportDocument(report, context, jobLists(db, report)),
    rows: (listId) => rowsOfList(db, report, listId, source.format),
    parts: (listId) => partsOfList(db, report, listId, source.format),
    capture: () => getCapture(db, jobId) ?? null,
    held: (listId) => usersListed(db, report, listId),
  };
}
