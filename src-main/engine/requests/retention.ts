/** The day on which the personal data is due: what goes and what stays, in figures, and postponing it. */
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { today } from '#shared/domain/timeZones.ts';
import { eraseUsers } from '#shared/jobKinds/eraseUsers.ts';
import { defaultJobName } from '#shared/jobKinds/jobKinds.ts';
import { trailHead } from '../db/trail/record.ts';
import { countKeptFiles } from '../importing/show/importQueries.ts';
import { type Capture, countCaptures } from '../jobs/captures/captures.ts';
import { countJobs, erasingEverybody, jobSummary } from '../jobs/jobRows.ts';
import { type Postponing, postpone, retentionClock } from '../jobs/retention.ts';
import { lastErased, postponements } from '../jobs/retentionSteps.ts';
import { countPeople } from '../replica/people.ts';
import { institutionZone } from '../replica/settings.ts';
import { countDecided } from '../review/people.ts';
import { countSets } from '../sets/userSets.ts';
import { type RequestsOf, read, write } from './request.ts';
import { captureOf, submitAsked, submittedEntry } from './submission.ts';

export interface Erasing {
  readonly typedUsers: number;
  readonly capture: Capture | null;
  readonly locales: readonly string[];
}

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
  erase: write({
    changes: 'jobs',
    whenDue: true,
    gather: (session, { typedUsers, capture, locales }): Erasing => ({
      ...{ typedUsers, locales },
      capture: captureOf(session, capture),
    }),
    work: (changing, { typedUsers, capture, locales }) => {
      const { db } = changing;
      const running = erasingEverybody(db);
      if (running !== undefined) return { jobId: running, isNew: false };
      const { kind } = eraseUsers;
      const job = {
        ...{ kind, typedUsers, name: defaultJobName(kind, null, today(institutionZone(db))) },
        parameters: { everybody: true as const },
        users: { criteria: EVERYBODY, except: [] },
      };
      return submitAsked(changing, { job, capture, unsigned: false, locales });
    },
    enters: ({ jobId, isNew }, _, db) => (isNew ? submittedEntry(db, jobId) : undefined),
    answer: ({ db }, { jobId }, { capture }, { captures }) => {
      captures.drop(capture);
      return jobSummary(db, jobId);
    },
  }),
} satisfies RequestsOf<'retention'>;
