/**
 * What an update has changed, counted by field and original value, and the sets that lead back: a change of group erases
 * the original one from Alma's later statistics.
 */
import { type JobReport, jobReport } from '#shared/contract/shapes/jobReport.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { hasValue, wouldChange } from '#shared/jobKinds/updateCriteria.ts';
import {
  FOLLOWING_FIELDS,
  GROUP_FIELD,
  REPORTED_FIELDS,
  reverseOf,
  type TickedField,
} from '#shared/jobKinds/updateFields.ts';
import { underOtherConditions } from '#shared/jobKinds/updateNotifyUsers.ts';
import { prepared, type ReadableDb, type WritableDb } from '../../../db/db.ts';
import { parseStored } from '../../../db/storedValue.ts';
import { NumberList } from '../../../importing/rows/rowGroups.ts';
import { createSet, freeName, matchOver } from '../../../sets/userSets.ts';
import { NO_FACTS, type ReportFacts } from '../../jobKind.ts';
import { getJob, jobAt, type StoredJob } from '../../jobRows.ts';
import { membersToUpdate, parametersOf } from './toUpdate.ts';
import { UPDATE_WORDS } from './words.ts';

const FOLLOWING: readonly string[] = FOLLOWING_FIELDS;

/** Users whom a job gave another value, of each field by the one that they had; where it follows, by both as JSON. */
type UsersChanged = ReadonlyMap<string, ReadonlyMap<string | null, NumberList>>;

const CHANGES_AT_ONCE = 20_000;

/** What of an entry users are told apart by: new values of one field are the same, but where they follow another. */
const APART = `CASE WHEN field IN (${FOLLOWING_FIELDS.map((field) => `'${field}'`).join(', ')})
  THEN json_array(old_value, new_value) ELSE old_value END`;

/** In one walk, a lot at a time, each lot as JSON texts that SQLite makes. */
export function usersChanged(db: ReadableDb, jobId: number): UsersChanged {
  const lotAfter = prepared(
    db,
    `SELECT max(history_id) AS last, json_group_array(user_no) AS users, json_group_array(field) AS fields,
       json_group_array(apart) AS "values"
     FROM (SELECT history_id, user_no, field, ${APART} AS apart FROM history
       WHERE job_id = ? AND history_id > ? ORDER BY history_id LIMIT ${CHANGES_AT_ONCE})`,
  );
  const changed = new Map<string, Map<string | null, NumberList>>();
  for (let last = 0; ; ) {
    const lot = lotAfter.get(jobId, last) as ChangeLot;
    const users = JSON.parse(lot.users) as number[];
    const fields = JSON.parse(lot.fields) as string[];
    const values = JSON.parse(lot.values) as (string | null)[];
    for (let n = 0; n < users.length; n++) {
      const ofField = changed.get(fields[n]!) ?? new Map<string | null, NumberList>();
      const alike = ofField.get(values[n]!) ?? new NumberList();
      alike.push(users[n]!);
      if (alike.length > 1) continue;
      ofField.set(values[n]!, alike);
      changed.set(fields[n]!, ofField);
    }
    if (users.length < CHANGES_AT_ONCE) return changed;
    last = lot.last;
  }
}

interface ChangeLot {
  readonly last: number;
  readonly users: string;
  readonly fields: string;
  readonly values: string;
}

/** What it changed: most users first, of each field so many original values, the others together. */
export function changesAmong(
  db: ReadableDb,
  jobId: number,
  changed: UsersChanged,
): JobReport['changes'] {
  const given = prepared(
    db,
    'SELECT new_value FROM history WHERE user_no = ? AND job_id = ? AND field = ?',
  ).pluck();
  return REPORTED_FIELDS.flatMap((field) => {
    const toOf = (userNo: number) => given.get(userNo, jobId, field) as string | null;
    const follows = FOLLOWING.includes(field);
    const found = [...(changed.get(field) ?? [])]
      .map(([apart, users]) => ({
        from: follows ? (JSON.parse(apart!) as [string | null])[0] : apart,
        some: users.numbers[0]!,
        users: users.length,
      }))
      .sort((a, b) => b.users - a.users || compareValues(a.from, b.from));
    const [first] = found;
    if (!first) return [];
    const isShort = found.length <= MOST_VALUES;
    const shown = isShort ? found : found.slice(0, MOST_VALUES - 1);
    const others = found.slice(shown.length);
    const to = toOf(first.some);
    const rest = others.reduce((sum, { users }) => sum + users, 0);
    return [
      ...shown.map(({ from, some, users }) => ({
        ...{ field, from, others: 0, users },
        to: follows ? toOf(some) : to,
      })),
      ...(isShort
        ? []
        : [{ field, from: null, others: others.length, to: follows ? null : to, users: rest }]),
    ];
  });
}

/** Purge dates of a large set may be a thousand days; each user's own stands in the report and in their history. */
const MOST_VALUES = 30;

/**
 * Fields that are ticked under a condition of which nobody knows whom it takes: they change nobody here, and in Alma these
 * users at most.
 */
export function maybeChanged(db: ReadableDb, job: StoredJob): JobReport['changes'] {
  const parameters = parametersOf(job);
  const under = underOtherConditions(parameters);
  if (under.length === 0) return [];
  const match = matchOver(db);
  const members = membersToUpdate(db, job);
  return under.map(({ field, value }) => {
    const users = match(wouldChange(parameters.setId, hasValue(field, value))).and(members).count;
    return { field, from: null, others: 0, to: value, users, maybe: true };
  });
}

/**
 * A set for each original value of each field, but for fields that had too many to be put back by hand, and those that no
 * job puts back. Of the group there is one for each, because Alma's later statistics forget it.
 */
export function keepReversalSets(
  db: WritableDb,
  job: StoredJob,
  changes: JobReport['changes'],
  changed: UsersChanged,
): void {
  for (const field of REPORTED_FIELDS) {
    const ofField = changes.filter((each) => each.field === field);
    const isGroup = field === GROUP_FIELD.field;
    if (ofField.length === 0 || (!isGroup && ofField.some(({ others }) => others > 0))) continue;
    if (FOLLOWING.includes(field) || reverseOf(field as TickedField) === null) continue;
    const { to } = ofField[0]!;
    const byValue = [...(changed.get(field) ?? [])].sort(([a], [b]) => compareValues(a, b));
    for (const [from, users] of byValue) {
      const members = UserBitmap.of(users.numbers);
      const name = freeName(db, UPDATE_WORDS.reversal(field, from, to, job.job_id));
      const what = isGroup ? { moved: { from, to: to! } } : { changed: { field, from, to } };
      const origin = { from: 'job', jobId: job.job_id, name: job.name, ...what } as const;
      createSet(db, { name, description: '', note: '' }, members, origin, job.user);
    }
  }
}

/** None first. */
function compareValues(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Jobs of earlier versions kept none of it. */
export function changesMade(db: ReadableDb, jobId: number): ReportFacts {
  const { told } = getJob(db, jobId);
  if (told === null) return NO_FACTS;
  return { ...NO_FACTS, ...parseStored(jobReport.pick({ changes: true }), told, jobAt(jobId)) };
}
