/** How far a workspace had come, in a few words, from numbers alone. */
import { expect, test, vi } from 'vitest';
import { summaryText } from '../../src-renderer/ui/words/recent.ts';

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

test('a summary tells the step of the cycle', () => {
  const said = (candidates: number, undecided: number, purged = 0, waiting = 0) =>
    summaryText({ candidates, undecided, purged, waiting, dueOn: null });
  expect(said(0, 0)).toBe('No candidates yet');
  expect(said(0, 0, 0, 1)).toBe('1 file to add');
  expect(said(2999, 2999)).toBe('2,999 candidates, none decided');
  expect(said(2999, 412)).toBe('2,999 candidates, 412 undecided');
  expect(said(1, 0)).toBe('1 candidate, all decided');
  expect(said(2999, 0, 1835)).toBe('2,999 candidates, 1,835 purged');
});
