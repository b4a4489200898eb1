/** The institution's time zone, searched by its name or its offset from UTC; at first this computer's. */
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { type TimeZone, utcOffset, zoneName } from '#shared/domain/timeZones.ts';
import { zoneWords as words } from '../words/policy.tsx';
import styles from './policy.module.css';

const COMPUTERS = 'computers';

interface TimeZoneFieldProps {
  readonly zone: TimeZone;
  readonly onChange: (zone: TimeZone) => void;
}

export function TimeZoneField({ zone, onChange }: TimeZoneFieldProps) {
  const choices = useMemo(() => choicesWith(zone), [zone]);
  return (
    <Select
      className={styles.short}
      label={words.label}
      description={words.meaning}
      inputWrapperOrder={['label', 'input', 'description']}
      data={choices}
      value={zone ?? COMPUTERS}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      nothingFoundMessage={words.none}
      onChange={(chosen) => chosen !== null && onChange(chosen === COMPUTERS ? null : chosen)}
    />
  );
}

/** With the offsets of now: they change with summer time. A zone from elsewhere may have another name here. */
function choicesWith(zone: TimeZone) {
  const now = Date.now();
  const names = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  if (zone !== null) names.add(zone);
  return [
    {
      value: COMPUTERS,
      label: words.computers(zoneName(null), utcOffset(null, now)),
    },
    ...[...names].sort().map((name) => ({
      value: name,
      label: words.zoneOf(name, utcOffset(name, now)),
    })),
  ];
}
