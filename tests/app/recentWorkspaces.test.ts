/** The list of recent workspaces: its order, its length, and what becomes of files that are gone. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type RecentWorkspaces, recentWorkspaces } from '../../src-main/app/recentWorkspaces.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

function fresh() {
  const folder = temporaryFolder();
  const stored = join(folder, 'recent.json');
  const file = (name: string): string => {
    const path = join(folder, `${name}.purgedesk`);
    if (!existsSync(path)) writeFileSync(path, '');
    return path;
  };
  const again = () => recentWorkspaces(stored);
  return { file, stored, recents: again(), again };
}

const paths = (recents: RecentWorkspaces) => recents.list().map(({ path }) => path);

test('the last one opened stands first, each one once, and the next start knows them', () => {
  const { file, recents, again } = fresh();
  for (const name of ['a', 'b', 'a', 'c']) recents.opened(file(name));
  const expected = ['c', 'a', 'b'].map(file);
  expect(paths(recents)).toEqual(expected);
  expect(paths(again())).toEqual(expected);
});

test('ten are kept', () => {
  const { file, recents } = fresh();
  for (let n = 1; n <= 12; n++) recents.opened(file(String(n)));
  expect(recents.list()).toHaveLength(10);
  expect(paths(recents).at(0)).toBe(file('12'));
  expect(paths(recents).at(-1)).toBe(file('3'));
});

test('one that is gone is left out, and is back when its stick is', () => {
  const { file, recents, again } = fresh();
  const path = file('a');
  recents.opened(path);
  renameSync(path, `${path}.away`);
  expect(paths(recents)).toEqual([]);
  expect(again().lastOpen()).toBeNull();
  renameSync(`${path}.away`, path);
  expect(paths(recents)).toEqual([path]);
  expect(again().lastOpen()).toBe(path);
});

test('only one that was open when the program stopped is opened again', () => {
  const { file, recents, again } = fresh();
  expect(recents.lastOpen()).toBeNull();
  recents.opened(file('a'));
  expect(again().lastOpen()).toBe(file('a'));
  recents.closed();
  expect(again().lastOpen()).toBeNull();
  expect(paths(again())).toEqual([file('a')]);
});

test('clearing the list leaves the one that is open alone', () => {
  const { file, recents, again } = fresh();
  recents.opened(file('a'));
  recents.forget();
  expect(paths(again())).toEqual([]);
  expect(again().lastOpen()).toBe(file('a'));
});

const SUMMARY = { candidates: 30, undecided: 10, purged: 0, waiting: 1, dueOn: '2027-11-30' };

test('what was noted at the last closing is told, as long as the file is the same', () => {
  const { file, recents, again } = fresh();
  recents.opened(file('a'));
  recents.left(file('a'), SUMMARY);
  recents.closed();
  const [noted] = again().list();
  expect(noted).toMatchObject({ summary: SUMMARY, isOpen: false });
  expect(Date.now() - noted!.usedAt).toBeLessThan(60_000);
  // Somebody else worked in it meanwhile: what was noted may be wrong by now.
  writeFileSync(file('a'), 'more');
  expect(again().list()).toMatchObject([{ summary: null }]);
});

test('nothing of a workspace that was erased, or of a cleared list, stays in the settings', () => {
  const { file, stored, recents, again } = fresh();
  for (const name of ['a', 'b']) {
    recents.opened(file(name));
    recents.left(file(name), SUMMARY);
  }
  recents.erased(file('b'));
  expect(paths(again())).toEqual([file('a')]);
  expect(readFileSync(stored, 'utf8')).not.toContain('b.purgedesk');
  recents.forget();
  expect(readFileSync(stored, 'utf8')).not.toContain('candidates');
});

test('a list of an earlier version is still read', () => {
  const { file, stored, again } = fresh();
  writeFileSync(stored, JSON.stringify({ paths: [file('a')], open: null }));
  expect(again().list()).toMatchObject([{ path: file('a'), summary: null }]);
});

test('a workspace is known as long as it is as it was left', () => {
  const { file, recents, again } = fresh();
  const path = file('a');
  expect(recents.isKnown(path)).toBe(false);
  recents.opened(path);
  // What is open could be replaced while the program doesn’t run; what it was killed over is its own.
  expect(recents.isKnown(path)).toBe(false);
  writeFileSync(`${path}-wal`, '');
  expect(again().isKnown(path)).toBe(true);
  rmSync(`${path}-wal`);
  recents.left(path, SUMMARY);
  recents.closed();
  expect(again().isKnown(path)).toBe(true);
  writeFileSync(path, 'another one');
  expect(recents.isKnown(path)).toBe(false);
});

test('what names somebody who is erased is forgotten, but for the one that is open', () => {
  const { file, recents, again } = fresh();
  for (const name of ['Ana', 'b', 'open Ana']) recents.opened(file(name));
  recents.forgetThese(['Ana', 'open Ana'].map(file));
  for (const each of [recents, again()]) expect(paths(each)).toEqual([file('open Ana'), file('b')]);
  expect(recents.lastOpen()).toBe(file('open Ana'));
});
