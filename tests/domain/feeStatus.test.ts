/**
 * Statuses of fines and fees: a disputed, waived or closed amount that counted as owed would keep somebody, one that is
 * owed and didn't count would let them go.
 */
import { describe, expect, test } from 'vitest';
import { feeStatus } from '#shared/domain/feeStatus.ts';

describe('the status of a fee', () => {
  test('is read whatever its case and outer spaces', () => {
    expect(
      [' In Dispute', 'INDISPUTE', 'Transferred', 'exported', 'Waived '].map(feeStatus),
    ).toEqual(['disputed', 'disputed', 'transferred', 'transferred', 'waived']);
  });

  test('that nobody knows, or that isn’t told, counts as owed', () => {
    expect([null, '', 'Active', 'Something new'].map(feeStatus)).toEqual(Array(4).fill('active'));
  });
});
