/**
 * Where the snapshots of a workspace lie and what they are called: in one folder beside it, so that a file manager shows
 * them together and in order, and they move with a folder that is moved. When a workspace was given another name there,
 * its snapshots are still found. Looks at names alone.
 */
import { existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { SnapshotBefore } from '#shared/contract/shapes/snapshots.ts';
import { plainTime, type TimeZone } from '#shared/domain/timeZones.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { Refusal } from '../../refusal.ts';
import { SNAPSHOT_WORDS as words } from './words.ts';

/** Another one than a workspace has: neither the dialog nor a double click takes one for a workspace. */
export const SNAPSHOT_ENDING = '.purgedesk-snapshot';

const WORKSPACE_ENDING = /\.purgedesk$/i;

export function snapshotFolder(path: string): string {
  return join(dirname(path), words.folder(basename(path).replace(WORKSPACE_ENDING, '')));
}

/** Makes the folder where there is none. @throws Refusal where something else has its name */
export function makeSnapshotFolder(path: string): string {
  const folder = snapshotFolder(path);
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) mkdirSync(folder, { mode: 0o700 });
  else if (!found.isDirectory()) throw new Refusal('file.notWritable');
  return folder;
}

/** Once the last of them is gone. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Others lie there, or it never was.
  }
}

/** A free name, such as `2026-11-29 14.05 before Purge User Records.purgedesk-snapshot`. */
export function snapshotPath(
  folder: string,
  before: SnapshotBefore,
  at: number,
  zone: TimeZone,
): string {
  const time = plainTime(zone, at).slice(0, -3).replaceAll(':', '.');
  const name = words.file(time, whatOf(before).replaceAll(/[^\p{L}\p{N} ().-]/gu, '-'));
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : words.another(name, number);
    const path = join(folder, free + SNAPSHOT_ENDING);
    if (!existsSync(path)) return path;
  }
}

function whatOf(before: SnapshotBefore): string {
  if (before.what === 'job') return words.before(jobKind(before.kind).title);
  return before.what === 'update' ? words.beforeUpdate : words.beforeRestoring;
}

/** Folders that may hold snapshots of it: its own, and those beside whose workspace isn't there any more. */
export function snapshotFolders(path: string): string[] {
  const own = snapshotFolder(path);
  const beside = dirname(path);
  const orphaned = namesIn(beside)
    .filter((name) => name.endsWith(words.folder('')))
    .map((name) => join(beside, name))
    .filter((folder) => folder !== own && !workspacesOf(folder).some((each) => existsSync(each)));
  return [own, ...orphaned].filter(isFolder);
}

/** Files of snapshots in a folder, if only by their names. */
export function snapshotFiles(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(SNAPSHOT_ENDING))
    .map((name) => join(folder, name))
    .filter((file) => lstatSync(file, { throwIfNoEntry: false })?.isFile());
}

function workspacesOf(folder: string): string[] {
  const path = folder.slice(0, -words.folder('').length);
  return [path, `${path}.purgedesk`];
}

/** No link: what lies elsewhere isn't beside the workspace. */
const isFolder = (path: string) =>
  lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
