/**
 * The engine's answers: one handler per request of the contract, each a thin step to a verb of a
 * module. A request without a handler doesn't compile.
 */
import { os } from './implementer.ts';
import { importHandlers } from './importHandlers.ts';
import { jobHandlers } from './jobHandlers.ts';
import { registerHandlers } from './registerHandlers.ts';
import { reviewHandlers } from './reviewHandlers.ts';
import { sampleHandlers } from './sampleHandlers.ts';
import { setHandlers } from './setHandlers.ts';
import { signOffHandlers } from './signOffHandlers.ts';
import { userHandlers } from './userHandlers.ts';
import { viewHandlers } from './viewHandlers.ts';
import { workspaceHandlers } from './workspaceHandlers.ts';

export const router = os.router({
  ...workspaceHandlers,
  imports: importHandlers,
  users: userHandlers,
  review: reviewHandlers,
  register: registerHandlers,
  samples: sampleHandlers,
  signOff: signOffHandlers,
  views: viewHandlers,
  sets: setHandlers,
  jobs: jobHandlers,
});
