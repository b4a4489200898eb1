/** Users whom the newest file brought back, or who show signs of life: how many, and what was decided. */
import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { DECISIONS } from '#shared/domain/review.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import { queries } from '../../../client/engineClient.ts';
import { SegmentBar } from '../../../ui/Bars.tsx';
import { CandidateLink, type Linked } from '../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { DECISION_MEANINGS } from '../../../ui/meaning.ts';
import { checkTitles } from '../words/checks.ts';
import { returnedWords } from '../words/lists.tsx';
import { CheckHead } from './CheckHead.tsx';
import styles from './Checks.module.css';
import { RETURNED } from './checkCriteria.ts';

export function ReturnedCheck() {
  const { data, error } = useQuery(
    queries.users.facets.queryOptions({ input: { criteria: allOf(CANDIDATES, RETURNED) } }),
  );
  return (
    <Stack gap={16}>
      <CheckHead title={checkTitles.returned}>{REVIEW_FLAG_TEXTS.returned.meaning}</CheckHead>
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
                label={returnedWords.byDecision}
                items={DECISIONS.map((decision) => ({
                  key: decision,
                  label: DECISION_MEANINGS[decision].word,
                  value: data.decisions[decision],
                  tone: DECISION_MEANINGS[decision].tone,
                  icon: DECISION_MEANINGS[decision].icon,
                  criteria: allOf(RETURNED, { op: 'decision', values: [decision] }),
                  title: returnedWords.usersBy[decision],
                  opens: 'review',
                }))}
              />
            </div>
          )}
          <Text size="sm" c="dimmed" maw={760}>
            {returnedWords.meaning}
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
  if (users === 0) return returnedWords.none;
  const link: Linked = (words) => (
    <CandidateLink count={users} criteria={RETURNED} title={returnedWords.users}>
      {words}
    </CandidateLink>
  );
  if (undecided === 0) return returnedWords.allLookedAt(users, link);
  return returnedWords.undecided(users, link, undecided, (words) => (
    <CandidateLink
      count={undecided}
      criteria={allOf(RETURNED, { op: 'decision', values: ['undecided'] })}
      title={returnedWords.usersBy.undecided}
    >
      {words}
    </CandidateLink>
  ));
}
