/** Jobs that were submitted for a set. */
import { useQuery } from '@tanstack/react-query';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { queries } from '../../client/engineClient.ts';

/** Undefined while it is being looked up. */
export function useJobsOfSet(setId: number): readonly JobSummary[] | undefined {
  const { data: jobs } = useQuery(queries.jobs.list.queryOptions());
  return jobs?.filter((job) => job.setId === setId);
}
