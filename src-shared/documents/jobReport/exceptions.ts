/** What a report says first and in red, and what it tells beside the numbers that add up. Pure. */
import type { JobReport } from '../../contract/shapes/jobReport.ts';
import { RETAIN_REASONS } from '../../domain/purgeRules.ts';
import { jobKind } from '../../jobKinds/jobKinds.ts';
import { PURGE_EVENTS } from '../../jobKinds/purgeUserRecords.ts';
import { refusalWords } from '../../refusals/refusals.ts';
import type { DocumentSection, Fact } from '../document.ts';
import { factSection } from '../sections.ts';
import { amount, count, fact, text, type ValueFormat } from '../values.ts';
import { behindJob } from './behindJob.ts';
import { sayIn } from './sayIn.ts';
import { ALARM_WORDS, TOLD_WORDS } from './words.ts';

/** Exceptions that were made, one section each. */
export function alarms(report: JobReport, format: ValueFormat): DocumentSection[] {
  const say = sayIn(format);
  const { purgedWithoutApproval: users, withoutApproval, told } = report;
  const found: DocumentSection[] = [];
  const alarm = (id: string, said: string, more: { note?: string; users?: number } = {}) =>
    found.push({
      id,
      title: ALARM_WORDS.title,
      form: 'alarm',
      text: said,
      ...(more.note !== undefined && { note: more.note }),
      ...(more.users && {
        behind: behindJob(report, PURGE_EVENTS.withoutApproval.filter, said),
      }),
    });
  if (report.failure) {
    const reason = refusalWords(report.failure, say)?.text;
    const stands = ALARM_WORDS.stands(report, say);
    alarm('failed', ALARM_WORDS.failed, {
      note: [reason, stands].filter((each) => each !== undefined).join(' '),
    });
  }
  if (users > 0 || withoutApproval !== null)
    alarm('without-approval', ALARM_WORDS.withoutApproval(users, say), {
      users,
      ...(withoutApproval !== null && { note: ALARM_WORDS.reason(withoutApproval) }),
    });
  if (told.contacts > 0)
    alarm('contacts', ALARM_WORDS.contacts(told.contacts, say), {
      note: ALARM_WORDS.contactsStay,
    });
  if (report.review?.unsigned) alarm('unsigned', ALARM_WORDS.unsigned);
  return found;
}

/** Of a purge: money, boundary users, what wasn't known. Undefined for jobs that take nobody. */
export function toldSection(report: JobReport, format: ValueFormat): DocumentSection | undefined {
  if (jobKind(report.kind).step !== 'purge') return undefined;
  const { jobId, told, unknown } = report;
  const uncovered = TOLD_WORDS.uncoveredOf(unknown.length, RETAIN_REASONS.length, sayIn(format));
  const purgedWithMoney = { outcome: 'purged', reason: 'waived' };
  const waived = behindJob(report, purgedWithMoney, TOLD_WORDS.waivedTitle(jobId));
  const facts: Fact[] = [
    fact(TOLD_WORDS.waived, amount(report.waived, report.waived === 0 ? undefined : waived)),
    ...boundaryFacts(report),
    ...(told.unknownRecordType > 0
      ? [
          fact(
            TOLD_WORDS.unknownRecordType,
            count(told.unknownRecordType),
            TOLD_WORDS.unknownRecordTypeNote,
          ),
        ]
      : []),
    ...(told.unknownRole > 0 ? [fact(TOLD_WORDS.unknownRole, count(told.unknownRole))] : []),
    ...(unknown.length > 0
      ? [fact(TOLD_WORDS.uncovered, text(uncovered), TOLD_WORDS.uncoveredNote)]
      : []),
  ];
  return factSection('told', TOLD_WORDS.title, facts);
}

function boundaryFacts(report: JobReport): Fact[] {
  const { jobId, boundary, boundaryNotTaken } = report;
  const onLastDay = behindJob(
    report,
    PURGE_EVENTS.boundary.filter,
    TOLD_WORDS.boundaryTitle(jobId),
  );
  const leftOut = behindJob(report, PURGE_EVENTS.boundaryNotTaken.filter, TOLD_WORDS.notTakenTitle);
  if (boundary === 0) return [fact(TOLD_WORDS.boundary, count(0))];
  const all = fact(TOLD_WORDS.boundary, count(boundary, onLastDay), TOLD_WORDS.boundaryNote);
  if (boundaryNotTaken === 0) return [all];
  return [
    all,
    fact(TOLD_WORDS.notTaken, count(boundaryNotTaken, leftOut), TOLD_WORDS.notTakenNote),
  ];
}
