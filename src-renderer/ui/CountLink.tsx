/**
 * A number in a sentence that opens the users it counts. Zero is plain text: there is nobody to show.
 */
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { showCandidates, showUsers } from '../place/navigation.ts';
import { countOf, formatCount } from './format.ts';
import { countLinkWords } from './words/components.tsx';

/** Makes words of a sentence the way to the users they count. */
export type Linked = (words: string) => ReactNode;

interface CountLinkProps {
  readonly count: number;
  /** Who is counted. */
  readonly criteria: Criteria;
  /** What the screen calls them: `Candidates with a staff role`. */
  readonly title: string;
  /** Adds the noun in the right number: `noun="user"` makes `1 user`, `12 users`. */
  readonly noun?: string;
  /** Instead of the number. */
  readonly children?: ReactNode;
}

/** Opens users of whatever membership on the Users screen. */
export function CountLink(props: CountLinkProps) {
  const { criteria, title } = props;
  return (
    <LinkedCount
      {...props}
      hint={countLinkWords.show(title)}
      onOpen={() => showUsers(criteria, title)}
    />
  );
}

/** Opens candidates in the review, where they can be decided; candidates alone are shown anyway. */
export function CandidateLink(props: CountLinkProps) {
  const { criteria, title } = props;
  return (
    <LinkedCount
      {...props}
      hint={countLinkWords.showInReview(title)}
      onOpen={() => showCandidates(criteria, title)}
    />
  );
}

interface LinkedCountProps extends Pick<CountLinkProps, 'count' | 'noun' | 'children'> {
  readonly hint: string;
  readonly onOpen: () => void;
}

function LinkedCount({ count, noun, children, hint, onOpen }: LinkedCountProps) {
  const text = children ?? (noun ? countOf(count, noun) : formatCount(count));
  if (count === 0) return <span className="pd-figures">{text}</span>;
  return (
    <Anchor
      component="button"
      type="button"
      inherit
      className="pd-figures"
      title={hint}
      onClick={onOpen}
    >
      {text}
    </Anchor>
  );
}
