/**
 * Exports: written beside all other work, told of while they go on, cancelled. A PDF and a print are pages that the
 * export makes and main lays out.
 */
import { lstatSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ExportedFile } from '#shared/contract/desktopContract.ts';
import type { ExportedWhat } from '#shared/contract/shapes/exports.ts';
import { leavesOf } from '#shared/domain/criteria.ts';
import { besideOf, dropPiece } from '../db/pieces.ts';
import { writeExported } from '../exporting/exportedFile.ts';
import type { ExportProgress } from '../exporting/exportProgress.ts';
import type { Exported, ExportGiven, HeldPreview } from '../exporting/performExport.ts';
import { jobReport } from '../jobs/jobReport.ts';
import { Refusal } from '../refusal.ts';
import { jobLists } from '../reports/jobLists.ts';
import type { OpenWorkspace } from '../session/openWorkspace.ts';
import type { Session } from '../session/session.ts';
import { NOTHING, type RequestsOf, read, serve } from './request.ts';

interface AskedExport {
  readonly exportId: string;
  readonly what: ExportedWhat;
  readonly locales: readonly string[];
}

export const exportRequests = {
  lists: read(({ db }, { jobId }) =>
    jobLists(db, jobReport(db, jobId)).map(({ id, title, users }) => ({ list: id, title, users })),
  ),
  write: serve(async (session, { file, format, ...asked }) => {
    const path = session.files.target(file);
    const fileName = basename(path);
    const target = { name: fileName, beside: besideOf(path) };
    const note = session.exportNote(asked.what.of);
    const { rows, held, heldBy } = await inTurn(session, asked, target, async (perform, signal) => {
      if (format === 'folder') return writeFolder(session, path, perform, signal);
      if (format !== 'pdf') return perform({ format, path });
      const { print } = session;
      return writeExported(path, async () => {
        const { pages, ...made } = await perform({ format: 'pages' });
        const { html, ...options } = pages!;
        const printed = await print(html, { ...options, dialog: false, signal });
        await perform({ format: 'pdf', printed: printed!, path });
        return made;
      });
    });
    for (const written of format === 'folder' ? filesIn(path) : [path])
      await note(written, heldBy?.get(basename(written)) ?? held);
    return { fileName, rows };
  }),
  print: serve(async (session, asked) => {
    const { print } = session;
    const note = session.exportNote(asked.what.of);
    const { pages } = await inTurn(session, asked, null, (perform) => perform({ format: 'pages' }));
    const { html, ...options } = pages!;
    // The dialog may stand open for long: other exports don't wait for it.
    await print(html, { ...options, dialog: true });
    await note(null);
    return NOTHING();
  }),
  cancel: serve(({ workspace }, { exportId }) => {
    workspace.exports.cancel(exportId);
    return NOTHING();
  }),
} satisfies RequestsOf<'exports'>;

/** Everything in it is of one moment; the PDF of its sheet is made of the pages that came with the rest. */
async function writeFolder(
  session: Session,
  path: string,
  perform: Perform,
  signal: AbortSignal,
): Promise<Pick<Exported, 'rows' | 'held' | 'heldBy'>> {
  if (lstatSync(path, { throwIfNoEntry: false }))
    throw new Refusal('export.folderTaken', { name: basename(path) });
  try {
    const { pages, ...made } = await perform({ format: 'folder', path });
    const { html, ...options } = pages!;
    const printed = session.canPrint
      ? await session.print(html, { ...options, dialog: false, signal })
      : null;
    await perform({ format: 'folder-end', path, printed });
    return made;
  } finally {
    dropPiece(besideOf(path));
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

type Perform = (wanted: ExportGiven['wanted']) => Promise<Exported>;

/** Behind the exports before it, and told of from its beginning to its end. */
async function inTurn<T>(
  session: Session,
  { exportId, what, locales }: AskedExport,
  target: ExportedFile | null,
  work: (perform: Perform, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { workspace, events, exporter } = session;
  const given = { what, locales, by: session.userName, previews: previewsIn(what, workspace) };
  const tell = (progress: ExportProgress) =>
    events.publish('event', { type: 'export.progressed', exportId, ...progress });
  try {
    return await workspace.exports.run(exportId, target, (signal) =>
      work((wanted) => exporter(workspace.readsFrom, { ...given, wanted }, tell, signal), signal),
    );
  } finally {
    events.publish('event', { type: 'export.ended', exportId });
  }
}

/** A preview that is gone is left out: whoever asks for its users refuses. */
function previewsIn(what: ExportedWhat, { previews }: OpenWorkspace): HeldPreview[] {
  if (what.of !== 'users') return [];
  return leavesOf(what.criteria).flatMap((leaf) => {
    if (leaf.op !== 'inPreview') return [];
    const { previewId, part } = leaf;
    const users = previews.usersOf(previewId, part);
    return users ? [{ previewId, part, users: users.toBytes() }] : [];
  });
}
