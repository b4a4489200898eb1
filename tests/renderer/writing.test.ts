/**
 * Why nothing can be changed, in one sentence, and since when it is said. Controls that went off for a moment at each
 * opening would flicker; controls that stay on while writing is held back would lose what is decided.
 */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { queries, queryClient } from '../../src-renderer/client/engineClient.ts';
import {
  barredNow,
  settlingBarredNow,
  watchWriting,
  whyBarred,
} from '../../src-renderer/client/writing.ts';

const OPEN = {
  open: true,
  readOnly: false,
  displaced: null,
  soundness: { state: 'sound' },
  retention: { dueOn: '2026-12-05', state: 'urgent' },
} as WorkspaceStatus;
const CHECKING = { ...OPEN, soundness: { state: 'checking' } } as const;

const learn = (status: WorkspaceStatus) =>
  queryClient.setQueryData(queries.workspace.status.queryKey(), status);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test.each<[Partial<WorkspaceStatus>, RegExp]>([
  [{ readOnly: true }, /reading only/],
  [{ displaced: 'file.moved' }, /no longer in its place/],
  [{ displaced: 'file.replaced' }, /Another file/],
  [{ soundness: { state: 'checking' } }, /being checked/],
  [{ soundness: { state: 'damaged', table: 'user' } }, /damaged/],
  [{ retention: { dueOn: '2026-11-30', state: 'due' } }, /personal data in this workspace is due/],
  // What lasts longest is said first.
  [{ readOnly: true, soundness: { state: 'checking' } }, /reading only/],
])('%o', (part, sentence) => {
  expect(whyBarred({ ...OPEN, ...part })).toMatch(sentence);
});

test('nothing is in the way of a sound workspace, nor where none is open', () => {
  expect(whyBarred(OPEN)).toBeUndefined();
  expect(whyBarred({ ...OPEN, open: false, readOnly: true })).toBeUndefined();
  expect(whyBarred(undefined)).toBeUndefined();
});

test('a check that is over in a moment is not said; everything else is at once', () => {
  watchWriting();
  learn(CHECKING);
  vi.advanceTimersByTime(400);
  learn(OPEN);
  vi.advanceTimersByTime(5000);
  expect(barredNow()).toBeUndefined();
  learn(CHECKING);
  vi.advanceTimersByTime(600);
  expect(barredNow()).toMatch(/being checked/);
  learn({ ...OPEN, soundness: { state: 'damaged', table: 'user' } });
  expect(barredNow()).toMatch(/damaged/);
  learn(OPEN);
  expect(barredNow()).toBeUndefined();
});

test('what personal data that is due waits for isn’t out of use by that, but by all else', () => {
  watchWriting();
  learn({ ...OPEN, retention: { dueOn: '2026-11-30', state: 'due' } });
  expect(barredNow()).toMatch(/due/);
  expect(settlingBarredNow()).toBeUndefined();
  learn({ ...OPEN, readOnly: true, retention: { dueOn: '2026-11-30', state: 'due' } });
  expect(settlingBarredNow()).toMatch(/reading only/);
});
