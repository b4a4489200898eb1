/**
 * The report of a job as a document: what it says in which order. One page first, which stands alone on one sheet of
 * paper; then the details; the lists come from who can stream them. Says nothing that the report doesn't hold.
 */
import type { JobReport } from '../../contract/shapes/jobReport.ts';
import type { Institution } from '../../contract/shapes/settings.ts';
import { jobKind } from '../../jobKinds/jobKinds.ts';
import { type TrailEnd, trailEndSections } from '../auditTrail/trailEnd.ts';
import {
  provingSections,
  takenOutSections,
  unprovedSections,
} from '../certificate/certificateDocument.ts';
import type { DocumentList, DocumentSection, Fact, ReportDocument } from '../document.ts';
import { institutionFacts, zoneFact } from '../documentHead.ts';
import type { ValueFormat } from '../values.ts';
import { accountSection, runSection } from './account.ts';
import { alarms, toldSection } from './exceptions.ts';
import {
  captureSection,
  changeSection,
  doneSection,
  eventSection,
  restoredFromSection,
  restoredSection,
  restoredSinceSection,
  settingsSection,
  signatureSection,
  uncoveredSection,
  versionSection,
} from './job.ts';
import { overrideSection, reviewSection, sampleSection } from './review.ts';
import { shortSourceSection, sourceSection } from './sources.ts';
import { HEAD_WORDS } from './words.ts';

/** What a report says besides what the job left. */
export interface ReportContext extends ValueFormat {
  readonly institution: Institution;
  /** As the trail ended when the report was made; not said on screen, where it goes on. */
  readonly trailEnd?: TrailEnd | null;
}

export function jobReportDocument(
  report: JobReport,
  context: ReportContext,
  lists: readonly DocumentList[],
): ReportDocument {
  const { title } = jobKind(report.kind);
  return {
    title: HEAD_WORDS.title(title),
    subtitle: report.name,
    head: headFacts(report, context),
    summary: present(
      ...alarms(report, context),
      ...unprovedSections(report.certificate, context),
      doneSection(report),
      settingsSection(report),
      accountSection(report, context),
      runSection(report),
      ...takenOutSections(report.certificate),
      restoredSinceSection(report),
      toldSection(report, context),
      shortSourceSection(report),
      signatureSection(report),
    ),
    details: present(
      ...provingSections(report.certificate, context),
      changeSection(report, context),
      restoredFromSection(report),
      eventSection(report),
      uncoveredSection(report),
      overrideSection(report),
      reviewSection(report, context),
      sampleSection(report),
      captureSection(report, context),
      sourceSection(report),
      restoredSection(report),
      versionSection(report),
      ...trailEndSections(context.trailEnd ?? null),
    ),
    lists,
  };
}

function headFacts(report: JobReport, context: ReportContext): Fact[] {
  return [
    ...institutionFacts(context.institution),
    zoneFact(context, report.endedAt ?? report.submittedAt),
  ];
}

function present(...sections: readonly (DocumentSection | undefined)[]): DocumentSection[] {
  return sections.filter((section) => section !== undefined);
}
