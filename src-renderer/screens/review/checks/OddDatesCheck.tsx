/** Dates that ask for a look: each kind with what it means and how many candidates have it. */
import { Skeleton, Stack, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ODD_DATE_TEXTS, ODD_DATES } from '#shared/domain/oddDates.ts';
import { queries } from '../../../client/engineClient.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { checkTitles } from '../words/checks.ts';
import { oddDatesWords } from '../words/lists.tsx';
import { CheckHead } from './CheckHead.tsx';
import styles from './Checks.module.css';
import { ANY_ODD_DATE, oddDate } from './checkCriteria.ts';

export function OddDatesCheck() {
  const { data: counts, error } = useQuery(queries.review.oddDates.queryOptions());
  const { help } = oddDatesWords;
  return (
    <Stack gap={16}>
      <CheckHead
        title={checkTitles.oddDates}
        help={
          <RuleHelp about={help.about} source={help.source}>
            {help.text}
          </RuleHelp>
        }
      >
        <AllOddDates />
      </CheckHead>
      <ErrorNote error={error} />
      {!counts && !error && <Skeleton height={240} />}
      {counts && (
        <div className={styles.table}>
          <Table aria-label={oddDatesWords.users}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{oddDatesWords.date}</Table.Th>
                <Table.Th scope="col">{oddDatesWords.meaning}</Table.Th>
                <Table.Th scope="col" ta="right">
                  {oddDatesWords.candidates}
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
                      title={oddDatesWords.usersWith(ODD_DATE_TEXTS[each].label)}
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
  if (!data) return oddDatesWords.what;
  if (data.users === 0) return oddDatesWords.none;
  return oddDatesWords.some(data.users, (words) => (
    <CandidateLink count={data.users} criteria={ANY_ODD_DATE} title={oddDatesWords.users}>
      {words}
    </CandidateLink>
  ));
}
