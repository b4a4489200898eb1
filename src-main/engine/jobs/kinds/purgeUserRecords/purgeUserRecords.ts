/** Purge User Records as the engine asks it; each of its parts stands in a file beside this one. */
import { differsFromPlanned } from '#shared/domain/plannedPurge.ts';
import type { PurgeRequest } from '#shared/jobKinds/purgeUserRecords.ts';
import { readSettings } from '../../../replica/settings.ts';
import type { JobKindWork } from '../../jobKind.ts';
import { PURGE_COLUMNS } from '../../purgeFacts.ts';
import { approvedLeftOut, checkPurge } from './checkPurge.ts';
import { PURGE_SHEETS, purgeFactsOf } from './purgeReport.ts';
import { type PurgeParameters, purgeUsers, usersInScope } from './purgeUsers.ts';

export const purgeUserRecords: JobKindWork<PurgeRequest> = {
  /** Which balance counts is fixed when the job is submitted. */
  settle(db, request) {
    const countTransferred = readSettings(db).countTransferred === true;
    const parameters: PurgeParameters = { ...request.parameters, countTransferred };
    return { ...request, parameters };
  },
  asks: PURGE_COLUMNS,
  check: (asking, request) => checkPurge(asking, request),
  differsFromSigned: ({ parameters }, settings) => differsFromPlanned(parameters, settings),
  approvedLeftOut,
  submittedFor: (_db, _request, { concerned }) => concerned,
  freeze: usersInScope,
  start: purgeUsers,
  reportFacts: purgeFactsOf,
  sheets: PURGE_SHEETS,
};
