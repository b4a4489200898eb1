/** Every job that reached the user or tells of them: what it did, and why it left them alone. */
import { Table, Text } from '@mantine/core';
import { RETAIN_REASON_TEXTS } from '#shared/domain/purgeRules.ts';
import { outcomeWords } from '#shared/jobKinds/jobKinds.ts';
import { Mark } from '../../ui/Marks.tsx';
import { OUTCOME_MEANINGS } from '../../ui/meaning.ts';
import { InstantText } from '../../ui/Values.tsx';
import type { UserDetails } from '../userDetails.ts';
import styles from './Details.module.css';
import { JobLink } from './JobLink.tsx';
import { jobsWords, TAB_TITLES } from './words.tsx';

export function JobsTab({ details: { jobs } }: { readonly details: UserDetails }) {
  if (jobs.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {jobsWords.none}
      </Text>
    );
  }
  return (
    <Table className={styles.table} aria-label={TAB_TITLES.jobs}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{jobsWords.job}</Table.Th>
          <Table.Th scope="col">{jobsWords.what}</Table.Th>
          <Table.Th scope="col">{jobsWords.when}</Table.Th>
          <Table.Th scope="col">{jobsWords.who}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {jobs.map(({ jobId, kind, name, outcome, reasons, at, by }) => {
          const { mark, word } = outcomeWords(kind, outcome);
          return (
            <Table.Tr key={jobId}>
              <Table.Td>
                <JobLink jobId={jobId} />
                <span className={styles.aside}>{name}</span>
              </Table.Td>
              <Table.Td>
                <Mark meaning={{ ...OUTCOME_MEANINGS[mark], word }} plain />
                {reasons.map((reason) => (
                  <span key={reason} className={styles.aside}>
                    {RETAIN_REASON_TEXTS[reason].label}
                  </span>
                ))}
              </Table.Td>
              <Table.Td>
                <InstantText instant={at} />
              </Table.Td>
              <Table.Td>{by}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
