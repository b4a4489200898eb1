/** Files as tokens: the engine knows each before the page does, and the page never sees a path. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileTokens } from '../../src-main/app/fileTokens.ts';

const PATH = join('/home', 'doe', 'Autumn', 'List.xlsx');

function fresh(tell: () => Promise<void> = async () => {}) {
  const told: unknown[] = [];
  const tokens = fileTokens((message) => {
    told.push(message);
    return tell();
  });
  return { told, tokens };
}

test('the page gets a name and the last folder’s name; the engine the path', async () => {
  const { told, tokens } = fresh();
  const file = await tokens.grant(PATH, 'open');
  expect(file).toEqual({ token: expect.any(String), name: 'List.xlsx', folder: 'Autumn' });
  expect(JSON.stringify(file)).not.toContain('doe');
  expect(told).toEqual([{ type: 'file.granted', token: file.token, path: PATH, use: 'open' }]);
});

test('a token is given out when the engine has heard of it, not before', async () => {
  let acknowledge = () => {};
  const answered = new Promise<void>((resolve) => {
    acknowledge = resolve;
  });
  const { tokens } = fresh(() => answered);
  let given = false;
  const granting = tokens.grant(PATH, 'open').then(() => {
    given = true;
  });
  await Promise.resolve();
  expect(given).toBe(false);
  acknowledge();
  await granting;
  expect(given).toBe(true);
});

test('an engine that doesn’t answer is a failure, and the same token is tried again', async () => {
  let broken = true;
  const { told, tokens } = fresh(async () => {
    if (broken) throw new Error('late');
  });
  await expect(tokens.grant(PATH, 'open')).rejects.toThrow('late');
  broken = false;
  await tokens.grant(PATH, 'open');
  expect(told[1]).toEqual(told[0]);
});

test('one file has one token for each use, and other files other ones', async () => {
  const { tokens } = fresh();
  const grant = async (path: string, use: 'open' | 'save') => (await tokens.grant(path, use)).token;
  const first = await grant(PATH, 'open');
  expect(await grant(PATH, 'open')).toBe(first);
  const others = [await grant(PATH, 'save'), await grant(`${PATH}.x`, 'open')];
  expect(new Set([first, ...others]).size).toBe(3);
  // 24 random bytes: nobody guesses one.
  for (const token of [first, ...others]) expect(token).toMatch(/^[\w-]{32}$/);
});

test('only a file that was saved here can be shown', async () => {
  const { tokens } = fresh();
  const opened = await tokens.grant(PATH, 'open');
  const saved = await tokens.grant(PATH, 'save');
  expect(tokens.savedPath(saved.token)).toBe(PATH);
  expect(tokens.savedPath(opened.token)).toBeUndefined();
  expect(tokens.savedPath('invented')).toBeUndefined();
});

test('an engine that starts anew is told of every file', async () => {
  const { told, tokens } = fresh();
  await tokens.grant(PATH, 'open');
  await tokens.grant(PATH, 'save');
  expect(tokens.all()).toEqual(told);
});
