/**
 * Holds a workspace that is open for reading only: looked at like any other, and locked where that is possible, so that
 * nobody changes it meanwhile. Must never write to the file, and leave nothing beside it.
 */
import { fileRefusal } from '../fileFailures.ts';
import { Refusal } from '../refusal.ts';
import { type ReadableDb, value } from './db.ts';
import { realPathOf } from './fileIdentity.ts';
import { holdInspected } from './holdInspected.ts';
import { inspectRest } from './inspectWorkspace.ts';
import { MIGRATIONS } from './migrations.ts';
import type { ReadingPlace } from './readingPlace.ts';
import { clearNewSides, isLeftOpen, sidesOf } from './sideFiles.ts';
import { openReadable } from './workspaceFile.ts';
import { lockWhereWritable, type Unlock } from './workspaceLock.ts';

export interface ReadOnlyWorkspace {
  readonly db: ReadableDb;
  close(): void;
}

/**
 * @param inspected all of it, a moment ago (inspectForeign.ts)
 * @param from where it is read: in its place, or a copy
 * @throws Refusal as for writing, and for what can't be read without writing
 */
export function openReadOnly(
  name: string,
  inspected: boolean,
  from: ReadingPlace,
): ReadOnlyWorkspace {
  const path = realPathOf(name);
  const before = sidesOf(from.path);
  let unlock: Unlock = () => {};
  try {
    unlock = holdInspected(path, {
      ...{ inspected, seenAt: from.path },
      ...{ lockPlace: lockWhereWritable, inspectLocked: inspectRest },
    });
    const db = openReadable(from.path);
    const end = () => {
      db.close();
      clearNewSides(from.path, before);
      from.end();
    };
    try {
      expectCurrent(db);
    } catch (error) {
      end();
      throw error;
    }
    return {
      db,
      close() {
        end();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    if (isLeftOpen(path) && fileRefusal(error)) throw new Refusal('workspace.readOnlyLeftOpen');
    throw error;
  }
}

function expectCurrent(db: ReadableDb): void {
  if (value<number>(db, 'PRAGMA user_version') < MIGRATIONS.length)
    throw new Refusal('workspace.readOnlyOld');
}
