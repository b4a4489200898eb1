/** Which workspace a start opens: one that ends the engine each time must not be in the way of the program for good. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lastWorkspace, WITHOUT_WORKSPACE } from '../../src-main/app/lastWorkspace.ts';
import { recentWorkspaces } from '../../src-main/app/recentWorkspaces.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function program() {
  const folder = temporaryFolder();
  const path = join(folder, 'Library.purgedesk');
  writeFileSync(path, '');
  const recents = () => recentWorkspaces(join(folder, 'recent.json'));
  const open = recents();
  open.opened(path);
  const start = (...argv: string[]) => {
    const known = recents();
    return { known, last: lastWorkspace(known, argv) };
  };
  /** Opens it, and is ended by it. */
  const failing = () => {
    const { known, last } = start();
    const next = last.next();
    known.opened(path);
    last.opened();
    last.ended(false);
    return next;
  };
  return { path, start, failing };
}

test('after two tries that came to nothing it is named, not opened', () => {
  const { path, start, failing } = program();
  expect(failing()).toEqual({ path, leftOut: false, readOnly: false });
  expect(failing()).toEqual({ path, leftOut: false, readOnly: false });
  expect(failing()).toEqual({ path, leftOut: true, readOnly: false });
  expect(start().last.next()).toEqual({ path, leftOut: true, readOnly: false });
});

test('it is tried again once it was open for a while, closed, or open as the program was quit', () => {
  const ways: ((started: ReturnType<ReturnType<typeof program>['start']>) => void)[] = [
    ({ last }) => {
      last.opened();
      vi.advanceTimersByTime(60_000);
      last.ended(false);
    },
    ({ last }) => {
      last.opened();
      last.ended(true);
    },
  ];
  for (const way of ways) {
    const { path, start, failing } = program();
    failing();
    failing();
    way(start());
    expect(start().last.next()).toEqual({ path, leftOut: false, readOnly: false });
  }
});

test('a page that asks again before anything came of it gets the same answer, and it counts once', () => {
  const { path, start } = program();
  for (let time = 0; time < 2; time++) {
    const { last } = start();
    expect(last.next()).toEqual({ path, leftOut: false, readOnly: false });
    expect(last.next()).toEqual({ path, leftOut: false, readOnly: false });
  }
  expect(start().last.next()).toEqual({ path, leftOut: true, readOnly: false });
});

test('opened and quit again and again, it is never left out', () => {
  const { path, start } = program();
  for (let time = 0; time < 4; time++) {
    const { last } = start();
    expect(last.next()).toEqual({ path, leftOut: false, readOnly: false });
    last.opened();
    last.ended(true);
  }
});

test('quitting after it has ended the engine is no success', () => {
  const { path, start, failing } = program();
  failing();
  failing();
  start().last.ended(true);
  expect(start().last.next()).toEqual({ path, leftOut: true, readOnly: false });
});

test('one that a librarian opened counts from there', () => {
  const { path, start, failing } = program();
  start().last.opened();
  const { last } = start();
  last.opened();
  last.ended(false);
  expect(last.next()).toEqual({ path, leftOut: false, readOnly: false });
  expect(failing()).toEqual({ path, leftOut: true, readOnly: false });
});

test('another one is tried anew; a switch opens none', () => {
  const { path, start, failing } = program();
  failing();
  failing();
  const { known, last } = start(WITHOUT_WORKSPACE);
  expect(last.next()).toBeNull();
  known.opened(`${path}`);
  expect(start().last.next()).toMatchObject({ leftOut: true, readOnly: false });
  const other = path.replace('Library', 'Other');
  writeFileSync(other, '');
  known.opened(other);
  expect(start().last.next()).toEqual({ path: other, leftOut: false, readOnly: false });
});

test('one that was open for reading only is opened so again, until it is opened for writing', () => {
  const { path, start } = program();
  const { known } = start();
  known.opened(path, true);
  expect(start().last.next()).toMatchObject({ path, readOnly: true });
  known.opened(path);
  expect(start().last.next()).toMatchObject({ path, readOnly: false });
});
