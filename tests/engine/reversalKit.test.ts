/**
 * The reversal kit: a folder from which everybody gets back what an update took from them. It must hold everybody once for
 * each changed field, say what Alma has to be told, and stand there whole or not at all.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { besideOf } from '#engine/db/pieces.ts';
import { exportedPath, filesHolding } from '#engine/db/trail/exportedFiles.ts';
import { exportInThread } from '#engine/exporting/exporter.ts';
import type { ExportGiven } from '#engine/exporting/performExport.ts';
import { storedSql } from '#engine/replica/fieldColumns.ts';
import type { ExportedWhat } from '#shared/contract/shapes/exports.ts';
import { plainName, setFileName } from '#shared/documents/reversalKit/fileNames.ts';
import { conditionInPayload, inPayload } from '#shared/documents/reversalKit/inPayload.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { instantOfDay } from '#shared/domain/timeZones.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import {
  type FieldUpdate,
  GROUP_FIELD,
  isDayField,
  isLineField,
  type LineField,
  labelOfChange,
  SEVERAL_FIELDS,
  UPDATED_FIELDS,
  type UpdatedField,
  updateField,
  VALUE_FIELDS,
  type ValueField,
} from '#shared/jobKinds/updateFields.ts';
import type { UpdateRequest } from '#shared/jobKinds/updateNotifyUsers.ts';
import { builtFile } from '../support/builtEngine.ts';
import { newEngine, refusal, TestEngine } from '../support/engine.ts';
import { addRows, decide, select } from '../support/importFiles.ts';
import { readBack, sheetRows } from '../support/readBack.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const HEADINGS = [
  ...['Primary Identifier', 'Last Name', 'User Group', 'Expiry Date', 'Purge Date'],
  ...['Has Role other than Patron and Instructor', 'Status', 'User Title', 'Job Description'],
  ...['Campus', 'Cataloger Level', 'Job Category'],
];
interface Told {
  readonly group?: string;
  readonly expiry?: string;
  readonly purge?: string;
  readonly description?: string;
  readonly category?: string;
}
const row = (
  id: string,
  {
    group = 'Student',
    expiry = '2019-05-31',
    purge = '2020-05-31',
    description = 'Chemist',
    category = 'Law',
  }: Told = {},
): string[] => [
  ...[id, `Of ${id}`, group, expiry, purge, 'No', 'Active', 'Dr'],
  ...[description, 'North', '10', category],
];

const give = (field: ValueField, value: string): FieldUpdate => ({
  ...{ field, value, condition: 'Unconditionally' },
});

async function withUsers(...rows: readonly (readonly string[])[]): Promise<TestEngine> {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [HEADINGS, ...rows]);
  return engine;
}

let named = 0;

async function setOf(engine: TestEngine, ...ids: readonly string[]): Promise<number> {
  const users = await engine.users();
  const userNos = ids.map((id) => users.get(id)!.userNo);
  const criteria = ids.length === 0 ? EVERYBODY : ({ op: 'users', userNos } as const);
  const set = {
    name: `Set ${++named}`,
    criteria,
    origin: { from: 'review', users: 'all' },
  } as const;
  return (await engine.ask.sets.create(set)).setId;
}

const update = (
  setId: number,
  fields: readonly FieldUpdate[],
  userGroup: string | null = null,
): UpdateRequest => ({
  kind: 'update-notify-users',
  name: `Update ${++named}`,
  parameters: { setId, userGroup, condition: 'Unconditionally', fields: [...fields] },
});

/** Saves the kit. @returns its folder */
async function kit(engine: TestEngine, what: ExportedWhat): Promise<string> {
  const folder = join(engine.folder, `Kit ${++named}`);
  await engine.export(what, folder, { format: 'folder' });
  return folder;
}

const setFiles = (folder: string) =>
  readdirSync(folder)
    .filter((name) => /^\d/.test(name))
    .sort();

/** The identifiers in each of its set files, by name. */
async function membersIn(folder: string): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const name of setFiles(folder)) {
    const sheets = await readBack(join(folder, name));
    expect(sheets).toHaveLength(1);
    const [heading, ...rows] = sheets[0]!.rows;
    expect(heading).toEqual(['USERNAME']);
    for (const cells of rows) expect(cells.map((cell) => typeof cell)).toEqual(['string']);
    found[name] = rows.map(([id]) => String(id));
  }
  return found;
}

const SHEET = 'Job sheet.xlsx';
const COUNTS = 'Counts before the change.xlsx';

interface PutBack {
  readonly file: string;
  readonly users: number;
  readonly field: UpdatedField | LineField;
  readonly value: string;
}

/** What the sheet says puts the values back, as somebody reads it who has nothing else. */
async function sheetOf(folder: string): Promise<PutBack[]> {
  const sheets = await readBack(join(folder, SHEET));
  const table = sheets.find(({ name }) => name === 'What puts it back');
  return (table?.rows ?? []).slice(1).map(([file, users, label, value, condition]) => {
    const field = [...UPDATED_FIELDS, ...SEVERAL_FIELDS.map((each) => each.field)].find(
      (each) => labelOfChange(each) === label,
    )!;
    const isConditional = !isLineField(field) && updateField(field).conditional;
    expect(condition).toBe(isConditional ? 'Unconditionally' : 'None to choose');
    const text = value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
    return { file: String(file), users: Number(users), field, value: text };
  });
}

test('before the job each original value has a file, the sheet says what puts it back, and the counts add up', async () => {
  const engine = await withUsers(
    row('00123'),
    row('b', { group: 'Alumni/Staff: "old"', category: '', expiry: '2020-01-31' }),
    row('c', { purge: '' }),
    row('d', { group: '', expiry: '' }),
    row('is so', { group: 'Gone', purge: '1994-01-01' }),
  );
  const job = update(await setOf(engine), [give('purge_date', '1994-01-01')], 'Gone');
  expect(await engine.ask.jobs.reversal({ job })).toMatchObject({
    ...{ users: 4, files: 5 },
    fields: [
      { field: 'user_group', values: 2, none: 1 },
      { field: 'purge_date', values: 1, none: 1 },
    ],
  });
  const before = await kit(engine, { of: 'kit', job });
  expect(readdirSync(before).sort()).toEqual([
    '01 User group - none.xlsx',
    '02 User group - Alumni Staff old.xlsx',
    '03 User group - Student.xlsx',
    '04 Purge date - none.xlsx',
    '05 Purge date - 2020-05-31.xlsx',
    COUNTS,
    SHEET,
  ]);
  expect(await membersIn(before)).toEqual({
    '01 User group - none.xlsx': ['d'],
    '02 User group - Alumni Staff old.xlsx': ['b'],
    '03 User group - Student.xlsx': ['00123', 'c'],
    '04 Purge date - none.xlsx': ['c'],
    '05 Purge date - 2020-05-31.xlsx': ['00123', 'b', 'd'],
  });
  expect(await sheetOf(before)).toEqual([
    {
      file: '02 User group - Alumni Staff old.xlsx',
      users: 1,
      field: 'user_group',
      value: 'Alumni/Staff: "old"',
    },
    { file: '03 User group - Student.xlsx', users: 2, field: 'user_group', value: 'Student' },
    { file: '05 Purge date - 2020-05-31.xlsx', users: 3, field: 'purge_date', value: '2020-05-31' },
  ]);
  const said = (await readBack(join(before, SHEET))).flatMap(({ rows }) => rows.flat()).map(String);
  for (const each of [
    'UserGroup_Active',
    'UserGroup_Value',
    'UserGroup_Condition',
    'Purge_Date_Value',
  ])
    expect(said).toContain(`UPDATE_User_Information_${each}`);
  for (const each of ['code of “Gone”', 'Null', 'BY_USER_ACCOUNT_TYPE'])
    expect(said).toContain(each);
  expect(said).toContain('01 User group - none.xlsx');
  // An update can neither write to anybody nor turn an account, nor does its sheet say so.
  for (const never of ['SEND_Notification_To_User', 'SetAccountTo', 'Opt_In', 'Opt_Out'])
    expect(said.filter((each) => each.includes(never))).toEqual([]);
  expect(await sheetRows(join(before, COUNTS), 'By job category')).toEqual([
    ['Original user group', 'Job category', 'Expiry year', 'Users'],
    ['None', 'Law', 'None', 1],
    ['Alumni/Staff: "old"', 'None', '2020', 1],
    ['Student', 'Law', '2019', 2],
  ]);

  // Behind the job the same, whatever became of users since.
  const { jobId } = await engine.run(job);
  await addRows(engine, 'candidates', [HEADINGS, row('b', { group: 'Third', category: 'Later' })]);
  const after = await kit(engine, { of: 'kit-of-job', jobId });
  expect(readdirSync(after)).toEqual(readdirSync(before));
  expect(await membersIn(after)).toEqual(await membersIn(before));
  expect(await sheetOf(after)).toEqual(await sheetOf(before));
  for (const list of ['By job category', 'By statistical category'])
    expect(await sheetRows(join(after, COUNTS), list)).toEqual(
      await sheetRows(join(before, COUNTS), list),
    );
});

test('who wouldn’t change is in no file: purged, known from a list alone, no longer approved', async () => {
  const engine = await withUsers(row('yes'), row('no'), row('purged'), row('left'));
  await engine.exclusions('listed');
  await engine.approve();
  await engine.purge({ userGroup: null });
  // Restored by nobody: they stay purged.
  expect(
    (await engine.ask.users.count({ criteria: { op: 'membership', value: 'deleted' } })).users,
  ).toBe(4);
  const again = await withUsers(row('yes'), row('no'));
  await again.exclusions('listed');
  await decide(again, 'yes', 'approved');
  const everybody = await setOf(again);
  const toPurge = update(everybody, [], 'OK to Purge');
  expect(await membersIn(await kit(again, { of: 'kit', job: toPurge }))).toEqual({
    '01 User group - Student.xlsx': ['yes'],
  });
  const other = update(everybody, [], 'Other');
  expect(await membersIn(await kit(again, { of: 'kit', job: other }))).toEqual({
    '01 User group - Student.xlsx': ['yes', 'no'],
  });
  const nobody = update(await setOf(again, 'listed'), [], 'Other');
  expect(await refusal(kit(again, { of: 'kit', job: nobody }))).toMatchObject({
    reason: 'export.nothingChanges',
  });
  const gone = update(await setOf(engine), [], 'Other');
  expect(await refusal(kit(engine, { of: 'kit', job: gone }))).toMatchObject({
    reason: 'export.nothingChanges',
  });
});

test('each of its files is known to hold those who stand in it, for the day on which one of them is erased', async () => {
  const engine = await withUsers(
    row('a', { description: 'Friend of Quill' }),
    row('b', { group: 'Alumni', description: 'Chemist' }),
    row('c', { expiry: '2018-01-31' }),
  );
  const folder = await kit(engine, {
    of: 'kit',
    job: update(await setOf(engine, 'a', 'b'), [give('expiry_date', '2018-01-31')], 'Staff'),
  });
  const described = await kit(engine, {
    of: 'kit',
    job: update(await setOf(engine, 'a'), [give('job_description', 'None')]),
  });
  await engine.idle();
  const users = await engine.users();
  const { db } = engine.session.workspace;
  const holding = (id: string) =>
    filesHolding(db, UserBitmap.of([users.get(id)!.userNo])).map(({ exportId }) =>
      exportedPath(db, exportId)!.slice(engine.folder.length + 1),
    );
  const theirs = async (id: string) => {
    const found: string[] = [];
    for (const each of [folder, described])
      for (const [name, members] of Object.entries(await membersIn(each)))
        if (members.includes(id)) found.push(join(basename(each), name));
    return found;
  };
  for (const id of ['b', 'c']) expect([id, holding(id).sort()]).toEqual([id, await theirs(id)]);
  // What somebody wrote of them stands in the sheet.
  const sheet = join(basename(described), SHEET);
  expect(holding('a').sort()).toEqual([...(await theirs('a')), sheet].sort());
  expect([(await theirs('a')).length, await theirs('c')]).toEqual([3, []]);
});

test('who has several statistical categories is counted in each of them, who has none in none', async () => {
  const engine = await withUsers(row('a'), row('b'), row('c', { group: 'Alumni', expiry: '' }));
  await addRows(engine, 'user-statistics', [
    ['Primary Identifier', 'Statistical Category', 'Category Type'],
    ['a', 'Chemistry', 'Faculty'],
    ['a', 'Vienna', 'Town'],
    ['c', 'Vienna', 'Town'],
  ]);
  const job = update(await setOf(engine), [], 'Gone');
  const list = 'By statistical category';
  const before = await sheetRows(join(await kit(engine, { of: 'kit', job }), COUNTS), list);
  expect(before.slice(1)).toEqual([
    ['Alumni', 'Vienna', 'None', 1],
    ['Student', 'None', '2019', 1],
    ['Student', 'Chemistry', '2019', 1],
    ['Student', 'Vienna', '2019', 1],
  ]);
  const { jobId } = await engine.run(job);
  const after = join(await kit(engine, { of: 'kit-of-job', jobId }), COUNTS);
  expect(await sheetRows(after, list)).toEqual(before);
  const said = (await sheetRows(after, 'Summary')).flat();
  expect(said).toContain('Statistical categories are those that the workspace has now.');
});

test('lines that are given and taken have their files, and what no sheet may say is left out of it', async () => {
  const engine = await withUsers(row('a'), row('b'), row('c'));
  await addRows(engine, 'user-roles', [
    ['Primary Identifier', 'Role Type', 'Role Status', 'Role Scope'],
    ['a', 'Patron', 'Active', 'Main'],
    ['a', 'Patron', 'Active', 'Law'],
    ['b', 'Patron', 'Active', 'Law'],
    ['c', 'Patron', 'Inactive', 'Law'],
  ]);
  await addRows(engine, 'user-blocks', [
    ['Primary Identifier', 'Block Description', 'Block Status'],
    ['a', 'Expired', 'Active'],
  ]);
  const job = update(await setOf(engine), [give('campus', 'South')]);
  const lines = [
    { field: 'add_block', value: 'Expired', scope: null },
    { field: 'remove_role', value: 'Patron', scope: null },
    { field: 'add_note', value: 'Told Jane Doe', scope: null },
  ] as const;
  const told = [
    { field: 'send_notification', value: 'Farewell letter' },
    { field: 'set_account_to', value: 'Internal' },
  ] as const;
  const all = { ...job, parameters: { ...job.parameters, lines: [...lines], told: [...told] } };
  const had = await inForce(engine, ...EVERYBODY_HERE);
  const before = await kit(engine, { of: 'kit', job: all });
  expect(await membersIn(before)).toEqual({
    '01 Campus - North.xlsx': ['a', 'b', 'c'],
    '02 Add block - Expired.xlsx': ['b', 'c'],
    '03 Remove role - Patron (Law).xlsx': ['a', 'b'],
    '04 Remove role - Patron (Main).xlsx': ['a'],
    '05 Add note.xlsx': ['a', 'b', 'c'],
  });
  const [campus, block, law, main] = [3, 2, 2, 1];
  expect(await sheetOf(before)).toMatchObject([
    { users: campus, field: 'campus', value: 'North' },
    { users: block, field: 'disable_block', value: 'Expired' },
    { users: law, field: 'add_role', value: 'Patron (Law)' },
    { users: main, field: 'add_role', value: 'Patron (Main)' },
  ]);
  const said = (await readBack(join(before, SHEET))).flatMap(({ rows }) => rows.flat()).join('\n');
  expect(said).toContain('Undo: Add note');
  for (const each of ['AddBlock_Value', 'DisableBlock_Value', 'AddRole_Value'])
    expect(said).toContain(each);
  expect(said).toContain('2 fields that were rehearsed with this job are left out');
  for (const never of ['Farewell', 'Send notification', 'SEND_', 'SetAccountTo', 'Set account'])
    expect(said).not.toContain(never);
  const { jobId } = await engine.run(all);
  const after = await kit(engine, { of: 'kit-of-job', jobId });
  expect(await membersIn(after)).toEqual(await membersIn(before));
  expect(await sheetOf(after)).toEqual(await sheetOf(before));

  // Run as the sheet says, they have in force what they had.
  expect(await inForce(engine, ...EVERYBODY_HERE)).not.toEqual(had);
  for (const { file, field, value } of await sheetOf(before)) {
    const setId = await importedSet(engine, join(before, file));
    const [, line = value, scope = null] = /^(.*) \((.*)\)$/.exec(value) ?? [];
    const { parameters, ...rest } = update(
      setId,
      isLineField(field) ? [] : [give('campus', value)],
    );
    const back = isLineField(field) ? { lines: [{ field, value: line, scope }] } : {};
    await engine.run({ ...rest, parameters: { ...parameters, ...back } });
  }
  expect(await inForce(engine, ...EVERYBODY_HERE)).toEqual(had);
});

const EVERYBODY_HERE = ['a', 'b', 'c'];

/** Campus, roles and blocks in force of each. */
async function inForce(engine: TestEngine, ...ids: readonly string[]): Promise<unknown[]> {
  return Promise.all(
    ids.map(async (id) => {
      const { userNo, campus } = await engine.user(id);
      const { kinds } = await engine.ask.users.details({ userNo });
      const of = (kind: string) =>
        (kinds.find((each) => each.kind === kind)?.lines ?? [])
          .map(({ values }) => values.filter((value) => value !== null).map(String))
          .filter((values) => values.includes('Active'))
          .map((values) => values.filter((value) => !isDayOrName(value)).join(' / '))
          .sort();
      return [id, campus, of('roles'), of('blocks')];
    }),
  );
}

/** When and by whom a line was given again. */
const isDayOrName = (value: string) => /^\d{4}-|^Tester$/.test(value);

test('under a condition of which nobody knows whom it takes, whoever may be changed has a file', async () => {
  const engine = await withUsers(row('a'), row('b', { purge: '1994-01-01' }));
  const settings = await engine.ask.settings.get();
  await engine.ask.settings.save({ ...settings, updateConditions: ['If empty'] });
  const { parameters, ...rest } = update(await setOf(engine), [give('purge_date', '1994-01-01')]);
  const maybe = { ...give('status', 'Inactive'), condition: 'If empty' };
  const job = { ...rest, parameters: { ...parameters, fields: [...parameters.fields!, maybe] } };
  const folder = await kit(engine, { of: 'kit', job });
  expect(await membersIn(folder)).toEqual({
    '01 Purge date - 2020-05-31.xlsx': ['a'],
    '02 Status - Active.xlsx': ['a', 'b'],
  });
  const said = async (place: string) =>
    (await readBack(join(place, SHEET))).flatMap(({ rows }) => rows.flat()).join('\n');
  expect(await said(folder)).toContain('the files name everybody who has another value');
  const { jobId } = await engine.run(job);
  const after = await kit(engine, { of: 'kit-of-job', jobId });
  expect(setFiles(after)).toEqual(['01 Purge date - 2020-05-31.xlsx']);
  expect(await said(after)).toContain('This kit holds nothing of Status');
});

test('a purge has no kit', async () => {
  const engine = await withUsers(row('a'));
  await engine.approve();
  const { jobId } = await engine.purge();
  expect(await refusal(kit(engine, { of: 'kit-of-job', jobId }))).toMatchObject({
    reason: 'export.noKit',
  });
});

test('the fingerprint is the same until a user or a value is another', async () => {
  const engine = await withUsers(row('a'), row('b', { group: 'Alumni' }), row('c'));
  const setId = await setOf(engine, 'a', 'b');
  const job = update(setId, [give('status', 'Inactive')], 'Gone');
  const ask = async (asked = job) => (await engine.ask.jobs.reversal({ job: asked })).fingerprint;
  const first = await ask();
  await addRows(engine, 'candidates', [HEADINGS, row('c', { group: 'Other' }), row('new')]);
  // The same members in another set, under another name.
  const renamed = update(await setOf(engine, 'b', 'a'), [give('status', 'Inactive')], 'Gone');
  expect([await ask(), await ask(renamed)]).toEqual([first, first]);
  expect(await ask(update(setId, [give('status', 'Inactive')], 'Elsewhere'))).not.toBe(first);
  await addRows(engine, 'candidates', [HEADINGS, row('b', { group: 'Student' })]);
  expect(await ask()).not.toBe(first);
});

test('names of files hold no free text, are safe everywhere and in the order of the sheet', () => {
  const named = (field: UpdatedField, from: string | null, n = 1, of = 9) =>
    setFileName({ field, from, back: null }, n, of);
  expect(named('job_description', 'Called Jane Doe')).toBe('01 Job description');
  expect(named('user_group', 'CON.')).toBe('01 User group - CON');
  expect(named('user_group', ' ../..\\x\u0000\u202e ')).toBe('01 User group - x');
  expect(named('user_group', '..')).toBe('01 User group');
  expect(named('purge_date', '2020-05-31', 7, 1200)).toBe('0007 Purge date - 2020-05-31');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const name = plainName(text, 60);
      expect([...name].length).toBeLessThanOrEqual(60);
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|^[ .]|[ .]$/u);
    }),
  );
});

test('in the payload a group is its code, and a date is the same day wherever it is read', () => {
  expect(inPayload('user_group', 'OK to Purge', null)).toEqual({
    active: 'UPDATE_User_Information_UserGroup_Active',
    value: 'UPDATE_User_Information_UserGroup_Value',
    scope: 'UPDATE_User_Information_UserGroup_Scope',
    condition: 'UPDATE_User_Information_UserGroup_Condition',
    is: 'code of “OK to Purge”',
  });
  // Neither the cataloger level nor lines have one.
  for (const field of ['cataloger_level', 'add_role'] as const)
    expect(inPayload(field, 'x', null).condition).toBeNull();
  expect(conditionInPayload('Unconditionally')).toBe('Null');
  expect(conditionInPayload('Only if empty')).toBe('as Alma writes “Only if empty”');
  expect(inPayload('status', 'Inactive', null).is).toBe('INACTIVE');
  expect(inPayload('purge_date', '1994-01-01', 'UTC').is).toBe('757382400000');
  expect(inPayload('purge_date', '1994-01-01', 'America/Chicago').is).toBe(
    String(Date.UTC(1994, 0, 1, 6)),
  );
  const days = fc.date({
    min: new Date('1950-01-01'),
    max: new Date('2090-01-01'),
    noInvalidDate: true,
  });
  const zones = fc.constantFrom(
    'Pacific/Kiritimati',
    'Europe/Vienna',
    'America/Chicago',
    'Pacific/Pago_Pago',
    'UTC',
  );
  fc.assert(
    fc.property(days, zones, (at, zone) => {
      const day = at.toISOString().slice(0, 10);
      const instant = instantOfDay(day, zone);
      expect(new Date(instant).toISOString().slice(0, 10)).toBe(day);
      const there = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(instant);
      expect(there).toBe(day);
    }),
  );
});

test('a folder that is there stays as it is, and one that can’t be finished leaves nothing', async () => {
  const engine = await withUsers(row('a'));
  const job = update(await setOf(engine), [], 'Other');
  const taken = join(engine.folder, 'Taken');
  mkdirSync(taken);
  writeFileSync(join(taken, 'mine.txt'), 'mine');
  const refused = await refusal(engine.export({ of: 'kit', job }, taken, { format: 'folder' }));
  expect(refused).toMatchObject({
    ...{ reason: 'export.folderTaken' },
    message: 'There is already something named “Taken” in this folder. Nothing was written.',
  });
  expect(readdirSync(taken)).toEqual(['mine.txt']);
  const path = join(engine.folder, 'Cancelled');
  const exportId = 'cancelled-kit';
  const stop = engine.session.events.subscribe('event', (event) => {
    if (event.type !== 'export.progressed' || event.exportId !== exportId) return;
    stop();
    void engine.ask.exports.cancel({ exportId });
  });
  const cancelled = engine.export({ of: 'kit', job }, path, { format: 'folder', exportId });
  expect(await refusal(cancelled)).toMatchObject({ reason: 'export.cancelled' });
  expect([path, besideOf(path)].map((each) => existsSync(each))).toEqual([false, false]);
});

test('with a printer the sheet is a PDF, too; one that can’t be made leaves nothing', async () => {
  const pages: string[] = [];
  let fails = false;
  const engine = new TestEngine(temporaryFolder(), false, async (html) => {
    pages.push(html);
    if (fails) throw new Error('no pages');
    return Buffer.from('%PDF-1.7 as printed');
  });
  onTestFinished(() => engine.close());
  await engine.create();
  await addRows(engine, 'candidates', [HEADINGS, row('a'), row('b', { purge: '' })]);
  const job = update(await setOf(engine), [give('purge_date', '1994-01-01')], 'Gone');
  const folder = await kit(engine, { of: 'kit', job });
  expect(readFileSync(join(folder, 'Job sheet.pdf'), 'utf8')).toBe('%PDF-1.7 as printed');
  const [page] = pages;
  const millis = String(instantOfDay('1994-01-01', null));
  for (const each of ['Gone', millis, '03 Purge date - 2020-05-31.xlsx', 'class="box"'])
    expect(page).toContain(each);
  fails = true;
  const path = join(engine.folder, 'Not printed');
  await expect(engine.export({ of: 'kit', job }, path, { format: 'folder' })).rejects.toThrow();
  expect([path, besideOf(path)].map((each) => existsSync(each))).toEqual([false, false]);
});

const NEVER = new AbortController().signal;

test('in its thread it is the same; a full disk in the middle is named and leaves nothing', async () => {
  const engine = await withUsers(
    ...Array.from({ length: 300 }, (_, n) => row(`u${n}`, { group: `G${n % 7}` })),
  );
  const job = update(await setOf(engine), [], 'Gone');
  const here = await kit(engine, { of: 'kit', job });
  const path = join(engine.folder, 'In its thread');
  const given = (wanted: ExportGiven['wanted']): ExportGiven => ({
    ...{ what: { of: 'kit', job }, wanted, locales: [], by: 'Tester', previews: [] },
  });
  const write = exportInThread(builtFile('export.js'));
  const told: number[] = [];
  const { rows } = await write(
    engine.path,
    given({ format: 'folder', path }),
    ({ done }) => told.push(done),
    NEVER,
  );
  expect([rows, told[0]]).toEqual([300, 0]);
  expect(existsSync(path)).toBe(false);
  await write(engine.path, given({ format: 'folder-end', path, printed: null }), () => {}, NEVER);
  expect(readdirSync(path)).toEqual(readdirSync(here));
  for (const name of setFiles(here))
    expect(readFileSync(join(path, name))).toEqual(readFileSync(join(here, name)));
  const full = join(engine.folder, 'Full');
  const script = join(engine.folder, 'thread.mjs');
  writeFileSync(
    script,
    `import fs from 'node:fs';
     import { syncBuiltinESMExports } from 'node:module';
     let left = 12;
     const { writeSync } = fs;
     fs.writeSync = (...args) => {
       if (left-- <= 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
       return writeSync(...args);
     };
     syncBuiltinESMExports();
     await import(${JSON.stringify(builtFile('export.js'))});`,
  );
  const stopped = exportInThread(script)(
    engine.path,
    given({ format: 'folder', path: full }),
    () => {},
    NEVER,
  );
  expect((await stopped.catch((error) => error)).code).toBe('export.diskFull');
  expect([full, besideOf(full)].map((each) => existsSync(each))).toEqual([false, false]);
});

const VALUES = ['A', 'a', 'B', '', '=1', 'Ü'] as const;
const DAYS = ['', '1994-01-01', '2020-02-29', '2031-12-31'] as const;

test('any sequence of updates is taken back by its kits: files made into sets, runs as the sheets say', async () => {
  const value = (field: ValueField) =>
    isDayField(field)
      ? fc.constantFrom(...DAYS.filter((each) => each !== ''))
      : fc.constantFrom(...VALUES.filter((each) => each !== ''));
  const someFields = fc
    .uniqueArray(fc.constantFrom(...VALUE_FIELDS.map(({ field }) => field)), { maxLength: 3 })
    .chain((fields) =>
      fc.tuple(...fields.map((field) => value(field).map((given) => give(field, given)))),
    );
  const users = fc.array(
    fc.record({
      group: fc.constantFrom(...VALUES),
      expiry: fc.constantFrom(...DAYS),
      purge: fc.constantFrom(...DAYS),
      description: fc.constantFrom(...VALUES),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const updates = fc.array(
    fc.record({
      fields: someFields,
      userGroup: fc.option(fc.constantFrom('A', 'Gone', 'Ü'), { nil: null }),
      members: fc.integer({ min: 1, max: 63 }),
      behind: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(users, updates, async (told, jobs) => {
      const engine = await withUsers(...told.map((each, n) => row(`u${n}`, each)));
      const before = replica(engine);
      const kits: string[] = [];
      const emptied = new Set<string>();
      for (const { fields, userGroup, members, behind } of jobs) {
        const ids = told.map((_, n) => `u${n}`).filter((_, n) => (members >> n) & 1);
        if (ids.length === 0 || (fields.length === 0 && userGroup === null)) continue;
        const job = update(await setOf(engine, ...ids), fields, userGroup);
        const { users: changed } = await engine.ask.jobs.reversal({ job });
        if (changed === 0) continue;
        if (!behind) kits.push(await kit(engine, { of: 'kit', job }));
        const { jobId, finished } = await engine.run(job);
        expect(finished).toBe(changed);
        if (behind) kits.push(await kit(engine, { of: 'kit-of-job', jobId }));
      }
      for (const folder of kits.reverse()) {
        const members = await membersIn(folder);
        const back = await sheetOf(folder);
        for (const { file, users: some, field, value: given } of back) {
          expect(members[file]).toHaveLength(some);
          const setId = await importedSet(engine, join(folder, file));
          const group = field === GROUP_FIELD.field;
          const fields = group ? [] : [give(field as ValueField, given)];
          await engine.run(update(setId, fields, group ? given : null));
        }
        // What no job can put back: who they are, and which field, stands there.
        for (const name of setFiles(folder).filter(
          (each) => !back.some(({ file }) => file === each),
        ))
          for (const id of members[name]!)
            emptied.add(
              `${id} ${UPDATED_FIELDS.find((field) => name.includes(updateField(field).label))}`,
            );
      }
      const after = replica(engine);
      for (const [id, values] of before)
        for (const field of UPDATED_FIELDS)
          if (!emptied.has(`${id} ${field}`))
            expect([id, field, after.get(id)![field]]).toEqual([id, field, values[field]]);
          else expect(values[field]).toBeNull();
      await engine.close();
    }),
    { numRuns: 8 },
  );
});

/** Every value that an update can change, by identifier, straight from the file. */
function replica(engine: TestEngine): Map<string, Record<string, unknown>> {
  const columns = VALUE_FIELDS.map(({ field }) => `${storedSql(field, 'u')} AS ${field}`).join(
    ', ',
  );
  const rows = select(
    engine,
    `SELECT u.primary_identifier AS id, g.name AS user_group, ${columns} FROM user u
     LEFT JOIN user_group g ON g.group_no = u.group_no`,
  );
  return new Map(rows.map((each) => [String(each.id), each]));
}

/** Alma’s “from file”: the set of whom a file names. */
async function importedSet(engine: TestEngine, path: string): Promise<number> {
  await engine.importFile(path, 'identifiers');
  const sets = await engine.ask.sets.list();
  const made = sets.filter(({ origin }) => origin.from === 'identifiers');
  return Math.max(...made.map(({ setId }) => setId));
}
