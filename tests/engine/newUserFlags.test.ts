/**
 * Flags of the users whom a file makes are computed while they are entered, all others' in a walk afterwards. Both
 * must say the same: after any commit the walk through everybody finds nothing to change. A flag that the quick
 * way forgets would let a purge take somebody whom it should have shown.
 */
import { expect, test } from 'vitest';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { readSettings } from '#engine/replica/settings.ts';
import { flagUsers } from '#engine/review/flagUsers.ts';
import { REVIEW_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';

const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'First Name',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Has Role other than Patron and Instructor',
  'Loans at other libraries',
  'Balance',
  'Record type',
  'Last Patron Activity Date',
  'Researcher',
  'Linked From Institution',
];

const ROWS = [
  ['contact', 'Doe', 'Con', 'Alumni', '2019-05-31', '2020-05-31', 'No', 0, 0, 'Contact'],
  [
    'active',
    'Doe',
    'Mia',
    'Alumni',
    '2019-05-31',
    '2020-05-31',
    'No',
    0,
    0,
    'Public',
    '2099-01-01',
    'Yes',
    'Other College',
  ],
  ['plain', 'Doe', 'Ann', 'Alumni', '2019-05-31', '2020-05-31', 'No', 0, 0],
  ['staff', 'Doe', 'Bob', 'Alumni', '2019-05-31', '2020-05-31', 'Yes', 0, 0],
  ['unsaid', 'Doe', 'Cem', 'Alumni', '2019-05-31', '2020-05-31', '', 0, 0],
  // The rule was there before its group.
  ['vip', 'Doe', 'Dan', 'Emeriti', '2019-05-31', '2020-05-31', 'No', 0, 0],
  ['v-1', 'Doe', 'Eve', 'Alumni', '2019-05-31', '2020-05-31', 'No', 0, 0],
  ['named', 'Keep', 'Fay', 'Alumni', '2019-05-31', '2020-05-31', 'No', 0, 0],
  ['twice', 'Doe', 'Gus', 'Alumni', '2019-05-31', '2020-05-31', 'No', 0, 0],
  ['twice', 'Doe', 'Gus', 'Emeriti', '2019-05-31', '2020-05-31', 'Yes', 0, 0],
  [4711, 'Doe', 'Hal', 'Alumni', '2019-05-31', '2020-05-31', 'No', 0, 0],
  ['future', 'Doe', 'Ida', 'Alumni', '2099-05-31', '2099-06-30', 'No', 0, 0],
  ['undated', 'Doe', 'Jon', 'Alumni', '2019-05-31', '', 'No', 0, 0],
  ['elsewhere', 'Doe', 'Kim', 'Alumni', '2019-05-31', '2020-05-31', 'No', 2, 0],
  ['unreadable', 'Doe', 'Lea', 'Alumni', '2019-05-31', '2020-05-31', 'No', 0, 'lots'],
] as const;

async function withRules(): Promise<TestEngine> {
  const engine = await newEngine();
  for (const [kind, value] of [
    ['group', 'Emeriti'],
    ['prefix', 'v-'],
    ['name', 'Keep, Fay'],
  ] as const)
    await engine.ask.register.add({ kind, value });
  return engine;
}

const flagsOf = async (engine: TestEngine) =>
  new Map(
    [...(await engine.users()).values()].map((user) => [user.primary_identifier, user.flags]),
  );

/** The walk through everybody, on the file itself. */
async function changedByWalk(engine: TestEngine): Promise<number> {
  const { path } = engine;
  await engine.close();
  const { db, close } = openWritable(path);
  const changed = flagUsers(db, readSettings(db)).changed.count;
  close();
  return changed;
}

test('in an empty workspace', async () => {
  const engine = await withRules();
  await addRows(engine, 'candidates', [HEADINGS, ...ROWS]);
  const flags = await flagsOf(engine);
  const flagged = (identifier: string) => flags.get(identifier)!.toSorted();
  expect(flagged('plain')).toEqual([]);
  expect(flagged('staff')).toEqual(['staff-role']);
  expect(flagged('unsaid')).toEqual(['unknown-role']);
  for (const identifier of ['vip', 'v-1', 'named'])
    expect(flagged(identifier)).toEqual(['protected']);
  expect(flagged('twice')).toEqual(expect.arrayContaining(['conflict', 'protected', 'staff-role']));
  expect(flagged('4711')).toEqual(['numeric-identifier']);
  expect(flagged('elsewhere')).toEqual(['activity-elsewhere']);
  expect(flagged('unreadable')).toEqual(['unreadable-value']);
  expect(flagged('active')).toEqual(['linked-account', 'recent-activity', 'researcher']);
  const seen = new Set([...flags.values()].flat());
  const others: ReviewFlag[] = [
    'exclusion-list',
    'zero-loss-pair',
    'possible-pair',
    'possible-twin',
    'returned',
    'boundary',
    'hidden-row',
    'struck-out',
    'blank-group',
    'two-cells',
    'lost-digits',
    'keep-words',
    'shared-identifier',
    'proxy',
    'guardian',
  ];
  expect([...seen].sort()).toEqual(REVIEW_FLAGS.filter((flag) => !others.includes(flag)).sort());
  expect(await changedByWalk(engine)).toBe(0);
});

test('beside users who are known, some of whom leave the review, return or are named anew', async () => {
  const engine = await withRules();
  await engine.candidates(['plain', 'leaves', { id: 'staff', role: 'No' }, { id: 'vip' }]);
  await engine.candidates(['leaves'], 'replace');
  await addRows(engine, 'candidates', [HEADINGS, ...ROWS], { mode: 'replace' });
  expect((await flagsOf(engine)).get('staff')).toContain('staff-role');
  expect(await changedByWalk(engine)).toBe(0);
});

test('with exclusion lists before and after, whose numbers may have lost zeros', async () => {
  const engine = await withRules();
  await engine.exclusions('plain', '0042', '42', 17);
  await addRows(engine, 'candidates', [HEADINGS, ...ROWS, ['0017', ...ROWS[2].slice(1)]]);
  expect((await flagsOf(engine)).get('plain')).toEqual(['exclusion-list']);
  expect((await flagsOf(engine)).get('0017')).toEqual(['zero-loss-pair']);
  await engine.exclusions('v-1');
  expect((await flagsOf(engine)).get('v-1')?.toSorted()).toEqual(['exclusion-list', 'protected']);
  expect(await changedByWalk(engine)).toBe(0);
});

/** A row like the plain one, of somebody else; with an e-mail address where it is told. */
const plainRow = (identifier: string | number, ...more: string[]) => [
  identifier,
  ...ROWS[2].slice(1),
  ...more,
];

test('with a list whose number is a candidate’s own in the end, though not when another came before', async () => {
  const engine = await withRules();
  await engine.exclusions('17');
  await addRows(engine, 'candidates', [HEADINGS, plainRow('0017'), plainRow('17')]);
  const flags = await flagsOf(engine);
  expect(flags.get('0017')).toEqual([]);
  expect(flags.get('17')).toEqual(['exclusion-list']);
  expect(await changedByWalk(engine)).toBe(0);
});

test('with a list that means somebody by an address which the file is the first to tell', async () => {
  const engine = await withRules();
  await engine.exclusions('ann@example.edu', 'shared@example.edu');
  await addRows(engine, 'candidates', [
    [...HEADINGS.slice(0, ROWS[2].length), 'Email'],
    plainRow('ann', 'ann@example.edu'),
    plainRow('one', 'shared@example.edu'),
    plainRow('two', 'shared@example.edu'),
  ]);
  const flags = await flagsOf(engine);
  expect(flags.get('ann')).toContain('exclusion-list');
  expect(flags.get('one')).toContain('shared-identifier');
  expect(await changedByWalk(engine)).toBe(0);
});

test('with a list whose number was a candidate’s own until the candidate left', async () => {
  const engine = await withRules();
  await engine.exclusions('42');
  await engine.candidates(['42', 'stays']);
  await addRows(engine, 'candidates', [HEADINGS, plainRow('0042'), plainRow('stays')], {
    mode: 'replace',
  });
  expect((await flagsOf(engine)).get('0042')).toEqual(['zero-loss-pair']);
  expect(await changedByWalk(engine)).toBe(0);
});

test('with a list that nearly names somebody, and one that names nobody', async () => {
  const engine = await withRules();
  await engine.exclusions('o’brien', 'nobody');
  await addRows(engine, 'candidates', [HEADINGS, plainRow('o’brien '), plainRow("o'brien")]);
  expect(await changedByWalk(engine)).toBe(0);
});

test('with a list whose lines a report names before the candidates come', async () => {
  const engine = await withRules();
  await engine.exclusions('plain', '0017');
  await addRows(engine, 'loans', [
    ['Primary Identifier', 'Due Date', 'Title'],
    ['plain', '2026-01-01', 'T'],
    ['unheard-of', '2026-01-01', 'T'],
  ]);
  await addRows(engine, 'candidates', [HEADINGS, ...ROWS, plainRow('0017')]);
  expect((await flagsOf(engine)).get('plain')).toEqual(['exclusion-list']);
  expect((await flagsOf(engine)).get('0017')).toEqual(['exclusion-list']);
  expect(await changedByWalk(engine)).toBe(0);
});
