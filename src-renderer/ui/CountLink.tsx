/**
 * A number in a sentence that opens the users it counts. Used wherever users are counted.
 * Zero is plain text: there is nobody to show.
 */
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { showUsers } from '../shell/navigation.ts';
import { countOf, formatCount } from './format.ts';

interface CountLinkProps {
  readonly count: number;
  /** Who is counted. */
  readonly criteria: Criteria;
  /** What the Users screen calls them: `Candidates with a staff role`. */
  readonly title: string;
  /** Adds the noun in the right number: `noun="user"` makes `1 user`, `12 users`. */
  readonly noun?: string;
  /** Instead of the number. */
  readonly children?: ReactNode;
}

export function CountLink({ count, criteria, title, noun, children }: CountLinkProps) {
  const text = children ?? (noun ? countOf(count, noun) : formatCount(count));
  if (count === 0) return <span className="pd-figures">{text}</span>;
  return (
    <Anchor
      component="button"
      type="button"
      inherit
      className="pd-figures"
      title={`Show: ${title}`}
      onClick={() => showUsers(criteria, title)}
    >
      {text}
    </Anchor>
  );
}
