/**
 * What commands are given, what the writer tells while they run, and the little that several of them share.
 * Called by the command tables of this folder.
 */
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { WritableDb } from '../db/db.ts';
import { bumpRevision } from '../replica/revision.ts';
import { readSettings } from '../replica/settings.ts';
import { flagUsers } from '../review/flagUsers.ts';

/** What the writer tells while a command runs. */
export type WriterEvent =
  | { type: 'changed' }
  | {
      type: 'import.progressed';
      importId: number;
      fraction: number;
      rows: number;
      rowsPerSecond: number;
    }
  | { type: 'import.finished'; importId: number }
  | { type: 'import.adding'; importId: number; fraction: number; rows: number }
  | { type: 'job.progressed'; jobId: number; done: number; total: number }
  | { type: 'job.finished'; jobId: number; name: string };

export interface CommandContext {
  readonly db: WritableDb;
  readonly tell: (event: WriterEvent) => void;
  readonly signal: AbortSignal;
}

/** Lets waiting messages in. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** At least four times a second, without flooding the screen. */
const TELL_EVERY_MS = 150;

/** Calls back no more often than that. */
export function paced(tell: () => void): () => void {
  let told = 0;
  return () => {
    const now = performance.now();
    if (now - told < TELL_EVERY_MS) return;
    told = now;
    tell();
  };
}

/**
 * Flags follow what has changed. Must run inside a transaction.
 * @param upTo the last user whose flags may be others now; undefined: everybody's
 * @returns users who gained a sign of life that a rule in force looks at
 */
export function reflag(
  db: WritableDb,
  onProgress?: (users: number) => void,
  upTo?: number,
): UserBitmap {
  const { changed, gained } = flagUsers(db, readSettings(db), onProgress, upTo);
  if (changed.count > 0) bumpRevision(db, changed, 'standings');
  return gained;
}
