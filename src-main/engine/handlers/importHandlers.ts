/** Imports: reading in the background, the check, adding to the replica, taking back, profiles. */
import type { ReadOptions } from '#shared/contract/shapes.ts';
import { importsToUndo, usersMadeBy } from '../importing/commit/undoImport.ts';
import { staffLists } from '../importing/compare/staffLists.ts';
import { saveOriginal } from '../importing/read/originals.ts';
import { listProfiles, profileOptions } from '../importing/read/profiles.ts';
import {
  checkImport,
  getImport,
  importErrors,
  listImports,
} from '../importing/show/importQueries.ts';
import { partRows } from '../importing/show/importRows.ts';
import { Refusal } from '../refusal.ts';
import { writeImportRows } from '../reports/importRowsFile.ts';
import { listSets, setsWith } from '../sets/userSets.ts';
import { os } from './implementer.ts';
import type { Session } from './session.ts';

export const importHandlers = {
  list: os.imports.list.handler(({ context: { session } }) =>
    listImports(session.workspace.reader),
  ),
  read: os.imports.read.handler(({ input, context: { session } }) =>
    startReading(session, session.file(input.file), input.options),
  ),
  check: os.imports.check.handler(({ input, context: { session } }) =>
    checkImport(session.workspace.reader, input.importId),
  ),
  errors: os.imports.errors.handler(({ input, context: { session } }) =>
    importErrors(session.workspace.reader, input.importId, input.offset, input.limit),
  ),
  rows: os.imports.rows.handler(({ input, context: { session } }) =>
    partRows(session.workspace.reader, input.importId, input.part, input.offset, input.limit),
  ),
  exportRows: os.imports.exportRows.handler(({ input, context: { session } }) =>
    writeImportRows(
      session.workspace.reader,
      input.importId,
      input.part,
      session.target(input.file),
    ),
  ),
  readAgain: os.imports.readAgain.handler(({ input, context: { session } }) =>
    readAgain(session, input.importId, input.options),
  ),
  setDataDate: os.imports.setDataDate.handler(async ({ input, context: { session } }) => {
    const { reader, writer } = session.workspace;
    await writer.run('import.setDataDate', input);
    return getImport(reader, input.importId);
  }),
  staffLists: os.imports.staffLists.handler(({ context: { session } }) =>
    staffLists(session.workspace.reader),
  ),
  setListKind: os.imports.setListKind.handler(async ({ input, context: { session } }) => {
    const { reader, writer } = session.workspace;
    await writer.run('import.setListKind', { ...input, by: session.userName });
    session.compareStale();
    return getImport(reader, input.importId);
  }),
  commit: os.imports.commit.handler(async ({ input, context: { session } }) => {
    const { reader, writer } = session.workspace;
    const decisionsEnded = await writer.run('import.commit', {
      importId: input.importId,
      replace: input.mode === 'replace',
      absentHaveNone: input.absent === 'none',
      setName: input.setName,
      by: session.userName,
    });
    session.compareStale();
    return { ...getImport(reader, input.importId), decisionsEnded };
  }),
  undoPreview: os.imports.undoPreview.handler(({ input, context: { session } }) => {
    const { reader } = session.workspace;
    const files = importsToUndo(reader, input.importId);
    const users = usersMadeBy(reader, files);
    const made = new Set(files.map(({ set_id }) => set_id));
    return {
      files: files.map(({ import_id, file_name }) => ({
        importId: import_id,
        fileName: file_name,
      })),
      users: users.count,
      sets: setsOfUndo(session, users, made),
    };
  }),
  undo: os.imports.undo.handler(async ({ input, context: { session } }) => {
    const { writer, previews } = session.workspace;
    const files = await writer.run('import.undo', input);
    // Their users may be others by now.
    previews.clear();
    session.compareStale();
    return { files };
  }),
  saveOriginal: os.imports.saveOriginal.handler(({ input, context: { session } }) =>
    saveOriginal(session.workspace.reader, input.importId, session.target(input.file)),
  ),
  profiles: os.imports.profiles.handler(({ context: { session } }) =>
    listProfiles(session.workspace.reader),
  ),
  saveProfile: os.imports.saveProfile.handler(({ input, context: { session } }) =>
    session.workspace.writer.run('import.saveProfile', input),
  ),
  deleteProfile: os.imports.deleteProfile.handler(async ({ input, context: { session } }) => {
    await session.workspace.writer.run('import.deleteProfile', input);
    return {};
  }),
  useProfile: os.imports.useProfile.handler(({ input, context: { session } }) =>
    readAgain(
      session,
      input.importId,
      profileOptions(session.workspace.reader, input.profileId, input.importId),
    ),
  ),
  discard: os.imports.discard.handler(async ({ input, context: { session } }) => {
    await discard(session, input.importId);
    return {};
  }),
};

async function startReading(
  session: Session,
  path: string,
  options: ReadOptions,
): Promise<{ importId: number }> {
  const { writer, readings, importPaths } = session.workspace;
  const importId = await writer.run('import.begin', { path, options });
  const controller = new AbortController();
  readings.set(importId, controller);
  importPaths.set(importId, path);
  writer
    .run('import.read', { importId, path, options }, controller.signal)
    .catch((error: unknown) => session.fault(error))
    .finally(() => readings.delete(importId));
  return { importId };
}

async function readAgain(
  session: Session,
  importId: number,
  options: ReadOptions,
): Promise<{ importId: number }> {
  const path = session.workspace.importPaths.get(importId);
  if (!path)
    throw new Refusal(
      'import.fileGone',
      'The file of this import is no longer available.',
      'Discard it and choose the file again.',
    );
  await discard(session, importId);
  return startReading(session, path, options);
}

/** A reading under way is cancelled, which forgets it; a read file is forgotten. */
async function discard(session: Session, importId: number): Promise<void> {
  const { writer, readings, importPaths } = session.workspace;
  // At once: who asks to read it again meanwhile must not get a second one.
  importPaths.delete(importId);
  readings.get(importId)?.abort();
  await writer.run('import.discard', { importId });
  session.sweep();
}

/** Sets that the files made, and those that lose members, by name. */
function setsOfUndo(
  session: Session,
  users: Parameters<typeof setsWith>[1],
  made: ReadonlySet<number | null>,
): string[] {
  const { reader, match } = session.workspace;
  const touched = setsWith(reader, users, match);
  const own = listSets(reader, match).filter(({ setId }) => made.has(setId));
  return [...new Set([...own, ...touched].map(({ name }) => name))];
}
