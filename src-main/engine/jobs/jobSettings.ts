/**
 * A job's settings as label and value, in Alma's words: stored with the job when it is submitted, so
 * that the report shows what was chosen even after sets are renamed or deleted.
 */
import type { JobRequest, SetSummary, Settings } from '#shared/contract/shapes.ts';
import { lastPurgeDateTaken, READING_TEXTS } from '#shared/domain/dayBound.ts';
import { currencyDecimals, formatMoney } from '#shared/domain/money.ts';
import type { JobSetting } from './jobRows.ts';

export function jobSettings(
  job: JobRequest,
  setOf: (setId: number) => SetSummary,
  { currency, countTransferred }: Pick<Settings, 'currency' | 'countTransferred'>,
): JobSetting[] {
  if (job.kind === 'update-notify-users') {
    const set = setOf(job.parameters.setId);
    return [
      { label: 'Set', value: set.name },
      { label: 'Set ID', value: String(set.setId) },
      { label: 'Set members', value: String(set.members) },
      { label: 'User group', value: job.parameters.userGroup },
      { label: 'Condition', value: job.parameters.condition },
    ];
  }
  const { parameters } = job;
  const last = lastPurgeDateTaken(parameters.reading, parameters.runDate, parameters.days);
  return [
    { label: 'Run date', value: parameters.runDate },
    { label: 'Number of days after purge date', value: String(parameters.days) },
    { label: 'User record type', value: parameters.recordType },
    { label: 'User group', value: parameters.userGroup ?? 'All' },
    { label: 'Waive threshold', value: amountIn(currency, parameters.waiveThreshold) },
    {
      label: 'Reading of the day bound',
      value: `${parameters.reading}: ${READING_TEXTS[parameters.reading].rule}`,
    },
    { label: 'Last purge date taken', value: last },
    {
      label: 'Transferred fines/fees',
      value: TRANSFERRED_TEXTS[`${countTransferred}`],
    },
    ...(job.withoutApproval
      ? [{ label: 'Goes on without approval', value: job.withoutApproval.reason }]
      : []),
  ];
}

/** Nobody having said is no answer: whoever reads the report must see it. */
const TRANSFERRED_TEXTS = {
  true: 'Count as owed',
  false: 'Don’t count',
  null: 'Nobody has said; not counted',
} as const;

const amountIn = (currency: string, minor: number) =>
  `${formatMoney(minor, currencyDecimals(currency))} ${currency}`;
