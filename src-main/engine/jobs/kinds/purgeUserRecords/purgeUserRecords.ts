/**
 * The two purges as the engine asks them, of a user group and of a set: one work, which its settings alone tell apart.
 * Each of its parts stands in a file beside this one.
 */
import { differsFromPlanned } from '#shared/domain/plannedPurge.ts';
import type { PurgeRequest } from '#shared/jobKinds/purgeUserRecords.ts';
import type { AnyPurgeRequest, SetPurgeRequest } from '#shared/jobKinds/purgeUsers.ts';
import { readSettings } from '../../../replica/settings.ts';
import type { JobKindWork } from '../../jobKind.ts';
import { PURGE_COLUMNS } from '../../purgeFacts.ts';
import { approvedLeftOut, checkPurge } from './checkPurge.ts';
import { PURGE_SHEETS, purgeFactsOf } from './purgeReport.ts';
import { leftByPurge, type PurgeParameters, purgeUsers, usersInScope } from './purgeUsers.ts';

const purge: JobKindWork<AnyPurgeRequest> = {
  /** Which balance counts, and what Esploro keeps, is fixed when the job is submitted. */
  settle(db, request) {
    const { countTransferred, esploro } = readSettings(db);
    const settled: Pick<PurgeParameters, 'countTransferred' | 'esploro'> = {
      countTransferred: countTransferred === true,
      ...(esploro === true && { esploro }),
    };
    return { ...request, parameters: { ...request.parameters, ...settled } } as typeof request;
  },
  asks: PURGE_COLUMNS,
  check: (asking, request) => checkPurge(asking, request),
  differsFromSigned: ({ parameters }, settings) => differsFromPlanned(parameters, settings),
  approvedLeftOut,
  submittedFor: (_db, _request, { concerned }) => concerned,
  freeze: usersInScope,
  start: purgeUsers,
  leaves: leftByPurge,
  reportFacts: purgeFactsOf,
  sheets: PURGE_SHEETS,
};

export const purgeUserRecords = purge as JobKindWork<PurgeRequest>;
export const purgeUsersOfSet = purge as JobKindWork<SetPurgeRequest>;
