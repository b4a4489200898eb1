/** Passing messages: two at most, the newest seen at once; an old Undo never stays beside a newer one of its topic. */
import { beforeEach, expect, test, vi } from 'vitest';
import { useMessages } from '../../src-renderer/ui/messages.ts';
import { hideMessage, notifyDone, notifyFailure } from '../../src-renderer/ui/notify.tsx';

vi.hoisted(() => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  vi.stubGlobal('window', new EventTarget());
});

const texts = () => useMessages.getState().shown.map(({ text }) => text);

beforeEach(() => useMessages.setState({ shown: [] }));

test('the third takes the place of the first', () => {
  for (const text of ['one', 'two', 'three']) notifyDone(text);
  expect(texts()).toEqual(['two', 'three']);
});

test('one on the same topic takes the place of the former, and can be taken away', () => {
  notifyDone('one', { topic: 'decisions', undo: () => {} });
  notifyDone('two', { topic: 'decisions', undo: () => {} });
  expect(texts()).toEqual(['two']);
  hideMessage('decisions');
  expect(texts()).toEqual([]);
});

test('a failure says what to do and stays longer; what was ended on purpose says nothing', () => {
  notifyDone('done');
  notifyFailure(new Error('bug'));
  notifyFailure(new DOMException('', 'AbortError'));
  const [done, failed] = useMessages.getState().shown;
  expect(failed).toMatchObject({ tone: 'failed', todo: expect.stringMatching(/./) });
  expect(failed!.lasts).toBeGreaterThan(done!.lasts);
  expect(texts()).toHaveLength(2);
});
