/** Which file of a command line is opened, and that it is handed out once. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { startFile, workspaceIn } from '../../src-main/app/startFile.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

describe('the workspace in a command line', () => {
  function folderWith(...names: string[]): string {
    const folder = temporaryFolder();
    for (const name of names) writeFileSync(join(folder, name), '');
    mkdirSync(join(folder, 'Folder.purgedesk'));
    return folder;
  }
  const found = (folder: string, ...args: string[]) =>
    workspaceIn(['electron', ...args], folder)?.slice(folder.length + 1) ?? null;

  test('is the first one that is there', () => {
    const folder = folderWith('A.purgedesk', 'B.PURGEDESK', 'List.xlsx');
    expect(found(folder, 'List.xlsx', 'Gone.purgedesk', 'B.PURGEDESK', 'A.purgedesk')).toBe(
      'B.PURGEDESK',
    );
    expect(found(folder, '.', '--flag', join(folder, 'A.purgedesk'))).toBe('A.purgedesk');
  });

  test('is never a switch, a folder, another file or the program itself', () => {
    const folder = folderWith('A.purgedesk', '-B.purgedesk', 'List.xlsx');
    for (const argument of ['-B.purgedesk', 'Folder.purgedesk', 'List.xlsx', ''])
      expect(found(folder, argument)).toBeNull();
    expect(workspaceIn([join(folder, 'A.purgedesk')], folder)).toBeNull();
    expect(workspaceIn([], folder)).toBeNull();
  });
});

describe('a file asked for from outside', () => {
  test('waits for a page, which takes it once; a later one takes its place', () => {
    const start = startFile('a');
    start.asked('b');
    expect(start.take()).toBe('b');
    expect(start.take()).toBeNull();
  });

  test('goes at once to a page that runs', () => {
    const start = startFile(null);
    const deliver = vi.fn();
    start.deliverTo(deliver);
    start.asked('a');
    expect(deliver).toHaveBeenCalledExactlyOnceWith('a');
    expect(start.take()).toBeNull();
  });
});
