/**
 * The job report as a workbook: settings, events, counts, the review behind it, the users purged, retained
 * or moved, and the capture of the settings. Written beside the target and put in place when whole.
 */
import { rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { JobReport } from '#shared/contract/shapes.ts';
import { UNAPPROVED_TEXTS } from '#shared/domain/approval.ts';
import { JOB_TITLES } from '#shared/domain/jobs.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { RETAIN_REASON_TEXTS, type RetainReason } from '#shared/domain/purgeRules.ts';
import type { ReadableDb } from '../db/db.ts';
import type { Lack } from '../jobs/approvals.ts';
import { eventFilter } from '../jobs/jobEvents.ts';
import {
  type CaptureRow,
  eachJobIdentifier,
  eachJobUser,
  getCapture,
  type JobUserFilter,
  jobReport,
  jobUsers,
} from '../jobs/jobRows.ts';
import { moneyDecimals } from '../replica/settings.ts';
import { breathe } from '../workbooks/breathe.ts';
import { WorkbookWriter } from '../workbooks/workbookWriter.ts';
import { instantText } from './instantText.ts';
import { writeJobReview } from './jobReviewSheet.ts';

interface UserSheet {
  readonly name: string;
  readonly filter: JobUserFilter;
  /** Users who stand on another sheet as well aren't counted twice, and the sheet is left out when it is empty. */
  readonly aside?: boolean;
}

/** Who went without approval comes first of all. */
const SHEETS: Readonly<Record<JobReport['kind'], readonly UserSheet[]>> = {
  'purge-user-records': [
    {
      name: 'Purged without approval',
      filter: { outcome: 'purged', reason: 'unapproved' },
      aside: true,
    },
    { name: 'Purged', filter: { outcome: 'purged' } },
    { name: 'Retained', filter: { outcome: 'retained' } },
    { name: 'Boundary, not taken', filter: { outcome: 'not-taken' }, aside: true },
  ],
  'update-notify-users': [
    { name: 'Changed', filter: { outcome: 'changed' } },
    { name: 'Left alone', filter: { outcome: 'unchanged' } },
  ],
};
const HEADINGS = [
  'Primary identifier',
  'Last name',
  'First name',
  'User group',
  'Purge date',
  'Reasons',
  'Approved although staff',
  'Not approved because',
];
/** Then pages that are asked for meanwhile come in. */
const ROWS_AT_ONCE = 2000;
const WIDTHS = [28, 20, 20, 22, 12, 60, 24, 28];

/** @returns how many user rows the workbook holds */
export async function writeJobReport(
  db: ReadableDb,
  jobId: number,
  path: string,
): Promise<{ fileName: string; rows: number }> {
  const report = jobReport(db, jobId);
  const beside = `${path}.part`;
  const workbook = new WorkbookWriter(beside);
  try {
    writeSummary(workbook, report, moneyDecimals(db));
    if (report.review) writeJobReview(workbook, report.review);
    let rows = 0;
    for (const sheet of SHEETS[report.kind]) {
      const { total } = jobUsers(db, jobId, sheet.filter, 0, 1);
      if (sheet.aside && total === 0) continue;
      const written = await writeUsers(workbook, db, report, sheet);
      if (!sheet.aside) rows += written;
    }
    await writeEventUsers(workbook, db, report);
    const capture = getCapture(db, jobId);
    if (capture) writeCapture(workbook, capture);
    workbook.finish();
    await rename(beside, path);
    return { fileName: basename(path), rows };
  } catch (error) {
    workbook.abandon();
    await rm(beside, { force: true });
    throw error;
  }
}

function writeSummary(workbook: WorkbookWriter, report: JobReport, decimals: number): void {
  const sheet = workbook.addSheet('Report', [{ width: 44 }, { width: 70 }]);
  sheet.addRow([`${JOB_TITLES[report.kind]}: job report`], 'title');
  const section = (heading: string, rows: readonly (readonly [string, string | number])[]) => {
    sheet.addRow([]);
    sheet.addRow([heading], 'bold');
    for (const row of rows) sheet.addRow(row);
  };
  section('Job', [
    ['Job ID', report.jobId],
    ['Name', report.name],
    ['Status', report.state],
    ['User', report.user],
    ['Submitted', instantText(report.submittedAt)],
    ['Time started', instantText(report.startedAt)],
    ['Time ended', instantText(report.endedAt)],
  ]);
  if (report.review?.unsigned)
    section('An unsigned rehearsal', [['Made on the command line', 'Nobody signs it.']]);
  section(
    'Settings',
    report.settings.map((setting) => [setting.label, setting.value] as const),
  );
  section('Counts', countRows(report, decimals));
  section(
    'Job events',
    report.events.map((event) => [event.text, event.users] as const),
  );
  if (report.unknown.length > 0) {
    section(
      'Not covered by any report (Alma may retain more)',
      report.unknown.map((each) => [RETAIN_REASON_TEXTS[each.reason].label, each.users] as const),
    );
  }
  if (report.capture) {
    section('Screen capture of the settings', [
      ['Taken', instantText(report.capture.takenAt)],
      ['SHA-256', report.capture.sha256],
      ['Size in pixels', `${report.capture.width} x ${report.capture.height}`],
    ]);
  }
}

function countRows(report: JobReport, decimals: number): [string, string | number][] {
  if (report.kind === 'update-notify-users') {
    return [
      ['Members of the set', report.total],
      ['Users changed', report.finished],
      ['Users left alone', report.failed],
    ];
  }
  return [
    ['In scope', report.total],
    ['Purged (Number finished)', report.finished],
    ['Retained (Number failed)', report.failed],
    ['Boundary users', report.boundary],
    ['... whom this reading leaves out; Alma may take them', report.boundaryNotTaken],
    ['Purged without approval', report.purgedWithoutApproval],
    ['Purged Contacts', report.told.contacts],
    [
      'Purged users whose record type no report gives, counted as Public',
      report.told.unknownRecordType,
    ],
    ['Purged users whose roles no report gives', report.told.unknownRole],
    ['Balances waived', formatMoney(report.waived, decimals)],
  ];
}

async function writeUsers(
  workbook: WorkbookWriter,
  db: ReadableDb,
  report: JobReport,
  { name, filter }: UserSheet,
): Promise<number> {
  const columns = WIDTHS.map((width, n) => ({ width, text: n === 0 }));
  const sheet = workbook.addSheet(name, columns);
  sheet.addRow(HEADINGS, 'bold');
  let rows = 0;
  for (const user of eachJobUser(db, report.jobId, filter)) {
    sheet.addRow([
      user.primaryIdentifier,
      user.lastName,
      user.firstName,
      user.userGroup,
      user.purgeDate,
      labels(user.reasons),
      user.staffConfirmed ? 'Yes' : '',
      lackText(user.unapproved),
    ]);
    if (++rows % ROWS_AT_ONCE === 0) await breathe();
  }
  return rows;
}

/** One row per event and identifier, as Alma links its events to primary identifiers. */
async function writeEventUsers(
  workbook: WorkbookWriter,
  db: ReadableDb,
  report: JobReport,
): Promise<void> {
  const sheet = workbook.addSheet('Events by user', [{ width: 60 }, { width: 28, text: true }]);
  sheet.addRow(['Job event', 'Primary identifier'], 'bold');
  let rows = 0;
  for (const event of report.events.filter((each) => each.severity === 'warning')) {
    for (const identifier of eachJobIdentifier(db, report.jobId, eventFilter(event.code))) {
      sheet.addRow([event.text, identifier]);
      if (++rows % ROWS_AT_ONCE === 0) await breathe();
    }
  }
}

function writeCapture(workbook: WorkbookWriter, capture: CaptureRow): void {
  const sheet = workbook.addSheet('Screen capture');
  const taken = instantText(capture.taken_at);
  sheet.addRow([`Settings as shown at ${taken}, SHA-256 ${capture.sha256}`]);
  sheet.setBackground(Buffer.from(capture.png));
}

function lackText(lack: Lack | null): string {
  if (lack === null) return '';
  return lack === 'left' ? 'No longer in the candidates file' : UNAPPROVED_TEXTS[lack].label;
}

function labels(reasons: readonly RetainReason[]): string {
  return reasons.map((reason) => RETAIN_REASON_TEXTS[reason].label).join('; ');
}
