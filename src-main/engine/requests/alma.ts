/** What was done in Alma after the rehearsal. */
import { doneInAlma, tickStep } from '../review/almaSteps.ts';
import { type RequestsOf, read, write } from './request.ts';

export const almaRequests = {
  steps: read(({ db }) => doneInAlma(db)),
  tick: write({
    changes: 'records',
    work: ({ db, by }, { step, done }) => tickStep(db, step, done, by),
    enters: (_, { step, done }) => ({ what: 'alma.ticked', details: { step, done } }),
    answer: ({ db }) => doneInAlma(db),
  }),
} satisfies RequestsOf<'alma'>;
