/** What a report says besides what the job left: the institution, and how this system writes values. */
import type { Settings } from '#shared/contract/shapes/settings.ts';
import type { ReportContext } from '#shared/documents/jobReport/jobReportDocument.ts';
import { systemFormat } from '#shared/domain/systemFormat.ts';
import { LOCALES } from '../../ui/format.ts';

export function reportContext({ institution, currency }: Settings): ReportContext {
  return { institution, currency, system: systemFormat(LOCALES, institution.timeZone) };
}
