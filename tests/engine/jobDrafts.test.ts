/**
 * What was filled in for a job and not submitted: kept in the workspace, for each kind of its own, until it is thrown
 * away. Settings that were lost by closing the program would be typed anew, perhaps differently; a draft that counted as
 * a change would make every answer on screen stale at each keystroke.
 */
import { expect, test } from 'vitest';
import { newEngine } from '../support/engine.ts';

const PURGE = { kind: 'purge-user-records' } as const;
const UPDATE = { kind: 'update-notify-users' } as const;

test('a draft is there after the workspace was closed and opened again, each kind with its own', async () => {
  const engine = await newEngine();
  await engine.candidates(['a']);
  expect(await engine.ask.jobs.draft(PURGE)).toEqual({ draft: null });
  const draft = { days: 61, waiveThreshold: '9.99', userGroup: null, runDate: '2026-11-21' };
  await engine.ask.jobs.keepDraft({ ...PURGE, draft: { days: 6 } });
  await engine.ask.jobs.keepDraft({ ...PURGE, draft });
  await engine.ask.jobs.keepDraft({ ...UPDATE, draft: { setId: 1, changesGroup: true } });
  const { path } = engine;
  await engine.ask.workspace.close();
  await engine.open(path);
  expect(await engine.ask.jobs.draft(PURGE)).toEqual({ draft });
  expect(await engine.ask.jobs.draft(UPDATE)).toEqual({ draft: { setId: 1, changesGroup: true } });
  await engine.ask.jobs.keepDraft({ ...PURGE, draft: null });
  expect(await engine.ask.jobs.draft(PURGE)).toEqual({ draft: null });
  expect((await engine.ask.jobs.draft(UPDATE)).draft).not.toBeNull();
});

test('keeping one is no change that others see', async () => {
  const engine = await newEngine();
  await engine.candidates(['a']);
  const { revision } = await engine.ask.workspace.status();
  await engine.ask.jobs.keepDraft({ ...PURGE, draft: { days: 1 } });
  expect((await engine.ask.workspace.status()).revision).toBe(revision);
});

test('it holds settings, never lists or records of users', async () => {
  const engine = await newEngine();
  const draft = { users: [{ primary_identifier: 'u1' }] } as never;
  await expect(engine.ask.jobs.keepDraft({ ...PURGE, draft })).rejects.toBeDefined();
  expect(await engine.ask.jobs.draft(PURGE)).toEqual({ draft: null });
});
