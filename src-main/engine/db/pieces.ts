/**
 * Pieces: files that are being written and aren't whole yet. Each lies in the folder of what it becomes, under a name
 * that nobody can foresee, that says nothing of its content, and that tells which program writes it. So a piece whose
 * program was ended from outside is found and overwritten: when its folder is next written to, when its workspace is
 * erased, and at the next start, for which a list is kept beside the settings. Must never touch what another program,
 * another librarian or another computer may still be writing.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { overwrite } from './overwriting.ts';
import { SQLITE_SIDES } from './sideFiles.ts';

/** Where main wants the list to be; none in a test and on the command line. */
const LIST = 'PURGE_DESK_PIECES';
/** Known to all threads of a program, since each begins with a copy of these. */
const RUN = 'PURGE_DESK_RUN';

const digest = (text: string, length: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

const HOST = digest(hostname(), 8);
const NAME = /^\.purge-desk-([0-9a-f]{8})-(\d+)-[0-9a-f]{16}\.part(?:-wal|-shm|-journal)?$/;
/** A number of a process is given anew; no file takes that long to write. */
const OLD_MS = 24 * 3600_000;

// Before any thread is started.
process.env[RUN] ??= randomBytes(16).toString('hex');

/** Where a file is written until it is whole. The same for each thread of this program. */
export function besideOf(path: string): string {
  const own = digest(`${process.env[RUN]} ${path}`, 16);
  const name = `.purge-desk-${HOST}-${process.pid}-${own}.part`;
  return join(dirname(path), name);
}

/** To be called before a piece is begun: clears what others left in its folder, and notes it for the next start. */
export function notePiece(piece: string): void {
  clearDeadPieces(dirname(piece));
  const list = process.env[LIST];
  if (!list) return;
  attempt(() => {
    mkdirSync(list, { recursive: true, mode: 0o700 });
    writeFileSync(join(list, basename(piece)), dirname(piece), { mode: 0o600 });
  });
}

/**
 * Makes a piece of a whole file that is to go: from now on nobody takes it for a whole one, and ended in the middle of
 * its removal it is cleared later, as any piece. @returns where it is
 */
export function setAside(path: string): string {
  const piece = besideOf(path);
  notePiece(piece);
  renameSync(path, piece);
  return piece;
}

/**
 * An empty folder among the system's temporary ones, for what nobody keeps: a piece that becomes nothing. Whoever makes
 * it calls dropPiece when it is no longer needed.
 */
export function makePassingFolder(): string {
  const folder = besideOf(join(tmpdir(), randomBytes(16).toString('hex')));
  notePiece(folder);
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** However it ended: nothing of it stays beside. */
export function dropPiece(piece: string): void {
  for (const side of ['', ...SQLITE_SIDES])
    rmSync(piece + side, { recursive: true, force: true, maxRetries: 3 });
  const list = process.env[LIST];
  if (list) attempt(() => rmSync(join(list, basename(piece)), { force: true }));
}

/** What programs that were ended from outside have left in a folder. */
export function clearDeadPieces(folder: string): void {
  for (const name of namesIn(folder)) {
    const piece = join(folder, name);
    if (isDead(piece)) attempt(() => clear(piece));
  }
}

/** The same where passing folders are made and in all folders that were noted. To be called once, at the start of the program. */
export function clearNotedPieces(): void {
  clearDeadPieces(tmpdir());
  const list = process.env[LIST];
  for (const name of list ? namesIn(list) : []) {
    const note = join(list!, name);
    attempt(() => {
      const folder = readFileSync(note, 'utf8');
      // On a stick, say, that isn't there now.
      if (!isMine(note) || lstatSync(folder, { throwIfNoEntry: false }) === undefined) return;
      const piece = join(folder, name);
      if (!isWritten(name)) {
        for (const side of ['', ...SQLITE_SIDES]) if (isMine(piece + side)) clear(piece + side);
        rmSync(note);
      }
    });
  }
}

function isDead(piece: string): boolean {
  const name = basename(piece);
  if (NAME.exec(name)?.[1] !== HOST || !isMine(piece)) return false;
  return !isWritten(name) || Date.now() - lstatSync(piece).mtimeMs > OLD_MS;
}

/** By a program that still runs. */
function isWritten(name: string): boolean {
  try {
    process.kill(Number(NAME.exec(name)?.[2]), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** A file or folder of this librarian; no link. */
function isMine(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found || !(found.isFile() || found.isDirectory())) return false;
  return process.getuid === undefined || found.uid === process.getuid();
}

/** Overwrites a piece, or all that is in it, before it goes. */
export function clearPiece(piece: string): void {
  clear(piece);
  dropPiece(piece);
}

function clear(piece: string): void {
  const within = lstatSync(piece).isDirectory()
    ? readdirSync(piece, { recursive: true, encoding: 'utf8' })
    : [''];
  for (const name of within) {
    const path = join(piece, name);
    if (lstatSync(path).isFile()) overwrite(path);
  }
  rmSync(piece, { recursive: true, force: true, maxRetries: 3 });
}

function namesIn(folder: string): string[] {
  return attempt(() => readdirSync(folder).filter((name) => NAME.test(name))) ?? [];
}

/** What is in the way of tidying up must not be in the way of the work. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
