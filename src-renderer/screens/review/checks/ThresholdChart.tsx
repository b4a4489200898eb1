/**
 * Two charts over the same thresholds: users whom the balance alone would retain or let go, and money
 * forgiven. Labels stand at the bars; the table below says the same in numbers.
 */
import { Text } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { Money } from '../../../ui/Values.tsx';
import { thresholdChartWords } from '../words/threshold.tsx';
import styles from './Threshold.module.css';
import type { Thresholds } from './thresholds.ts';

export function ThresholdChart({ points, planned }: Thresholds) {
  const lowest = Math.min(...points.map(({ purged }) => purged));
  const owing = Math.max(0, ...points.map(({ purged, retained }) => purged + retained - lowest));
  const mostWaived = Math.max(...points.map(({ waived }) => waived));
  return (
    <figure className={styles.chart} aria-label={thresholdChartWords.label}>
      <div className={styles.heads} aria-hidden>
        <span />
        <Text component="span" size="sm" fw={600}>
          {thresholdChartWords.users(owing, (words) => (
            <span className={styles.of}>{words}</span>
          ))}
        </Text>
        <Text component="span" size="sm" fw={600}>
          {thresholdChartWords.money}
        </Text>
      </div>
      {points.map(({ threshold, purged, waived }) => (
        <div
          key={threshold}
          className={styles.row}
          data-planned={threshold === planned || undefined}
        >
          <span className={styles.amount}>
            <Money minor={threshold} />
            {threshold === planned && (
              <span className={styles.planned}>{thresholdChartWords.planned}</span>
            )}
          </span>
          <Measure tone="purge" part={purged - lowest} whole={owing}>
            {thresholdChartWords.going(purged - lowest)}
          </Measure>
          <Measure tone="boundary" part={waived} whole={mostWaived}>
            <Money minor={waived} />
          </Measure>
        </div>
      ))}
    </figure>
  );
}

interface MeasureProps {
  readonly tone: 'purge' | 'boundary';
  readonly part: number;
  readonly whole: number;
  readonly children: ReactNode;
}

/** A bar with its number at the end. */
function Measure({ tone, part, whole, children }: MeasureProps) {
  return (
    <span className={styles.measure}>
      {part > 0 && (
        <span
          className={styles.bar}
          data-tone={tone}
          style={{ '--part': part / whole } as CSSProperties}
        />
      )}
      <span className={styles.value}>{children}</span>
    </span>
  );
}
