/**
 * That a snapshot took the place of this workspace: when, by whom, which one, what was given up. In its history for good;
 * nothing where that never happened.
 */
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Restoration } from '#shared/contract/shapes/snapshots.ts';
import { queries } from '../client/engineClient.ts';
import { navigate } from '../place/navigation.ts';
import { QuietBanner } from './QuietBanner.tsx';
import { InstantText } from './Values.tsx';
import { restorationWords as words } from './words/snapshots.tsx';

/** One quiet line about the last time. */
export function RestorationNote() {
  const { data } = useQuery(queries.snapshots.restorations.queryOptions());
  const last = data?.at(-1);
  if (!last) return null;
  return (
    <QuietBanner
      icon={IconHistory}
      boxed
      link={words.all}
      onFollow={() => navigate({ screen: 'settings', section: 'snapshots' })}
    >
      <RestorationText restoration={last} />
    </QuietBanner>
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
