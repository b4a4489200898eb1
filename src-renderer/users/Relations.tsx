/** Whom a user belongs to as proxy, sponsor or possible guardian: each with the line that says so and its row. */
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Relation } from '#shared/domain/relations.ts';
import { queries } from '../client/engineClient.ts';
import { showDetails } from '../place/navigation.ts';
import { Identifier } from '../ui/Values.tsx';
import styles from './UserPanel.module.css';
import { UserState } from './UserState.tsx';
import { evidenceWords } from './words.tsx';

const RELATIONS_OF: Readonly<Record<'proxy' | 'guardian', readonly Relation[]>> = {
  proxy: ['proxy-for', 'sponsor-of'],
  guardian: ['cc', 'address'],
};

interface RelationsProps {
  readonly userNo: number;
  readonly flag: 'proxy' | 'guardian';
}

export function Relations({ userNo, flag }: RelationsProps) {
  const { data } = useQuery(queries.users.relations.queryOptions({ input: { userNo } }));
  const shown = data?.filter(({ relation }) => RELATIONS_OF[flag].includes(relation));
  return (
    <ul className={styles.evidence}>
      {shown?.map(({ relation, user, line, own }) => (
        <li key={`${user.userNo} ${relation} ${line.from.importId} ${line.from.row} ${line.text}`}>
          <Anchor
            component="button"
            type="button"
            inherit
            onClick={() => showDetails({ userNo: user.userNo })}
          >
            <Identifier text={user.primary_identifier} />
          </Anchor>{' '}
          {[user.last_name, user.first_name].filter(Boolean).join(', ')}
          <UserState user={user} />
          <span>{evidenceWords.relation(relation, line.text, own?.text ?? null)}</span>
          <span className={styles.aside}>{evidenceWords.where(line.from.fileName, line.from)}</span>
          {own && (
            <span className={styles.aside}>{evidenceWords.where(own.from.fileName, own.from)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
