/**
 * Rules of the review that need no workspace: whom the staff lock holds, and when an identifier was typed. A
 * lock that unknown roles pass is none.
 */
import { describe, expect, test } from 'vitest';
import { isStaffLocked, isTypedIdentifier } from '#shared/domain/review.ts';

test('the staff lock holds whom a report calls staff, and of whom none says', () => {
  expect([true, null, false].map(isStaffLocked)).toEqual([true, true, false]);
});

describe('an identifier is typed', () => {
  test.each([
    ['00123', ' 00123\u00a0'],
    ['jose\u0301', 'jos\u00e9'],
    ['a b', 'a\u00a0b'],
  ])('%s for %s', (typed, identifier) => {
    expect(isTypedIdentifier(typed, identifier)).toBe(true);
  });

  test.each([
    ['123', '00123'],
    ['JDoe', 'jdoe'],
    ['', 'a'],
    ['ab', 'a b'],
  ])('not %s for %s', (typed, identifier) => {
    expect(isTypedIdentifier(typed, identifier)).toBe(false);
  });
});
