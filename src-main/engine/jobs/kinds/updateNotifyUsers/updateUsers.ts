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
import { GROUP_FIELD, UPDATED_FIELDS } from '#shared/jobKinds/updateFields.ts';
import { isMoveAlone, type UpdateParameters } from '#shared/jobKinds/updateNotifyUsers.ts';
import {
  lotReader,
  prepared,
  type ReadableDb,
  run,
  type Value,
  value,
  type WritableDb,
} from '../../../db/db.ts';
import { parseStored } from '../../../db/storedValue.ts';
import { NumberList } from '../../../importing/rows/rowGroups.ts';
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
      const changed = usersChanged(db, job.job_id);
      const changes = changesAmong(db, job.job_id, changed);
      keepReversalSets(db, job, changes, changed);
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

/** Users whom a job gave another value, of each field by the one that they had. */
type UsersChanged = ReadonlyMap<string, ReadonlyMap<string | null, NumberList>>;

const CHANGES_AT_ONCE = 20_000;

/** In one walk, a lot at a time, each lot as JSON texts that SQLite makes. */
function usersChanged(db: ReadableDb, jobId: number): UsersChanged {
  const lotAfter = prepared(
    db,
    `SELECT max(history_id) AS last, json_group_array(user_no) AS users, json_group_array(field) AS fields,
       json_group_array(old_value) AS "values"
     FROM (SELECT history_id, user_no, field, old_value FROM history
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
function changesAmong(db: ReadableDb, jobId: number, changed: UsersChanged): JobReport['changes'] {
  return UPDATED_FIELDS.flatMap((field) => {
    const found = [...(changed.get(field) ?? [])]
      .map(([from, users]) => ({ from, some: users.numbers[0]!, users: users.length }))
      .sort((a, b) => b.users - a.users || compareValues(a.from, b.from));
    const [first] = found;
    if (!first) return [];
    const isShort = found.length <= MOST_VALUES;
    const shown = isShort ? found : found.slice(0, MOST_VALUES - 1);
    const others = found.slice(shown.length);
    const to = value<string>(
      db,
      'SELECT new_value FROM history WHERE user_no = ? AND job_id = ? AND field = ?',
      first.some,
      jobId,
      field,
    );
    const rest = others.reduce((sum, { users }) => sum + users, 0);
    return [
      ...shown.map(({ from, users }) => ({ field, from, others: 0, to, users })),
      ...(isShort ? [] : [{ field, from: null, others: others.length, to, users: rest }]),
    ];
  });
}

/** Purge dates of a large set may be a thousand days; each user's own stands in the report and in their history. */
const MOST_VALUES = 30;

/**
 * A set for each original value of each field, but for fields that had too many to be put back by hand. Of the group there
 * is one for each, because Alma's later statistics forget it.
 */
function keepReversalSets(
  db: WritableDb,
  job: StoredJob,
  changes: JobReport['changes'],
  changed: UsersChanged,
): void {
  for (const field of UPDATED_FIELDS) {
    const ofField = changes.filter((each) => each.field === field);
    const isGroup = field === GROUP_FIELD.field;
    if (ofField.length === 0 || (!isGroup && ofField.some(({ others }) => others > 0))) continue;
    const { to } = ofField[0]!;
    const byValue = [...(changed.get(field) ?? [])].sort(([a], [b]) => compareValues(a, b));
    for (const [from, users] of byValue) {
      const members = UserBitmap.of(users.numbers);
      const name = freeName(db, UPDATE_WORDS.reversal(field, from, job.job_id));
      const what = isGroup ? { moved: { from, to } } : { changed: { field, from, to } };
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
