/** The settings that the planned run has, and where they are changed. */
import { Anchor, Group, Text } from '@mantine/core';
import { READING_TEXTS } from '#shared/domain/dayBound.ts';
import { navigate } from '../place/navigation.ts';
import { formatDate } from '../ui/format.ts';
import { PurgeDatesHelp } from '../ui/PurgeDatesHelp.tsx';
import { Money } from '../ui/Values.tsx';
import type { PlannedRun } from './plannedPurge.ts';
import { plannedRunWords } from './words.tsx';

export function PlannedRunText({ run }: { readonly run: PlannedRun }) {
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <Text size="xs" c="dimmed">
        {plannedRunWords.settings({
          date: formatDate(run.runDate),
          days: run.days,
          recordType: run.recordType,
          reading: READING_TEXTS[run.reading].inSentence,
          threshold: <Money minor={run.waiveThreshold} />,
          group: run.route === 'set' ? null : run.okToPurgeGroup,
        })}{' '}
        <Anchor
          component="button"
          type="button"
          inherit
          onClick={() => navigate({ screen: 'settings' })}
        >
          {plannedRunWords.change}
        </Anchor>
      </Text>
      <PurgeDatesHelp />
    </Group>
  );
}
