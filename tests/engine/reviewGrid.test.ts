/**
 * What the review's grid asks besides pages: counts that narrow with the filter, users by identifier, columns
 * nobody understood, notes, views. A count that doesn't follow the filter sends a bulk action astray.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { DECISIONS, type Decision } from '#shared/domain/review.ts';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { newEngine, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

describe('facets', () => {
  test('count flags and decisions among the users that match, as single counts do', async () => {
    const engine = await newEngine();
    await engine.candidates([
      { id: 'a', role: 'Yes', group: 'Staff' },
      { id: 'b', role: null },
      { id: 'c', role: null, group: 'Staff' },
      'd',
    ]);
    await engine.ask.review.applyRules();
    const criteria = allOf(CANDIDATES, { op: 'oneOf', field: 'user_group', values: ['Staff'] });
    const facets = await engine.ask.users.facets({ criteria });
    expect(facets.users).toBe(2);
    for (const flag of REVIEW_FLAGS) {
      const flagged = allOf(criteria, { op: 'hasFlag', flags: [flag] });
      const { users } = await engine.ask.users.count({ criteria: flagged });
      expect(facets.flags[flag], flag).toBe(users);
    }
    expect(facets.decisions).toEqual({ undecided: 0, excluded: 2, approved: 0 });
  });
});

describe('users by identifier', () => {
  test('are found without case and outer spaces; who isn’t there is named as written', async () => {
    const engine = await newEngine();
    await engine.candidates(['JDoe', '00123']);
    const { userNos, missing } = await engine.ask.users.find({
      identifiers: [' jdoe', '123', '00123 ', '', 'JDOE'],
    });
    const users = await engine.users();
    expect(userNos).toEqual([users.get('JDoe')!.userNo, users.get('00123')!.userNo]);
    expect(missing).toEqual(['123']);
  });

  test('are told apart from those whom a purge has taken, whom no review shows', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', { id: 'c', group: 'Other' }]);
    await engine.ask.review.decide({
      selection: { criteria: CANDIDATES },
      decision: 'approved',
      reason: null,
    });
    await engine.purge({ userGroup: 'Other' });
    const found = await engine.ask.users.find({ identifiers: ['A', 'c', 'C ', 'x'] });
    expect(found).toMatchObject({ userNos: [1, 3], missing: ['x'], deleted: 1 });
  });
});

describe('the decisions of each user', () => {
  test('come with the rows when they are asked for: all of them in their order, the undone ones as such', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', 'c']);
    const users = await engine.users();
    const decide = (identifiers: string[], decision: Decision, reason: string | null) =>
      engine.ask.review.decide({
        selection: {
          criteria: { op: 'users', userNos: identifiers.map((each) => users.get(each)!.userNo) },
        },
        decision,
        reason,
      });
    await decide(['a', 'b'], 'excluded', 'Other');
    await decide(['a'], 'approved', 'Data checked');
    await decide(['c'], 'excluded', 'Other');
    await engine.ask.review.undo();
    const page = (decisions: boolean) =>
      engine.ask.users.page({ criteria: CANDIDATES, sort: [], offset: 0, limit: 9, decisions });
    const told = (await page(true)).rows.map(({ decisions }) =>
      decisions.map(({ decision, reason, by, undone }) => [decision, reason, by, undone]),
    );
    expect(told).toEqual([
      [
        ['excluded', 'Other', 'Tester', false],
        ['approved', 'Data checked', 'Tester', false],
      ],
      [['excluded', 'Other', 'Tester', false]],
      [['excluded', 'Other', 'Tester', true]],
    ]);
    expect((await page(false)).rows.flatMap(({ decisions }) => decisions)).toEqual([]);
  });
});

describe('columns that nobody understood', () => {
  test('are listed and told for each user, from the newest file that has them', async () => {
    const engine = await newEngine();
    const file = (name: string, heading: string, rows: string[][]) =>
      writeWorkbook(join(engine.folder, name), {
        rows: [['Primary Identifier', 'Purge Date', heading, '__proto__'], ...rows],
      });
    await engine.importFile(
      await file('First.xlsx', 'Shelf', [
        ['a', '2020-01-31', 'A1', 'x'],
        ['b', '2020-01-31', 'B1', ''],
      ]),
      'candidates',
    );
    await engine.importFile(
      await file('Second.xlsx', 'Shelf', [['a', '2020-01-31', 'A2', 'y']]),
      'candidates',
    );
    expect(await engine.ask.users.extraColumns()).toEqual(['Shelf', '__proto__']);
    const { rows } = await engine.ask.users.page({
      criteria: CANDIDATES,
      sort: [{ field: 'primary_identifier', direction: 'asc' }],
      extra: ['Shelf', 'Unheard of'],
      offset: 0,
      limit: 10,
    });
    expect(rows.map(({ extra }) => extra)).toEqual([{ Shelf: 'A2' }, { Shelf: 'B1' }]);
  });
});

describe('notes', () => {
  test('stay with the user, with who and when, until they are removed', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    const { userNo } = await engine.user('a');
    const note = await engine.ask.users.addNote({ userNo, text: ' Retired in May ' });
    expect(note).toMatchObject({ by: 'Tester', text: 'Retired in May' });
    expect((await engine.ask.users.get({ userNo })).notes).toEqual([note]);
    expect((await engine.user('a')).notes).toBe(1);
    expect(await engine.identifiers({ op: 'mark', value: 'noted' })).toEqual(['a']);
    await engine.ask.users.removeNote({ noteId: note.noteId });
    expect(await engine.identifiers({ op: 'mark', value: 'noted' })).toEqual([]);
    const again = engine.ask.users.removeNote({ noteId: note.noteId });
    expect(await refusal(again)).toMatchObject({ reason: 'note.gone' });
  });

  test('go with a user whose import is taken back', async () => {
    const engine = await newEngine();
    const { importId } = await engine.candidates(['a']);
    await engine.ask.users.addNote({ userNo: (await engine.user('a')).userNo, text: 'Called' });
    await engine.ask.imports.undo({ importId });
    expect(engine.count('user_note')).toBe(0);
  });
});

describe('views', () => {
  test('are kept by grid and name; the same name is replaced', async () => {
    const engine = await newEngine();
    await engine.ask.views.save({ grid: 'review', name: 'Dates', state: '[1]' });
    const second = await engine.ask.views.save({ grid: 'review', name: ' dates', state: '[2]' });
    await engine.ask.views.save({ grid: 'users', name: 'Dates', state: '[3]' });
    expect(await engine.ask.views.list({ grid: 'review' })).toEqual([second]);
    expect(second).toMatchObject({ name: 'dates', state: '[2]' });
    const broken = engine.ask.views.save({ grid: 'review', name: 'x', state: '{' });
    expect(await refusal(broken)).toMatchObject({ reason: 'view.state' });
    await engine.ask.views.remove({ viewId: second.viewId });
    expect(await engine.ask.views.list({ grid: 'review' })).toEqual([]);
  });
});

type Step =
  | { op: 'import'; file: number; mode: 'add' | 'replace' }
  | { op: 'takeBack' }
  | { op: 'decide'; group: string; decision: (typeof DECISIONS)[number] }
  | { op: 'rules' }
  | { op: 'undo' }
  | { op: 'redo' }
  | { op: 'protect'; prefix: string };

const GROUPS = ['Graduate', 'Alumni', 'I-Share'];

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    op: fc.constant('import' as const),
    file: fc.nat({ max: 2 }),
    mode: fc.constantFrom('add' as const, 'replace' as const),
  }),
  fc.constant({ op: 'takeBack' as const }),
  fc.record({
    op: fc.constant('decide' as const),
    group: fc.constantFrom(...GROUPS),
    decision: fc.constantFrom(...DECISIONS),
  }),
  fc.constantFrom({ op: 'rules' as const }, { op: 'undo' as const }, { op: 'redo' as const }),
  fc.record({ op: fc.constant('protect' as const), prefix: fc.constantFrom('u1', 'u2', 'u3') }),
);

describe('every partition of the candidates', () => {
  test('adds up to them, after any sequence of decisions, undos and imports', async () => {
    const folder = temporaryFolder();
    const files = await Promise.all([0, 1, 2].map((n) => sampleFile(folder, n)));
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const engine = new TestEngine(folder);
        await engine.create(`Partition ${++runs}`);
        try {
          await engine.importFile(files[0]!, 'candidates');
          for (const each of steps) {
            await perform(engine, each, files);
            await addsUp(engine);
          }
        } finally {
          await engine.close();
        }
      }),
      { numRuns: 15 },
    );
  });
});

function sampleFile(folder: string, n: number): Promise<string> {
  const candidates = Array.from({ length: 24 }, (_, at) => {
    const which = at + n * 7;
    return {
      id: `u${which}`,
      group: which % 9 === 0 ? null : GROUPS[(which + n) % 3]!,
      role: ['No', 'Yes', null][which % 3]!,
      purge: which % 5 === 0 ? null : `20${String(12 + (which % 14)).padStart(2, '0')}-03-01`,
      expiry: which % 4 === 0 ? '2099-01-31' : '2015-01-31',
    };
  });
  return writeWorkbook(join(folder, `Sample ${n}.xlsx`), candidatesSheet(...candidates));
}

async function perform(engine: TestEngine, each: Step, files: readonly string[]): Promise<void> {
  const { ask } = engine;
  if (each.op === 'import') {
    await engine.importFile(files[each.file]!, 'candidates', each.mode);
  } else if (each.op === 'takeBack') {
    const committed = (await ask.imports.list()).filter(({ state }) => state === 'committed');
    if (committed.length > 1) await ask.imports.undo({ importId: committed.at(-1)!.importId });
  } else if (each.op === 'decide') {
    const criteria: Criteria = { op: 'oneOf', field: 'user_group', values: [each.group] };
    await ask.review.decide({ selection: { criteria }, decision: each.decision, reason: 'Other' });
  } else if (each.op === 'rules') {
    await ask.review.applyRules();
  } else if (each.op === 'protect') {
    await ask.register.add({ kind: 'prefix', value: each.prefix }).catch(() => {});
  } else {
    await ask.review[each.op]().catch(() => {});
  }
}

/** Each way of dividing the candidates leaves nobody out and counts nobody twice. */
async function addsUp(engine: TestEngine): Promise<void> {
  const { ask } = engine;
  const counts = await ask.review.counts();
  const { users } = await ask.users.count({ criteria: CANDIDATES });
  expect(counts.candidates - counts.deleted).toBe(users);
  const sum = (parts: readonly { readonly users: number }[]) =>
    parts.reduce((all, part) => all + part.users, 0);
  for (const field of ['user_group', 'staff_role', 'record_type', 'decision_reason'] as const)
    expect(
      sum((await ask.users.values({ column: { field }, criteria: CANDIDATES })).values),
      field,
    ).toBe(users);
  expect(sum(await ask.review.years({ criteria: CANDIDATES }))).toBe(users);
  const facets = await ask.users.facets({ criteria: CANDIDATES });
  expect(Object.values(facets.decisions).reduce((a, b) => a + b)).toBe(users);
  for (const decision of DECISIONS) expect(facets.decisions[decision]).toBe(counts[decision]);
  for (const flag of REVIEW_FLAGS) {
    const flagged: Criteria = { op: 'hasFlag', flags: [flag] };
    const others = await ask.users.count({
      criteria: allOf(CANDIDATES, { op: 'not', of: flagged }),
    });
    expect(facets.flags[flag] + others.users, flag).toBe(users);
    expect(facets.flags[flag]).toBe(counts.flags[flag]);
  }
  // Nobody is approved whom the register names or the staff lock holds.
  const barred: Criteria = {
    op: 'any',
    of: [
      { op: 'hasFlag', flags: ['protected'] },
      { op: 'mark', value: 'staff-locked' },
    ],
  };
  const approved: Criteria = { op: 'decision', values: ['approved'] };
  const wrong = await ask.users.count({ criteria: allOf(CANDIDATES, approved, barred) });
  expect(wrong.users).toBe(0);
}
