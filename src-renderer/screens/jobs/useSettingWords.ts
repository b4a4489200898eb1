/**
 * The settings of a job in words, for the page that is pictured at Submit. The words are the kind's own, as its report
 * has them; only numbers, dates and amounts are written as this system does.
 */
import { useQuery } from '@tanstack/react-query';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { policyFactsOf } from '#shared/domain/policyFacts.ts';
import type { JobSetting } from '#shared/jobKinds/jobKind.ts';
import { type JobRequest, settingsOfJob } from '#shared/jobKinds/jobKinds.ts';
import { queries } from '../../client/engineClient.ts';
import { useSettings } from '../../client/workspace.ts';
import { countOf, formatAmount, formatCount, formatDate } from '../../ui/format.ts';

interface Known {
  /** The set that the job names. */
  readonly set?: SetSummary;
  /** Of a purge that has run: whether transferred fines/fees counted then. */
  readonly countTransferred?: boolean;
}

export function useSettingWords(job: JobRequest, known: Known = {}): readonly JobSetting[] {
  const settings = useSettings();
  const { data: sets } = useQuery(queries.sets.list.queryOptions());
  if (!settings) return [];
  const { currency, setPurgeParameters } = settings;
  return settingsOfJob(job, {
    setOf: (setId) =>
      known.set ?? sets?.find((each) => each.setId === setId) ?? { setId, name: '–', members: 0 },
    policy: { ...policyFactsOf(settings), ...countedThen(settings, known) },
    setPurgeParameters,
    format: {
      date: formatDate,
      count: formatCount,
      users: (count) => countOf(count, 'user'),
      amount: (minor) => formatAmount(minor, currency),
    },
  });
}

/** What counts as not counted is told as nobody having said, where that is why. */
function countedThen(settings: Settings, { countTransferred }: Known) {
  const now = settings.countTransferred === true;
  return countTransferred === undefined || countTransferred === now ? {} : { countTransferred };
}
