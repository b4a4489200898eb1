/**
 * That a snapshot took the place of this workspace: when, by whom, which one, what was given up. In its history for good;
 * nothing where that never happened.
 */
import { Anchor } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Restoration } from '#shared/contract/shapes/snapshots.ts';
import { queries } from '../client/engineClient.ts';
import { navigate } from '../place/navigation.ts';
import styles from './SealBanner.module.css';
import { InstantText } from './Values.tsx';
import { restorationWords as words } from './words/snapshots.tsx';

/** One quiet line about the last time. */
export function RestorationNote() {
  const { data } = useQuery(queries.snapshots.restorations.queryOptions());
  const last = data?.at(-1);
  if (!last) return null;
  return (
    <div className={styles.banner} data-boxed>
      <IconHistory size={16} aria-hidden className={styles.icon} />
      <div className={styles.words} role="status">
        <RestorationText restoration={last} />
      </div>
      <Anchor
        component="button"
        type="button"
        size="sm"
        className={styles.link}
        onClick={() => navigate({ screen: 'settings', section: 'snapshots' })}
      >
        {words.all}
      </Anchor>
    </div>
  );
}

export function RestorationText({ restoration }: { readonly restoration: Restoration }) {
  const at = <InstantText instant={restoration.at} />;
  const madeAt = <InstantText instant={restoration.madeAt} />;
  return (
    <>
      {words.restored(restoration, at, madeAt)} {words.givenUp(restoration)}
    </>
  );
}
