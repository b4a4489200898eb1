/**
 * What a signature stands under: the numbers of the review, now and, where somebody has signed, as they were then.
 */
import { Skeleton, Table, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import type { Decision } from '#shared/domain/review.ts';
import { queries } from '../../../client/engineClient.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { formatCount } from '../../../ui/format.ts';
import { DECISION_MEANINGS, FLAG_MEANINGS, type Meaning } from '../../../ui/meaning.ts';
import styles from './SignOff.module.css';

type Counted = keyof Seal['counts'];

function decided(decision: Decision): Criteria {
  return allOf(CANDIDATES, { op: 'decision', values: [decision] });
}

const ROWS: readonly { name: Counted; criteria: Criteria; meaning?: Meaning; label: string }[] = [
  { name: 'candidates', label: 'Candidates', criteria: CANDIDATES },
  {
    name: 'undecided',
    label: 'Undecided',
    criteria: decided('undecided'),
    meaning: DECISION_MEANINGS.undecided,
  },
  {
    name: 'excluded',
    label: 'Excluded',
    criteria: decided('excluded'),
    meaning: DECISION_MEANINGS.excluded,
  },
  {
    name: 'approved',
    label: 'Approved',
    criteria: decided('approved'),
    meaning: DECISION_MEANINGS.approved,
  },
  {
    name: 'staffConfirmed',
    label: 'Approved although staff',
    criteria: { op: 'mark', value: 'staff-confirmed' },
    meaning: FLAG_MEANINGS['staff-role'],
  },
];

export function WhatIsSealed({ seal }: { readonly seal: Seal | null }) {
  const { data } = useQuery(queries.review.counts.queryOptions());
  // Whom a purge has taken is signed no more, as in the engine's counts.
  const counts = data && { ...data, candidates: data.candidates - data.purged };
  return (
    <section aria-labelledby="what-is-sealed" className={styles.card}>
      <Title order={2} id="what-is-sealed" mb={8}>
        What is signed
      </Title>
      {!counts && <Skeleton height={170} />}
      {counts && (
        <Table className={styles.counts}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">
                <span className="pd-visually-hidden">Decision</span>
              </Table.Th>
              {seal && (
                <Table.Th scope="col" ta="right">
                  When signed
                </Table.Th>
              )}
              <Table.Th scope="col" ta="right">
                Now
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
