/** Users whom the newest file brought back, or who show signs of life: how many, and what was decided. */
import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { DECISIONS } from '#shared/domain/review.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import { queries } from '../../../client/engineClient.ts';
import { SegmentBar } from '../../../ui/Bars.tsx';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { DECISION_MEANINGS } from '../../../ui/meaning.ts';
import { CheckHead } from './CheckHead.tsx';
import styles from './Checks.module.css';
import { RETURNED } from './checkCriteria.ts';

export function ReturnedCheck() {
  const { data, error } = useQuery(
    queries.users.facets.queryOptions({ input: { criteria: allOf(CANDIDATES, RETURNED) } }),
  );
  return (
    <Stack gap={16}>
      <CheckHead title="Returned users">{REVIEW_FLAG_TEXTS.returned.meaning}</CheckHead>
      <ErrorNote error={error} />
      {!data && !error && <Skeleton height={120} />}
      {data && (
        <>
          <Text component="div">
            <Finding users={data.users} undecided={data.decisions.undecided} />
          </Text>
          {data.users > 0 && (
            <div className={styles.card}>
              <SegmentBar
                label="Returned users by decision"
                items={DECISIONS.map((decision) => ({
                  key: decision,
                  label: DECISION_MEANINGS[decision].word,
                  value: data.decisions[decision],
                  tone: DECISION_MEANINGS[decision].tone,
                  icon: DECISION_MEANINGS[decision].icon,
                  criteria: allOf(RETURNED, { op: 'decision', values: [decision] }),
                  title: `Returned users: ${DECISION_MEANINGS[decision].word.toLowerCase()}`,
                  opens: 'review',
                }))}
              />
            </div>
          )}
          <Text size="sm" c="dimmed" maw={760}>
            A file that brings a user back ends their approval: they are undecided until somebody
            looks, and can then be approved again. Files can be undone on the Import screen, which
            puts the decisions back.
          </Text>
        </>
      )}
    </Stack>
  );
}

interface FindingProps {
  readonly users: number;
  readonly undecided: number;
}

function Finding({ users, undecided }: FindingProps) {
  if (users === 0) return <>No candidate has returned.</>;
  return (
    <>
      <strong>
        <CandidateLink count={users} noun="candidate" criteria={RETURNED} title="Returned users" />
      </strong>{' '}
      {users === 1 ? 'has' : 'have'} returned,{' '}
      {undecided === 0 ? (
        'and each was looked at again.'
      ) : (
        <>
          <CandidateLink
            count={undecided}
            criteria={allOf(RETURNED, { op: 'decision', values: ['undecided'] })}
            title="Returned users: undecided"
          />{' '}
          of them {undecided === 1 ? 'is' : 'are'} undecided.
        </>
      )}
    </>
  );
}
