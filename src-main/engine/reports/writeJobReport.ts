/**
 * The job report as a workbook: settings, events, counts, the review behind it, the users purged, retained
 * or moved, and the capture of the settings. Written beside the target and put in place when whole.
 */
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { UNAPPROVED_TEXTS } from '#shared/domain/approval.ts';
import { JOB_STATE_TEXTS } from '#shared/domain/jobs.ts';
import { RETAIN_REASON_TEXTS, type RetainReason } from '#shared/domain/purgeRules.ts';
import { eventText, jobKind } from '#shared/jobKinds/jobKinds.ts';
import type { ReadableDb } from '../db/db.ts';
import type { Lack } from '../jobs/approvals.ts';
import { type CaptureRow, getCapture } from '../jobs/captures.ts';
import type { UserSheet } from '../jobs/jobKind.ts';
import { jobReport } from '../jobs/jobReport.ts';
import { eachJobIdentifier, eachJobUser, jobUsers } from '../jobs/jobUsers.ts';
import { workOf } from '../jobs/workOf.ts';
import { readSettings } from '../replica/settings.ts';
import { breathe } from '../workbooks/breathe.ts';
import type { CellStyle } from '../workbooks/cellStyles.ts';
import type { WorkbookWriter } from '../workbooks/workbookWriter.ts';
import { writeWorkbook } from '../workbooks/writeWorkbook.ts';
import { type ReportFormat, reportFormat } from './reportFormat.ts';
import type { RowWatch } from './rowWatch.ts';
import { JOB_WORDS } from './words.ts';
import { writeJobReview } from './writeJobReview.ts';

/** As wide as a page, so that it can be read when it is printed. */
const CAPTURE_PIXELS = 960;
/** Then pages that are asked for meanwhile come in. */
const ROWS_AT_ONCE = 2000;
const WIDTHS = [28, 20, 20, 22, 12, 60, 24, 28];
const STYLES: readonly CellStyle[] = ['text', 'plain', 'plain', 'plain', 'date'];

/**
 * @param locales of the page that asked for it; none: no page did
 * @returns how many user rows the workbook holds
 */
export async function writeJobReport(
  db: ReadableDb,
  jobId: number,
  path: string,
  locales: readonly string[],
  watch: RowWatch,
): Promise<number> {
  const report = jobReport(db, jobId);
  const format = reportFormat(locales, readSettings(db));
  watch.begin(report.total);
  return writeWorkbook(path, async (workbook) => {
    writeSummary(workbook, report, format);
    if (report.review) writeJobReview(workbook, report.review, format);
    let rows = 0;
    for (const sheet of workOf(report.kind).sheets) {
      const { total } = jobUsers(db, jobId, sheet.filter, 0, 1);
      if (sheet.aside && total === 0) continue;
      const written = await writeUsers(workbook, db, report, sheet, watch);
      if (!sheet.aside) rows += written;
    }
    await writeEventUsers(workbook, db, report, watch);
    const capture = getCapture(db, jobId);
    if (capture) writeCapture(workbook, capture, format);
    return rows;
  });
}

function writeSummary(workbook: WorkbookWriter, report: JobReport, format: ReportFormat): void {
  const sheet = workbook.addSheet(JOB_WORDS.sheet, {
    columns: [{ width: 44 }, { width: 70, style: 'wrap' }],
  });
  sheet.addRow([JOB_WORDS.title(jobKind(report.kind).title)], { style: 'title' });
  const section = (heading: string, rows: readonly (readonly [string, string | number])[]) => {
    sheet.addRow([]);
    sheet.addRow([heading], { style: 'heading' });
    for (const row of rows) sheet.addRow(row);
  };
  section(JOB_WORDS.job, [
    [JOB_WORDS.jobId, report.jobId],
    [JOB_WORDS.name, report.name],
    [JOB_WORDS.status, JOB_STATE_TEXTS[report.state]],
    [JOB_WORDS.user, report.user],
    [JOB_WORDS.submitted, format.instant(report.submittedAt)],
    [JOB_WORDS.started, format.instant(report.startedAt)],
    [JOB_WORDS.ended, format.instant(report.endedAt)],
  ]);
  if (report.review?.unsigned)
    section(JOB_WORDS.unsigned, [[JOB_WORDS.onCommandLine, JOB_WORDS.nobodySigns]]);
  section(
    JOB_WORDS.settings,
    report.settings.map((setting) => [setting.label, setting.value] as const),
  );
  section(JOB_WORDS.counts, workOf(report.kind).counts(report, format.amount));
  section(
    JOB_WORDS.events,
    report.events.map((event) => [eventText(report, event.code), event.users] as const),
  );
  if (report.unknown.length > 0) {
    section(
      JOB_WORDS.notCovered,
      report.unknown.map((each) => [RETAIN_REASON_TEXTS[each.reason].label, each.users] as const),
    );
  }
  if (report.capture) {
    section(JOB_WORDS.capture, [
      [JOB_WORDS.taken, format.instant(report.capture.takenAt)],
      [JOB_WORDS.sha256, report.capture.sha256],
      [JOB_WORDS.size, `${report.capture.width} x ${report.capture.height}`],
    ]);
  }
}

async function writeUsers(
  workbook: WorkbookWriter,
  db: ReadableDb,
  report: JobReport,
  { name, filter, aside }: UserSheet,
  watch: RowWatch,
): Promise<number> {
  const sheet = workbook.addSheet(name, {
    columns: WIDTHS.map((width, n) => ({ width, style: STYLES[n] ?? 'plain' })),
    headings: 1,
    filter: true,
    landscape: true,
  });
  sheet.addRow(JOB_WORDS.userHeadings, { style: 'heading' });
  let rows = 0;
  for (const user of eachJobUser(db, report.jobId, filter)) {
    sheet.addRow([
      user.primary_identifier,
      user.last_name,
      user.first_name,
      user.originalGroup,
      user.purgeDate,
      labels(user.reasons),
      user.staffConfirmed ? JOB_WORDS.staffConfirmed : '',
      lackText(user.unapproved),
    ]);
    // Those aside are among the others.
    watch.wrote(aside ? 0 : 1);
    if (++rows % ROWS_AT_ONCE === 0) await breathe();
  }
  return rows;
}

/** One row per event and identifier, as Alma links its events to primary identifiers. */
async function writeEventUsers(
  workbook: WorkbookWriter,
  db: ReadableDb,
  report: JobReport,
  watch: RowWatch,
): Promise<void> {
  const sheet = workbook.addSheet(JOB_WORDS.eventsSheet, {
    columns: [{ width: 60 }, { width: 28, style: 'text' }],
    headings: 1,
    filter: true,
  });
  sheet.addRow(JOB_WORDS.eventHeadings, { style: 'heading' });
  let rows = 0;
  for (const event of report.events.filter((each) => each.severity === 'warning')) {
    const text = eventText(report, event.code);
    for (const identifier of eachJobIdentifier(db, report.jobId, event.filter)) {
      sheet.addRow([text, identifier]);
      watch.wrote(0);
      if (++rows % ROWS_AT_ONCE === 0) await breathe();
    }
  }
}

function writeCapture(workbook: WorkbookWriter, capture: CaptureRow, format: ReportFormat): void {
  const sheet = workbook.addSheet(JOB_WORDS.captureSheet, { landscape: true, onePage: true });
  const taken = format.instant(capture.taken_at);
  sheet.addRow([JOB_WORDS.captureTitle(taken, capture.sha256)]);
  const scale = Math.min(1, CAPTURE_PIXELS / capture.width);
  sheet.addPicture({
    png: capture.png,
    alt: JOB_WORDS.capture,
    column: 0,
    row: 3,
    width: capture.width * scale,
    height: capture.height * scale,
  });
}

function lackText(lack: Lack | null): string {
  if (lack === null) return '';
  return lack === 'left' ? JOB_WORDS.noLongerCandidate : UNAPPROVED_TEXTS[lack].label;
}

function labels(reasons: readonly RetainReason[]): string {
  return reasons.map((reason) => RETAIN_REASON_TEXTS[reason].label).join('; ');
}
