/** What erasures left to be done: listed, and ticked off. */
import { listedIn } from '#shared/domain/afterErasing.ts';
import { nameOfFile } from '../importing/rows/importFile.ts';
import { tickOff } from '../replica/afterErasing.ts';
import { returnDecisions } from '../replica/tombstones.ts';
import { itemsOf, listErasures } from '../reports/afterErasing.ts';
import { type RequestsOf, read, serve, write } from './request.ts';

export const erasureRequests = {
  list: read(({ db }) => listErasures(db)),
  returns: read(({ db }) =>
    returnDecisions(db, null).map(({ importId, ...decision }) => ({
      ...decision,
      fileName: nameOfFile(db, importId) ?? null,
    })),
  ),
  // Asks the disk for files that were written.
  items: serve(({ workspace }, { jobId, list, offset, limit }) =>
    itemsOf(workspace.db, jobId, list, offset, limit),
  ),
  tick: write({
    changes: 'records',
    work: ({ db, by }, { jobId, list, items, done }) => {
      const listed = items.filter(({ what }) => listedIn[list].includes(what));
      return { items: tickOff(db, jobId, listed, done ? { at: Date.now(), by } : null) };
    },
    enters: ({ items }, { jobId, list, done }) =>
      items > 0 ? { what: 'erasure.ticked', details: { jobId, list, items, done } } : undefined,
  }),
} satisfies RequestsOf<'erasures'>;
