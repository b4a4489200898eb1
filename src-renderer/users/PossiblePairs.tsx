/**
 * What exclusion lists have in place of a user's identifier, nearly the same, with the rows it stands in.
 */
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../client/engineClient.ts';
import { showDetails } from '../place/navigation.ts';
import { Identifier } from '../ui/Values.tsx';
import styles from './UserPanel.module.css';
import { evidenceWords } from './words.tsx';

export function PossiblePairs({ userNo }: { readonly userNo: number }) {
  const { data } = useQuery(queries.users.possiblePairs.queryOptions({ input: { userNo } }));
  return (
    <ul className={styles.evidence}>
      {data?.map(({ userNo: member, text, ...from }) => {
        const { onList, inDamagedLine } = evidenceWords;
        const said = from.kind === 'exclusions' ? onList : inDamagedLine;
        return (
          <li key={`${from.importId} ${from.row}`}>
            <span>
              {said(
                member === null ? <Identifier text={text} /> : <Member no={member} text={text} />,
              )}
            </span>
            <span className={styles.aside}>{evidenceWords.where(from.fileName, from)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Member({ no, text }: { readonly no: number; readonly text: string }) {
  return (
    <Anchor component="button" type="button" inherit onClick={() => showDetails({ userNo: no })}>
      <Identifier text={text} />
    </Anchor>
  );
}
