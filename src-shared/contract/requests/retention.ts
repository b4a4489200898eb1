/** Requests about the day on which the personal data of the workspace is due. */
import { z } from 'zod';
import { count, isoDate, locales } from '../../domain/valueShapes.ts';
import { jobSummary } from '../shapes/jobs.ts';
import { MOST_REASON, retentionDetails } from '../shapes/retention.ts';
import { workspaceStatus } from '../shapes/workspace.ts';
import { base, settling } from './base.ts';

export const retentionRequests = {
  details: base.output(retentionDetails),
  /** Until a day, for a reason; refused for one that is no later, or more than a year ahead. */
  postpone: settling
    .input(z.strictObject({ until: isoDate, reason: z.string().trim().min(1).max(MOST_REASON) }))
    .output(workspaceStatus),
  /**
   * Erases the personal data of everybody, as a job; what was decided, done and signed stays. Refused unless so many users
   * were typed as there are.
   */
  erase: settling
    .input(z.strictObject({ typedUsers: count, capture: z.string().nullable(), locales }))
    .output(jobSummary),
};
