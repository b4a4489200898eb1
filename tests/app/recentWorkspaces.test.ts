/** The list of recent workspaces: its order, its length, and what becomes of files that are gone. */
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recentWorkspaces } from '../../src-main/app/recentWorkspaces.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

function fresh() {
  const folder = temporaryFolder();
  const stored = join(folder, 'recent.json');
  const file = (name: string): string => {
    const path = join(folder, `${name}.purgedesk`);
    if (!existsSync(path)) writeFileSync(path, '');
    return path;
  };
  return { file, recents: recentWorkspaces(stored), again: () => recentWorkspaces(stored) };
}

test('the last one opened stands first, each one once, and the next start knows them', () => {
  const { file, recents, again } = fresh();
  for (const name of ['a', 'b', 'a', 'c']) recents.opened(file(name));
  const expected = ['c', 'a', 'b'].map(file);
  expect(recents.list()).toEqual(expected);
  expect(again().list()).toEqual(expected);
});

test('ten are kept', () => {
  const { file, recents } = fresh();
  for (let n = 1; n <= 12; n++) recents.opened(file(String(n)));
  expect(recents.list()).toHaveLength(10);
  expect(recents.list().at(0)).toBe(file('12'));
  expect(recents.list().at(-1)).toBe(file('3'));
});

test('one that is gone is left out, and is back when its stick is', () => {
  const { file, recents, again } = fresh();
  const path = file('a');
  recents.opened(path);
  renameSync(path, `${path}.away`);
  expect(recents.list()).toEqual([]);
  expect(again().lastOpen()).toBeNull();
  renameSync(`${path}.away`, path);
  expect(recents.list()).toEqual([path]);
  expect(again().lastOpen()).toBe(path);
});

test('only one that was open when the program stopped is opened again', () => {
  const { file, recents, again } = fresh();
  expect(recents.lastOpen()).toBeNull();
  recents.opened(file('a'));
  expect(again().lastOpen()).toBe(file('a'));
  recents.closed();
  expect(again().lastOpen()).toBeNull();
  expect(again().list()).toEqual([file('a')]);
});

test('clearing the list leaves the one that is open alone', () => {
  const { file, recents, again } = fresh();
  recents.opened(file('a'));
  recents.forget();
  expect(again().list()).toEqual([]);
  expect(again().lastOpen()).toBe(file('a'));
});
