/**
 * The contract: every request that a page (or the command line) can make of the engine, with the
 * shapes of input and output, checked at run time on the engine's side. A request without a handler
 * doesn't compile (engine/requests). Names are noun.verb; expected failures are REFUSED with a code
 * and its values.
 */
import { almaRequests } from './requests/alma.ts';
import { erasureRequests } from './requests/erasures.ts';
import { eventRequests } from './requests/events.ts';
import { exportRequests } from './requests/exports.ts';
import { importRequests } from './requests/imports.ts';
import { jobRequests } from './requests/jobs.ts';
import { peopleRequests } from './requests/people.ts';
import { registerRequests } from './requests/register.ts';
import { retentionRequests } from './requests/retention.ts';
import { reviewRequests } from './requests/review.ts';
import { sampleRequests } from './requests/samples.ts';
import { setRequests } from './requests/sets.ts';
import { settingsRequests } from './requests/settings.ts';
import { signOffRequests } from './requests/signOff.ts';
import { snapshotRequests } from './requests/snapshots.ts';
import { trailRequests } from './requests/trail.ts';
import { userRequests } from './requests/users.ts';
import { viewRequests } from './requests/views.ts';
import { workspaceRequests } from './requests/workspace.ts';

export const engineContract = {
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
} as const;
