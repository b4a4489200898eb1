/**
 * What the workspace keeps of a job's form. Anything but plain settings must stay out of it, and a draft of an older
 * program must not bring fields into the form that it doesn't have.
 */
import { expect, test, vi } from 'vitest';

vi.hoisted(() => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  vi.stubGlobal('window', new EventTarget());
});

import { restored, toKeep } from '../../src-renderer/screens/jobs/useDraft.ts';

test('plain settings are kept; what is unset or confirmed isn’t', () => {
  const draft = {
    days: 30,
    userGroup: null,
    changesGroup: false,
    name: undefined,
    withoutApproval: { reason: 'Looked at', users: 3 },
  };
  expect(toKeep(draft)).toEqual({ days: 30, userGroup: null, changesGroup: false });
});

test('the form starts with what was kept, and with its own value for everything else', () => {
  const initial = { days: 30, name: undefined, userGroup: 'OK to Purge', withoutApproval: null };
  expect(restored(initial, { days: 61, userGroup: null, gone: 'x' })).toEqual({
    days: 61,
    name: undefined,
    userGroup: null,
    withoutApproval: null,
  });
  expect(restored(initial, null)).toBe(initial);
});
