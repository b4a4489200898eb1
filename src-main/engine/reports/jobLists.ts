/** The lists of users in a job's report, as its kind lays them out, and their rows as they are asked for. Reads only. */
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { DocumentList, ListRow } from '#shared/documents/document.ts';
import {
  type ListColumnId,
  listColumns,
  PLAIN_LIST,
} from '#shared/documents/jobReport/listColumns.ts';
import type { ValueFormat } from '#shared/documents/values.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { JobUserFilter } from '#shared/jobKinds/jobKind.ts';
import { eventText } from '#shared/jobKinds/jobKinds.ts';
import type { ReadableDb } from '../db/db.ts';
import type { UserSheet } from '../jobs/jobKind.ts';
import { countJobUsers, eachJobIdentifier, jobUserNos, jobUserStarts } from '../jobs/jobUsers.ts';
import { eachListRow, listReader } from '../jobs/lists/eachListRow.ts';
import { workOf } from '../jobs/workOf.ts';
import type { ListParts } from './source.ts';
import { JOB_WORDS } from './words.ts';

export function jobLists(db: ReadableDb, report: JobReport): DocumentList[] {
  const { kind, jobId } = report;
  const ofUsers = workOf(kind)
    .sheets.filter(({ filter }) => isKept(report, filter))
    .map((sheet) => ({
      list: {
        id: sheet.name,
        title: sheet.name,
        about: isFrozen(report) ? sheet.about : JOB_WORDS.notFrozen(sheet.about),
        columns: listColumns(columnsOf(report, sheet)),
      },
      users: countJobUsers(db, jobId, sheet.filter),
      aside: sheet.aside,
    }));
  const lists: DocumentList[] = ofUsers
    .filter(({ users, aside }) => !aside || users > 0)
    .map(({ list, users }) => ({ ...list, users }));
  const warned = warningsOf(report).reduce((sum, { users }) => sum + users, 0);
  return warned === 0 ? lists : [...lists, eventList(warned)];
}

/** Jobs of earlier versions kept nothing but outcomes and reasons of their users. */
const isFrozen = ({ review }: JobReport) => (review?.versions ?? null) !== null;

/** Those didn’t keep who was excluded: an empty list would say that nobody was. */
const isKept = ({ review }: JobReport, { outcome }: JobUserFilter) =>
  outcome !== 'excluded' || (review?.account ?? null) !== null;

function columnsOf(report: JobReport, sheet: UserSheet): readonly ListColumnId[] {
  const columns = sheet.columns?.(report.parameters) ?? PLAIN_LIST;
  return isFrozen(report) ? columns : [...columns, 'knownAsOf'];
}

/** Whoever stands in any of its lists, or in one of them. */
export function usersListed(db: ReadableDb, report: JobReport, listId?: string): UserBitmap {
  const filters =
    listId === EVENTS
      ? warningsOf(report).map(({ filter }) => filter)
      : workOf(report.kind)
          .sheets.filter(({ name }) => listId === undefined || name === listId)
          .map(({ filter }) => filter);
  const users = new UserBitmap();
  for (const filter of filters)
    for (const userNo of jobUserNos(db, report.jobId, filter)) users.add(userNo);
  return users;
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
export function rowsOfList(
  db: ReadableDb,
  report: JobReport,
  listId: string,
  format: ValueFormat,
): Generator<ListRow> {
  if (listId === EVENTS) return eventRows(db, report);
  const sheet = workOf(report.kind).sheets.find(({ name }) => name === listId)!;
  return eachListRow(db, report.jobId, sheet.filter, columnsOf(report, sheet), format);
}

/** The same in parts; events have none. */
export function partsOfList(
  db: ReadableDb,
  report: JobReport,
  listId: string,
  format: ValueFormat,
): ListParts | undefined {
  const sheet = workOf(report.kind).sheets.find(({ name }) => name === listId);
  if (!sheet) return undefined;
  const { filter } = sheet;
  return {
    starts: (users) => jobUserStarts(db, report.jobId, filter, users),
    rows: listReader(db, report.jobId, filter, columnsOf(report, sheet), format),
  };
}

function* eventRows(db: ReadableDb, report: JobReport): Generator<ListRow> {
  for (const { code, filter } of warningsOf(report)) {
    const text = eventText(report, code);
    for (const identifier of eachJobIdentifier(db, report.jobId, filter)) yield [text, identifier];
  }
}
