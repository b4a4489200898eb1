/** The day on which the personal data is due: what goes and what stays, in figures, and postponing it. */
import { trailHead } from '../db/trail/record.ts';
import { countKeptFiles } from '../importing/show/importQueries.ts';
import { countCaptures } from '../jobs/captures.ts';
import { countJobs } from '../jobs/jobRows.ts';
import { type Postponing, postpone, retentionClock } from '../jobs/retention.ts';
import { lastErased, postponements } from '../jobs/retentionSteps.ts';
import { countPeople } from '../replica/people.ts';
import { countDecided } from '../review/people.ts';
import { countSets } from '../sets/userSets.ts';
import { type RequestsOf, read, write } from './request.ts';

export const retentionRequests = {
  details: read(({ db }) => {
    const { dueOn, state, since, counts } = retentionClock(db);
    const { users, candidates, deleted, notes } = countPeople(db);
    return {
      ...{ dueOn, state, since, counts },
      erasedAt: lastErased(db),
      postponements: postponements(db),
      goes: {
        ...{ users, candidates, deleted, notes },
        ...countKeptFiles(db),
        captures: countCaptures(db),
      },
      stays: {
        jobs: countJobs(db),
        ...countDecided(db),
        sets: countSets(db),
        entries: trailHead(db)?.entryNo ?? 0,
      },
    };
  }),
  postpone: write({
    changes: 'records',
    whenDue: true,
    work: ({ db, by }, postponing: Postponing) => postpone(db, postponing, by),
    enters: (dueOn, { until }) => ({ what: 'retention.postponed', details: { dueOn, until } }),
    answer: (workspace) => workspace.status(),
  }),
} satisfies RequestsOf<'retention'>;
