/**
 * What leads back from an update: of each changed field the users by the value that they had, and how many of them there
 * were by group, category and expiry year. Before the job it is asked of users as they are, by the rules by which the job
 * will change them; behind it, of what was kept with the job. Reads only.
 */
import { createHash } from 'node:crypto';
import type { ReversalSummary } from '#shared/contract/shapes/jobs.ts';
import type { LineTest } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { userField } from '#shared/fields/userFields.ts';
import { GROUP_FIELD, UPDATED_FIELDS, type UpdatedField } from '#shared/jobKinds/updateFields.ts';
import type { UpdateParameters } from '#shared/jobKinds/updateNotifyUsers.ts';
import { prepared, type ReadableDb } from '../../../db/db.ts';
import { LineMatcher } from '../../../importing/show/lineMatcher.ts';
import { originalGroups } from '../../../replica/groupMoves.ts';
import { findGroup, groupNames } from '../../../replica/groups.ts';
import { isPresent } from '../../../replica/membership.ts';
import { readSettings } from '../../../replica/settings.ts';
import { BLANK, dateText, type UserColumns } from '../../../replica/userColumns.ts';
import { type Match, membersOf } from '../../../sets/userSets.ts';
import { lackOverColumns } from '../../approvals.ts';
import { getJob } from '../../jobRows.ts';
import { isMoveToPurge, membersToUpdate, parametersOf } from './updateUsers.ts';

/** Users who had one value of a changed field. */
export interface OriginalValue {
  readonly field: UpdatedField;
  /** Null: none. */
  readonly from: string | null;
  readonly users: number;
}

/** Users who were alike in what Alma's later statistics go by. Null: none, or not told. */
export interface OriginalCount {
  readonly group: string | null;
  readonly category: string | null;
  readonly year: string | null;
  readonly users: number;
}

export interface ReversalPlan {
  readonly parameters: UpdateParameters;
  /** Members of the set. */
  readonly members: number;
  /** Whom the job changes. */
  readonly changed: UserBitmap;
  /** In the order of the fields; of each, none first. */
  readonly values: readonly OriginalValue[];
  /** The same for the same users with the same values, whenever it is asked. */
  readonly fingerprint: string;
  /** @param n of its values */
  usersOf(n: number): UserBitmap;
  /** By job category; everybody stands in one of them. */
  countByCategory(): OriginalCount[];
  /** By statistical category: who has several stands in each of them. */
  countByStatistic(): OriginalCount[];
}

/**
 * @param columns fresh
 * @param match for logical sets
 */
export function planBefore(
  columns: UserColumns,
  parameters: UpdateParameters,
  match?: Match,
): ReversalPlan {
  const { db } = columns;
  const members = membersOf(db, parameters.setId, match);
  const fields = UPDATED_FIELDS.filter((field) => givenTo(parameters, field) !== undefined);
  columns.hold([...fields, ...COUNTED, ...(movesToPurge(db, parameters) ? REVIEWED : [])]);
  const held = fields.map((field) => heldValues(columns, field, givenTo(parameters, field)!));
  const changed = changedAmong(columns, members, parameters, held);
  const groups = fields.includes(GROUP_FIELD.field)
    ? heldTexts(columns, GROUP_FIELD.field)
    : groupsBefore(columns, changed);
  return planOf(db, parameters, members.count, {
    changed,
    fields: held.map(({ field, differs, textOf }) => ({
      field,
      users: changed.numbers().filter(differs),
      textOf,
    })),
    groupOf: groups,
    categoryOf: heldTexts(columns, 'job_category'),
    expiryOf: heldTexts(columns, 'expiry_date'),
  });
}

const COUNTED = ['membership', 'user_group', 'job_category', 'expiry_date'] as const;
const REVIEWED = ['decision', 'flags'] as const;

/** The same of a job that has run, whatever came later. @throws Refusal for a job that isn't there */
export function planOfJob(db: ReadableDb, jobId: number): ReversalPlan {
  const job = getJob(db, jobId);
  const parameters = parametersOf(job);
  const originals = UPDATED_FIELDS.map((field) => ({
    field,
    had: historyOfField(db, jobId, field),
  }));
  const changed = new UserBitmap();
  const facts = factsOf(db, jobId);
  for (const userNo of facts.keys()) changed.add(userNo);
  const moved = originals.find(({ field }) => field === GROUP_FIELD.field)!.had;
  const given = spelled(db, parameters.userGroup);
  return planOf(db, parameters, membersToUpdate(db, job).count, {
    changed,
    fields: originals
      .filter(({ had }) => had.size > 0)
      .map(({ field, had }) => ({
        field,
        users: Int32Array.from(had.keys()).sort(),
        textOf: (userNo) => had.get(userNo) ?? null,
      })),
    groupOf(userNo) {
      if (moved.has(userNo)) return moved.get(userNo)!;
      // Who had that group already was changed in something else.
      return given ?? facts.get(userNo)!.group;
    },
    categoryOf: (userNo) => facts.get(userNo)!.category,
    expiryOf: (userNo) => facts.get(userNo)!.expiry,
  });
}

/** A group as users of it have it. */
function spelled(db: ReadableDb, group: string | null): string | null {
  const known = group === null ? undefined : findGroup(db, group);
  return known === undefined ? group : groupNames(db).get(known)!;
}

/** How much of it there is. */
export function summaryOf({ changed, values, fingerprint }: ReversalPlan): ReversalSummary {
  const fields = UPDATED_FIELDS.flatMap((field) => {
    const ofField = values.filter((each) => each.field === field);
    if (ofField.length === 0) return [];
    const none = ofField.find(({ from }) => from === null)?.users ?? 0;
    return [{ field, values: ofField.length - (none > 0 ? 1 : 0), none }];
  });
  return { users: changed.count, files: values.length, fields, fingerprint };
}

type TextOf = (userNo: number) => string | null;

interface Originals {
  readonly changed: UserBitmap;
  readonly fields: readonly {
    readonly field: UpdatedField;
    /** Whose value of it the job changes, ascending. */
    readonly users: Int32Array;
    /** Which they have, or had. */
    readonly textOf: TextOf;
  }[];
  readonly groupOf: TextOf;
  readonly categoryOf: TextOf;
  readonly expiryOf: TextOf;
}

function planOf(
  db: ReadableDb,
  parameters: UpdateParameters,
  members: number,
  { changed, fields, groupOf, categoryOf, expiryOf }: Originals,
): ReversalPlan {
  const ordered = fields.map(({ field, users, textOf }) => ({
    field,
    users,
    ...inOrder(users, textOf),
  }));
  const values = ordered.flatMap(({ field, values: ofField }, ofFieldNo) =>
    ofField.map(({ text: from, users }, place) => ({ field, from, users, ofFieldNo, place })),
  );
  const yearOf: TextOf = (userNo) => expiryOf(userNo)?.slice(0, 4) ?? null;
  return {
    parameters,
    members,
    changed,
    values: values.map(({ field, from, users }) => ({ field, from, users })),
    fingerprint: fingerprintOf(parameters, changed, ordered),
    usersOf(n) {
      const { ofFieldNo, place } = values[n]!;
      const { byValue, starts } = ordered[ofFieldNo]!;
      return UserBitmap.of(byValue.subarray(starts[place], starts[place + 1]));
    },
    countByCategory: () =>
      counted(changed, (userNo) => [groupOf(userNo), categoryOf(userNo), yearOf(userNo)]),
    countByStatistic() {
      const lines = new LineMatcher(db);
      const asked = { search: '', limit: MOST_CATEGORIES };
      const { values: categories } = lines.values('statistic_category', changed, asked);
      const counts = categories.map((category) => {
        const is: LineTest = { how: 'oneOf', values: [category] };
        const where = [{ field: 'statistic_category' as const, is }];
        const having = lines.find({ op: 'line', kind: 'statistics', where }).and(changed);
        return { having, category };
      });
      const some = counts.reduce((all, { having }) => all.or(having), new UserBitmap());
      return [{ having: changed.andNot(some), category: null }, ...counts]
        .flatMap(({ having, category }) =>
          counted(having, (userNo) => [groupOf(userNo), category, yearOf(userNo)]),
        )
        .sort(compareCounts);
    },
  };
}

/** More than an institution has. */
const MOST_CATEGORIES = 10_000;

/** The distinct values in order, each user's place among them, and the users one value after the other. */
function inOrder(users: Int32Array, textOf: TextOf) {
  const found = new Map<string | null, { text: string | null; users: number; place: number }>();
  const of = Array.from(users, (userNo) => {
    const text = textOf(userNo);
    const known = found.get(text) ?? { text, users: 0, place: 0 };
    known.users++;
    found.set(text, known);
    return known;
  });
  const values = [...found.values()].sort((a, b) => compareTexts(a.text, b.text));
  const starts = new Int32Array(values.length + 1);
  for (const [place, each] of values.entries()) {
    each.place = place;
    starts[place + 1] = starts[place]! + each.users;
  }
  const places = Int32Array.from(of, ({ place }) => place);
  const next = starts.slice();
  const byValue = new Int32Array(users.length);
  for (const [at, place] of places.entries()) byValue[next[place]!++] = users[at]!;
  return { values, places, byValue, starts };
}

function fingerprintOf(
  parameters: UpdateParameters,
  changed: UserBitmap,
  fields: readonly {
    readonly values: readonly { text: string | null }[];
    readonly places: Int32Array;
  }[],
): string {
  const { setId: _, ...given } = parameters;
  const hash = createHash('sha256').update(JSON.stringify(given)).update(changed.toBytes());
  for (const { values, places } of fields)
    hash.update(JSON.stringify(values.map(({ text }) => text))).update(places);
  return hash.digest('hex');
}

function counted(
  users: UserBitmap,
  of: (userNo: number) => readonly [string | null, string | null, string | null],
): OriginalCount[] {
  const found = new Map<string, { key: ReturnType<typeof of>; users: number }>();
  for (const userNo of users) {
    const key = of(userNo);
    const text = JSON.stringify(key);
    const known = found.get(text) ?? { key, users: 0 };
    known.users++;
    found.set(text, known);
  }
  return [...found.values()]
    .map(({ key: [group, category, year], users: some }) => ({
      group,
      category,
      year,
      users: some,
    }))
    .sort(compareCounts);
}

function compareCounts(a: OriginalCount, b: OriginalCount): number {
  return (
    compareTexts(a.group, b.group) ||
    compareTexts(a.category, b.category) ||
    compareTexts(a.year, b.year)
  );
}

/** None first. */
function compareTexts(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** What the job gives of this field; undefined: it isn't ticked. */
function givenTo({ userGroup, fields = [] }: UpdateParameters, field: UpdatedField) {
  if (field === GROUP_FIELD.field) return userGroup ?? undefined;
  return fields.find((each) => each.field === field)?.value;
}

interface HeldValues {
  readonly field: UpdatedField;
  readonly textOf: TextOf;
  /** Whether the job would give them another. */
  readonly differs: (userNo: number) => boolean;
}

function heldValues(columns: UserColumns, field: UpdatedField, given: string): HeldValues {
  const textOf = heldTexts(columns, field);
  if (field !== GROUP_FIELD.field)
    return { field, textOf, differs: (userNo) => textOf(userNo) !== given };
  // Groups are compared without case.
  const same = findGroup(columns.db, given);
  const { values } = columns.column(field);
  return { field, textOf, differs: (userNo) => values[userNo] !== same };
}

function heldTexts(columns: UserColumns, field: UpdatedField | 'job_category'): TextOf {
  const { values, texts } = columns.column(field);
  const textAt = textReader(columns, field, texts);
  return (userNo) => (values[userNo] === BLANK ? null : textAt(values[userNo]!));
}

function textReader(
  columns: UserColumns,
  field: UpdatedField | 'job_category',
  texts: readonly string[] | undefined,
): (value: number) => string {
  if (field === GROUP_FIELD.field) {
    const names = groupNames(columns.db);
    return (value) => names.get(value)!;
  }
  if (userField(field).kind !== 'date') return (value) => texts![value]!;
  // Few dates stand for many users.
  const dates = new Map<number, string>();
  return (value) => {
    const known = dates.get(value) ?? dateText(value);
    dates.set(value, known);
    return known;
  };
}

function movesToPurge(db: ReadableDb, { userGroup }: UpdateParameters): boolean {
  return isMoveToPurge(userGroup, readSettings(db));
}

/** Those of the set whom the job will change, as updateUsers.ts does it. */
function changedAmong(
  columns: UserColumns,
  members: UserBitmap,
  parameters: UpdateParameters,
  held: readonly HeldValues[],
): UserBitmap {
  const membership = columns.column('membership').values;
  const lackOf = movesToPurge(columns.db, parameters) ? lackOverColumns(columns) : () => undefined;
  const changed = new UserBitmap();
  for (const userNo of members) {
    if (!isPresent(membership[userNo]!) || !held.some(({ differs }) => differs(userNo))) continue;
    if (lackOf(userNo) === undefined) changed.add(userNo);
  }
  return changed;
}

/** The groups from which jobs here had moved users already, else their own: what reports call the original group. */
function groupsBefore(columns: UserColumns, users: UserBitmap): TextOf {
  const textOf = heldTexts(columns, GROUP_FIELD.field);
  const numbers = Array.from(users.numbers());
  const moved = numbers.length === 0 ? new Map() : originalGroups(columns.db, numbers);
  return (userNo) => (moved.has(userNo) ? moved.get(userNo)! : textOf(userNo));
}

/** By user: the value that they had before the job gave them another. */
function historyOfField(
  db: ReadableDb,
  jobId: number,
  field: UpdatedField,
): Map<number, string | null> {
  const changes = prepared(
    db,
    'SELECT user_no, old_value FROM history WHERE job_id = ? AND field = ?',
  ).raw(true);
  return new Map(changes.iterate(jobId, field) as Iterable<[number, string | null]>);
}

interface Facts {
  readonly group: string | null;
  readonly category: string | null;
  readonly expiry: string | null;
}

/** Of whom the job changed, as it was frozen when the job reached them. */
function factsOf(db: ReadableDb, jobId: number): Map<number, Facts> {
  const rows = prepared(
    db,
    `SELECT j.user_no, f.user_group, f.job_category, f.expiry_date FROM job_user j
       LEFT JOIN job_user_fact f ON f.job_id = j.job_id AND f.user_no = j.user_no
     WHERE j.job_id = ? AND j.outcome = 'changed' ORDER BY j.user_no`,
  ).raw(true);
  const found = new Map<number, Facts>();
  type Row = [number, string | null, string | null, string | null];
  for (const [userNo, group, category, expiry] of rows.iterate(jobId) as Iterable<Row>)
    found.set(userNo, { group, category, expiry });
  return found;
}
