/** Users who may be the same person: why, what was said of each, and the way to compare them. */
import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { queries } from '../../client/engineClient.ts';
import { showDetails } from '../../place/navigation.ts';
import { Identifier, InstantText } from '../../ui/Values.tsx';
import styles from '../UserPanel.module.css';
import { UserState } from '../UserState.tsx';
import { CompareTwins } from './CompareTwins.tsx';
import { twinWords } from './words.tsx';

export function Twins({ user }: { readonly user: UserRow }) {
  const { data: twins = [] } = useQuery(
    queries.users.twins.queryOptions({ input: { userNo: user.userNo } }),
  );
  const [compared, setCompared] = useState<number>();
  const other = twins.find((twin) => twin.user.userNo === compared)?.user;
  return (
    <>
      <ul className={styles.evidence}>
        {twins.map(({ user: twin, signs, answer }) => (
          <li key={twin.userNo}>
            <Anchor
              component="button"
              type="button"
              inherit
              onClick={() => showDetails({ userNo: twin.userNo })}
            >
              <Identifier text={twin.primary_identifier} />
            </Anchor>{' '}
            {[twin.last_name, twin.first_name].filter(Boolean).join(', ')}
            <UserState user={twin} />
            <span className={styles.aside}>
              {signs.map((sign) => twinWords.signs[sign]).join(', ')}
            </span>
            {answer && (
              <span className={styles.aside}>
                {twinWords.saidBy(answer.answer, <InstantText instant={answer.at} />, answer.by)}
              </span>
            )}
            <Button
              size="compact-xs"
              variant="default"
              mt={4}
              aria-label={twinWords.compareWith(twin.primary_identifier)}
              onClick={() => setCompared(twin.userNo)}
            >
              {twinWords.compare}
            </Button>
          </li>
        ))}
      </ul>
      <CompareTwins users={other && [user, other]} onClose={() => setCompared(undefined)} />
    </>
  );
}
