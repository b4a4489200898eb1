/**
 * Asks the workspace what is needed to know where the cycle stands. Sets are checked one after another,
 * once for each state of the workspace, and only until one may go.
 */

import { useQuery } from '@tanstack/react-query';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { moveOfSet } from '#shared/jobKinds/updateNotifyUsers.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { useSettings, useStatus } from '../../client/workspace.ts';
import { mayGo, setsToCheck } from '../setsToCheck.ts';
import { type CheckedSet, type Cycle, cycleOf } from './cycle.ts';

/** Undefined while it loads. */
export function useCycle(): Cycle | undefined {
  const { data: status } = useStatus();
  const settings = useSettings();
  const { data: counts } = useQuery(queries.review.counts.queryOptions());
  const { data: imports } = useQuery(queries.imports.list.queryOptions());
  const { data: sets } = useQuery(queries.sets.list.queryOptions());
  const { data: jobs } = useQuery(queries.jobs.list.queryOptions());
  const { data: samples } = useQuery(queries.samples.list.queryOptions());
  const { data: alma } = useQuery(queries.alma.steps.queryOptions());
  const { data: signOff } = useQuery(queries.signOff.status.queryOptions());
  const group = settings?.okToPurgeGroup;
  const checked = useChecked(sets && imports && setsToCheck(sets, imports), group);
  if (!status || !counts || !imports || !checked || !jobs || !samples || !signOff) return undefined;
  if (!alma || !settings || !group) return undefined;
  return cycleOf({
    status,
    counts,
    imports,
    checked,
    jobs,
    samples,
    signOff,
    okToPurgeGroup: group,
    purgeRoute: settings.purgeRoute,
    alma,
  });
}

function useChecked(
  sets: readonly SetSummary[] | undefined,
  userGroup: string | undefined,
): readonly CheckedSet[] | undefined {
  const { data } = useQuery({
    // The beginning of the engine's own keys: asked again when the workspace has changed.
    queryKey: [
      ['jobs', 'check'],
      { purpose: 'overview', userGroup, sets: sets?.map(({ setId }) => setId) },
    ],
    enabled: sets !== undefined && userGroup !== undefined,
    queryFn: () => checkUntilOneMayGo(sets ?? [], userGroup ?? ''),
  });
  return data;
}

async function checkUntilOneMayGo(
  sets: readonly SetSummary[],
  userGroup: string,
): Promise<CheckedSet[]> {
  const checked: CheckedSet[] = [];
  for (const set of sets) {
    const job = moveOfSet(set.setId, userGroup, set.name);
    // A set that was deleted a moment ago is no longer asked about.
    const check = await engine.jobs.check({ job }).catch(() => undefined);
    if (!check) continue;
    checked.push({ set, check });
    if (mayGo(check)) break;
  }
  return checked;
}
