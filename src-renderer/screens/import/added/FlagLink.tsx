/**
 * A number of candidates with one flag, which opens them. Part of the sentences about files that were added.
 */
import type { ReactNode } from 'react';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { CountLink } from '../../../ui/CountLink.tsx';

interface FlagLinkProps {
  readonly flag: ReviewFlag;
  readonly count: number;
  /** What the screen calls them. */
  readonly title: string;
  /** The number with its noun. */
  readonly children: ReactNode;
}

export function FlagLink({ flag, count, title, children }: FlagLinkProps) {
  const criteria = allOf(CANDIDATES, { op: 'hasFlag', flags: [flag] });
  return (
    <CountLink count={count} criteria={criteria} title={title}>
      {children}
    </CountLink>
  );
}
