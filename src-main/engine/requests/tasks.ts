/** Everything that the writer can be asked for, by name: the writing halves of the requests, and the chores. */

import * as chores from '../session/chores.ts';
import { bringBack, removeSnapshots } from '../session/snapshotChores.ts';
import type { AnyTask, Tasks } from '../writer/task.ts';
import type { Request } from './request.ts';
import { requests } from './requests.ts';

export const tasks: Tasks = { ...writingHalves(), ...chores, bringBack, removeSnapshots };

function writingHalves(): Record<string, AnyTask> {
  const found: Record<string, AnyTask> = {};
  for (const [feature, named] of Object.entries(requests))
    for (const [name, request] of Object.entries<Request<never, unknown>>(named))
      if (request.kind === 'write') found[`${feature}.${name}`] = request.task;
  return found;
}
