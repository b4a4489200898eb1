/**
 * Update/Notify Users with other fields than the group: a purge date for users who have none, a status, a title. What it
 * gives must be in the user, in their history and in every preview at once; a report that is older than the change must
 * not undo it; and what users had before must lead back.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getJob } from '#engine/jobs/jobRows.ts';
import { KIND_LIST } from '#engine/jobs/kinds/kindList.ts';
import { eachListRow } from '#engine/jobs/lists/eachListRow.ts';
import { documentFormat } from '#engine/reports/documentFormat.ts';
import type { ListColumnId } from '#shared/documents/jobReport/listColumns.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { FieldUpdate, ValueField } from '#shared/jobKinds/updateFields.ts';
import { VALUE_FIELDS } from '#shared/jobKinds/updateFields.ts';
import type { UpdateRequest } from '#shared/jobKinds/updateNotifyUsers.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { addRows, decide } from '../support/importFiles.ts';

const HEADINGS = [
  'Primary Identifier',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Has Role other than Patron and Instructor',
  'Status',
  'User Title',
  'Job Description',
  'Campus',
  'Cataloger Level',
];
type Row = readonly [id: string, group: string, expiry: string, purge: string, ...string[]];
const row = (id: string, purge = '2020-05-31', status = 'Active'): Row => [
  ...([id, 'Alumni', '2019-05-31', purge, 'No', status, 'Dr', 'Chemist', 'North', '10'] as const),
];

const give = (field: ValueField, value: string): FieldUpdate => ({
  ...{ field, value, condition: 'Unconditionally' },
});

async function withUsers(...rows: Row[]): Promise<TestEngine> {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [HEADINGS, ...rows]);
  return engine;
}

let named = 0;

async function setOf(engine: TestEngine, criteria: Criteria = { op: 'all', of: [] }) {
  const name = `Set ${++named}`;
  const { setId } = await engine.ask.sets.create({
    ...{ name, criteria, origin: { from: 'review', users: 'all' } },
  });
  return setId;
}

const job = (
  setId: number,
  fields: readonly FieldUpdate[],
  userGroup: string | null = null,
): UpdateRequest => ({
  kind: 'update-notify-users',
  name: `Update ${++named}`,
  parameters: { setId, userGroup, condition: 'Unconditionally', fields: [...fields] },
});

test('every field gets its value, enters the history, and who has it already is left alone', async () => {
  const engine = await withUsers(row('a'), row('b'), row('same', '1994-01-01', 'Inactive'));
  const given = [
    give('purge_date', '1994-01-01'),
    give('expiry_date', '1993-12-31'),
    give('status', 'Inactive'),
    give('user_title', 'Prof'),
    give('job_description', 'Owner’s "friend"'),
    give('campus', 'South'),
    give('cataloger_level', '00'),
  ];
  expect(given.map(({ field }) => field)).toEqual(VALUE_FIELDS.map(({ field }) => field));
  const report = await engine.run(job(await setOf(engine), given));
  expect(report).toMatchObject({ finished: 3, failed: 0, userGroup: null });
  const user = await engine.user('a');
  for (const { field, value } of given) expect(user[field]).toBe(value);
  expect(user.user_group).toBe('Alumni');
  const { history } = await engine.ask.users.get({ userNo: user.userNo });
  expect(
    history
      .map((each) => each.what === 'changed' && [each.field, each.oldValue, each.newValue])
      .reverse(),
  ).toEqual([
    ['purge_date', '2020-05-31', '1994-01-01'],
    ['expiry_date', '2019-05-31', '1993-12-31'],
    ['status', 'Active', 'Inactive'],
    ['user_title', 'Dr', 'Prof'],
    ['job_description', 'Chemist', 'Owner’s "friend"'],
    ['campus', 'North', 'South'],
    ['cataloger_level', '10', '00'],
  ]);
  const same = await engine.ask.users.get({ userNo: (await engine.user('same')).userNo });
  expect(same.history).toHaveLength(5);
  const again = await engine.run(job(await setOf(engine), given));
  expect(again).toMatchObject({ finished: 0, failed: 3 });
});

test('a purge date for users who had none lets the next preview take them', async () => {
  const engine = await withUsers(row('none', ''), row('due'));
  await engine.approve();
  const before = await engine.ask.jobs.previewPurge(PREVIEW);
  expect(before).toMatchObject({ purged: 1, noPurgeDate: 1 });
  await engine.run(job(await setOf(engine), [give('purge_date', '1994-01-01')]));
  expect(await engine.ask.jobs.previewPurge(PREVIEW)).toMatchObject({ purged: 2, noPurgeDate: 0 });
});

const PREVIEW = {
  runDate: '2026-11-21',
  days: 30,
  recordType: 'Public',
  userGroup: null,
  waiveThreshold: 0,
  reading: 'carli',
} as const;

test('a job that waits is counted as done by the check of a purge behind it', async () => {
  const engine = await withUsers(row('ahead', '2099-01-01'), row('due'));
  const setId = await setOf(engine);
  const { checked, jobId } = await engine.beforeJobsRun(async () => {
    const update = job(setId, [give('purge_date', '1994-01-01')]);
    const submitted = await engine.ask.jobs.submit({ job: update, capture: null });
    const purge = { kind: 'purge-user-records', name: 'Purge', parameters: PREVIEW } as const;
    const { check } = { check: await engine.ask.jobs.check({ job: purge }) };
    return { checked: check, jobId: submitted.jobId };
  });
  expect(checked).toMatchObject({ concerned: 2 });
  await engine.completed(jobId);
});

test('a report from before the change is no news; another value is', async () => {
  const engine = await withUsers(row('a'), row('b'));
  await engine.run(
    job(await setOf(engine), [give('purge_date', '1994-01-01'), give('campus', 'South')]),
  );
  const old = await addRows(engine, 'candidates', [HEADINGS, row('a'), row('b', '2021-01-01')]);
  expect(old.notices.map(({ code }) => code)).toContain('not-moved-yet');
  expect((await engine.user('a')).purge_date).toBe('1994-01-01');
  expect((await engine.user('a')).campus).toBe('South');
  expect((await engine.user('b')).purge_date).toBe('2021-01-01');
  expect((await engine.user('b')).campus).toBe('South');
});

test('once a file has confirmed the change, or told a third value, the former one is news again', async () => {
  const engine = await withUsers(row('confirmed'), row('third'), row('still'), row('chain'));
  await engine.run(job(await setOf(engine), [give('purge_date', '1994-01-01')]));
  const file = (...told: (readonly [id: string, purge: string])[]) =>
    addRows(engine, 'candidates', [HEADINGS, ...told.map(([id, purge]) => row(id, purge))]);
  await file(['confirmed', '1994-01-01'], ['third', '2035-01-01'], ['still', '2020-05-31']);
  expect((await engine.user('third')).purge_date).toBe('2035-01-01');
  expect((await engine.user('still')).purge_date).toBe('1994-01-01');
  await file(['third', '1994-01-01']);
  // Two jobs behind each other: a file from before both is no news.
  const chain = await setOf(engine, { op: 'search', value: 'chain' });
  await engine.run(job(chain, [give('purge_date', '1995-01-01')]));
  const everybody = ['confirmed', 'third', 'still', 'chain'];
  await file(...everybody.map((id) => [id, '2020-05-31'] as const));
  expect((await engine.user('confirmed')).purge_date).toBe('2020-05-31');
  expect((await engine.user('third')).purge_date).toBe('2020-05-31');
  expect((await engine.user('still')).purge_date).toBe('1994-01-01');
  expect((await engine.user('chain')).purge_date).toBe('1995-01-01');
});

test('long values make sets that can be named, listed and combined', async () => {
  const long = [...row('a').slice(0, 7), 'y'.repeat(400), 'North', '10'] as unknown as Row;
  const engine = await withUsers(long, row('b'));
  await engine.run(job(await setOf(engine), [give('job_description', 'z')], 'G'.repeat(200)));
  const sets = await engine.ask.sets.list();
  const [first, second] = sets.filter(({ name }) => name.startsWith('Reversal: Job description'));
  for (const { name } of sets) expect(name.length).toBeLessThanOrEqual(255);
  await engine.ask.sets.combine({
    ...{ name: 'Both', first: first!.setId, operator: 'Or', second: second!.setId },
  });
  expect(await engine.ask.sets.list()).toHaveLength(sets.length + 1);
});

test('with the group for reviewed users nobody gets anything who isn’t approved', async () => {
  const engine = await withUsers(row('yes'), row('no'));
  await decide(engine, 'yes', 'approved');
  const setId = await setOf(engine);
  const both = job(setId, [give('purge_date', '1994-01-01')], 'OK to Purge');
  expect((await refusal(engine.ask.jobs.submit({ job: both, capture: null }))).reason).toBe(
    'job.notApproved',
  );
  // Approved when it was submitted, and no more when it reaches them.
  await decide(engine, 'no', 'approved');
  const jobId = await engine.beforeJobsRun(async () => {
    const submitted = await engine.ask.jobs.submit({ job: both, capture: null });
    await decide(engine, 'no', 'undecided');
    return submitted.jobId;
  });
  await engine.completed(jobId);
  expect(await engine.user('no')).toMatchObject({ user_group: 'Alumni', purge_date: '2020-05-31' });
  expect(await engine.user('yes')).toMatchObject({
    user_group: 'OK to Purge',
    purge_date: '1994-01-01',
  });
});

test('a form without a field, with one twice, or with a day that there isn’t is refused and changes nothing', async () => {
  const engine = await withUsers(row('a'));
  const setId = await setOf(engine);
  const submit = (fields: readonly FieldUpdate[]) =>
    refusal(engine.ask.jobs.submit({ job: job(setId, fields), capture: null }));
  expect((await submit([])).reason).toBe('job.noField');
  const twice = [give('status', 'Active'), give('status', 'Inactive')];
  expect((await submit(twice)).reason).toBe('job.fieldTwice');
  for (const day of ['2026-02-30', '01/01/1994', '1994'])
    await expect(
      engine.ask.jobs.submit({ job: job(setId, [give('purge_date', day)]), capture: null }),
    ).rejects.toThrow();
  for (const text of ['a\u0000b', 'two\nlines', '   '])
    await expect(
      engine.ask.jobs.submit({ job: job(setId, [give('user_title', text)]), capture: null }),
    ).rejects.toThrow();
  expect(engine.count('job')).toBe(0);
  expect((await engine.user('a')).purge_date).toBe('2020-05-31');
});

test('the report counts by original value, lists each change, and names the job as the source of a date', async () => {
  const engine = await withUsers(row('a'), row('b', '2021-05-31'), row('c', ''), row('d'));
  const update = await engine.run(job(await setOf(engine), [give('purge_date', '1994-01-01')]));
  expect(update.changes).toEqual([
    { field: 'purge_date', from: '2020-05-31', others: 0, to: '1994-01-01', users: 2 },
    { field: 'purge_date', from: null, others: 0, to: '1994-01-01', users: 1 },
    { field: 'purge_date', from: '2021-05-31', others: 0, to: '1994-01-01', users: 1 },
  ]);
  expect(listOf(engine, update.jobId, 'Changed', 'changes')).toEqual([
    'Purge date: 2020-05-31 → 1994-01-01',
    'Purge date: 2021-05-31 → 1994-01-01',
    'Purge date: none → 1994-01-01',
    'Purge date: 2020-05-31 → 1994-01-01',
  ]);
  await engine.approve();
  const { jobId } = await engine.purge({ userGroup: null });
  const [described] = listOf(engine, jobId, 'Purged', 'describedBy');
  expect(described).toMatch(/Purge date: job 1$/);
  expect(described).toMatch(/User group: .*, row 2;/);
  await engine.exportReport(update.jobId, join(engine.folder, 'report.xlsx'));
});

test('more original values than can be put back by hand are counted together and leave no sets', async () => {
  const rows = Array.from({ length: 40 }, (_, n) =>
    row(`u${n}`, `2020-01-${String((n % 31) + 1).padStart(2, '0')}`),
  );
  const engine = await withUsers(...rows);
  const report = await engine.run(
    job(await setOf(engine), [give('purge_date', '1994-01-01'), give('campus', 'South')]),
  );
  const dates = report.changes.filter(({ field }) => field === 'purge_date');
  expect(dates).toHaveLength(30);
  expect(dates.at(-1)).toMatchObject({ from: null, others: 2, users: 2 });
  expect(dates.reduce((sum, { users }) => sum + users, 0)).toBe(40);
  const sets = await engine.ask.sets.list();
  expect(sets.filter(({ name }) => name.startsWith('Reversal')).map(({ name }) => name)).toEqual([
    'Reversal: Campus North (job 1)',
  ]);
});

function listOf(engine: TestEngine, jobId: number, sheetName: string, column: ListColumnId) {
  const { db } = engine.session.workspace;
  const { kind, parameters } = getJob(db, jobId);
  const { filter, columns } = KIND_LIST[kind].sheets.find(({ name }) => name === sheetName)!;
  const shown = columns!(JSON.parse(parameters));
  const format = { system: documentFormat([], 'UTC'), currency: 'USD' };
  return [...eachListRow(db, jobId, filter, shown, format)].map(
    (cells) => cells[shown.indexOf(column)],
  );
}

const PEOPLE: readonly Row[] = [
  row('a'),
  ['b', 'Staff', '2020-01-31', '2021-05-31', 'No', 'Inactive', 'Prof', 'Rector', 'South', '20'],
  row('c', '2021-05-31'),
];
/** Of each field what the first has, what the second has, and what nobody has. */
const VALUES: Readonly<Record<ValueField, readonly string[]>> = {
  purge_date: ['2020-05-31', '2021-05-31', '1994-01-01'],
  expiry_date: ['2019-05-31', '2020-01-31', '1994-01-01'],
  status: ['Active', 'Inactive', 'Unknown'],
  user_title: ['Dr', 'Prof', 'Ms'],
  job_description: ['Chemist', 'Rector', 'Owner’s "friend"'],
  campus: ['North', 'South', 'East'],
  cataloger_level: ['10', '20', '00'],
};
const update = fc.record({
  only: fc.constantFrom('a', 'b', 'c', undefined),
  group: fc.option(fc.constantFrom('Staff', 'Emeriti', 'OK to Purge'), { nil: null }),
  given: fc.array(
    fc
      .constantFrom(...VALUE_FIELDS)
      .chain(({ field }) => fc.constantFrom(...VALUES[field]).map((value) => give(field, value))),
    { maxLength: 4 },
  ),
});

/** All that stands of everybody, with the name of their group. */
function replica({ session }: TestEngine): unknown[] {
  const rows = session.workspace.db
    .prepare(
      'SELECT u.*, g.name FROM user u LEFT JOIN user_group g USING (group_no) ORDER BY user_no',
    )
    .all() as { group_no: number; record: string | null }[];
  return rows.map(({ group_no, record, ...all }) => ({
    ...all,
    record: JSON.parse(record ?? 'null'),
  }));
}

test('the reversal sets of any updates, taken in turn from the last, bring back the replica', async () => {
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(update, { minLength: 1, maxLength: 4 }), async (updates) => {
      const engine = await withUsers(...PEOPLE);
      await engine.approve();
      const before = replica(engine);
      const preview = async () => {
        const { previewId, ...told } = await engine.ask.jobs.previewPurge(PREVIEW);
        return told;
      };
      const previewed = await preview();
      for (const { only, group, given } of updates) {
        // Ticked twice a field is refused.
        const fields = [...new Map(given.map((each) => [each.field, each])).values()];
        if (fields.length === 0 && group === null) continue;
        const criteria: Criteria =
          only === undefined ? { op: 'all', of: [] } : { op: 'exactly', value: only };
        changed += (await engine.run(job(await setOf(engine, criteria), fields, group))).finished;
      }
      const kept = (await engine.ask.sets.list())
        .filter(({ origin }) => origin.from === 'job')
        .sort((one, other) => other.setId - one.setId);
      for (const { setId, origin } of kept) {
        if (origin.from !== 'job') continue;
        const { moved, changed: other } = origin;
        if (moved) await engine.run(job(setId, [], moved.from));
        else if (other)
          await engine.run(job(setId, [give(other.field as ValueField, other.from!)]));
      }
      expect(replica(engine)).toEqual(before);
      expect(await preview()).toEqual(previewed);
    }),
    { numRuns: 8 },
  );
  expect(changed).toBeGreaterThan(0);
});
