/** Named views of grids. */
import { listViews, removeView, saveView } from '../review/gridViews.ts';
import { FOR_ONESELF, NOTHING, type RequestsOf, read, write } from './request.ts';

export const viewRequests = {
  list: read(({ db }, { grid }) => listViews(db, grid)),
  save: write({
    changes: 'records',
    work: ({ db }, view) => saveView(db, view),
    enters: FOR_ONESELF,
  }),
  remove: write({
    changes: 'records',
    work: ({ db }, { viewId }) => removeView(db, viewId),
    enters: FOR_ONESELF,
    answer: NOTHING,
  }),
} satisfies RequestsOf<'views'>;
