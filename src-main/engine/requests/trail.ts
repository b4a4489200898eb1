/** The audit trail, to be read: entries are made by the requests that change something (request.ts). */
import { trailStaff } from '../db/trail/readTrail.ts';
import { trailPage } from '../reports/auditTrail.ts';
import { type RequestsOf, read } from './request.ts';

export const trailRequests = {
  page: read(({ db }, { filter, offset, limit }) => trailPage(db, filter, offset, limit)),
  staff: read(({ db }) => trailStaff(db)),
} satisfies RequestsOf<'trail'>;
