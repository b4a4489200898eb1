/** Named views of grids. */
import { listViews, removeView, saveView } from '../review/gridViews.ts';
import { FOR_ONESELF, NOTHING, type RequestsOf, read, write } from './request.ts';

export const viewRequests = {
  list: read(({ db }, { grid }) => listViews(db, grid)),
  save: write({
    changes: 'records',
    work: ({ db, by }, view) => saveView(db, view, by),
    enters: FOR_ONESELF,
  }),
  remove: write({
    changes: 'records',
    work: ({ db, by }, { viewId }) => removeView(db, viewId, by),
    enters: FOR_ONESELF,
    answer: NOTHING,
  }),
} satisfies RequestsOf<'views'>;
