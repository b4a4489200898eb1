/** Requests about the audit trail. Nothing in it is ever changed by one. */
import { z } from 'zod';
import { count } from '../../domain/valueShapes.ts';
import { auditEntry, auditFilter, auditStaff, trailHead } from '../shapes/auditTrail.ts';
import { base, page } from './base.ts';

export const trailRequests = {
  /** Newest first. */
  page: base
    .input(z.strictObject({ filter: auditFilter, ...page }))
    .output(z.object({ total: count, rows: z.array(auditEntry), head: trailHead.nullable() })),
  /** Everybody who stands in it. */
  staff: base.output(z.array(auditStaff)),
};
