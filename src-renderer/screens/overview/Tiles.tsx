/**
 * The numbers of the cycle: imported, reviewed, flagged, excluded, approved, purged, each the way to its candidates.
 */

import { useQuery } from '@tanstack/react-query';
import type { ReviewCounts } from '#shared/contract/shapes/review.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import type { Decision } from '#shared/domain/review.ts';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { queries } from '../../client/engineClient.ts';
import { showCandidates, showUsers } from '../../place/navigation.ts';
import { countOf, formatCount, formatShare } from '../../ui/format.ts';
import { DECISION_MEANINGS, OUTCOME_MEANINGS } from '../../ui/meaning.ts';
import { StatTile } from '../../ui/StatTile.tsx';
import styles from './OverviewScreen.module.css';
import { reviewedIn } from './reviewedIn.ts';

const FLAGGED: Criteria = { op: 'hasFlag', flags: [...REVIEW_FLAGS] };
const PURGED: Criteria = { op: 'membership', value: 'purged' };

function decided(...values: Decision[]): Criteria {
  return { op: 'decision', values };
}

export function Tiles({ counts }: { readonly counts: ReviewCounts | undefined }) {
  return (
    <div className={styles.tiles}>
      <Imported counts={counts} />
      <Reviewed counts={counts} />
      <StatTile
        label="Flagged"
        value={counts?.flagged}
        detail={counts && share(counts.flagged, counts)}
        onClick={() => showCandidates(FLAGGED, 'Flagged candidates')}
      />
      {(['excluded', 'approved'] as const).map((decision) => (
        <Decided key={decision} decision={decision} counts={counts} />
      ))}
      {counts && counts.purged > 0 && (
        <StatTile
          label="Purged"
          icon={OUTCOME_MEANINGS.purged.icon}
          tone={OUTCOME_MEANINGS.purged.tone}
          value={counts.purged}
          criteria={PURGED}
          title="Purged users"
          detail="by jobs of this workspace"
        />
      )}
    </div>
  );
}

interface TileProps {
  readonly counts: ReviewCounts | undefined;
}

function Imported({ counts }: TileProps) {
  const { data: imports } = useQuery(queries.imports.list.queryOptions());
  const files = imports?.filter(
    ({ kind, state }) => kind === 'candidates' && state === 'committed',
  ).length;
  return (
    <StatTile
      label="Imported"
      value={counts?.candidates}
      detail={files !== undefined && `candidates from ${countOf(files, 'file')}`}
      criteria={{ op: 'any', of: [CANDIDATES, PURGED] }}
      title="Imported candidates"
    />
  );
}

function Reviewed({ counts }: TileProps) {
  const reviewed = counts && reviewedIn(counts);
  const detail = counts && `${formatCount(counts.undecided)} undecided`;
  return (
    <StatTile
      label="Reviewed"
      value={reviewed}
      detail={detail}
      onClick={() => {
        const inReview = decided('excluded', 'approved');
        if (counts?.purged === 0) showCandidates(inReview, 'Reviewed candidates');
        else
          showUsers(
            { op: 'any', of: [allOf(CANDIDATES, inReview), PURGED] },
            'Reviewed candidates',
          );
      }}
    />
  );
}

function Decided({ counts, decision }: TileProps & { readonly decision: 'excluded' | 'approved' }) {
  const { word, icon, tone } = DECISION_MEANINGS[decision];
  return (
    <StatTile
      label={word}
      icon={icon}
      tone={tone}
      value={counts?.[decision]}
      detail={counts && detailOf(decision, counts)}
      onClick={() => showCandidates(allOf(CANDIDATES, decided(decision)), `${word} candidates`)}
    />
  );
}

function detailOf(decision: 'excluded' | 'approved', counts: ReviewCounts): string {
  const text = share(counts[decision], counts);
  if (decision === 'excluded' || counts.staffConfirmed === 0) return text;
  return `${text}; ${formatCount(counts.staffConfirmed)} although staff`;
}

/** Of all candidates, as in the review: those purged since were candidates, too. */
function share(users: number, { candidates }: ReviewCounts): string {
  return `${formatShare(users, candidates)} of candidates`;
}
