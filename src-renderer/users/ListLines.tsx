/**
 * Lines of lists that mean the user by another identifier than the primary one, or may because others have it, too: with
 * its type, and the rows it stands in.
 */
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { ListKind } from '#shared/importKinds/importKinds.ts';
import { queries } from '../client/engineClient.ts';
import { showDetails } from '../place/navigation.ts';
import { Identifier } from '../ui/Values.tsx';
import styles from './UserPanel.module.css';
import { evidenceWords } from './words.tsx';

interface ListLinesProps {
  readonly userNo: number;
  /** What the lists are for. */
  readonly lists: ListKind;
  /** Those that somebody else has, too; else those that mean the user. */
  readonly shared: boolean;
}

export function ListLines({ userNo, lists, shared }: ListLinesProps) {
  const { data } = useQuery(queries.users.listLines.queryOptions({ input: { userNo } }));
  const lines = data?.filter(
    ({ kind, sharedWith }) => kind === lists && sharedWith.length > 0 === shared,
  );
  if (!lines || lines.length === 0) return null;
  return (
    <ul className={styles.evidence}>
      {lines.map(({ text, type, sharedWith, ...from }) => (
        <li key={`${from.importId} ${from.row} ${type}`}>
          <span>
            {evidenceWords.onListBy(
              type,
              <Identifier text={text} />,
              sharedWith.map((other) => (
                <Fragment key={other.userNo}>
                  {' '}
                  <Anchor
                    component="button"
                    type="button"
                    inherit
                    onClick={() => showDetails({ userNo: other.userNo })}
                  >
                    <Identifier text={other.primaryIdentifier} />
                  </Anchor>
                </Fragment>
              )),
            )}
          </span>
          <span className={styles.aside}>{evidenceWords.where(from.fileName, from)}</span>
        </li>
      ))}
    </ul>
  );
}
