/**
 * All requests of the contract: one that has no function here doesn't compile. Both threads know this table; the
 * serving thread answers by it, and the writer finds the writing half of a request in it.
 */
import { almaRequests } from './alma.ts';
import { erasureRequests } from './erasures.ts';
import { exportRequests } from './exports.ts';
import { importRequests } from './imports.ts';
import { jobRequests } from './jobs.ts';
import { peopleRequests } from './people.ts';
import { registerRequests } from './register.ts';
import type { AllRequests } from './request.ts';
import { retentionRequests } from './retention.ts';
import { reviewRequests } from './review.ts';
import { sampleRequests } from './samples.ts';
import { setRequests } from './sets.ts';
import { signOffRequests } from './signOff.ts';
import { snapshotRequests } from './snapshots.ts';
import { trailRequests } from './trail.ts';
import { userRequests } from './users.ts';
import { viewRequests } from './views.ts';
import { eventRequests, settingsRequests, workspaceRequests } from './workspace.ts';

export const requests = {
  workspace: workspaceRequests,
  settings: settingsRequests,
  imports: importRequests,
  users: userRequests,
  people: peopleRequests,
  review: reviewRequests,
  register: registerRequests,
  samples: sampleRequests,
  signOff: signOffRequests,
  views: viewRequests,
  sets: setRequests,
  jobs: jobRequests,
  snapshots: snapshotRequests,
  exports: exportRequests,
  alma: almaRequests,
  retention: retentionRequests,
  trail: trailRequests,
  erasures: erasureRequests,
  events: eventRequests,
} satisfies AllRequests;
