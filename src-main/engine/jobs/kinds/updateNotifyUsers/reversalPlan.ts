/**
 * What leads back from an update: of each changed field the users by the value that they had, and how many of them there
 * were by group, category and expiry year. Before the job it is asked of users as they are, by the rules by which the job
 * will change them; behind it, of what was kept with the job. Reads only.
 */
import { createHash, type Hash } from 'node:crypto';
import type { ReversalSummary } from '#shared/contract/shapes/jobs.ts';
import type { LineTest } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { lineIsSo, toldIsSo } from '#shared/jobKinds/updateCriteria.ts';
import {
  GROUP_FIELD,
  type LineField,
  TICKED_FIELDS,
  UPDATED_FIELDS,
  type UpdatedField,
} from '#shared/jobKinds/updateFields.ts';
import { type UpdateParameters, underOtherConditions } from '#shared/jobKinds/updateNotifyUsers.ts';
import { prepared, type ReadableDb } from '../../../db/db.ts';
import { LineMatcher } from '../../../importing/show/lineMatcher.ts';
import { originalGroups } from '../../../replica/groupMoves.ts';
import { findGroup, groupNames } from '../../../replica/groups.ts';
import { isPresent } from '../../../replica/membership.ts';
import { readSettings } from '../../../replica/settings.ts';
import { BLANK, dateNumber, dateText, type UserColumns } from '../../../replica/userColumns.ts';
import { type Match, matchOver, usableMembersOf } from '../../../sets/userSets.ts';
import { lackOverColumns } from '../../approvals.ts';
import { getJob } from '../../jobRows.ts';
import { type LinesOfField, linesBefore, linesOfJob, putBackOf } from './linesBack.ts';
import { isMoveToPurge, membersToUpdate, parametersOf } from './toUpdate.ts';

/** Users who had one value of a changed field, or to whom it gave or from whom it took the same line. */
export interface OriginalValue {
  /** Of the job. */
  readonly field: UpdatedField | LineField;
  /** The value or the line that they had; null: none. */
  readonly from: string | null;
  /** What another run of the job enters to lead back; null: no job does. */
  readonly back: PutBack | null;
  readonly users: number;
}

export interface PutBack {
  readonly field: UpdatedField | LineField;
  readonly value: string;
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
  const members = usableMembersOf(db, parameters.setId, match);
  const fields = UPDATED_FIELDS.filter((field) => givenTo(parameters, field) !== undefined);
  columns.hold([...fields, 'membership', ...(movesToPurge(db, parameters) ? REVIEWED : [])]);
  const under = underOtherConditions(parameters).map(({ field }) => field);
  const given = fields.map((field) => ({
    ...{ field, had: codedColumn(columns, field), isSure: !under.includes(field) },
    differs: differsFrom(columns, field, givenTo(parameters, field)!),
  }));
  const sure = given.filter(({ isSure }) => isSure);
  const others = changedOtherwise(columns, members, parameters, match);
  const changed = changedAmong(columns, members, parameters, sure, others);
  // Whom Alma changes under another condition nobody knows: a value that somebody still has is put back without harm.
  const usersOf = (each: (typeof given)[number]) =>
    each.isSure
      ? changed.numbers().filter(each.differs)
      : changedAmong(columns, members, parameters, [each], new UserBitmap()).numbers();
  const isMoved = sure.some(({ field }) => field === GROUP_FIELD.field);
  return planOf(db, parameters, members.count, {
    changed,
    parts: [
      ...given.map((each) => partOfValues(each.field, usersOf(each), each.had)),
      ...linesBefore(db, parameters, changed, match ?? matchOver(db)).map(partOfLines),
    ],
    counted: () => ({
      group: isMoved ? codedColumn(columns, GROUP_FIELD.field) : groupsBefore(columns, changed),
      category: codedColumn(columns, 'job_category'),
      expiry: codedColumn(columns, 'expiry_date'),
    }),
  });
}

const REVIEWED = ['decision', 'flags'] as const;

/** The same of a job that has run, whatever came later. @throws Refusal for a job that isn't there */
export function planOfJob(db: ReadableDb, jobId: number): ReversalPlan {
  const job = getJob(db, jobId);
  const parameters = parametersOf(job);
  const originals = UPDATED_FIELDS.map((field) => ({
    field,
    had: historyOfField(db, jobId, field),
  }));
  const facts = factsOf(db, jobId);
  const changed = UserBitmap.of(facts.keys());
  const moved = originals.find(({ field }) => field === GROUP_FIELD.field)!.had;
  const given = spelled(db, parameters.userGroup);
  return planOf(db, parameters, membersToUpdate(db, job).count, {
    changed,
    parts: [
      ...originals
        .filter(({ had }) => had.size > 0)
        .map(({ field, had }) =>
          partOfValues(
            field,
            Int32Array.from(had.keys()).sort(),
            codedTexts((userNo) => had.get(userNo) ?? null),
          ),
        ),
      ...linesOfJob(db, parameters, jobId).map(partOfLines),
    ],
    counted: () => ({
      group: codedTexts((userNo) => {
        if (moved.has(userNo)) return moved.get(userNo)!;
        // Who had that group already was changed in something else.
        return given ?? facts.get(userNo)!.group;
      }),
      category: codedTexts((userNo) => facts.get(userNo)!.category),
      expiry: codedTexts((userNo) => facts.get(userNo)!.expiry),
    }),
  });
}

/** A group as users of it have it. */
function spelled(db: ReadableDb, group: string | null): string | null {
  const known = group === null ? undefined : findGroup(db, group);
  return known === undefined ? group : groupNames(db).get(known)!;
}

/** How much of it there is. */
export function summaryOf({ changed, values, fingerprint }: ReversalPlan): ReversalSummary {
  const fields = TICKED_FIELDS.flatMap((field) => {
    const ofField = values.filter((each) => each.field === field);
    if (ofField.length === 0) return [];
    const byHand = ofField.filter(({ back }) => back === null);
    const none = byHand.reduce((sum, { users }) => sum + users, 0);
    return [{ field, values: ofField.length - byHand.length, none }];
  });
  return { users: changed.count, files: values.length, fields, fingerprint };
}

/** What users have of a field, as numbers of which each stands for one text: a million texts would take seconds. */
interface Coded {
  readonly codeOf: (userNo: number) => number;
  /** Null: none. */
  readonly textOf: (code: number) => string | null;
}

interface Originals {
  readonly changed: UserBitmap;
  readonly parts: readonly Part[];
  /** What they are counted by. */
  readonly counted: () => Readonly<Record<'group' | 'category' | 'expiry', Coded>>;
}

/** What one field changes, in the order of its values. */
interface Part {
  readonly values: readonly OriginalValue[];
  readonly usersOf: (place: number) => UserBitmap;
  /** Who has what, for the fingerprint. */
  readonly tell: (hash: Hash) => void;
}

/** @param users whose value of it the job changes, ascending; `had`: which they have, or had */
function partOfValues(field: UpdatedField, users: Int32Array, had: Coded): Part {
  const { values, places, byValue, starts } = inOrder(users, had);
  return {
    values: values.map(({ text: from, users: some }) => ({
      ...{ field, from, users: some },
      back: from === null ? null : { field, value: from },
    })),
    usersOf: (place) => UserBitmap.of(byValue.subarray(starts[place], starts[place + 1])),
    tell: (hash) => void hash.update(JSON.stringify(values.map(({ text }) => text))).update(places),
  };
}

function partOfLines({ update, users: found }: LinesOfField): Part {
  const lines = [...found]
    .filter(([, { count: some }]) => some > 0)
    .sort(([a], [b]) => compareTexts(a, b));
  return {
    values: lines.map(([from, users]) => ({
      ...{ field: update.field, from, users: users.count },
      back: putBackOf(update, from),
    })),
    usersOf: (place) => lines[place]![1],
    tell(hash) {
      for (const [text, users] of lines) hash.update(JSON.stringify(text)).update(users.toBytes());
    },
  };
}

function planOf(
  db: ReadableDb,
  parameters: UpdateParameters,
  members: number,
  { changed, parts: unordered, counted }: Originals,
): ReversalPlan {
  const order = ({ values: [first] }: Part) => TICKED_FIELDS.indexOf(first!.field);
  const parts = unordered
    .filter(({ values }) => values.length > 0)
    .sort((a, b) => order(a) - order(b));
  const places = parts.flatMap((part) =>
    part.values.map((value, place) => ({ part, value, place })),
  );
  return {
    parameters,
    members,
    changed,
    values: places.map(({ value }) => value),
    fingerprint: fingerprintOf(parameters, changed, parts),
    usersOf(n) {
      const { part, place } = places[n]!;
      return part.usersOf(place);
    },
    countByCategory() {
      const { group, category, expiry } = counted();
      return count(changed, group, category, yearsOf(expiry)).sort(compareCounts);
    },
    countByStatistic() {
      const { group, expiry } = counted();
      const year = yearsOf(expiry);
      return byStatistic(db, changed)
        .flatMap(({ category, users }) => count(users, group, constant(category), year))
        .sort(compareCounts);
    },
  };
}

/** Users by their statistical categories, those without one first. */
function byStatistic(db: ReadableDb, changed: UserBitmap) {
  const lines = new LineMatcher(db);
  const asked = { search: '', limit: MOST_CATEGORIES };
  const found = lines.values('statistic_category', changed, asked).values.map((category) => {
    const is: LineTest = { how: 'oneOf', values: [category] };
    const where = [{ field: 'statistic_category' as const, is }];
    return { category, users: lines.find({ op: 'line', kind: 'statistics', where }).and(changed) };
  });
  const some = found.reduce((all, { users }) => all.or(users), new UserBitmap());
  return [{ category: null, users: changed.andNot(some) }, ...found];
}

/** More than an institution has. */
const MOST_CATEGORIES = 10_000;

/** The distinct values in order, each user's place among them, and the users one value after the other. */
function inOrder(users: Int32Array, { codeOf, textOf }: Coded) {
  const found = new Map<number, number>();
  const counts: number[] = [];
  const places = users.map((userNo) => {
    const code = codeOf(userNo);
    let n = found.get(code);
    if (n === undefined) {
      n = counts.push(0) - 1;
      found.set(code, n);
    }
    counts[n]!++;
    return n;
  });
  const values = [...found]
    .map(([code, n]) => ({ text: textOf(code), users: counts[n]!, n }))
    .sort((a, b) => compareTexts(a.text, b.text));
  const placeOf = new Int32Array(values.length);
  const starts = new Int32Array(values.length + 1);
  for (const [place, { n, users: some }] of values.entries()) {
    placeOf[n] = place;
    starts[place + 1] = starts[place]! + some;
  }
  const next = starts.slice();
  const byValue = new Int32Array(users.length);
  for (let at = 0; at < users.length; at++) {
    const place = placeOf[places[at]!]!;
    places[at] = place;
    byValue[next[place]!++] = users[at]!;
  }
  return { values, places, byValue, starts };
}

function fingerprintOf(
  parameters: UpdateParameters,
  changed: UserBitmap,
  parts: readonly Part[],
): string {
  const { setId: _, ...given } = parameters;
  const hash = createHash('sha256').update(JSON.stringify(given)).update(changed.toBytes());
  for (const { tell } of parts) tell(hash);
  return hash.digest('hex');
}

function count(users: UserBitmap, group: Coded, category: Coded, year: Coded): OriginalCount[] {
  const found = new Map<string, { codes: readonly [number, number, number]; users: number }>();
  for (const userNo of users.numbers()) {
    const codes = [group.codeOf(userNo), category.codeOf(userNo), year.codeOf(userNo)] as const;
    const key = codes.join();
    const known = found.get(key);
    if (known) known.users++;
    else found.set(key, { codes, users: 1 });
  }
  return Array.from(found.values(), ({ codes: [g, c, y], users: some }) => ({
    group: group.textOf(g),
    category: category.textOf(c),
    year: year.textOf(y),
    users: some,
  }));
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

/** What the job gives of this field, under whatever condition; undefined: it isn't ticked. */
function givenTo(
  { userGroup, fields = [] }: UpdateParameters,
  field: UpdatedField,
): string | undefined {
  if (field === GROUP_FIELD.field) return userGroup ?? undefined;
  return fields.find((each) => each.field === field)?.value;
}

/** Members whose lines the job would change, or of whom it tells. */
function changedOtherwise(
  columns: UserColumns,
  members: UserBitmap,
  { lines = [], told = [] }: UpdateParameters,
  match: Match | undefined,
): UserBitmap {
  const isSo = [...lines.map(lineIsSo), ...told.map(toldIsSo)];
  if (isSo.length === 0) return new UserBitmap();
  const meant = match ?? matchOver(columns.db);
  return isSo.reduce((users, each) => users.or(members.andNot(meant(each))), new UserBitmap());
}

/** Whether users have another value of it than the one that is given; groups are compared without case. */
function differsFrom(columns: UserColumns, field: UpdatedField, given: string) {
  const { values, texts } = columns.column(field);
  const same =
    field === GROUP_FIELD.field
      ? findGroup(columns.db, given)
      : texts
        ? texts.indexOf(given)
        : dateNumber(given);
  return (userNo: number) => values[userNo] !== same;
}

function codedColumn(columns: UserColumns, field: UpdatedField | 'job_category'): Coded {
  const { values, texts } = columns.column(field);
  const names = field === GROUP_FIELD.field ? groupNames(columns.db) : undefined;
  return {
    codeOf: (userNo) => values[userNo]!,
    textOf: (code) =>
      code === BLANK ? null : (names?.get(code) ?? texts?.[code] ?? dateText(code)),
  };
}

function codedTexts(textOf: (userNo: number) => string | null): Coded {
  const codes = new Map<string | null, number>();
  const texts: (string | null)[] = [];
  return {
    codeOf(userNo) {
      const text = textOf(userNo);
      const known = codes.get(text) ?? texts.push(text) - 1;
      codes.set(text, known);
      return known;
    },
    textOf: (code) => texts[code]!,
  };
}

const constant = (text: string | null): Coded => ({ codeOf: () => 0, textOf: () => text });

/** Of dates. */
function yearsOf({ codeOf, textOf }: Coded): Coded {
  // Few dates stand for many users.
  const years = new Map<number, number>();
  return {
    codeOf(userNo) {
      const code = codeOf(userNo);
      const known = years.get(code) ?? Number(textOf(code)?.slice(0, 4) ?? BLANK);
      years.set(code, known);
      return known;
    },
    textOf: (year) => (year === BLANK ? null : String(year).padStart(4, '0')),
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
  given: readonly { readonly differs: (userNo: number) => boolean }[],
  others: UserBitmap,
): UserBitmap {
  const membership = columns.column('membership').values;
  const lackOf = movesToPurge(columns.db, parameters) ? lackOverColumns(columns) : () => undefined;
  const changed = new UserBitmap();
  // An iterator takes longer for each user than all that is asked of them.
  for (const userNo of members.numbers()) {
    const isOther = given.some(({ differs }) => differs(userNo)) || others.has(userNo);
    if (!isPresent(membership[userNo]!) || !isOther) continue;
    if (lackOf(userNo) === undefined) changed.add(userNo);
  }
  return changed;
}

/** The groups from which jobs here had moved users already, else their own: what reports call the original group. */
function groupsBefore(columns: UserColumns, users: UserBitmap): Coded {
  const own = codedColumn(columns, GROUP_FIELD.field);
  const numbers = Array.from(users.numbers());
  const moved = numbers.length === 0 ? new Map() : originalGroups(columns.db, numbers);
  if (moved.size === 0) return own;
  return codedTexts((userNo) =>
    moved.has(userNo) ? moved.get(userNo)! : own.textOf(own.codeOf(userNo)),
  );
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
