/**
 * What a report counts as overrides: rules that were switched off, staff and held-back users who were approved all the
 * same, by what held them back and for which reason. A number that took in whom nobody approved would accuse somebody,
 * one that left somebody out would hide them.
 */
import { expect, test } from 'vitest';
import { HELD_BACK_FLAGS } from '#shared/domain/reviewFlags.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';

async function approve(engine: TestEngine, id: string, reason: string, named = true) {
  const { userNo } = await engine.user(id);
  return engine.ask.review.decide({
    selection: { criteria: { op: 'users', userNos: [userNo] } },
    ...{ decision: 'approved', reason, named: named ? [...HELD_BACK_FLAGS] : [] },
    typedIdentifier: id,
  });
}

const overridesOf = (report: Awaited<ReturnType<TestEngine['purge']>>) =>
  report.review!.overrides.map(({ what, flag, users, reason }) => [what, flag, users, reason]);

test('approved users are counted by what held them back and why they go, nobody else', async () => {
  const engine = await newEngine();
  await engine.candidates([
    ...['free', 'listed1', 'listed2', 'listed3', 'stays', '0042'],
    { id: 'both', role: 'Yes' },
    { id: 'vendor', type: 'Contact' },
    { id: 'staff', role: 'Yes' },
  ]);
  // A pair that may have lost its zeros, and whom the list names.
  await engine.exclusions('listed1', 'listed2', 'listed3', 'stays', 'both', 'vendor', 42);
  await approve(engine, 'free', 'Data checked');
  await approve(engine, 'listed1', 'Data checked');
  await approve(engine, 'listed2', 'Listed by mistake');
  // Alone, without a name for what holds them back: as good as one, but for Contacts.
  await approve(engine, 'listed3', 'Listed by mistake', false);
  await approve(engine, '0042', 'Data checked');
  await approve(engine, 'both', 'Role has ended');
  expect(await approve(engine, 'vendor', 'Data checked', false)).toMatchObject({ changed: 0 });
  await approve(engine, 'vendor', 'Data checked');
  await approve(engine, 'staff', 'Role has ended');
  for (const name of ['Ada', 'Grace']) await engine.ask.signOff.sign({ name });
  const settings = await engine.ask.settings.get();
  expect(settings.signOffAbove).not.toBeNull();
  const set = await engine.ask.sets.create({
    name: 'Go',
    criteria: { op: 'decision', values: ['approved'] },
    origin: { from: 'review', users: 'all' },
  });
  const moved = await engine.move(set.setId);
  const expected = [
    ['held-back-named', 'exclusion-list', 2, 'Data checked'],
    ['held-back-named', 'exclusion-list', 2, 'Listed by mistake'],
    ['held-back-named', 'exclusion-list', 1, 'Role has ended'],
    ['held-back-named', 'zero-loss-pair', 1, 'Data checked'],
    ['held-back-named', 'contact', 1, 'Data checked'],
    ['staff-confirmed', null, 2, 'Role has ended'],
  ];
  expect(overridesOf(moved)).toHaveLength(expected.length);
  expect(overridesOf(moved)).toEqual(expect.arrayContaining(expected));
});

test('whoever was purged before is no override of the next job', async () => {
  const engine = await newEngine();
  await engine.candidates(['gone', { id: 'later', purge: '2031-05-31' }]);
  await engine.exclusions('gone', 'later');
  for (const id of ['gone', 'later']) await approve(engine, id, 'Data checked');
  const first = await engine.purge();
  expect(overridesOf(first)).toEqual([['held-back-named', 'exclusion-list', 2, 'Data checked']]);
  const second = await engine.purge();
  expect(overridesOf(second)).toEqual([['held-back-named', 'exclusion-list', 1, 'Data checked']]);
});
