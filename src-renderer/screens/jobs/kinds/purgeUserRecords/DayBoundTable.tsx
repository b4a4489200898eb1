/**
 * The three readings of the day bound side by side: last purge date and users in scope by each, and
 * the users for whom they differ. Part of the purge preview.
 */
import { Group, Table, Text, Title } from '@mantine/core';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import {
  lastPurgeDateTaken,
  READING_TEXTS,
  READINGS,
  type Reading,
} from '#shared/domain/dayBound.ts';
import { CountLink } from '../../../../ui/CountLink.tsx';
import { Mark } from '../../../../ui/Marks.tsx';
import { FLAG_MEANINGS } from '../../../../ui/meaning.ts';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import { DateText } from '../../../../ui/Values.tsx';
import { PreviewCount } from './PreviewCount.tsx';
import styles from './Purge.module.css';
import { inScopeBy, partOf } from './previewCriteria.ts';

export function DayBoundTable({ preview }: { readonly preview: PurgePreview }) {
  const { boundary, boundaryNotTaken } = preview;
  return (
    <section aria-label="Day bound">
      <Group gap={4} mb={4}>
        <Title order={2} fz="md">
          Day bound
        </Title>
        <ReadingsHelp />
      </Group>
      <Table aria-label="Readings of the day bound" className={styles.readings}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Reading</Table.Th>
            <Table.Th scope="col">Last purge date taken</Table.Th>
            <Table.Th scope="col" ta="right">
              In scope
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {READINGS.map((reading) => (
            <ReadingRow key={reading} preview={preview} reading={reading} />
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" component="div" mt={4}>
        {boundary === 0 ? (
          'The three readings take the same users.'
        ) : (
          <>
            <Mark meaning={FLAG_MEANINGS.boundary} />{' '}
            <PreviewCount preview={preview} part="boundary" title="Boundary users of this run" />{' '}
            for whom the readings differ
            {boundaryNotTaken > 0 && (
              <>
                ;{' '}
                <CountLink
                  count={boundaryNotTaken}
                  criteria={partOf(preview, 'boundaryNotTaken')}
                  title="Boundary users whom the chosen reading leaves out"
                />{' '}
                of them are left out by the chosen one, and Alma may take them all the same
              </>
            )}
            .
          </>
        )}
      </Text>
    </section>
  );
}

function ReadingsHelp() {
  return (
    <RuleHelp about="the three readings">
      {READINGS.map((reading) => (
        <Text key={reading} size="sm" component="p" mt={0} mb={8}>
          <strong>{READING_TEXTS[reading].name}.</strong> {READING_TEXTS[reading].rule} From{' '}
          {READING_TEXTS[reading].source}.
        </Text>
      ))}
      The sources disagree, and none says which one Alma’s code follows.
    </RuleHelp>
  );
}

interface ReadingRowProps {
  readonly preview: PurgePreview;
  readonly reading: Reading;
}

function ReadingRow({ preview, reading }: ReadingRowProps) {
  const { settings, byReading } = preview;
  const chosen = reading === settings.reading;
  return (
    <Table.Tr data-chosen={chosen || undefined}>
      <Table.Td>
        {READING_TEXTS[reading].name}
        {chosen && ' (chosen)'}
      </Table.Td>
      <Table.Td>
        <DateText date={lastPurgeDateTaken(reading, settings.runDate, settings.days)} />
      </Table.Td>
      <Table.Td ta="right">
        <CountLink
          count={byReading[reading]}
          criteria={inScopeBy(preview, reading)}
          title={`In scope by the reading ${READING_TEXTS[reading].name}`}
        />
      </Table.Td>
    </Table.Tr>
  );
}
