/**
 * The settings of a job in words, for the page that is pictured at Submit. The words are the kind's own, as its report
 * has them; only numbers, dates and amounts are written as this system does.
 */
import { useQuery } from '@tanstack/react-query';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { JobSetting } from '#shared/jobKinds/jobKind.ts';
import { type JobRequest, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { queries } from '../../client/engineClient.ts';
import { useSettings } from '../../client/workspace.ts';
import { countOf, formatAmount, formatCount, formatDate } from '../../ui/format.ts';

interface Known {
  /** The set that the job names. */
  readonly set?: SetSummary;
  /** As the preview found it; null: nobody has said. */
  readonly countTransferred?: boolean | null;
}

export function useSettingWords(job: JobRequest, known: Known): readonly JobSetting[] {
  const { currency = 'USD', setPurgeParameters = [] } = useSettings() ?? {};
  const { data: sets } = useQuery(queries.sets.list.queryOptions());
  return jobKind(job.kind).settings(job, {
    setOf: (setId) =>
      known.set ?? sets?.find((each) => each.setId === setId) ?? { setId, name: '–', members: 0 },
    countTransferred: known.countTransferred ?? null,
    setPurgeParameters,
    format: {
      date: formatDate,
      count: formatCount,
      users: (count) => countOf(count, 'user'),
      amount: (minor) => formatAmount(minor, currency),
    },
  });
}
