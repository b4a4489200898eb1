/** Reading files for the pages: begun, begun again in another way, given up. The reading itself is a chore of the writer. */
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import type { UnstoredEnd } from '../importing/read/readFile.ts';
import { getImportFile } from '../importing/rows/importFile.ts';
import { Refusal } from '../refusal.ts';
import { beginReading, endReading, reading } from '../session/chores.ts';
import type { Session } from '../session/session.ts';

type Discard = (importId: number) => Promise<unknown>;

/**
 * @param again the number that the file had, where it is read again
 * @returns as soon as it has a number; the check comes later
 */
export async function startReading(
  session: Session,
  path: string,
  options: ReadOptions,
  again?: number,
): Promise<{ importId: number }> {
  const { writer, readings, importPaths, unstoredEnds } = session.changing;
  const importId = await writer.run(beginReading, { path, options, again });
  const request = { importId, path, options, by: session.userName };
  const controller = new AbortController();
  readings.set(importId, controller);
  importPaths.set(importId, path);
  unstoredEnds.delete(importId);
  session.tellReading();
  writer
    .run(reading, request, controller.signal)
    .then((unstored) => unstored && keepEnd(session, unstored))
    // The workspace was closed before it began.
    .catch((error: unknown) => error instanceof Refusal || session.fault(error))
    .finally(() => {
      readings.delete(importId);
      session.tellReading();
    });
  return { importId };
}

/** In memory, where pages find it, until there is room for it in the file. */
function keepEnd(session: Session, end: UnstoredEnd): void {
  session.workspace.unstoredEnds.set(end.importId, end.failure);
  session.workspace.background.start('failure', endReading, end);
  session.events.publish('event', { type: 'import.finished', importId: end.importId });
}

/** @throws Refusal when the file was chosen in an earlier session, or was added */
export async function readAgain(
  session: Session,
  importId: number,
  options: ReadOptions,
  discard: Discard,
): Promise<{ importId: number }> {
  const { db, importPaths } = session.changing;
  const path = importPaths.get(importId);
  if (!path) throw new Refusal('import.fileGone');
  if (getImportFile(db, importId).state === 'committed') throw new Refusal('import.wasAdded');
  // At once: who asks to read it again meanwhile must not get a second one.
  importPaths.delete(importId);
  try {
    await discard(importId);
  } catch (error) {
    importPaths.set(importId, path);
    throw error;
  }
  return startReading(session, path, options, importId);
}

/** A reading under way is cancelled, which forgets it. */
export function giveUp(session: Session, importId: number): void {
  const { workspace } = session;
  workspace.importPaths.delete(importId);
  workspace.readings.get(importId)?.abort();
  session.tellReading();
}
