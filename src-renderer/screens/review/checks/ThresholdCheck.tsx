/**
 * The threshold what-if: how many users the planned run would purge, and how much money it would forgive, at several
 * waive thresholds and at any amount that is typed. Asking changes nothing.
 */
import { NumberInput, Skeleton, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Among } from '#shared/domain/review.ts';
import { queries } from '../../../client/engineClient.ts';
import { useMoneyDecimals, useSettings, useToday } from '../../../client/workspace.ts';
import { BalanceText } from '../../../deciding/Transferred.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { checkTitles } from '../words/checks.ts';
import { thresholdWords } from '../words/threshold.tsx';
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
  const today = useToday();
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
        title={checkTitles.threshold}
        help={<ThresholdHelp />}
        aside={<AmongChoice value={among} onChange={setAmong} />}
      >
        {thresholdWords.what(settings?.runDate ?? today, settings?.days ?? 0)}
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
            label={thresholdWords.another}
            description={thresholdWords.anotherHelp}
            className={styles.amount}
            prefix={thresholdWords.currency(shown.settings.currency)}
            min={0}
            max={1_000_000}
            decimalScale={decimals}
            allowNegative={false}
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
  const { about, source, text } = thresholdWords.help;
  return (
    <RuleHelp about={about} source={source}>
      {text(<BalanceText />)}
    </RuleHelp>
  );
}
