/**
 * Asks the workspace what the Overview needs to know where the cycle stands. Used by the Overview screen.
 */
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../client/engineClient.ts';
import { useStatus } from '../../client/workspace.ts';
import { type Cycle, cycleOf } from './cycle.ts';

/** Undefined while it loads. */
export function useCycle(): Cycle | undefined {
  const { data: status } = useStatus();
  const { data: counts } = useQuery(queries.review.counts.queryOptions());
  const { data: imports } = useQuery(queries.imports.list.queryOptions());
  const { data: sets } = useQuery(queries.sets.list.queryOptions());
  const { data: jobs } = useQuery(queries.jobs.list.queryOptions());
  const { data: samples } = useQuery(queries.samples.list.queryOptions());
  const { data: signOff } = useQuery(queries.signOff.status.queryOptions());
  if (!status || !counts || !imports || !sets || !jobs || !samples || !signOff) return undefined;
  return cycleOf({ status, counts, imports, sets, jobs, samples, signOff });
}
