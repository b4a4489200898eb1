/** Behind the question mark of *which purge dates count*: the three readings with their sources. */
import { Text } from '@mantine/core';
import { READINGS } from '#shared/domain/dayBound.ts';
import { RuleHelp } from './RuleHelp.tsx';
import { purgeDateWords } from './words/purgeDates.tsx';

export function PurgeDatesHelp() {
  return (
    <RuleHelp about={purgeDateWords.about}>
      {purgeDateWords.theDay}
      {READINGS.map((reading) => (
        <Text key={reading} size="sm" component="p" my={8}>
          {purgeDateWords.reading(reading)}
        </Text>
      ))}
      {purgeDateWords.nobodyKnows}
    </RuleHelp>
  );
}
