/**
 * The users behind one rule of the protected register. A number that opens others than it counts, or those
 * whom the rule named before it was changed, would have somebody look at the wrong users.
 */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { ProtectedKind } from '#shared/domain/protectedRegister.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';

const by = (ruleId: number): Criteria => ({
  op: 'all',
  of: [
    { op: 'membership', value: 'candidate' },
    { op: 'protectedBy', ruleId },
  ],
});

async function withCandidates(): Promise<TestEngine> {
  const engine = await newEngine();
  await engine.candidates([
    { id: 'V-01', group: 'Alumni' },
    { id: 'v-2', group: 'i-share ' },
    { id: 'w-1', group: 'Alumni' },
    { id: 'w-12', group: 'Graduate' },
  ]);
  return engine;
}

describe('the users of a rule', () => {
  test.each<[ProtectedKind, string, string[]]>([
    ['group', ' ALUMNI', ['V-01', 'w-1']],
    ['identifier', 'v-01', ['V-01']],
    ['prefix', 'v-', ['V-01', 'v-2']],
    ['pattern', '?-#', ['v-2', 'w-1']],
    ['pattern', 'w*', ['w-1', 'w-12']],
  ])('are those that it counts: %s %s', async (kind, value, identifiers) => {
    const engine = await withCandidates();
    const rule = await engine.ask.register.add({ kind, value });
    expect(await engine.identifiers(by(rule.ruleId))).toEqual(identifiers.sort());
    expect(rule.users).toBe(identifiers.length);
    const listed = await engine.ask.register.list();
    expect(listed.find(({ ruleId }) => ruleId === rule.ruleId)?.users).toBe(identifiers.length);
  });

  test('are those, too, whom a job of ours has moved out of the group since the file was read', async () => {
    const engine = await withCandidates();
    const everybody = {
      name: 'All',
      criteria: { op: 'membership', value: 'candidate' },
      origin: { from: 'review', users: 'all' },
    } as const;
    const { setId } = await engine.ask.sets.create(everybody);
    await engine.ask.register.remove({
      ruleId: (await engine.ask.register.list()).find(({ value }) => value === 'I-Share')!.ruleId,
    });
    await engine.approve();
    await engine.move(setId);
    const rule = await engine.ask.register.add({ kind: 'group', value: 'Alumni' });
    expect(rule.users).toBe(2);
    expect(await engine.identifiers(by(rule.ruleId))).toEqual(['V-01', 'w-1']);
    expect(await engine.identifiers({ op: 'hasFlag', flags: ['protected'] })).toEqual([
      'V-01',
      'w-1',
    ]);
    const { protectedBy } = await engine.ask.users.get({
      userNo: (await engine.user('w-1')).userNo,
    });
    expect(protectedBy).toMatchObject([{ value: 'Alumni' }]);
    // A newer file that tells of another group lets go of it.
    await engine.candidates([{ id: 'w-1', group: 'Faculty' }]);
    expect(await engine.identifiers(by(rule.ruleId))).toEqual(['V-01']);
    expect(await engine.identifiers({ op: 'hasFlag', flags: ['protected'] })).toEqual(['V-01']);
    const w1 = await engine.ask.users.get({ userNo: (await engine.user('w-1')).userNo });
    expect(w1.protectedBy).toEqual([]);
  });

  test('are those whom two of our jobs have moved on, also where the clock was set back since the file', async () => {
    const engine = await withCandidates();
    const earlier = Date.now() - 400 * 86_400_000;
    vi.spyOn(Date, 'now').mockImplementation(() => earlier);
    onTestFinished(() => void vi.restoreAllMocks());
    const { setId } = await engine.ask.sets.create({
      name: 'All',
      criteria: { op: 'search', value: 'w-1' },
      origin: { from: 'review', users: 'all' },
    });
    await engine.approve();
    await engine.move(setId, 'For the last look');
    await engine.move(setId);
    const rule = await engine.ask.register.add({ kind: 'group', value: 'Alumni' });
    expect(await engine.identifiers(by(rule.ruleId))).toEqual(['V-01', 'w-1']);
  });

  test('are others as soon as the rule is another, though no user has changed', async () => {
    const engine = await withCandidates();
    const { ruleId } = await engine.ask.register.add({ kind: 'prefix', value: 'none' });
    expect(await engine.identifiers(by(ruleId))).toEqual([]);
    await engine.ask.register.edit({ ruleId, kind: 'prefix', value: 'nobody' });
    expect(await engine.identifiers(by(ruleId))).toEqual([]);
    await engine.ask.register.edit({ ruleId, kind: 'prefix', value: 'w' });
    expect(await engine.identifiers(by(ruleId))).toEqual(['w-1', 'w-12']);
    await engine.ask.register.edit({ ruleId, kind: 'prefix', value: 'w-12' });
    expect(await engine.identifiers(by(ruleId))).toEqual(['w-12']);
  });

  test('of a rule that is gone are asked in vain', async () => {
    const engine = await withCandidates();
    const { ruleId } = await engine.ask.register.add({ kind: 'prefix', value: 'w' });
    await engine.ask.register.remove({ ruleId });
    expect((await refusal(engine.identifiers(by(ruleId)))).reason).toBe('criteria.gone');
  });

  test('can be kept as a logical set and combined', async () => {
    const engine = await withCandidates();
    const { ruleId } = await engine.ask.register.add({ kind: 'prefix', value: 'w' });
    const { setId, members } = await engine.ask.sets.create({
      name: 'Named by the rule',
      criteria: by(ruleId),
      origin: { from: 'review', users: 'all' },
      logical: true,
    });
    expect(members).toBe(2);
    const others = await engine.ask.sets.create({
      name: 'Everybody',
      criteria: { op: 'membership', value: 'candidate' },
      origin: { from: 'review', users: 'all' },
    });
    const rest = await engine.ask.sets.combine({
      name: 'The rest',
      first: others.setId,
      operator: 'Not',
      second: setId,
    });
    expect(rest.members).toBe(2);
  });
});
