/**
 * `verify`: whether a workspace still says what was written, without changing a byte of it or beside it. One that was not
 * closed properly is looked at in a copy, because SQLite puts its own files beside what it opens.
 */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkWorkspace, type Finding } from '../db/checkWorkspace.ts';
import type { ReadableDb } from '../db/db.ts';
import { openGuarded } from '../db/guardedConnection.ts';
import { asDamage, expectOurs, inspectHeader } from '../db/inspectWorkspace.ts';
import { saysWithLog } from '../db/logMode.ts';
import { clearPiece, makePassingFolder } from '../db/pieces.ts';
import { SQLITE_SIDES } from '../db/sideFiles.ts';
import { hasTrail, type TrailHead, trailHead } from '../db/trail/record.ts';

export interface Verified {
  readonly found: readonly Finding[];
  /** Undefined: of a version that had no audit trail. */
  readonly head: TrailHead | undefined;
}

/** What isn't as it was written. @throws Refusal for what can't be read, or is no workspace */
export const verify = (path: string): readonly Finding[] => verifyTrail(path).found;

/** The same, and the end of the audit trail, which stands for all of it. */
export function verifyTrail(path: string): Verified {
  inspectHeader(path);
  if (!needsCopy(path)) return findings(path, true);
  const folder = makePassingFolder();
  try {
    const copy = join(folder, 'copy.purgedesk');
    for (const side of ['', ...SQLITE_SIDES.filter((each) => each !== '-shm')])
      if (existsSync(path + side)) copyFileSync(path + side, copy + side);
    return findings(copy, false);
  } finally {
    clearPiece(folder);
  }
}

/** SQLite writes beside a file that has a log, or is told to have one. */
function needsCopy(path: string): boolean {
  const left = SQLITE_SIDES.some((side) => side !== '-shm' && existsSync(path + side));
  return left || saysWithLog(path);
}

function findings(path: string, readonly: boolean): Verified {
  let db: ReadableDb | undefined;
  try {
    db = openGuarded(path, { readonly });
    expectOurs(db);
    const found: Finding[] = [];
    for (const step of checkWorkspace(db)) if (step.step === 'found') found.push(step.finding);
    return { found, head: found.length === 0 && hasTrail(db) ? trailHead(db) : undefined };
  } catch (error) {
    throw asDamage(error);
  } finally {
    db?.close();
  }
}
