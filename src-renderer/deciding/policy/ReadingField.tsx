/** Which purge dates a run takes: the three readings of the day bound, each with what it takes. */
import { Group, Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { READING_TEXTS, READINGS, type Reading } from '#shared/domain/dayBound.ts';
import { POLICY_LABELS } from '#shared/domain/policyFacts.ts';
import { PurgeDatesHelp } from '../../ui/PurgeDatesHelp.tsx';
import styles from './policy.module.css';

interface ReadingFieldProps {
  readonly reading: Reading;
  readonly onChange: (reading: Reading) => void;
  /** What a reading takes, where the run is known. */
  readonly takes: (reading: Reading) => ReactNode;
}

export function ReadingField({ reading, onChange, takes }: ReadingFieldProps) {
  return (
    <Radio.Group
      label={
        <Group gap={4} component="span">
          {POLICY_LABELS.reading}
          <PurgeDatesHelp />
        </Group>
      }
      aria-label={POLICY_LABELS.reading}
      value={reading}
      onChange={(chosen) => onChange(chosen as Reading)}
    >
      <Stack gap={8} mt={8}>
        {READINGS.map((each) => (
          <div key={each} className={styles.reading} data-chosen={reading === each || undefined}>
            <Radio value={each} label={READING_TEXTS[each].name} description={takes(each)} />
          </div>
        ))}
      </Stack>
    </Radio.Group>
  );
}
