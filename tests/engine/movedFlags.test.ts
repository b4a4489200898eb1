/**
 * Flags behind a job that moves users. Where the register names none of the groups, nobody is looked at again; a walk
 * through everybody must find nothing to change even so, whatever was moved, told and protected before. A protection
 * that got lost on the way would let a purge take somebody whom the register keeps.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { readSettings } from '#engine/replica/settings.ts';
import { flagUsers } from '#engine/review/flagUsers.ts';
import { newEngine } from '../support/engine.ts';

const GROUPS = ['Alumni', 'Faculty', 'Emeriti', 'For the last look'] as const;
const USERS = ['u-1', 'u-2', 'u-3'] as const;

const group = fc.constantFrom(...GROUPS);
const user = fc.constantFrom(...USERS);
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ move: user, into: group }) },
    { weight: 1, arbitrary: fc.record({ told: user, group }) },
    { weight: 1, arbitrary: fc.record({ rule: group }) },
  ),
  { minLength: 1, maxLength: 6 },
);

test('a walk through everybody behind any moves, files and rules changes no flag', async () => {
  await fc.assert(
    fc.asyncProperty(group, steps, user, group, async (rule, between, move, into) => {
      const taken = [{ rule }, ...between, { move, into }];
      const engine = await newEngine();
      await engine.candidates(USERS.map((id) => ({ id, group: 'Alumni' })));
      for (const step of taken) {
        if ('told' in step) await engine.candidates([{ id: step.told, group: step.group }]);
        else if ('rule' in step) {
          const rules = await engine.ask.register.list();
          const known = rules.find(({ value }) => value === step.rule);
          if (known) await engine.ask.register.remove({ ruleId: known.ruleId });
          else await engine.ask.register.add({ kind: 'group', value: step.rule });
        } else {
          const { setId } = await engine.ask.sets.create({
            name: `Set ${taken.indexOf(step)}`,
            criteria: { op: 'search', value: step.move },
            origin: { from: 'review', users: 'all' },
          });
          await engine.move(setId, step.into);
        }
      }
      const { path } = engine;
      await engine.close();
      const { db, close } = openWritable(path);
      expect([...flagUsers(db, readSettings(db)).changed]).toEqual([]);
      close();
    }),
    { numRuns: 15 },
  );
});

test('out of a protected group the protection goes along, and into one it begins', async () => {
  const engine = await newEngine();
  await engine.candidates([
    { id: 'u-1', group: 'Emeriti' },
    { id: 'u-2', group: 'Alumni' },
    { id: 'u-3', group: 'Alumni' },
  ]);
  await engine.ask.register.add({ kind: 'group', value: 'Emeriti' });
  const setOf = async (value: string) =>
    (
      await engine.ask.sets.create({
        name: value,
        criteria: { op: 'search', value },
        origin: { from: 'review', users: 'all' },
      })
    ).setId;
  await engine.move(await setOf('u-1'), 'Faculty');
  await engine.move(await setOf('u-2'), ' EMERITI');
  await engine.move(await setOf('u-3'), 'Faculty');
  const users = [...(await engine.users()).values()];
  const isProtected = users
    .filter(({ flags }) => flags.includes('protected'))
    .map(({ primary_identifier }) => primary_identifier);
  expect(isProtected.sort()).toEqual(['u-1', 'u-2']);
});
