/** Named views of grids. */
import { listViews, removeView, saveView } from '../review/gridViews.ts';
import { NOTHING, type RequestsOf, read, write } from './request.ts';

export const viewRequests = {
  list: read(({ db }, { grid }) => listViews(db, grid)),
  save: write({ changes: 'records', work: ({ db }, view) => saveView(db, view) }),
  remove: write({
    changes: 'records',
    work: ({ db }, { viewId }) => removeView(db, viewId),
    answer: NOTHING,
  }),
} satisfies RequestsOf<'views'>;
