/** The three readings side by side: rule, source, last purge date and how many candidates each takes. */
import { Table } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import type { BoundaryReport } from '#shared/contract/shapes/review.ts';
import {
  lastPurgeDateTaken,
  READING_TEXTS,
  READINGS,
  type Reading,
} from '#shared/domain/dayBound.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { DateText } from '../../../ui/Values.tsx';
import { readingWords } from '../words/boundary.tsx';
import styles from './Checks.module.css';
import { takenBy } from './checkCriteria.ts';

export function ReadingsTable({ report }: { readonly report: BoundaryReport }) {
  return (
    <div className={styles.table}>
      <Table aria-label={readingWords.label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{readingWords.reading}</Table.Th>
            <Table.Th scope="col">{readingWords.rule}</Table.Th>
            <Table.Th scope="col">{readingWords.last}</Table.Th>
            <Table.Th scope="col" ta="right">
              {readingWords.taken}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {READINGS.map((reading) => (
            <ReadingRow key={reading} reading={reading} report={report} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface ReadingRowProps {
  readonly reading: Reading;
  readonly report: BoundaryReport;
}

function ReadingRow({ reading, report }: ReadingRowProps) {
  const chosen = reading === report.reading;
  return (
    <Table.Tr data-chosen={chosen || undefined}>
      <Table.Th scope="row">
        {READING_TEXTS[reading].name}
        {chosen && (
          <div className={styles.chosen}>
            <IconCircleCheckFilled size={14} aria-hidden />
            {readingWords.chosen}
          </div>
        )}
      </Table.Th>
      <Table.Td>
        {READING_TEXTS[reading].rule}{' '}
        <span className={styles.rule}>{readingWords.source(READING_TEXTS[reading].source)}</span>
      </Table.Td>
      <Table.Td>
        <DateText date={lastPurgeDateTaken(reading, report.runDate, report.days)} />
      </Table.Td>
      <Table.Td ta="right">
        <CandidateLink
          count={report.byReading[reading]}
          criteria={takenBy(report, reading)}
          title={readingWords.takenBy(READING_TEXTS[reading].inSentence)}
        />
      </Table.Td>
    </Table.Tr>
  );
}
