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
import { PURGE_LABELS } from '#shared/jobKinds/purgeUserRecords.ts';
import { CountLink } from '../../../../ui/CountLink.tsx';
import { Mark } from '../../../../ui/Marks.tsx';
import { FLAG_MEANINGS } from '../../../../ui/meaning.ts';
import { PurgeDatesHelp } from '../../../../ui/PurgeDatesHelp.tsx';
import { DateText } from '../../../../ui/Values.tsx';
import { linkToPart } from './linkToPart.ts';
import styles from './Purge.module.css';
import { inScopeBy } from './previewCriteria.ts';
import { dayBoundWords, usersTitles } from './words/preview.tsx';

export function DayBoundTable({ preview }: { readonly preview: PurgePreview }) {
  return (
    <section aria-label={PURGE_LABELS.reading}>
      <Group gap={4} mb={4}>
        <Title order={2} fz="md">
          {PURGE_LABELS.reading}
        </Title>
        <PurgeDatesHelp />
      </Group>
      <Table aria-label={dayBoundWords.table} className={styles.readings}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{dayBoundWords.reading}</Table.Th>
            <Table.Th scope="col">{PURGE_LABELS.lastPurgeDate}</Table.Th>
            <Table.Th scope="col" ta="right">
              {dayBoundWords.inScope}
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
        <Differing preview={preview} />
      </Text>
    </section>
  );
}

function Differing({ preview }: { readonly preview: PurgePreview }) {
  const { boundary, boundaryNotTaken } = preview;
  if (boundary === 0) return dayBoundWords.agree;
  const link = linkToPart(preview, 'boundary');
  return (
    <>
      <Mark meaning={FLAG_MEANINGS.boundary} />{' '}
      {boundaryNotTaken === 0
        ? dayBoundWords.differ(boundary, link)
        : dayBoundWords.differAndLeaveOut(
            boundary,
            link,
            boundaryNotTaken,
            linkToPart(preview, 'boundaryNotTaken'),
          )}
    </>
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
      <Table.Td>{chosen ? dayBoundWords.chosen(reading) : READING_TEXTS[reading].name}</Table.Td>
      <Table.Td>
        <DateText date={lastPurgeDateTaken(reading, settings.runDate, settings.days)} />
      </Table.Td>
      <Table.Td ta="right">
        <CountLink
          count={byReading[reading]}
          criteria={inScopeBy(preview, reading)}
          title={usersTitles.inScopeBy(reading)}
        />
      </Table.Td>
    </Table.Tr>
  );
}
