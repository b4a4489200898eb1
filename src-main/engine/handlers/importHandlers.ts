/** Imports: reading in the background, the check, adding to the replica. */

import { checkImport, getImport, importErrors, listImports } from '../importing/importQueries.ts';
import { Refusal } from '../refusal.ts';
import { os } from './implementer.ts';
import type { Session } from './session.ts';

type ReadOptions = {
  kind?: 'candidates' | 'exclusions' | undefined;
  dateOrder?: 'month-first' | 'day-first' | undefined;
};

export const importHandlers = {
  list: os.imports.list.handler(({ context: { session } }) =>
    listImports(session.workspace.reader),
  ),
  read: os.imports.read.handler(({ input, context: { session } }) =>
    startReading(session, session.file(input.file), { kind: input.kind }),
  ),
  check: os.imports.check.handler(({ input, context: { session } }) =>
    checkImport(session.workspace.reader, input.importId),
  ),
  errors: os.imports.errors.handler(({ input, context: { session } }) =>
    importErrors(session.workspace.reader, input.importId, input.offset, input.limit),
  ),
  readAgain: os.imports.readAgain.handler(async ({ input, context: { session } }) => {
    const path = session.workspace.importPaths.get(input.importId);
    if (!path)
      throw new Refusal(
        'import.fileGone',
        'The file of this import is not at hand any more.',
        'Discard it and choose the file again.',
      );
    await discard(session, input.importId);
    return startReading(session, path, input);
  }),
  commit: os.imports.commit.handler(async ({ input, context: { session } }) => {
    const { reader, writer } = session.workspace;
    await writer.run('import.commit', {
      importId: input.importId,
      replace: input.mode === 'replace',
      setName: input.setName,
      by: session.userName,
    });
    return getImport(reader, input.importId);
  }),
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
  const importId = await writer.run('import.begin', { path, kind: options.kind });
  const controller = new AbortController();
  readings.set(importId, controller);
  importPaths.set(importId, path);
  writer
    .run(
      'import.read',
      { importId, path, kind: options.kind, dateOrder: options.dateOrder },
      controller.signal,
    )
    .catch((error: unknown) => session.fault(error))
    .finally(() => readings.delete(importId));
  return { importId };
}

/** A reading under way is cancelled, which forgets it; a read file is forgotten. */
async function discard(session: Session, importId: number): Promise<void> {
  const { writer, readings } = session.workspace;
  const reading = readings.get(importId);
  reading?.abort();
  await writer.run('import.discard', { importId });
}
