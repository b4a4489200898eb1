/**
 * Update/Notify Users with fields that have several values: what a job gives and takes must be in the user's lines, in
 * every filter, count and flag at once, must outlive a report from before it, and must lead back. A role or a note that
 * speaks against the purge must end approvals that hadn't seen it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLineChanges } from '#engine/replica/lineChanges.ts';
import { detailFieldNames } from '#shared/details/details.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { CHANGED_KINDS, type ChangedKind } from '#shared/domain/lineChanges.ts';
import {
  type FieldUpdate,
  type LineField,
  type LineUpdate,
  reverseOf,
  type ToldField,
} from '#shared/jobKinds/updateFields.ts';
import type { UpdateParameters, UpdateRequest } from '#shared/jobKinds/updateNotifyUsers.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { addRows, type Rows } from '../support/importFiles.ts';

const PID = 'Primary Identifier';
const CANDIDATES: Rows[number] = [
  PID,
  'Purge Date',
  'Has Role other than Patron and Instructor',
  'Account Type',
  'Resource sharing library',
  'Roles',
];
const person = (
  id: string,
  staff = 'No',
  account = 'External',
  library: string | null = null,
  named: string | null = null,
) => [id, '2020-05-31', staff, account, library, named] as const;

let named = 0;
const EVERYBODY: Criteria = { op: 'all', of: [] };

async function setOf(engine: TestEngine, criteria: Criteria = EVERYBODY) {
  const { setId } = await engine.ask.sets.create({
    ...{ name: `Set ${++named}`, criteria, origin: { from: 'review', users: 'all' } },
  });
  return setId;
}

const only = (id: string): Criteria => ({ op: 'exactly', value: id });

const lines = (field: LineField, value: string, scope: string | null = null): LineUpdate => ({
  ...{ field, value, scope },
});

async function update(
  engine: TestEngine,
  parts: Partial<UpdateParameters>,
  criteria: Criteria = EVERYBODY,
) {
  return engine.run(jobOf(await setOf(engine, criteria), parts));
}

function jobOf(setId: number, parts: Partial<UpdateParameters>): UpdateRequest {
  return {
    kind: 'update-notify-users',
    name: `Update ${++named}`,
    parameters: { setId, userGroup: null, condition: 'Unconditionally', ...parts },
  };
}

async function withUsers(...rows: (readonly (string | null)[])[]): Promise<TestEngine> {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [CANDIDATES, ...rows] as Rows);
  return engine;
}

const roles = (engine: TestEngine, ...rows: (readonly (string | null)[])[]) =>
  addRows(engine, 'user-roles', [
    [PID, 'Role', 'Role Status', 'Role Scope', 'Role Parameters'],
    ...rows,
  ] as Rows);
const blocks = (engine: TestEngine, ...rows: (readonly (string | null)[])[]) =>
  addRows(engine, 'user-blocks', [
    [PID, 'Block Description', 'Block Status', 'Block Note'],
    ...rows,
  ] as Rows);
const notes = (engine: TestEngine, ...rows: (readonly (string | null)[])[]) =>
  addRows(engine, 'user-notes', [[PID, 'Note Text'], ...rows] as Rows);

/** What the panel shows of one kind: the first values of each line, and whether a job is named beside it. */
async function shown(engine: TestEngine, id: string, kind: ChangedKind, ...fields: string[]) {
  const { userNo } = await engine.user(id);
  const { kinds } = await engine.ask.users.details({ userNo });
  const names: readonly string[] = detailFieldNames(kind);
  return kinds
    .find((each) => each.kind === kind)!
    .lines.map(({ values, jobId }) => [
      ...fields.map((field) => values[names.indexOf(field)] ?? null),
      ...(jobId === undefined ? [] : [`job ${jobId}`]),
    ]);
}

const flagsOf = async (engine: TestEngine, id: string) => (await engine.user(id)).flags;

async function changesOf(engine: TestEngine, id: string) {
  const { userNo } = await engine.user(id);
  const { history } = await engine.ask.users.get({ userNo });
  return history
    .map((each) => each.what === 'changed' && [each.field, each.oldValue, each.newValue])
    .reverse();
}

describe('lines that a job gives and takes', () => {
  test('are in the panel, the history, filters, counts and values; who has them is left alone', async () => {
    const engine = await withUsers(person('a'), person('b'), person('has'));
    await blocks(engine, ['has', 'Lost card', 'Active', null], ['a', 'Banned', 'Active', null]);
    await roles(
      engine,
      ['a', 'Patron', 'Active', 'Main', null],
      ['has', 'Patron', 'Active', 'Main', null],
    );
    const report = await update(engine, {
      lines: [
        lines('add_block', 'lost CARD'),
        lines('add_note', 'Left in 2019'),
        lines('remove_role', 'Patron', 'main'),
        lines('add_statistics', 'History', 'Department'),
      ],
    });
    expect(report).toMatchObject({ finished: 3, failed: 0 });
    expect(report.changes.map(({ field, from, to, users }) => [field, from, to, users])).toEqual([
      ['add_block', null, 'lost CARD', 2],
      ['remove_role', 'Patron (Main)', null, 2],
      ['add_note', null, 'Left in 2019', 3],
      ['add_statistics', null, 'History (Department)', 3],
    ]);
    expect(await shown(engine, 'a', 'blocks', 'block_description', 'block_status')).toEqual([
      ['Banned', 'Active'],
      ['lost CARD', 'Active', 'job 1'],
    ]);
    expect(await shown(engine, 'has', 'blocks', 'block_description')).toEqual([['Lost card']]);
    expect(await shown(engine, 'b', 'notes', 'note_text', 'note_created_by')).toEqual([
      ['Left in 2019', 'Tester', 'job 1'],
    ]);
    expect(await shown(engine, 'a', 'roles', 'role_type')).toEqual([]);
    expect(await shown(engine, 'a', 'statistics', 'statistic_category', 'statistic_type')).toEqual([
      ['History', 'Department', 'job 1'],
    ]);
    expect(await changesOf(engine, 'a')).toEqual([
      ['add_block', null, 'lost CARD'],
      ['remove_role', 'Patron (Main)', null],
      ['add_note', null, 'Left in 2019'],
      ['add_statistics', null, 'History (Department)'],
    ]);
    const having = (kind: ChangedKind, field: string, value: string): Criteria =>
      ({
        op: 'line',
        kind,
        inForce: true,
        where: [{ field, is: { how: 'is', value } }],
      }) as Criteria;
    expect(await engine.identifiers(having('blocks', 'block_description', 'Lost card'))).toEqual([
      'a',
      'b',
      'has',
    ]);
    expect(await engine.identifiers(having('roles', 'role_type', 'Patron'))).toEqual([]);
    const values = await engine.ask.users.lineValues({
      field: 'block_description',
      criteria: EVERYBODY,
    });
    expect(values.values.sort()).toEqual(['Banned', 'Lost card', 'lost CARD']);
    expect(await engine.ask.users.toldLines()).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'notes' })]),
    );
    const again = await update(engine, { lines: [lines('add_block', 'Lost card')] });
    expect(again).toMatchObject({ finished: 0, failed: 3 });
  });

  test('a report from before the job is no news; once one has told what it made, reports have the last word', async () => {
    const engine = await withUsers(person('a'), person('b'));
    await roles(
      engine,
      ['a', 'Patron', 'Active', 'Main', null],
      ['b', 'Patron', 'Active', 'Main', null],
    );
    await notes(engine, ['a', 'old'], ['b', 'old']);
    await update(engine, { lines: [lines('remove_role', 'Patron'), lines('add_note', 'new')] });
    await roles(
      engine,
      ['a', 'Patron', 'Active', 'Main', null],
      ['b', 'Fee Operator', 'Active', 'Main', null],
    );
    await notes(engine, ['a', 'old'], ['b', 'new']);
    expect(await shown(engine, 'a', 'roles', 'role_type')).toEqual([]);
    expect(await shown(engine, 'a', 'notes', 'note_text')).toEqual([['old'], ['new', 'job 1']]);
    expect(await shown(engine, 'b', 'notes', 'note_text')).toEqual([['new']]);
    // In Alma somebody has given the role back and deleted the note since.
    await roles(engine, ['b', 'Patron', 'Active', 'Main', null]);
    await notes(engine, ['b', 'third']);
    expect(await shown(engine, 'b', 'roles', 'role_type')).toEqual([['Patron']]);
    expect(await shown(engine, 'b', 'notes', 'note_text')).toEqual([['third']]);
    expect(await shown(engine, 'a', 'roles', 'role_type')).toEqual([]);
  });

  test('a block that is disabled stays and is no longer in force; that it means keep is over with it', async () => {
    const engine = await withUsers(person('a'), person('b'));
    await blocks(
      engine,
      ['a', 'Legal hold', 'Active', 'do not purge'],
      ['b', 'Legal hold', 'Inactive', null],
    );
    expect(await flagsOf(engine, 'a')).toContain('keep-words');
    const report = await update(engine, { lines: [lines('disable_block', 'legal hold')] });
    expect(report).toMatchObject({ finished: 1, failed: 1 });
    expect(await shown(engine, 'a', 'blocks', 'block_description', 'block_status')).toEqual([
      ['Legal hold', 'Inactive', 'job 1'],
    ]);
    expect(await flagsOf(engine, 'a')).not.toContain('keep-words');
    await update(engine, { lines: [lines('add_block', 'Legal hold')] }, only('a'));
    expect(await shown(engine, 'a', 'blocks', 'block_description', 'block_status')).toEqual([
      ['Legal hold', 'Active'],
    ]);
    expect(await flagsOf(engine, 'a')).toContain('keep-words');
  });
});

describe('what speaks against the purge', () => {
  test('a note that means keep holds back, and ends approvals, also those that had seen another', async () => {
    const engine = await withUsers(person('plain'), person('seen'));
    await notes(engine, ['seen', 'donor']);
    await engine.approve();
    expect((await engine.user('seen')).decision).toBe('approved');
    await update(engine, { lines: [lines('add_note', 'Litigation since May')] });
    for (const id of ['plain', 'seen']) {
      expect(await flagsOf(engine, id)).toContain('keep-words');
      expect((await engine.user(id)).decision).toBe('undecided');
    }
  });

  test('a staff role makes staff of users: who was approved is no longer, and no job moves them to OK to Purge', async () => {
    const engine = await withUsers(person('a'), person('b'));
    await engine.approve();
    await update(engine, { lines: [lines('add_role', 'Fee Operator', 'Main')] }, only('a'));
    expect(await engine.user('a')).toMatchObject({ staff_role: true, decision: 'undecided' });
    expect(await flagsOf(engine, 'a')).toContain('staff-role');
    const move = jobOf(await setOf(engine), {
      userGroup: 'OK to Purge',
      lines: [lines('remove_role', 'Fee Operator')],
    });
    expect((await refusal(engine.ask.jobs.submit({ job: move, capture: null }))).reason).toBe(
      'job.notApproved',
    );
    await update(engine, { lines: [lines('remove_role', 'Fee Operator')] });
    expect(await engine.user('a')).toMatchObject({ staff_role: false });
    expect(await flagsOf(engine, 'a')).not.toContain('staff-role');
  });

  test('roles that a report of users names alone are given and taken, too, beside lines that jobs gave', async () => {
    const named = 'Patron; Fee Operator';
    const engine = await withUsers(person('a', 'Yes', 'External', null, named), person('b'));
    const given = await update(engine, { lines: [lines('add_role', 'Cataloger')] }, only('a'));
    expect(given.finished).toBe(1);
    expect((await engine.user('a')).roles).toBe('Patron; Fee Operator; Cataloger');
    expect((await update(engine, { lines: [lines('add_role', 'patron')] })).finished).toBe(1);
    for (const role of ['Fee Operator', 'Cataloger']) {
      expect(await flagsOf(engine, 'a')).toContain('staff-role');
      const taken = await update(engine, { lines: [lines('remove_role', role)] });
      expect(taken.finished).toBe(1);
    }
    expect((await engine.user('a')).roles).toBe('Patron');
    expect(await flagsOf(engine, 'a')).toContain('unknown-role');
  });

  test('who loses the last staff role that a report names may have another; a report that says Yes is believed', async () => {
    const engine = await withUsers(person('one', 'Yes'), person('two', 'Yes'));
    await roles(
      engine,
      ['one', 'Fee Operator', 'Active', 'Main', null],
      ['two', 'Fee Operator', 'Active', 'Main', null],
      ['two', 'Cataloger', 'Inactive', 'Main', null],
    );
    await update(engine, { lines: [lines('remove_role', 'Fee Operator')] });
    expect(await flagsOf(engine, 'one')).toContain('unknown-role');
    expect(await flagsOf(engine, 'one')).not.toContain('staff-role');
    expect(await flagsOf(engine, 'two')).toContain('staff-role');
    await addRows(engine, 'candidates', [CANDIDATES, person('one', 'Yes')] as Rows);
    expect(await flagsOf(engine, 'one')).toContain('staff-role');
    // Given again by a job, a report from before that says No doesn't take it away.
    await addRows(engine, 'candidates', [CANDIDATES, person('one', 'No')] as Rows);
    await update(engine, { lines: [lines('add_role', 'Fee Operator')] }, only('one'));
    await addRows(engine, 'candidates', [CANDIDATES, person('one', 'No')] as Rows);
    expect(await flagsOf(engine, 'one')).toContain('staff-role');
  });
});

describe('staff stay staff without a typed identifier', () => {
  const xml = (engine: TestEngine) => {
    const path = join(engine.folder, 'Users.xml');
    const role = (type: string) => `<user_role><role_type>${type}</role_type></user_role>`;
    writeFileSync(
      path,
      `<users><user><primary_id>a</primary_id><user_roles>${role('200')}${role('32')}</user_roles></user></users>`,
    );
    return engine.importFile(path, 'users');
  };
  const candidates = (engine: TestEngine, staff: string) =>
    addRows(engine, 'candidates', [CANDIDATES, person('a', staff)] as Rows);
  const list = (engine: TestEngine) => addRows(engine, 'staff', [[PID], ['a']]);
  const take = (engine: TestEngine, role: string) =>
    update(engine, { lines: [lines('remove_role', role)] });
  const TAKEN = '32';

  test('who has lost the only staff role of all that are told has none', async () => {
    const engine = await withUsers(person('a', 'Yes'));
    await xml(engine);
    expect(await take(engine, TAKEN)).toMatchObject({ finished: 1 });
    expect(await engine.user('a')).toMatchObject({ staff_role: false });
  });

  test.each([
    ['report', (engine: TestEngine) => candidates(engine, 'Yes')],
    ['list of staff', list],
  ])('but not where a newer %s says that they have one: it may be another', async (_, add) => {
    const engine = await withUsers(person('a', 'Yes'));
    await xml(engine);
    await add(engine);
    expect(await take(engine, TAKEN)).toMatchObject({ finished: 1 });
    await engine.approve();
    expect(await engine.user('a')).toMatchObject({ staff_role: null, decision: 'undecided' });
    expect(await flagsOf(engine, 'a')).toContain('unknown-role');
  });

  test.each([
    ['report', (engine: TestEngine) => candidates(engine, 'Yes')],
    ['list of staff', list],
  ])('nor where a %s says so since a job gave the role that another takes', async (_, add) => {
    const engine = await withUsers(person('a'));
    await update(engine, { lines: [lines('add_role', 'Fee Operator')] });
    await add(engine);
    await take(engine, 'Fee Operator');
    await engine.approve();
    expect(await engine.user('a')).toMatchObject({ staff_role: null, decision: 'undecided' });
  });
});

test('libraries stand in one field: a job lengthens and shortens it', async () => {
  const engine = await withUsers(person('a', 'No', 'External', 'Main, 1st; Branch'), person('b'));
  await update(engine, { lines: [lines('add_resource_sharing_library', 'BRANCH')] });
  expect((await engine.user('a')).resource_sharing_library).toBe('Main, 1st; Branch');
  expect((await engine.user('b')).resource_sharing_library).toBe('BRANCH');
  const taken = await update(engine, {
    lines: [lines('remove_resource_sharing_library', 'branch')],
  });
  expect(taken.finished).toBe(2);
  expect((await engine.user('a')).resource_sharing_library).toBe('Main, 1st');
  expect((await engine.user('b')).resource_sharing_library).toBeNull();
});

test('letters and accounts are told, not done', async () => {
  const engine = await withUsers(person('ext'), person('int', 'No', 'Internal'));
  const told = (field: ToldField, value: string) => ({ field, value });
  const report = await update(engine, {
    told: [told('set_account_to', 'Internal'), told('send_notification', 'LETTER_1')],
  });
  expect(report.finished).toBe(2);
  expect(report.settings.map(({ label, value }) => [label, value])).toEqual(
    expect.arrayContaining([
      ['Set account to', 'Internal'],
      ['Send notification to user', 'LETTER_1'],
    ]),
  );
  expect(report.settings.map(({ label }) => label)).not.toContain('Letters and notifications');
  expect((await engine.user('ext')).account_type).toBe('External');
  expect(await changesOf(engine, 'ext')).toEqual([
    ['set_account_to', 'External', 'Internal'],
    ['send_notification', null, 'LETTER_1'],
  ]);
  expect(await changesOf(engine, 'int')).toEqual([['send_notification', null, 'LETTER_1']]);
  const setId = await setOf(engine);
  const wrong = jobOf(setId, { told: [told('disable_sms', 'maybe')] });
  await expect(engine.ask.jobs.submit({ job: wrong, capture: null })).rejects.toThrow();
});

test('whoever is erased has no lines that jobs gave, and a note of theirs alone is gone', async () => {
  const [, , ...rest] = person('b');
  const engine = await withUsers(person('a'), ['b', '2099-05-31', ...rest]);
  await update(engine, { lines: [lines('add_note', 'Ill since May')] }, only('a'));
  await update(engine, { lines: [lines('add_block', 'Lost card')] });
  await engine.approve();
  const { userNo } = await engine.user('a');
  await engine.purge({ userGroup: null });
  const deleted: Criteria = { op: 'membership', value: 'deleted' };
  await engine.run({
    ...{ kind: 'erase-users', name: 'User Cleanup', parameters: {}, typedUsers: 1 },
    users: { criteria: deleted, except: [] },
  });
  const { db } = engine.session.workspace;
  const stored = readLineChanges(db, 'notes').concat(readLineChanges(db, 'blocks'));
  expect(stored.map(({ line, users }) => [line.block_description, users.count])).toEqual([
    ['Lost card', 1],
  ]);
  expect(stored.some(({ users }) => users.has(userNo))).toBe(false);
  expect(await shown(engine, 'b', 'blocks', 'block_description')).toEqual([['Lost card', 'job 2']]);
});

describe('refused', () => {
  const reasonOf = async (engine: TestEngine, parts: Partial<UpdateParameters>) => {
    const job = jobOf(await setOf(engine), parts);
    return (await refusal(engine.ask.jobs.submit({ job, capture: null }))).reason;
  };

  test('roles that need parameters, by name or because somebody has them so', async () => {
    const engine = await withUsers(person('a'));
    await roles(engine, ['a', 'Desk keeper', 'Active', 'Main', 'Service unit: desk']);
    for (const role of ['circulation desk operator', 'Desk Keeper'])
      expect(await reasonOf(engine, { lines: [lines('add_role', role)] })).toBe(
        'job.roleParameters',
      );
    await update(engine, { lines: [lines('remove_role', 'Desk Keeper')] });
  });

  test('a line that is given and taken, a field twice, a scope where there is none', async () => {
    const engine = await withUsers(person('a'));
    const both = [lines('add_block', 'X'), lines('disable_block', 'x')];
    expect(await reasonOf(engine, { lines: both })).toBe('job.addsAndRemoves');
    const twice = [lines('add_note', 'X'), lines('add_note', 'Y')];
    expect(await reasonOf(engine, { lines: twice })).toBe('job.fieldTwice');
    const library = [lines('add_resource_sharing_library', 'X', 'Main')];
    expect(await reasonOf(engine, { lines: library })).toBe('job.noScope');
  });

  test('conditions that nobody has named, and others than Unconditionally where they decide whom a purge takes', async () => {
    const engine = await withUsers(person('a'));
    const under = (field: FieldUpdate['field'], value: string): FieldUpdate => ({
      ...{ field, value, condition: 'If empty' },
    });
    expect(await reasonOf(engine, { fields: [under('campus', 'North')] })).toBe(
      'job.unknownCondition',
    );
    await engine.ask.settings.save({
      ...(await engine.ask.settings.get()),
      updateConditions: ['If empty'],
    });
    for (const each of [under('purge_date', '1994-01-01'), under('expiry_date', '1994-01-01')])
      expect(await reasonOf(engine, { fields: [each] })).toBe('job.condition');
    expect(await reasonOf(engine, { userGroup: 'OK to Purge', condition: 'If empty' })).toBe(
      'job.condition',
    );
    const report = await update(engine, {
      fields: [under('campus', 'North')],
      lines: [lines('add_note', 'X')],
    });
    expect((await engine.user('a')).campus).toBeNull();
    expect(report.changes).toContainEqual(
      expect.objectContaining({ field: 'campus', to: 'North', users: 1, maybe: true }),
    );
  });
});

const some = fc.constantFrom('u0', 'u1', 'u2', undefined);
const change: fc.Arbitrary<LineUpdate> = fc.oneof(
  fc.record({
    field: fc.constantFrom<LineField>('add_role', 'remove_role'),
    value: fc.constantFrom('Patron', 'Fee Operator'),
    scope: fc.constantFrom('Main', 'Branch', null),
  }),
  fc.record({
    field: fc.constantFrom<LineField>('add_block', 'disable_block'),
    value: fc.constantFrom('Lost card', 'Donor'),
    scope: fc.constant(null),
  }),
  fc.record({
    field: fc.constantFrom<LineField>('add_statistics', 'remove_statistics'),
    value: fc.constantFrom('History', 'Physics'),
    scope: fc.constantFrom('Department', null),
  }),
);

interface SeenUser {
  readonly lines: (readonly [kind: string, lines: readonly (readonly unknown[])[]])[];
  readonly flags: readonly string[];
  readonly staff: unknown;
  readonly roles: unknown;
}

/** Everything that there is to see of users: lines, flags, and whom filters mean, which are held against the lines. */
async function everything(engine: TestEngine) {
  const users = [...(await engine.users()).values()];
  const seen: SeenUser[] = [];
  for (const user of users) {
    const { kinds } = await engine.ask.users.details({ userNo: user.userNo });
    const lines = kinds
      .filter(({ kind }) => (CHANGED_KINDS as readonly string[]).includes(kind))
      .map(({ kind, lines: all }) => [kind, all.map(({ values }) => values)] as const);
    const named = user.roles?.split('; ').sort() ?? null;
    seen.push({ lines, flags: user.flags, staff: user.staff_role, roles: named });
  }
  for (const [kind, field, value] of ASKED) {
    for (const inForce of [true, false]) {
      const criteria = { op: 'line', kind, inForce, where: [{ field, is: { how: 'is', value } }] };
      const found = await engine.identifiers(criteria as Criteria);
      const names: readonly string[] = detailFieldNames(kind);
      const isOver = (values: readonly unknown[]) =>
        names.some((name, n) => name.endsWith('_status') && values[n] === 'Inactive');
      const expected = users.filter((_, n) =>
        seen[n]!.lines.find(([of]) => of === kind)![1].some(
          (values) => values[names.indexOf(field)] === value && !(inForce && isOver(values)),
        ),
      );
      expect(found).toEqual(expected.map(({ primary_identifier: id }) => id).sort());
    }
  }
  return seen;
}

const ASKED = [
  ['roles', 'role_type', 'Fee Operator'],
  ['roles', 'role_scope', 'Main'],
  ['blocks', 'block_description', 'Donor'],
  ['statistics', 'statistic_category', 'History'],
] as const;

test('what takes back any updates of lines, from the last to the first, leads to what there was', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ change, who: some }), { minLength: 1, maxLength: 5 }),
      async (updates) => {
        const engine = await withUsers(
          person('u0', 'Yes'),
          person('u1'),
          person('u3', ''),
          person('u2', 'Yes', 'External', null, 'Patron; Fee Operator'),
        );
        await roles(
          engine,
          ['u0', 'Fee Operator', 'Active', 'Main', null],
          ['u0', 'Patron', 'Active', null, null],
          ['u1', 'Patron', 'Inactive', 'Main', null],
        );
        await blocks(engine, ['u0', 'Donor', 'Active', null], ['u2', 'Lost card', 'Inactive', 'x']);
        const before = await everything(engine);
        for (const { change: each, who } of updates) {
          await update(engine, { lines: [each] }, who === undefined ? EVERYBODY : only(who));
          await everything(engine);
        }
        const kept = (await engine.ask.sets.list())
          .filter(({ origin }) => origin.from === 'job')
          .sort((one, other) => other.setId - one.setId);
        for (const { setId, origin } of kept) {
          if (origin.from !== 'job' || !origin.changed) continue;
          const { field, from, to } = origin.changed;
          const back = reverseOf(field as LineField) as LineField;
          // Lines of several scopes go back one by one.
          for (const text of (from ?? to)!.split('; ')) {
            const [, value = text, scope = null] = /^(.*) \((.*)\)$/.exec(text) ?? [];
            await engine.run(jobOf(setId, { lines: [lines(back, value, scope)] }));
          }
        }
        expect(await everything(engine)).toEqual(before);
      },
    ),
    { numRuns: 15 },
  );
});
