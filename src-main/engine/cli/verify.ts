/**
 * `verify`: whether a workspace still says what was written, without changing a byte of it or beside it. One that was not
 * closed properly is looked at in a copy, because SQLite puts its own files beside what it opens.
 */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Retention } from '#shared/contract/shapes/retention.ts';
import { checkWorkspace, type Finding } from '../db/checkWorkspace.ts';
import type { ReadableDb } from '../db/db.ts';
import { openGuarded } from '../db/guardedConnection.ts';
import { asDamage, expectOurs, inspectHeader } from '../db/inspectWorkspace.ts';
import { saysWithLog } from '../db/logMode.ts';
import { clearPiece, makePassingFolder } from '../db/pieces.ts';
import { SQLITE_SIDES } from '../db/sideFiles.ts';
import { hasTrail, isInTrail, type TrailHead, trailHead } from '../db/trail/record.ts';
import { checkErasures, type ErasureFinding } from '../jobs/checkErasures.ts';
import { retentionOf } from '../jobs/retention.ts';

export interface Verified {
  readonly found: readonly (Finding | ErasureFinding)[];
  /** Undefined: of a version that had no audit trail. */
  readonly head: TrailHead | undefined;
  /** Numbers of entries that don't have the hash that was kept of them. */
  readonly others: readonly number[];
  /** When its personal data is due; undefined: of a version that knew of no such day, or damaged. */
  readonly retention: Retention | undefined;
}

/** What isn't as it was written. @throws Refusal for what can't be read, or is no workspace */
export const verify = (path: string): Verified['found'] => verifyTrail(path).found;

/**
 * The same, and the end of the audit trail, which stands for all of it.
 * @param kept entries as documents that were handed over print them: whoever made the trail anew has other hashes
 */
export function verifyTrail(path: string, kept: readonly TrailHead[] = []): Verified {
  inspectHeader(path);
  if (!needsCopy(path)) return findings(path, true, kept);
  const folder = makePassingFolder();
  try {
    const copy = join(folder, 'copy.purgedesk');
    for (const side of ['', ...SQLITE_SIDES.filter((each) => each !== '-shm')])
      if (existsSync(path + side)) copyFileSync(path + side, copy + side);
    return findings(copy, false, kept);
  } finally {
    clearPiece(folder);
  }
}

/** SQLite writes beside a file that has a log, or is told to have one. */
function needsCopy(path: string): boolean {
  const left = SQLITE_SIDES.some((side) => side !== '-shm' && existsSync(path + side));
  return left || saysWithLog(path);
}

function findings(path: string, readonly: boolean, kept: readonly TrailHead[]): Verified {
  let db: ReadableDb | undefined;
  try {
    db = openGuarded(path, { readonly });
    expectOurs(db);
    const found: (Finding | ErasureFinding)[] = [];
    for (const step of checkWorkspace(db)) if (step.step === 'found') found.push(step.finding);
    // What tables hold can be read: what they say of erasings is looked at, too.
    if (found.every(({ what }) => what === 'content')) found.push(...checkErasures(db));
    const others = kept.filter((entry) => !isInTrail(db!, entry)).map(({ entryNo }) => entryNo);
    const isWhole = found.length === 0 && hasTrail(db);
    const head = isWhole ? trailHead(db) : undefined;
    return { found, head, others, retention: isWhole ? retentionOf(db) : undefined };
  } catch (error) {
    throw asDamage(error);
  } finally {
    db?.close();
  }
}
