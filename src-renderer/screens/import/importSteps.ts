/**
 * The verbs of the Import screen: read files, read one again another way, add one or all, discard.
 * Called by its components. Each notes in importMemory what is under way and what the engine refused;
 * none throws. Never decides what a file is: that is the engine's check.
 */
import type { GrantedFile } from '#shared/contract/desktopContract.ts';
import type { ImportCheck, ImportKind, ImportSummary } from '#shared/contract/shapes.ts';
import type { DateOrder } from '#shared/domain/calendar.ts';
import { desktop } from '../../client/desktop.ts';
import { engine, queries, queryClient } from '../../client/engineClient.ts';
import { announce } from '../../ui/announce.tsx';
import { countOf } from '../../ui/format.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import {
  type FileMemory,
  fileMemory,
  forgetAdded,
  noteAdded,
  noteReadAgain,
  remember,
} from './importMemory.ts';

/** The engine reads them one after the other; this only hands them over. */
export async function readFiles(files: readonly GrantedFile[]): Promise<void> {
  forgetAdded();
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

/** As another kind or with an order for its dates; what was chosen before still holds. */
export function readAgain(
  file: ImportSummary,
  changes: { kind?: ImportKind; dateOrder?: DateOrder } = {},
): Promise<boolean> {
  const dateOrder = changes.dateOrder ?? fileMemory(file.importId).dateOrder;
  const kind = changes.kind ?? (file.state === 'checked' ? file.kind : undefined);
  return step(file.importId, 'reading', async () => {
    const { importId } = await engine.imports.readAgain({
      importId: file.importId,
      ...(kind && { kind }),
      ...(dateOrder && { dateOrder }),
    });
    noteReadAgain(file.importId, importId);
    remember(importId, { dateOrder });
  });
}

/** Cancels a reading, or forgets what was read. */
export function discardFile(file: ImportSummary): Promise<boolean> {
  return step(file.importId, 'discarding', () =>
    engine.imports.discard({ importId: file.importId }),
  );
}

export function addFile(
  file: ImportCheck,
  mode = fileMemory(file.importId).mode,
): Promise<boolean> {
  return step(file.importId, 'adding', async () => {
    const { candidates } = await queryClient.fetchQuery(queries.workspace.status.queryOptions());
    const setName = fileMemory(file.importId).setName?.trim();
    const { setId } = await engine.imports.commit({
      importId: file.importId,
      mode: file.kind === 'candidates' ? mode : 'add',
      ...(file.kind === 'exclusions' && setName && { setName }),
    });
    const { importId, kind, fileName, identifiers, newIdentifiers, knownIdentifiers, errors } =
      file;
    noteAdded({
      importId,
      kind,
      fileName,
      identifiers,
      newIdentifiers,
      knownIdentifiers,
      rowsWithErrors: errors,
      mode,
      candidatesBefore: candidates,
      setId,
    });
    announce(`${fileName} was added: ${countOf(identifiers, 'identifier')}.`);
  });
}

/**
 * Candidates before lists. Where a file is to replace the review, it goes first and the others are
 * added to it: each replacing the one before would leave the last alone.
 */
export async function addAll(files: readonly ImportCheck[]): Promise<void> {
  const replaces = (file: ImportCheck) =>
    file.kind === 'candidates' && fileMemory(file.importId).mode === 'replace';
  const rank = (file: ImportCheck) => (replaces(file) ? 0 : file.kind === 'candidates' ? 1 : 2);
  const ordered = files.toSorted((a, b) => rank(a) - rank(b));
  for (const [n, file] of ordered.entries()) {
    if (!(await addFile(file, n === 0 && replaces(file) ? 'replace' : 'add'))) return;
  }
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
