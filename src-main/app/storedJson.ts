/**
 * A small JSON file in userData, checked by a schema when read. The window's state and the recent
 * workspaces live in one each. A damaged or missing file counts as none: it must never stop the
 * program, and a crash while writing must leave the old one.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import { removeOverwritten } from './overwritten.ts';
import { FILE_OF_OWNER, FOLDER_OF_OWNER } from './ownFolder.ts';

export interface StoredJson<T> {
  read(): T;
  write(value: T): void;
  /** The same, and nothing that stood there before can be found on the disk: it named somebody. */
  writeOver(value: T): void;
}

export function storedJson<T>(file: string, schema: z.ZodType<T>, fallback: T): StoredJson<T> {
  const write = (value: T) => {
    try {
      mkdirSync(dirname(file), { recursive: true, mode: FOLDER_OF_OWNER });
      clearUnfinished(file);
      writeWhole(file, `${JSON.stringify(value, null, 2)}\n`);
    } catch {}
  };
  return {
    read() {
      try {
        return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        return fallback;
      }
    },
    write,
    writeOver(value) {
      const before = besideOf(file);
      try {
        renameSync(file, before);
      } catch {}
      write(value);
      removeOverwritten(before);
    },
  };
}

/** Under a name that nobody can foresee until it is on the disk: never half a file, never through a link. */
function writeWhole(file: string, text: string): void {
  const beside = besideOf(file);
  const opened = openSync(beside, 'wx', FILE_OF_OWNER);
  try {
    writeFileSync(opened, text);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  renameSync(beside, file);
}

const besideOf = (file: string) => `${file}.${randomBytes(8).toString('hex')}.new`;

/** What a crash or a full disk left; one program at a time writes here. */
function clearUnfinished(file: string): void {
  const start = `${basename(file)}.`;
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(start) && /\.[0-9a-f]{16}\.new$/.test(name))
      removeOverwritten(join(dirname(file), name));
}
