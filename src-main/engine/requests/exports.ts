/** Exports: written beside all other work, told of while they go on, cancelled. */
import { NOTHING, type RequestsOf, serve } from './request.ts';

export const exportRequests = {
  write: serve((session, { exportId, file, ...asked }) => {
    const { workspace, files, events } = session;
    const given = { ...asked, path: files.target(file) };
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
