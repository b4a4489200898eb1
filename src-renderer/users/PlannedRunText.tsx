/** The settings that the planned run has, and where they are changed. */
import { Anchor, Group, Text } from '@mantine/core';
import { READING_TEXTS, READINGS } from '#shared/domain/dayBound.ts';
import { navigate } from '../place/navigation.ts';
import { countOf, formatDate } from '../ui/format.ts';
import { RuleHelp } from '../ui/RuleHelp.tsx';
import { Money } from '../ui/Values.tsx';
import type { PlannedRun } from './plannedPurge.ts';
import styles from './UserPanel.module.css';

export function PlannedRunText({ run }: { readonly run: PlannedRun }) {
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <Text size="xs" c="dimmed">
        By the settings of the planned run: {formatDate(run.runDate)}, {countOf(run.days, 'day')},{' '}
        {run.recordType}, reading {run.reading}, waive threshold{' '}
        <Money minor={run.waiveThreshold} />, group {run.okToPurgeGroup}.{' '}
        <Anchor
          component="button"
          type="button"
          inherit
          onClick={() => navigate({ screen: 'settings' })}
        >
          Change
        </Anchor>
      </Text>
      <RuleHelp about="the day bound" source="Alma’s “Purging Users” and CARLI’s “Alma User Purge”">
        Public texts give three readings of which purge dates a run takes:
        <ul className={styles.readings}>
          {READINGS.map((reading) => (
            <li key={reading}>
              <strong>{reading}</strong>: {READING_TEXTS[reading].rule} From{' '}
              {READING_TEXTS[reading].source}.
            </li>
          ))}
        </ul>
      </RuleHelp>
    </Group>
  );
}
