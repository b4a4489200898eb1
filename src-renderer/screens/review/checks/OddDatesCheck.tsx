/** Dates that ask for a look: each kind with what it means and how many candidates have it. */
import { Skeleton, Stack, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ODD_DATE_TEXTS, ODD_DATES } from '#shared/domain/oddDates.ts';
import { queries } from '../../../client/engineClient.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { CheckHead } from './CheckHead.tsx';
import styles from './Checks.module.css';
import { ANY_ODD_DATE, oddDate } from './checkCriteria.ts';

export function OddDatesCheck() {
  const { data: counts, error } = useQuery(queries.review.oddDates.queryOptions());
  return (
    <Stack gap={16}>
      <CheckHead
        title="Odd dates"
        help={
          <RuleHelp about="odd dates" source="this program’s caution">
            The purge job looks at the purge date alone, never at the expiry date. These dates are
            missing, out of order, or unlikely to be right. A candidate can have more than one of
            them; nobody is excluded for it.
          </RuleHelp>
        }
      >
        <AllOddDates />
      </CheckHead>
      <ErrorNote error={error} />
      {!counts && !error && <Skeleton height={240} />}
      {counts && (
        <div className={styles.table}>
          <Table aria-label="Candidates with odd dates">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Date</Table.Th>
                <Table.Th scope="col">What it means</Table.Th>
                <Table.Th scope="col" ta="right">
                  Candidates
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {ODD_DATES.map((each) => (
                <Table.Tr key={each}>
                  <Table.Th scope="row">{ODD_DATE_TEXTS[each].label}</Table.Th>
                  <Table.Td>{ODD_DATE_TEXTS[each].meaning}</Table.Td>
                  <Table.Td ta="right">
                    <CandidateLink
                      count={counts[each]}
                      criteria={oddDate(each)}
                      title={`Odd dates: ${ODD_DATE_TEXTS[each].label}`}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Stack>
  );
}

function AllOddDates() {
  const { data } = useQuery(
    queries.users.count.queryOptions({ input: { criteria: ANY_ODD_DATE } }),
  );
  if (!data) return <>Dates that are missing, out of order, or unlikely to be right.</>;
  if (data.users === 0) return <>No candidate has a date that asks for a look.</>;
  return (
    <>
      <strong>
        <CandidateLink
          count={data.users}
          noun="candidate"
          criteria={ANY_ODD_DATE}
          title="Candidates with odd dates"
        />
      </strong>{' '}
      {data.users === 1 ? 'has' : 'have'} a date that asks for a look before{' '}
      {data.users === 1 ? 'the user goes' : 'they go'}.
    </>
  );
}
