/**
 * Sets: made from criteria, combined as Alma combines, named once. A set that holds one user too
 * many is uploaded to Alma as it is.
 */
import { describe, expect, test } from 'vitest';
import type { Criteria } from '#shared/domain/criteria.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { compared, readRows } from '../support/importFiles.ts';
import { saidOf } from '../support/saidOf.ts';

const CANDIDATES: Criteria = { op: 'membership', value: 'candidate' };

async function setOf(engine: TestEngine, name: string, ...identifiers: string[]) {
  const users = await engine.users();
  const userNos = identifiers.map((each) => users.get(each)!.userNo);
  return engine.ask.sets.create({
    name,
    criteria: { op: 'users', userNos },
    origin: { from: 'review', users: 'all' },
  });
}

async function membersOf(engine: TestEngine, setId: number) {
  return engine.identifiers({ op: 'inSet', setId });
}

describe('sets', () => {
  test('are made from criteria and stay as they are when the users change', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', 'c']);
    const set = await engine.ask.sets.create({
      name: ' Candidates ',
      criteria: CANDIDATES,
      origin: { from: 'review', users: 'all' },
      note: 'First try',
    });
    expect(set).toMatchObject({
      name: 'Candidates',
      members: 3,
      private: false,
      note: 'First try',
      origin: { from: 'review', users: 'all' },
      createdBy: 'Tester',
    });
    await engine.candidates(['d'], 'replace');
    expect(await membersOf(engine, set.setId)).toEqual(['a', 'b', 'c']);
  });

  test('are private as the settings say, unless somebody says otherwise, and stay so', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    const origin = { from: 'review', users: 'all' } as const;
    const make = (name: string, details = {}) =>
      engine.ask.sets.create({ name, criteria: CANDIDATES, origin, ...details });
    expect((await make('Shared')).private).toBe(false);
    expect((await make('Mine', { private: true })).private).toBe(true);
    await engine.ask.settings.save({ ...(await engine.ask.settings.get()), privateSets: true });
    const mine = await make('Also mine');
    expect(mine.private).toBe(true);
    expect((await make('Shared, too', { private: false })).private).toBe(false);
    await engine.exclusions('a');
    expect((await engine.ask.sets.list())[0]).toMatchObject({ private: true });
    const renamed = await engine.ask.sets.edit({ setId: mine.setId, name: 'Renamed' });
    expect(renamed).toMatchObject({ name: 'Renamed', private: true });
  });

  test.each([
    ['And', ['b']],
    ['Or', ['a', 'b', 'c', 'stranger']],
    ['Not', ['a']],
  ] as const)('combined with %s', async (operator, expected) => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', 'c', 'd']);
    await engine.exclusions('stranger');
    const first = await setOf(engine, 'First', 'a', 'b');
    const second = await setOf(engine, 'Second', 'b', 'c', 'stranger');
    const question = { first: first.setId, operator, second: second.setId };
    expect(await engine.ask.sets.combineCount(question)).toEqual({
      users: expected.length,
      openPairs: 0,
    });
    const combined = await engine.ask.sets.combine({ name: 'Both', ...question });
    expect(combined).toMatchObject({
      members: expected.length,
      origin: { from: 'combination', first: 'First', operator, second: 'Second' },
    });
    expect(await membersOf(engine, combined.setId)).toEqual(expected);
    expect(await membersOf(engine, first.setId)).toEqual(['a', 'b']);
  });

  test('candidates Not exclusions leaves nobody of the exclusion list, whatever its spelling', async () => {
    const engine = await newEngine();
    await engine.candidates(['00123', 'JDoe', 'José', 'keep']);
    await engine.exclusions('00123 ', 'jdoe', 'JOSE\u0301', 'nobody');
    const candidates = await engine.ask.sets.create({
      name: 'All',
      criteria: CANDIDATES,
      origin: { from: 'review', users: 'all' },
    });
    const list = (await engine.ask.sets.list()).find(
      (set) => set.origin.from === 'exclusion-list',
    )!;
    const result = await engine.ask.sets.combine({
      name: 'To purge',
      first: candidates.setId,
      operator: 'Not',
      second: list.setId,
    });
    expect(await membersOf(engine, result.setId)).toEqual(['keep']);
  });

  test('“Not” an exclusion list is refused while somebody may be meant by it in another spelling', async () => {
    const engine = await newEngine();
    await engine.candidates(['00123', '00456', 'obrien', 'keep', '789']);
    await engine.exclusions(123, '456', 'o’brien', 'keep');
    const all = await engine.ask.sets.create({
      name: 'All',
      criteria: CANDIDATES,
      origin: { from: 'review', users: 'all' },
    });
    const list = (await engine.ask.sets.list()).find(
      (set) => set.origin.from === 'exclusion-list',
    )!;
    const copied = await engine.ask.sets.create({
      name: 'Copy of the list',
      criteria: { op: 'inSet', setId: list.setId },
      origin: { from: 'review', users: 'all' },
    });
    for (const second of [list.setId, copied.setId]) {
      const not = { first: all.setId, operator: 'Not', second } as const;
      expect(await engine.ask.sets.combineCount(not)).toEqual({ users: 4, openPairs: 3 });
      expect(await refusal(engine.ask.sets.combine({ name: 'Rest', ...not }))).toMatchObject({
        reason: 'set.openPairs',
        message: expect.stringContaining('3 users of the first set'),
        todo: expect.stringContaining('in the review first'),
      });
    }
    const not = { first: all.setId, operator: 'Not', second: list.setId } as const;
    for (const [identifier, decision] of [
      ['00123', 'excluded'],
      ['00456', 'approved'],
      ['obrien', 'excluded'],
    ] as const) {
      const { userNo } = await engine.user(identifier);
      await engine.ask.review.decide({
        selection: { criteria: { op: 'users', userNos: [userNo] } },
        decision,
        reason: 'Other',
      });
    }
    const rest = await engine.ask.sets.combine({ name: 'Rest', ...not });
    expect(await membersOf(engine, rest.setId)).toEqual(['00123', '00456', '789', 'obrien']);
  });

  test('“Not” a set without the list, “And” and “Or” leave pairs alone', async () => {
    const engine = await newEngine();
    await engine.candidates(['00123', 'b']);
    await engine.exclusions(123);
    const all = await engine.ask.sets.create({
      name: 'All',
      criteria: CANDIDATES,
      origin: { from: 'review', users: 'all' },
    });
    const other = await setOf(engine, 'Other', 'b');
    const list = (await engine.ask.sets.list()).find(
      (set) => set.origin.from === 'exclusion-list',
    )!;
    for (const [operator, second] of [
      ['Not', other.setId],
      ['And', list.setId],
      ['Or', list.setId],
    ] as const) {
      const question = { first: all.setId, operator, second };
      expect((await engine.ask.sets.combineCount(question)).openPairs).toBe(0);
      await engine.ask.sets.combine({ name: `All ${operator} ${second}`, ...question });
    }
  });

  test('a waiting file is compared anew when an exclusion set is deleted', async () => {
    const engine = await newEngine();
    await engine.exclusions(123);
    const { importId } = await readRows(
      engine,
      [
        ['Primary Identifier', 'Purge Date', 'Last Name'],
        ['00123', '2020-01-31', 'Doe'],
      ],
      { kind: 'candidates' },
    );
    const pairs = async () =>
      (await compared(engine, importId)).notices.find(({ code }) => code === 'zero-loss-pair');
    expect(saidOf(await pairs())).toContain('exclusion list');
    const [list] = await engine.ask.sets.list();
    await engine.ask.sets.delete({ setId: list!.setId });
    expect((await engine.ask.imports.check({ importId })).diff).toBeNull();
    expect((await compared(engine, importId)).diff).not.toBeNull();
  });

  test('a name is taken once, without case and outer spaces, for new and renamed sets', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const first = await setOf(engine, 'Straße', 'a');
    const second = await setOf(engine, 'Other', 'a');
    const taken = { reason: 'set.nameTaken', code: 'REFUSED' };
    expect(await refusal(setOf(engine, ' STRASSE', 'a'))).toMatchObject(taken);
    const combine = { first: first.setId, operator: 'Or', second: second.setId } as const;
    expect(await refusal(engine.ask.sets.combine({ name: 'other', ...combine }))).toMatchObject(
      taken,
    );
    expect(
      await refusal(engine.ask.sets.edit({ setId: second.setId, name: 'straße' })),
    ).toMatchObject(taken);
    const edited = await engine.ask.sets.edit({
      setId: first.setId,
      name: 'STRASSE',
      note: 'x',
      private: false,
    });
    expect(edited).toMatchObject({ name: 'STRASSE', note: 'x', private: false, members: 1 });
    expect(await engine.ask.sets.list()).toHaveLength(2);
  });

  test('deleted sets are gone, their number isn’t used again', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const { setId } = await setOf(engine, 'Gone', 'a');
    await engine.ask.sets.delete({ setId });
    for (const request of [
      engine.ask.sets.delete({ setId }),
      engine.ask.sets.edit({ setId, name: 'x' }),
      engine.ask.sets.combineCount({ first: setId, operator: 'Or', second: setId }),
      engine.ask.sets.exportFile({ setId, heading: 'USERNAME', file: engine.grant('/nowhere') }),
      engine.move(setId),
    ]) {
      expect(await refusal(request)).toMatchObject({ reason: 'set.gone' });
    }
    expect((await setOf(engine, 'Next', 'a')).setId).toBeGreaterThan(setId);
  });

  test('a user’s sets are those that hold it', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    const first = await setOf(engine, 'First', 'a', 'b');
    await setOf(engine, 'Second', 'b');
    const { sets } = await engine.ask.users.get({ userNo: (await engine.user('a')).userNo });
    expect(sets).toEqual([{ setId: first.setId, name: 'First' }]);
  });
});
