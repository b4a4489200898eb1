/**
 * Jobs that ran on a set, found in the settings that were stored with them.
 */
import { useQueries, useQuery } from '@tanstack/react-query';
import type { JobReport } from '#shared/contract/shapes.ts';
import { queries } from '../../client/engineClient.ts';

/** Undefined while it is being looked up. */
export function useJobsOfSet(setId: number): readonly JobReport[] | undefined {
  const { data: jobs } = useQuery(queries.jobs.list.queryOptions());
  const updates = jobs?.filter((job) => job.kind === 'update-notify-users') ?? [];
  const reports = useQueries({
    queries: updates.map(({ jobId }) => queries.jobs.report.queryOptions({ input: { jobId } })),
  });
  if (!jobs || reports.some((each) => each.isPending)) return undefined;
  return reports.flatMap(({ data }) => (data && worksOn(data, setId) ? [data] : []));
}

function worksOn({ settings }: JobReport, setId: number): boolean {
  return settings.some(({ label, value }) => label === 'Set ID' && value === String(setId));
}
