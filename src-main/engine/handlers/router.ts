/**
 * The engine's answers: one handler per request of the contract, each a thin step to a verb of a
 * module. A request without a handler doesn't compile.
 */
import { os } from './implementer.ts';
import { importHandlers } from './importHandlers.ts';
import { jobHandlers } from './jobHandlers.ts';
import { reviewHandlers } from './reviewHandlers.ts';
import { setHandlers } from './setHandlers.ts';
import { userHandlers } from './userHandlers.ts';
import { workspaceHandlers } from './workspaceHandlers.ts';

export const router = os.router({
  ...workspaceHandlers,
  imports: importHandlers,
  users: userHandlers,
  review: reviewHandlers,
  sets: setHandlers,
  jobs: jobHandlers,
});
