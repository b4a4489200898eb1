/**
 * Statuses of fines and fees: a disputed, waived or closed amount that counted as owed would keep somebody, one that is
 * owed and didn't count would let them go.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEE_STATUSES, feeStatus, feeSums } from '#shared/domain/feeStatus.ts';
import { finesFees } from '#shared/importKinds/finesFees.ts';

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

test('the sums of the tab are those that the import counts', () => {
  const words = [
    'Active',
    '',
    'In dispute',
    'Waived',
    'Closed',
    'Accrued',
    'Transferred',
    'Exported',
  ];
  const line = fc.record({
    status: fc.constantFrom(...words),
    amount: fc.option(fc.integer({ min: -50_000, max: 50_000 })),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const counted = { balance: 0, transferred: 0 };
      for (const { status, amount } of lines) {
        const adds = finesFees.counts.of({
          has: () => true,
          text: () => status,
          number: () => amount,
        });
        counted.balance += adds.balance ?? 0;
        counted.transferred += adds.transferred ?? 0;
      }
      const sums = feeSums(
        lines.map(({ status, amount }) => ({ status: feeStatus(status), amount })),
      );
      expect({ balance: sums.active, transferred: sums.transferred }).toEqual(counted);
      const all = lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
      expect(FEE_STATUSES.reduce((sum, each) => sum + sums[each], 0)).toBe(all);
    }),
  );
});
