/**
 * A small JSON file in userData, checked by a schema when read. The window's state and the recent
 * workspaces live in one each. A damaged or missing file counts as none: it must never stop the
 * program, and a crash while writing must leave the old one.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { FILE_OF_OWNER, FOLDER_OF_OWNER } from './ownFolder.ts';

export interface StoredJson<T> {
  read(): T;
  write(value: T): void;
}

export function storedJson<T>(file: string, schema: z.ZodType<T>, fallback: T): StoredJson<T> {
  return {
    read() {
      try {
        return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        return fallback;
      }
    },
    write(value) {
      try {
        mkdirSync(dirname(file), { recursive: true, mode: FOLDER_OF_OWNER });
        writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, {
          mode: FILE_OF_OWNER,
        });
        renameSync(`${file}.new`, file);
      } catch {}
    },
  };
}
