/**
 * The log of the desktop: userData/logs/purge-desk.log, three files of at most half a megabyte.
 * Every module of app/ writes to it. It holds names of operations, durations, counts and classes of
 * errors, never a path, a name or an identifier: the types allow numbers only, and a name that
 * doesn't look like one is left out.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FILE_OF_OWNER, FOLDER_OF_OWNER, ownFolder } from './ownFolder.ts';

const MAX_BYTES = 512 * 1024;
const KEPT = 3;

export type Facts = Readonly<Record<string, number>>;

export interface Log {
  /** An operation that took place. */
  done(operation: string, facts?: Facts): void;
  /** A rule that was enforced. */
  refused(rule: string): void;
  /** A bug or a broken surrounding: class, code and places in our own files, never the message. */
  failed(operation: string, error: unknown): void;
}

const named = (name: string): string => (/^[A-Za-z][\w.-]{0,60}$/.test(name) ? name : 'unnamed');

/** `main.js:120:9` of each frame: enough to find a bug, and no folder with somebody's name in it. */
function places(error: Error): string[] {
  const found = (error.stack ?? '').matchAll(/([\w-]+\.(?:js|cjs|ts)):(\d+):(\d+)/g);
  return [...found].slice(0, 6).map(([place]) => place);
}

function described(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as NodeJS.ErrnoException;
  const shown = typeof code === 'string' && /^[A-Z_]{2,40}$/.test(code) ? [code] : [];
  return [named(error.constructor.name), ...shown, ...places(error)].join(' ');
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < MAX_BYTES) return;
  for (let number = KEPT - 1; number >= 1; number--) {
    const older = number === 1 ? file : `${file}.${number - 1}`;
    if (statSync(older, { throwIfNoEntry: false })) renameSync(older, `${file}.${number}`);
  }
}

export function openLog(folder: string, clock: () => Date = () => new Date()): Log {
  const file = join(folder, 'purge-desk.log');
  ownFolder(folder);
  const write = (line: string): void => {
    // A full or read-only disk must not stop the program for its log.
    try {
      mkdirSync(folder, { recursive: true, mode: FOLDER_OF_OWNER });
      rotate(file);
      appendFileSync(file, `${clock().toISOString()} ${line}\n`, { mode: FILE_OF_OWNER });
    } catch {}
  };
  return {
    done(operation, facts = {}) {
      const shown = Object.entries(facts).map(
        ([name, value]) => ` ${named(name)}=${Number(value)}`,
      );
      write(`done ${named(operation)}${shown.join('')}`);
    },
    refused: (rule) => write(`refused ${named(rule)}`),
    failed: (operation, error) => write(`failed ${named(operation)} ${described(error)}`),
  };
}
