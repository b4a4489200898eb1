/**
 * What a signature stands under: the numbers of the review, now and, where somebody has signed, as they were then.
 */
import { Skeleton, Table, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { DECISIONS } from '#shared/domain/review.ts';
import { queries } from '../../../client/engineClient.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { formatCount } from '../../../ui/format.ts';
import { DECISION_MEANINGS, FLAG_MEANINGS, type Meaning } from '../../../ui/meaning.ts';
import { countsSignedWords } from '../words/signOff.tsx';
import styles from './SignOff.module.css';

type Counted = keyof Seal['counts'];

const ROWS: readonly { name: Counted; criteria: Criteria; meaning?: Meaning; label: string }[] = [
  { name: 'candidates', label: countsSignedWords.candidates, criteria: CANDIDATES },
  ...DECISIONS.map((name) => ({
    name,
    label: DECISION_MEANINGS[name].word,
    criteria: allOf(CANDIDATES, { op: 'decision', values: [name] }),
    meaning: DECISION_MEANINGS[name],
  })),
  {
    name: 'staffConfirmed',
    label: countsSignedWords.staffConfirmed,
    criteria: { op: 'mark', value: 'staff-confirmed' },
    meaning: FLAG_MEANINGS['staff-role'],
  },
];

export function WhatIsSealed({ seal }: { readonly seal: Seal | null }) {
  const { data } = useQuery(queries.review.counts.queryOptions());
  // Whom a purge has taken is signed no more, as in the engine's counts.
  const counts = data && { ...data, candidates: data.candidates - data.deleted };
  return (
    <section aria-labelledby="what-is-sealed" className={styles.card}>
      <Title order={2} id="what-is-sealed" mb={8}>
        {countsSignedWords.title}
      </Title>
      {!counts && <Skeleton height={170} />}
      {counts && (
        <Table className={styles.counts}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">
                <span className="pd-visually-hidden">{countsSignedWords.decision}</span>
              </Table.Th>
              {seal && (
                <Table.Th scope="col" ta="right">
                  {countsSignedWords.before}
                </Table.Th>
              )}
              <Table.Th scope="col" ta="right">
                {countsSignedWords.now}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ROWS.map(({ name, label, criteria, meaning }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">
                  {meaning && (
                    <meaning.icon
                      size={16}
                      aria-hidden
                      className={styles.rowIcon}
                      data-tone={meaning.tone}
                    />
                  )}
                  {label}
                </Table.Th>
                {seal && <Table.Td ta="right">{formatCount(seal.counts[name])}</Table.Td>}
                <Table.Td
                  ta="right"
                  data-differs={(seal && seal.counts[name] !== counts[name]) || undefined}
                >
                  <CandidateLink count={counts[name]} criteria={criteria} title={label} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
