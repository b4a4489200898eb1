/** Exports: written beside all other work, told of while they go on, cancelled. */
import type { ExportedWhat } from '#shared/contract/shapes/exports.ts';
import { leavesOf } from '#shared/domain/criteria.ts';
import type { HeldPreview } from '../exporting/performExport.ts';
import type { OpenWorkspace } from './openWorkspace.ts';
import { NOTHING, type RequestsOf, serve } from './request.ts';

export const exportRequests = {
  write: serve((session, { exportId, file, ...asked }) => {
    const { workspace, files, events } = session;
    const given = {
      ...asked,
      path: files.target(file),
      by: session.userName,
      previews: previewsIn(asked.what, workspace),
    };
    return workspace.exports
      .run(exportId, given.path, (signal) =>
        session.exporter(
          workspace.path,
          given,
          (progress) =>
            events.publish('event', { type: 'export.progressed', exportId, ...progress }),
          signal,
        ),
      )
      .finally(() => events.publish('event', { type: 'export.ended', exportId }));
  }),
  cancel: serve(({ workspace }, { exportId }) => {
    workspace.exports.cancel(exportId);
    return NOTHING();
  }),
} satisfies RequestsOf<'exports'>;

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
