/**
 * Who needs whose record, by plain cases. An address that is read too narrowly misses the household of a child; one
 * that is read too widely flags the whole street.
 */
import { expect, test } from 'vitest';
import {
  addressKeys,
  ageDay,
  ageOn,
  emailKey,
  isActive,
  mayHaveGuardian,
  stays,
} from '#shared/domain/relations.ts';

const DAY = '2026-05-31';
const WHEN = ageDay(DAY);
const unknown = { status: null, expiryDate: null, candidate: false };

const share = (...lines: [line1: string, postalCode: string | null, city: string | null][]) => {
  const [one, other] = lines.map(([line1, postalCode, city]) =>
    addressKeys({ line1, postalCode, city }),
  );
  return one!.some((key) => other!.includes(key));
};

test('somebody comes of age on their eighteenth birthday, and a birth to come is a mistake', () => {
  expect(ageOn('2008-05-31', WHEN)).toBe('adult');
  expect(ageOn('2008-06-01', WHEN)).toBe('minor');
  expect(ageOn(DAY, WHEN)).toBe('minor');
  expect(ageOn('2026-06-01', WHEN)).toBe('unknown');
  expect(ageOn(null, WHEN)).toBe('unknown');
  expect(ageOn('2008-02-29', ageDay('2026-02-28'))).toBe('minor');
  expect(ageOn('2008-02-29', ageDay('2026-03-01'))).toBe('adult');
});

test('a CC address speaks for whoever may be a minor, a home for those who are', () => {
  expect(mayHaveGuardian(null, 'cc', WHEN)).toBe(true);
  expect(mayHaveGuardian(null, 'address', WHEN)).toBe(false);
  expect(mayHaveGuardian('1990-01-01', 'cc', WHEN)).toBe(false);
  expect(mayHaveGuardian('2020-01-01', 'address', WHEN)).toBe(true);
});

test('what isn’t told is no sign that somebody has gone; a candidate needs one that they stay', () => {
  expect(isActive(unknown, DAY)).toBe(true);
  expect(isActive({ ...unknown, status: 'Inactive' }, DAY)).toBe(false);
  expect(isActive({ ...unknown, status: 'Active', expiryDate: '2026-05-30' }, DAY)).toBe(false);
  expect(isActive({ ...unknown, candidate: true }, DAY)).toBe(false);
  expect(isActive({ ...unknown, candidate: true, expiryDate: DAY }, DAY)).toBe(true);
  expect(isActive({ ...unknown, candidate: true, status: 'Active' }, DAY)).toBe(true);
  expect(stays({ ...unknown, status: 'Inactive' }, DAY)).toBe(true);
  expect(stays({ ...unknown, candidate: true }, DAY)).toBe(false);
});

test('addresses are one by street line and postal code or city, however they are typed', () => {
  expect(share(['12 Main St.', '62701', null], ['12  MAIN ST', '627 01', 'Reno'])).toBe(true);
  expect(share(['12 Main St', '62701', 'Reno'], ['12 Main St', '62701-12', 'RENO'])).toBe(true);
  expect(share(['Übergasse 3', null, 'Köln'], ['ubergasse 3', '50667', 'KOLN'])).toBe(true);
  expect(share(['12 Main St', '62701', null], ['112 Main St', '62701', null])).toBe(false);
  expect(share(['12 Main St', '1', 'Reno'], ['12 Main St', '2', 'Troy'])).toBe(false);
  expect(share(['12 Main St', null, null], ['12 Main St', null, null])).toBe(false);
  expect(share(['--', '1', 'Reno'], ['--', '1', 'Reno'])).toBe(false);
});

test('what is no e-mail address is none', () => {
  expect(emailKey(' Kim@X.org ')).toBe('kim@x.org');
  for (const none of ['none', '', null]) expect(emailKey(none)).toBeUndefined();
});
