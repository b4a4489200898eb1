/**
 * Recent activity, researchers and linked accounts: flags, held against a plain reading of each user’s facts, whichever
 * file, undo or setting changes them. A flag that is left behind lets a user go who was there last month.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minusMonths } from '#shared/domain/calendar.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { today } from '#shared/domain/timeZones.ts';
import type { TestEngine } from '../support/engine.ts';
import { type Rows, readRows, withCandidates } from '../support/importFiles.ts';

const HEADINGS = [
  'Primary Identifier',
  'Last Patron Activity Date',
  'Researcher',
  'Linked From Institution',
  'Purge Date',
  'Account Type',
];
const USERS = ['u0', 'u1', 'u2', 'u3', 'u4', 'u5'];
const SIGNS: readonly ReviewFlag[] = ['recent-activity', 'researcher', 'linked-account'];
const RUN_DATE = '2026-05-31';

const PURGE_DATE = '2020-05-31';

const row = fc.tuple(
  fc.constantFrom(...USERS, 'new1', 'new2'),
  fc.constantFrom(null, '2025-05-30', '2025-05-31', '2026-04-30', '2027-01-01', '2010-01-01'),
  fc.constantFrom(null, 'Yes', 'No'),
  fc.constantFrom(null, 'Other College', 'None', 'none ', '-'),
  fc.constant(PURGE_DATE),
  fc.constant('External'),
);
const step = fc.oneof(
  fc.record({
    what: fc.constantFrom('users' as const, 'candidates' as const),
    rows: fc.uniqueArray(row, { selector: ([id]) => id, minLength: 1, maxLength: 6 }),
  }),
  fc.record({
    what: fc.constant('months' as const),
    months: fc.constantFrom(null, 1, 12, 13, 300),
  }),
  fc.record({
    what: fc.constant('run' as const),
    runDate: fc.constantFrom(null, '2026-05-31', '2026-06-01'),
  }),
  fc.record({ what: fc.constant('undo' as const) }),
);

async function expectPlain(engine: TestEngine): Promise<number> {
  const { activeMonths, runDate, institution } = await engine.ask.settings.get();
  const since =
    activeMonths === null
      ? null
      : minusMonths(runDate ?? today(institution.timeZone), activeMonths);
  let found = 0;
  for (const user of (await engine.users()).values()) {
    const { last_activity_date: day, researcher, linked_from: from } = user;
    const expected = [
      since !== null && day !== null && day >= since && 'recent-activity',
      researcher === true && 'researcher',
      from !== null && !/^\s*(none|-)\s*$/i.test(from) && 'linked-account',
    ].filter((each) => each !== false);
    expect(user.flags.filter((flag) => SIGNS.includes(flag))).toEqual(expected);
    found += expected.length;
  }
  return found;
}

test('stand as a plain reading of the facts says, whatever changes them', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
      const engine = await withCandidates(...USERS);
      const save = async (part: object) =>
        engine.ask.settings.save({ ...(await engine.ask.settings.get()), ...part });
      await save({ runDate: RUN_DATE });
      const added: number[] = [];
      for (const [n, each] of steps.entries()) {
        if (each.what === 'months') await save({ activeMonths: each.months });
        else if (each.what === 'run') await save({ runDate: each.runDate });
        else if (each.what === 'undo') {
          const importId = added.pop();
          if (importId !== undefined) await engine.ask.imports.undo({ importId });
        } else {
          const rows = [HEADINGS, ...each.rows] as Rows;
          const { importId } = await readRows(engine, rows, { kind: each.what }, `${n}.xlsx`);
          await engine.ask.imports.commit({ importId });
          added.push(importId);
        }
        found += await expectPlain(engine);
      }
      await engine.close();
    }),
    { numRuns: 15 },
  );
  expect(found).toBeGreaterThan(20);
});

test('end an approval when a file tells them anew, and the check says so before', async () => {
  const engine = await withCandidates('a', 'b');
  await engine.approve();
  const rows: Rows = [
    HEADINGS,
    ['a', '2099-01-01', 'No', null, PURGE_DATE, 'External'],
    ['b', '2001-01-01', 'No', 'None', PURGE_DATE, 'External'],
  ];
  const check = await readRows(engine, rows, { kind: 'users' }, 'users.xlsx');
  expect(check.decisionsEnd).toMatchObject({ approved: 1 });
  await engine.ask.imports.commit({ importId: check.importId });
  expect((await engine.user('a')).decision).toBe('undecided');
  expect((await engine.user('b')).decision).toBe('approved');
});

test('a record is linked also where the file gives nothing but what it is called elsewhere', async () => {
  const engine = await withCandidates('a', 'b');
  const rows: Rows = [
    ['Primary Identifier', 'Linked account', 'Status'],
    ['a', '9912', 'Active'],
    ['b', null, 'Active'],
  ];
  const { importId } = await readRows(engine, rows, { kind: 'users' }, 'users.xlsx');
  await engine.ask.imports.commit({ importId });
  expect((await engine.user('a')).flags).toContain('linked-account');
  expect((await engine.user('b')).flags).not.toContain('linked-account');
});
