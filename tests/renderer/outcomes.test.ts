/** What a job is said to have done: an erasing of somebody who was no user did something, too, and must not say 0. */
import { expect, test, vi } from 'vitest';
import { outcomesText } from '../../src-renderer/ui/words/outcomes.ts';

vi.hoisted(() => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  vi.stubGlobal('desktop', { locales: ['en-US'] });
});

const proved = (rows: number, quotations: number) => ({
  ...{ requestId: 'PR-2345-6789', due: null },
  certificate: {
    ...{ sha256: '0'.repeat(64), findings: 0, notRead: 0 },
    takenOut: { rows, quotations, files: 1 },
  },
});

test('an erasing says how many users it was for, or what it took out of files and texts', () => {
  const said = (finished: number, failed: number, erasure: ReturnType<typeof proved> | null) =>
    outcomesText({ kind: 'erase-users', finished, failed, erasure });
  expect(said(2, 0, proved(4, 1))).toBe('2 erased, 0 left alone');
  expect(said(0, 1, proved(0, 0))).toBe('0 erased, 1 left alone');
  expect(said(0, 0, proved(2, 1))).toBe('no user: 2 rows of files and 1 quotation erased');
  expect(said(0, 0, proved(0, 0))).toBe('no user: nothing of them was here');
  expect(said(0, 0, null)).toBe('0 erased, 0 left alone');
});
