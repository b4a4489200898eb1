/** The report of a job as a source: its document, the rows of its lists, its picture. Reads only. */

import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { jobReportDocument } from '#shared/documents/jobReport/jobReportDocument.ts';
import { zoneName } from '#shared/domain/timeZones.ts';
import type { ReadableDb } from '../db/db.ts';
import { trailHead } from '../db/trail/record.ts';
import { getCapture } from '../jobs/captures/captures.ts';
import { jobReport } from '../jobs/jobReport.ts';
import { logoPicture } from '../replica/logo.ts';
import { readSettings } from '../replica/settings.ts';
import { documentFormat } from './documentFormat.ts';
import { jobLists, partsOfList, rowsOfList, usersListed } from './jobLists.ts';
import type { DocumentSource } from './source.ts';

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
  const { institution, currency } = readSettings(db);
  const format = { system: documentFormat(locales, institution.timeZone), currency };
  const lists = jobLists(db, report);
  const trailEnd = trailHead(db) ?? null;
  return {
    report,
    document: jobReportDocument(report, { ...format, institution, trailEnd }, lists),
    format,
    timeZone: zoneName(institution.timeZone),
    paper: institution.paper,
    rows: (listId) => rowsOfList(db, report, listId, format),
    parts: (listId) => partsOfList(db, report, listId, format),
    capture: () => getCapture(db, jobId) ?? null,
    logo: () => logoPicture(db),
    held: (listId) => usersListed(db, report, listId),
  };
}
