/**
 * A number in a sentence that opens the candidates it counts in the review, where they can be decided.
 * For users of whatever standing see CountLink. Zero is plain text: there is nobody to show.
 */
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { showCandidates } from '../shell/navigation.ts';
import { countOf, formatCount } from './format.ts';

interface CandidateLinkProps {
  readonly count: number;
  /** Who is counted; candidates alone are shown anyway. */
  readonly criteria: Criteria;
  /** What the review calls them: `Candidates with odd dates`. */
  readonly title: string;
  /** Adds the noun in the right number: `noun="candidate"` makes `1 candidate`, `12 candidates`. */
  readonly noun?: string;
  /** Instead of the number. */
  readonly children?: ReactNode;
}

export function CandidateLink({ count, criteria, title, noun, children }: CandidateLinkProps) {
  const text = children ?? (noun ? countOf(count, noun) : formatCount(count));
  if (count === 0) return <span className="pd-figures">{text}</span>;
  return (
    <Anchor
      component="button"
      type="button"
      inherit
      className="pd-figures"
      title={`Show in the review: ${title}`}
      onClick={() => showCandidates(criteria, title)}
    >
      {text}
    </Anchor>
  );
}
