/**
 * The threshold what-if: how many users the planned run would purge, and how much money it would forgive, at several
 * waive thresholds and at any amount that is typed. Asking changes nothing.
 */
import { NumberInput, Skeleton, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { today } from '#shared/domain/calendar.ts';
import type { Among } from '#shared/domain/review.ts';
import { queries } from '../../../client/engineClient.ts';
import { useMoneyDecimals, useSettings } from '../../../client/workspace.ts';
import { BalanceText } from '../../../deciding/Transferred.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { countOf, FIELD_SEPARATORS } from '../../../ui/format.ts';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { DateText } from '../../../ui/Values.tsx';
import { AmongChoice } from './AmongChoice.tsx';
import { BreaksSeal } from './BreaksSeal.tsx';
import { CheckHead } from './CheckHead.tsx';
import styles from './Checks.module.css';
import { ThresholdChart } from './ThresholdChart.tsx';
import { ThresholdTable } from './ThresholdTable.tsx';
import { thresholdsToAsk } from './thresholds.ts';

const TYPING_MS = 300;

export function ThresholdCheck() {
  const settings = useSettings();
  const decimals = useMoneyDecimals();
  const [among, setAmong] = useState<Among>('not-excluded');
  const [typed, setTyped] = useState<number | string>('');
  const [amount] = useDebouncedValue(typed, TYPING_MS);
  const { data, error } = useQuery(
    queries.review.thresholds.queryOptions({
      input: {
        among,
        thresholds: thresholdsToAsk(settings?.waiveThreshold ?? 0, amount, decimals),
      },
      enabled: settings !== undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const shown = data && settings && { points: data.points, planned: data.planned, among, settings };
  return (
    <Stack gap={16}>
      <CheckHead
        title="Threshold what-if"
        help={<ThresholdHelp />}
        aside={<AmongChoice value={among} onChange={setAmong} />}
      >
        What a run on <DateText date={settings?.runDate ?? today()} /> with{' '}
        {countOf(settings?.days ?? 0, 'day')} would do at other waive thresholds, whatever the
        record type and user group.
        <BreaksSeal />
      </CheckHead>
      <ErrorNote error={error} />
      {!shown && !error && <Skeleton height={320} />}
      {shown && (
        <>
          <div className={styles.card}>
            <ThresholdChart {...shown} />
          </div>
          <NumberInput
            label="Another amount"
            description="Added to the chart and the table as you type."
            className={styles.amount}
            prefix={`${shown.settings.currency} `}
            min={0}
            max={1_000_000}
            decimalScale={decimals}
            allowNegative={false}
            {...FIELD_SEPARATORS}
            value={typed}
            onChange={setTyped}
          />
          <ThresholdTable {...shown} />
        </>
      )}
    </Stack>
  );
}

function ThresholdHelp() {
  return (
    <RuleHelp about="the waive threshold" source="Alma’s “Purging Users”">
      A user who owes more than the threshold is retained. What a purged user owes up to it is
      recorded as waived. <BalanceText /> Users whose balance no report gives count as owing nothing
      here. The figures are for the purge planned in Settings, with its record type.
    </RuleHelp>
  );
}
