/**
 * Gives the members of a set new values, batch by batch: their group, and each other field that is ticked. Every change
 * enters the user's history. Because a change of group erases the original one from Alma's later statistics, a reversal
 * set is kept for each original group.
 */
import { type JobReport, jobReport } from '#shared/contract/shapes/jobReport.ts';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { GROUP_FIELD, UPDATED_FIELDS, type UpdatedField } from '#shared/jobKinds/updateFields.ts';
import { isMoveAlone, type UpdateParameters } from '#shared/jobKinds/updateNotifyUsers.ts';
import {
  all,
  lotReader,
  prepared,
  type ReadableDb,
  run,
  type Value,
  value,
  type WritableDb,
} from '../../../db/db.ts';
import { parseStored } from '../../../db/storedValue.ts';
import { changerOf } from '../../../replica/changeUsers.ts';
import { fieldSql, groupJoin, storedSql } from '../../../replica/fieldColumns.ts';
import { ensureGroup } from '../../../replica/groups.ts';
import { readSettings } from '../../../replica/settings.ts';
import { createSet, freeName, membersOf } from '../../../sets/userSets.ts';
import { lackNumber, lackOverFile } from '../../approvals.ts';
import { NO_FACTS, type ReportFacts, type RunningJob } from '../../jobKind.ts';
import { getJob, jobAt, type StoredJob, parametersOf as storedParameters } from '../../jobRows.ts';
import { UPDATE_WORDS } from './words.ts';

/** Those for whom it was submitted; jobs of earlier versions don't say for whom. */
export function membersToUpdate(db: ReadableDb, job: StoredJob): UserBitmap {
  return job.members ? UserBitmap.fromBytes(job.members) : membersOf(db, parametersOf(job).setId);
}

/** Into the group that marks users as approved. */
export function isMoveToPurge(
  userGroup: string | null,
  { okToPurgeGroup }: Pick<Settings, 'okToPurgeGroup'>,
): boolean {
  return userGroup !== null && foldText(userGroup) === foldText(okToPurgeGroup);
}

export function updateUsers(db: WritableDb, job: StoredJob): RunningJob {
  const parameters = parametersOf(job);
  const { userGroup } = parameters;
  const approvedOnly = isMoveToPurge(userGroup, readSettings(db));
  const changes = changesOf(db, job);
  const isOther = changes.map(
    ({ field, stored }) => `${storedSql(field)} IS NOT ${literal(stored)}`,
  );
  const read = lotReader<StoredUser>(
    db,
    3,
    `SELECT user_no, described = 1 AND purged_by_job IS NULL AND (${isOther.join(' OR ')}), candidate
     FROM user WHERE user_no BETWEEN ? AND ?`,
  );
  const store = storeOutcomes(db, job.job_id);
  return {
    work(members) {
      const lackOf = approvedOnly ? lackOverFile(db) : () => undefined;
      const asked = new Set(members);
      const changed: number[] = [];
      const unchanged = new Map<number, number[]>();
      for (const [userNo, wouldChange, candidate] of read(members[0]!, members.at(-1)!)) {
        if (!asked.has(userNo)) continue;
        const lack = lackOf(userNo, candidate === 1);
        if (wouldChange === 1 && lack === undefined) {
          changed.push(userNo);
          continue;
        }
        const alike = unchanged.get(lackNumber(lack));
        if (alike) alike.push(userNo);
        else unchanged.set(lackNumber(lack), [userNo]);
      }
      for (const [lack, users] of unchanged) store(users, 'unchanged', lack);
      store(changed, 'changed', 0);
      for (const { change } of changes) change(changed);
      return { finished: changed.length, failed: members.length - changed.length };
    },
    complete() {
      const changes = changesIn(db, job.job_id);
      keepReversalSets(db, job, changes);
      run(db, 'UPDATE job SET told = ? WHERE job_id = ?', JSON.stringify({ changes }), job.job_id);
      return isMoveAlone(parameters) ? { movedTo: userGroup! } : 'anything';
    },
  };
}

/** `wouldChange`: they are there, and one of the values is another. */
type StoredUser = [userNo: number, wouldChange: 0 | 1, candidate: number];

/** In a statement: numbers of groups and texts of ours, which can't be bound a lot at a time. */
function literal(stored: Value): string {
  return typeof stored === 'number' ? String(stored) : `'${String(stored).replaceAll("'", "''")}'`;
}

/** Users of a batch who are dealt with alike: a statement for each lot takes half as long as one for each user. */
function storeOutcomes(db: WritableDb, jobId: number) {
  const store = prepared(
    db,
    'INSERT INTO job_user (job_id, user_no, outcome, unapproved) SELECT ?, value, ?, ? FROM json_each(?)',
  );
  return (users: readonly number[], outcome: 'changed' | 'unchanged', lack: number) =>
    void store.run(jobId, outcome, lack, JSON.stringify(users));
}

interface FieldChange {
  readonly field: UserFieldName;
  /** As users hold it: the group's number. */
  readonly stored: Value;
  /** Those of them who have another value get this one, and their history remembers which they had. */
  readonly change: (users: readonly number[]) => void;
}

/** Each ticked field, the group first. */
function changesOf(db: WritableDb, job: StoredJob): FieldChange[] {
  const { userGroup, fields = [] } = parametersOf(job);
  const told = [
    ...(userGroup === null ? [] : [{ field: GROUP_FIELD.field, value: userGroup }]),
    ...fields,
  ];
  return told.map(({ field, value: text }) => {
    const isGroup = field === GROUP_FIELD.field;
    const stored = isGroup ? ensureGroup(db, text) : text;
    const shown = isGroup
      ? value<string>(db, 'SELECT name FROM user_group WHERE group_no = ?', stored)
      : text;
    const remember = prepared(
      db,
      `INSERT INTO history (user_no, job_id, at, by, field, old_value, new_value)
       SELECT u.user_no, ?, ?, ?, '${field}', ${fieldSql(field)}, ?
       FROM json_each(?) m CROSS JOIN user u ON u.user_no = m.value ${groupJoin()}
       WHERE ${storedSql(field, 'u')} IS NOT ?`,
    );
    const give = changerOf(db, field);
    return {
      field,
      stored,
      change(users) {
        remember.run(job.job_id, Date.now(), job.user, shown, JSON.stringify(users), stored);
        give(users, stored);
      },
    };
  });
}

/** As they were when it was submitted. */
export function parametersOf(job: StoredJob): UpdateParameters {
  return storedParameters(job) as UpdateParameters;
}

/** What it changed: most users first, of each field so many original values, the others together. */
function changesIn(db: ReadableDb, jobId: number): JobReport['changes'] {
  const found = all<{
    field: UpdatedField;
    from: string | null;
    to: string;
    users: number;
    values: number;
    ofField: number;
  }>(
    db,
    `WITH counted AS (
       SELECT field, old_value, max(new_value) AS given, count(*) AS users
       FROM history WHERE job_id = ? GROUP BY field, old_value),
     placed AS (
       SELECT *, row_number() OVER (PARTITION BY field ORDER BY users DESC, old_value) AS place,
         count(*) OVER (PARTITION BY field) AS "values", sum(users) OVER (PARTITION BY field) AS of_field
       FROM counted)
     SELECT field, old_value AS "from", given AS "to", users, "values", of_field AS ofField
     FROM placed WHERE place <= ${MOST_VALUES} ORDER BY place`,
    jobId,
  );
  return UPDATED_FIELDS.flatMap((field) => {
    const ofField = found.filter((each) => each.field === field);
    const [first] = ofField;
    if (!first) return [];
    const isShort = first.values <= MOST_VALUES;
    const shown = isShort ? ofField : ofField.slice(0, MOST_VALUES - 1);
    const users = shown.reduce((sum, each) => sum + each.users, 0);
    const { to } = first;
    const others = { field, from: null, others: first.values - shown.length, to };
    return [
      ...shown.map(({ from, users: some }) => ({ field, from, others: 0, to, users: some })),
      ...(isShort ? [] : [{ ...others, users: first.ofField - users }]),
    ];
  });
}

/** Purge dates of a large set may be a thousand days; each user's own stands in the report and in their history. */
const MOST_VALUES = 30;

/**
 * A set for each original value of each field, but for fields that had too many to be put back by hand. Of the group there
 * is one for each, because Alma's later statistics forget it.
 */
function keepReversalSets(db: WritableDb, job: StoredJob, changes: JobReport['changes']): void {
  for (const field of UPDATED_FIELDS) {
    const ofField = changes.filter((each) => each.field === field);
    const isGroup = field === GROUP_FIELD.field;
    if (ofField.length === 0 || (!isGroup && ofField.some(({ others }) => others > 0))) continue;
    const { to } = ofField[0]!;
    for (const [from, members] of membersByValue(db, job.job_id, field)) {
      const name = freeName(db, UPDATE_WORDS.reversal(field, from, job.job_id));
      const what = isGroup ? { moved: { from, to } } : { changed: { field, from, to } };
      const origin = { from: 'job', jobId: job.job_id, name: job.name, ...what } as const;
      createSet(db, { name, description: '', note: '' }, members, origin, job.user);
    }
  }
}

/** Users whom the job gave another value of the field, by the one that they had; null, none, comes first. */
function membersByValue(
  db: ReadableDb,
  jobId: number,
  field: UpdatedField,
): [from: string | null, members: UserBitmap][] {
  const changes = prepared(
    db,
    'SELECT user_no, old_value FROM history WHERE job_id = ? AND field = ?',
  ).raw(true);
  const found = new Map<string | null, UserBitmap>();
  for (const [userNo, from] of changes.iterate(jobId, field) as Iterable<[number, string | null]>) {
    const alike = found.get(from);
    if (alike) alike.add(userNo);
    else found.set(from, UserBitmap.of([userNo]));
  }
  return [...found].sort(([a], [b]) => compareValues(a, b));
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
