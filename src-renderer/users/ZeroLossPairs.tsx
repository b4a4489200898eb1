/**
 * The numbers on exclusion lists that differ from a user's identifier by leading zeros alone, with the rows they
 * stand in.
 */
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Criteria } from '#shared/domain/criteria.ts';
import { foldText, zeroLossKey } from '#shared/domain/primaryIdentifier.ts';
import { queries } from '../client/engineClient.ts';
import { showDetails } from '../place/navigation.ts';
import { Identifier } from '../ui/Values.tsx';
import styles from './UserPanel.module.css';
import { evidenceWords } from './words.tsx';

export function ZeroLossPairs({ identifier }: { readonly identifier: string }) {
  const key = zeroLossKey(foldText(identifier));
  const criteria: Criteria = {
    op: 'all',
    of: [
      { op: 'membership', value: 'identifierOnly' },
      { op: 'search', value: key ?? '' },
    ],
  };
  const { data } = useQuery(
    queries.users.page.queryOptions({
      input: { criteria, sort: [], offset: 0, limit: 1000 },
      enabled: key !== undefined,
    }),
  );
  const pairs = data?.rows.filter((row) => zeroLossKey(foldText(row.primary_identifier)) === key);
  return (
    <ul className={styles.evidence}>
      {pairs?.map((user) => (
        <PairRows key={user.userNo} userNo={user.userNo} identifier={user.primary_identifier} />
      ))}
    </ul>
  );
}

function PairRows({
  userNo,
  identifier,
}: {
  readonly userNo: number;
  readonly identifier: string;
}) {
  const { data } = useQuery(queries.users.get.queryOptions({ input: { userNo } }));
  return (
    <li>
      <span>
        {evidenceWords.onList(
          <Anchor component="button" type="button" inherit onClick={() => showDetails({ userNo })}>
            <Identifier text={identifier} />
          </Anchor>,
        )}
      </span>
      {data?.evidence.map((row) => (
        <span key={`${row.importId} ${row.row}`} className={styles.aside}>
          {evidenceWords.where(row.fileName, row)}
        </span>
      ))}
    </li>
  );
}
