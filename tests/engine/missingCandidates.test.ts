/**
 * Users who should be candidates and aren't, held against a plain reading of their dates. Somebody too many gets a
 * purge date that they must not have; somebody too few stays for good.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { lastPurgeDateTaken, READINGS } from '#shared/domain/dayBound.ts';
import {
  expiredIn,
  MISSING_CAUSES,
  type MissingAsked,
  missingCriteria,
  ofGroup,
} from '#shared/domain/missingCandidates.ts';
import { yearsBefore } from '#shared/domain/oddDates.ts';
import { newEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import { day } from '../support/workbookFile.ts';

const date = fc.constantFrom(
  null,
  '2019-02-28',
  '2020-02-29',
  '2022-02-28',
  '2023-02-28',
  '2024-01-30',
  '2024-01-31',
  '2024-02-28',
  '2024-02-29',
  '2031-01-01',
);
const person = fc.record({
  expiry: date,
  purge: date,
  type: fc.constantFrom('Public', 'Staff', 'Contact', null),
  group: fc.constantFrom('Alumni', 'Graduate', 'Emeriti', null),
});
const asked = fc.record({
  runDate: fc.constantFrom('2024-02-29', '2024-03-01'),
  days: fc.constantFrom(0, 30),
  reading: fc.constantFrom(...READINGS),
  years: fc.constantFrom(0, 1, 4),
});

function isMissing(user: UserRow, { runDate, days, reading, years }: MissingAsked, cause: string) {
  if (user.candidate || user.record_type === 'Contact' || user.user_group === 'Emeriti')
    return false;
  if (user.expiry_date === null || user.expiry_date > yearsBefore(runDate, years)) return false;
  return cause === 'no-purge-date'
    ? user.purge_date === null
    : user.purge_date !== null && user.purge_date > lastPurgeDateTaken(reading, runDate, days);
}

test('are those whom a plain reading finds, and each number of the table is its users', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 20 }),
      asked,
      async (people, plan) => {
        const engine = await newEngine();
        await engine.ask.register.add({
          kind: 'group',
          value: 'Emeriti',
          note: '',
          reviewOn: null,
        });
        await addRows(engine, 'users', [
          ['Primary Identifier', 'Expiry Date', 'Purge Date', 'User Record Type', 'User Group'],
          ...people.map(({ expiry, purge, type, group }, n) => [
            `u${n}`,
            expiry && day(expiry),
            purge && day(purge),
            type,
            group,
          ]),
        ]);
        await engine.candidates([{ id: 'u0', purge: '2019-01-31' }]);
        const users = [...(await engine.users()).values()];
        const missing = new Set<number>();
        for (const cause of MISSING_CAUSES) {
          const criteria = missingCriteria({ ...plan, cause });
          const expected = users.filter((user) => isMissing(user, plan, cause));
          for (const { userNo } of expected) missing.add(userNo);
          const found = await engine.users(criteria);
          expect([...found.values()].map(({ userNo }) => userNo)).toEqual(
            expected.map(({ userNo }) => userNo),
          );
        }
        const whole = missingCriteria(plan);
        const counts = await engine.ask.review.expiryYears({ criteria: whole });
        expect(counts.reduce((sum, each) => sum + each.users, 0)).toBe(missing.size);
        for (const { group, year, users: count } of counts) {
          const cell = { op: 'all' as const, of: [whole, ofGroup(group), expiredIn(year, year)] };
          expect(await engine.ask.users.count({ criteria: cell })).toEqual({ users: count });
        }
      },
    ),
    { numRuns: 15 },
  );
});
