/** The lists of users in a job's report, as its kind lays them out, and their rows as they are asked for. Reads only. */
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { DocumentColumn, DocumentList, ListRow } from '#shared/documents/document.ts';
import { UNAPPROVED_TEXTS } from '#shared/domain/approval.ts';
import { RETAIN_REASON_TEXTS } from '#shared/domain/purgeRules.ts';
import type { JobUserFilter } from '#shared/jobKinds/jobKind.ts';
import { eventText } from '#shared/jobKinds/jobKinds.ts';
import type { ReadableDb } from '../db/db.ts';
import type { Lack } from '../jobs/approvals.ts';
import { countJobUsers, eachJobIdentifier, eachJobUser } from '../jobs/jobUsers.ts';
import { workOf } from '../jobs/workOf.ts';
import { JOB_WORDS } from './words.ts';

const COLUMNS: readonly DocumentColumn[] = [
  { id: 'identifier', is: 'code', width: 28 },
  { id: 'last', is: 'text', width: 20 },
  { id: 'first', is: 'text', width: 20 },
  { id: 'group', is: 'text', width: 22 },
  { id: 'purge', is: 'date', width: 12 },
  { id: 'reasons', is: 'text', width: 60 },
  { id: 'staff', is: 'text', width: 24 },
  { id: 'lack', is: 'text', width: 28 },
].map((column, n) => ({ ...column, heading: JOB_WORDS.userHeadings[n]! }) as DocumentColumn);

export function jobLists(db: ReadableDb, report: JobReport): DocumentList[] {
  const { kind, jobId } = report;
  const ofUsers = workOf(kind).sheets.map(({ name, filter, aside }) => ({
    list: { id: name, title: name, about: name, columns: COLUMNS },
    users: countJobUsers(db, jobId, filter),
    aside,
  }));
  const lists: DocumentList[] = ofUsers
    .filter(({ users, aside }) => !aside || users > 0)
    .map(({ list, users, aside }) => ({ ...list, users, ...(aside && { again: true }) }));
  const warned = warningsOf(report).reduce((sum, { users }) => sum + users, 0);
  return warned === 0 ? lists : [...lists, eventList(warned)];
}

/** One row for each event and user, as Alma links its events to primary identifiers. */
function eventList(users: number): DocumentList {
  const [event = '', identifier = ''] = JOB_WORDS.eventHeadings;
  return {
    id: EVENTS,
    title: JOB_WORDS.eventsSheet,
    about: JOB_WORDS.eventsSheet,
    users,
    again: true,
    columns: [
      { id: 'event', heading: event, is: 'text', width: 70 },
      { id: 'identifier', heading: identifier, is: 'code', width: 28 },
    ],
  };
}

const EVENTS = 'events';

const warningsOf = ({ events }: JobReport) =>
  events.filter(({ severity }) => severity === 'warning');

/** Must be asked for a list that is there. */
export function rowsOfList(db: ReadableDb, report: JobReport, listId: string): Generator<ListRow> {
  if (listId === EVENTS) return eventRows(db, report);
  const sheet = workOf(report.kind).sheets.find(({ name }) => name === listId)!;
  return userRows(db, report, sheet.filter);
}

function* eventRows(db: ReadableDb, report: JobReport): Generator<ListRow> {
  for (const { code, filter } of warningsOf(report)) {
    const text = eventText(report, code);
    for (const identifier of eachJobIdentifier(db, report.jobId, filter)) yield [text, identifier];
  }
}

function* userRows(
  db: ReadableDb,
  { jobId }: JobReport,
  filter: JobUserFilter,
): Generator<ListRow> {
  for (const user of eachJobUser(db, jobId, filter))
    yield [
      user.primary_identifier,
      user.last_name,
      user.first_name,
      user.originalGroup,
      user.purgeDate,
      user.reasons.map((reason) => RETAIN_REASON_TEXTS[reason].label).join('; '),
      user.staffConfirmed ? JOB_WORDS.staffConfirmed : null,
      lackText(user.unapproved),
    ];
}

function lackText(lack: Lack | null): string | null {
  if (lack === null) return null;
  return lack === 'left' ? JOB_WORDS.noLongerCandidate : UNAPPROVED_TEXTS[lack].label;
}
