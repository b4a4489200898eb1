/**
 * Sets: made from criteria, combined as Alma combines, named once. A set that holds one user too
 * many is uploaded to Alma as it is.
 */
import { describe, expect, test } from 'vitest';
import type { Criteria } from '#shared/domain/criteria.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';

const CANDIDATES: Criteria = { op: 'standing', value: 'candidate' };

async function setOf(engine: TestEngine, name: string, ...identifiers: string[]) {
  const users = await engine.users();
  const userNos = identifiers.map((each) => users.get(each)!.userNo);
  return engine.ask.sets.create({ name, criteria: { op: 'users', userNos }, origin: 'Picked' });
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
      origin: 'All candidates',
      note: 'First try',
    });
    expect(set).toMatchObject({
      name: 'Candidates',
      members: 3,
      private: true,
      note: 'First try',
      origin: 'All candidates',
      createdBy: 'Tester',
    });
    await engine.candidates(['d'], 'replace');
    expect(await membersOf(engine, set.setId)).toEqual(['a', 'b', 'c']);
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
    expect(await engine.ask.sets.combineCount(question)).toEqual({ users: expected.length });
    const combined = await engine.ask.sets.combine({ name: 'Both', ...question });
    expect(combined).toMatchObject({
      members: expected.length,
      origin: `First ${operator} Second`,
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
      origin: '',
    });
    const list = (await engine.ask.sets.list()).find((set) => set.origin.startsWith('Exclusion'))!;
    const result = await engine.ask.sets.combine({
      name: 'To purge',
      first: candidates.setId,
      operator: 'Not',
      second: list.setId,
    });
    expect(await membersOf(engine, result.setId)).toEqual(['keep']);
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
