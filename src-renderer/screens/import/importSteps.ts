/**
 * The verbs of the Import screen: read files, read one again another way, add one or all, discard. Each notes in
 * importMemory what is under way and what the engine refused; none throws. Never decides what a file is: that is
 * the engine's check.
 */
import type { GrantedFile } from '#shared/contract/desktopContract.ts';
import type { ImportCheck, ImportSummary } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import type { ListKind } from '#shared/importKinds/importKinds.ts';
import { desktop } from '../../client/desktop.ts';
import { engine, queries, queryClient } from '../../client/engineClient.ts';
import { makeStale } from '../../client/revision.ts';
import { announce } from '../../ui/announce.tsx';
import { notifyFailure } from '../../ui/notify.tsx';
import {
  type FileMemory,
  fileMemory,
  forgetAdded,
  noteAdded,
  noteChosen,
  noteReadAgain,
  remember,
} from './importMemory.ts';
import { kindWords } from './kinds.ts';
import { addWords } from './words/adding.ts';

/** The engine reads them one after the other; this only hands them over. */
export async function readFiles(files: readonly GrantedFile[]): Promise<void> {
  forgetAdded();
  noteChosen(files.length);
  for (const file of files) {
    try {
      await engine.imports.read({ file: file.token });
    } catch (error) {
      notifyFailure(error);
    }
  }
}

/** Into the workspace that is open: it has nothing in it yet. */
export async function readSamples(): Promise<void> {
  try {
    await readFiles(await desktop.sampleFiles());
  } catch (error) {
    notifyFailure(error);
  }
}

/** The options replace those of before; see readChanges.ts. Without any, everything is recognised. */
export function readAgain(
  { importId }: Pick<ImportSummary, 'importId'>,
  options: ReadOptions = {},
): Promise<boolean> {
  return step(importId, 'reading', async () => {
    const { importId: newId } = await engine.imports.readAgain({ importId, options });
    noteReadAgain(importId, newId);
  });
}

/** As a saved profile says. */
export function readByProfile({ importId }: ImportSummary, profileId: number): Promise<boolean> {
  return step(importId, 'reading', async () => {
    const { importId: newId } = await engine.imports.useProfile({ importId, profileId });
    noteReadAgain(importId, newId);
  });
}

/** Cancels a reading, or forgets what was read. */
export function discardFile(file: ImportSummary): Promise<boolean> {
  return step(file.importId, 'discarding', () =>
    engine.imports.discard({ importId: file.importId }),
  );
}

/** The list isn't read again: only what it is for is another. */
export function setListKind({ importId }: ImportSummary, kind: ListKind): Promise<boolean> {
  return step(importId, 'reading', async () => {
    await engine.imports.setListKind({ importId, kind });
    makeStale();
  });
}

export async function setDataDate({ importId }: ImportSummary, dataDate: string): Promise<void> {
  await engine.imports.setDataDate({ importId, dataDate });
  makeStale();
}

export function addFile(
  file: ImportCheck,
  mode = fileMemory(file.importId).mode,
): Promise<boolean> {
  const { importId, fileName } = file;
  const { effect, mayCoverAll } = kindWords(file.kind);
  return step(importId, 'adding', async () => {
    const { candidates } = await queryClient.fetchQuery(queries.workspace.status.queryOptions());
    const { setName = '', absent: chosen } = fileMemory(importId);
    const absent = mayCoverAll ? chosen : 'unknown';
    const { setId, decisionsEnded } = await engine.imports.commit({
      importId,
      mode: effect === 'review' ? mode : 'add',
      absent,
      ...(effect === 'set' && setName.trim() && { setName: setName.trim() }),
    });
    // Compared again while it was added: files that were added just before it may have named its users.
    const added = await engine.imports.check({ importId }).catch(() => file);
    const did = { mode, absent, candidatesBefore: candidates, setId, decisionsEnded };
    noteAdded({ ...addedFrom(added), ...did });
    announce(addWords.wasAdded(fileName, file.identifiers));
  });
}

function addedFrom(file: ImportCheck) {
  const { importId, kind, fileName, identifiers, newIdentifiers, knownIdentifiers } = file;
  const counts = { identifiers, newIdentifiers, knownIdentifiers, rowsWithErrors: file.errors };
  const { changed = null, returned = 0 } = file.diff ?? {};
  return { importId, kind, fileName, ...counts, changed, returned };
}

/**
 * Candidates first, then what tells about users, then lists; among files of a sort the older data first,
 * so that the newest word holds. Where a file is to replace the review, it goes before all and the others
 * are added to it: each replacing the one before would leave the last alone. A file that was chosen twice is
 * added once.
 */
export async function addAll(files: readonly ImportCheck[]): Promise<void> {
  const replaces = (file: ImportCheck) =>
    file.kind === 'candidates' && fileMemory(file.importId).mode === 'replace';
  const ranks = { review: 1, replica: 2, lines: 3, set: 4, roles: 5, evidence: 6 };
  const rank = (file: ImportCheck) => (replaces(file) ? 0 : ranks[kindWords(file.kind).effect]);
  const ordered = files.toSorted(
    (a, b) => rank(a) - rank(b) || (a.dataDate ?? '').localeCompare(b.dataDate ?? ''),
  );
  for (const [n, file] of ordered.entries()) {
    if (n > 0 && (await isSameByNow(file))) continue;
    if (!(await addFile(file, n === 0 && replaces(file) ? 'replace' : 'add'))) return;
  }
}

async function isSameByNow({ importId }: ImportCheck): Promise<boolean> {
  const check = await engine.imports.check({ importId }).catch(() => undefined);
  return check !== undefined && check.same !== null;
}

async function step(
  importId: number,
  busy: NonNullable<FileMemory['busy']>,
  work: () => Promise<unknown>,
): Promise<boolean> {
  remember(importId, { busy, error: undefined });
  try {
    await work();
    return true;
  } catch (error) {
    remember(importId, { error });
    return false;
  } finally {
    remember(importId, { busy: undefined });
  }
}
