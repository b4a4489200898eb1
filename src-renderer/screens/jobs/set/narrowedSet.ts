/**
 * A set of some of another's members, made while a job is being prepared. The other stays as it is: its file may be
 * in Alma already.
 */

import type { AskedOrigin } from '#shared/contract/shapes/setOrigin.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { engine, queries, queryClient } from '../../../client/engineClient.ts';
import { currentDay } from '../../../client/workspace.ts';
import { freeName } from '../../../deciding/freeName.ts';
import { proposedNames } from '../../../deciding/words/setNames.ts';
import { notifyDone } from '../../../ui/notify.tsx';
import { narrowedSetWords } from './words.tsx';

export async function narrowedSet(criteria: Criteria, origin: AskedOrigin): Promise<SetSummary> {
  const sets = await engine.sets.list();
  const made = await engine.sets.create({
    name: freeName(
      proposedNames.toPurge(currentDay()),
      sets.map(({ name }) => name),
    ),
    criteria,
    origin,
  });
  // The list is asked again anyway; until then the page would find no such set.
  queryClient.setQueryData(queries.sets.list.queryKey(), [...sets, made]);
  notifyDone(narrowedSetWords.made(made.name, made.members));
  return made;
}
