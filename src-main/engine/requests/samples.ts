/** Sampling checks: drawn, looked up in Alma, recorded. */
import {
  drawSample,
  getSample,
  listSamples,
  recordFinding,
  removeSample,
  sampledUsers,
} from '../review/samples.ts';
import { NOTHING, type RequestsOf, read, write } from './request.ts';

export const sampleRequests = {
  list: read(({ db }) => listSamples(db)),
  users: read(({ db }, { sampleId }) => sampledUsers(db, sampleId)),
  draw: write({
    changes: 'records',
    work: ({ db, by }, input) => getSample(db, drawSample(db, { ...input, by })),
    enters: ({ sampleId }, _, db) => ({
      what: 'sample.drawn',
      details: { sampleId, users: sampledUsers(db, sampleId).length },
    }),
  }),
  record: write({
    changes: 'records',
    work: ({ db, by }, input) => {
      recordFinding(db, { ...input, by });
      return getSample(db, input.sampleId);
    },
    enters: (_, { sampleId, finding }) => ({
      what: 'sample.recorded',
      details: { sampleId, finding },
    }),
  }),
  remove: write({
    changes: 'records',
    work: ({ db }, { sampleId }) => removeSample(db, sampleId),
    enters: (_, { sampleId }) => ({ what: 'sample.removed', details: { sampleId } }),
    answer: NOTHING,
  }),
} satisfies RequestsOf<'samples'>;
