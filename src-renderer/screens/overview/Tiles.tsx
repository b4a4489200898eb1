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
import { DECISION_MEANINGS, OUTCOME_MEANINGS } from '../../ui/meaning.ts';
import { StatTile } from '../../ui/StatTile.tsx';
import styles from './OverviewScreen.module.css';
import { reviewedIn } from './reviewedIn.ts';
import { tileWords } from './words.tsx';

const FLAGGED: Criteria = { op: 'hasFlag', flags: [...REVIEW_FLAGS] };
const PURGED: Criteria = { op: 'membership', value: 'deleted' };

function decided(...values: Decision[]): Criteria {
  return { op: 'decision', values };
}

export function Tiles({ counts }: { readonly counts: ReviewCounts | undefined }) {
  return (
    <div className={styles.tiles}>
      <Imported counts={counts} />
      <Reviewed counts={counts} />
      <StatTile
        label={tileWords.flagged.label}
        value={counts?.flagged}
        detail={counts && tileWords.share(counts.flagged, counts.candidates)}
        onClick={() => showCandidates(FLAGGED, tileWords.flagged.users)}
      />
      {(['excluded', 'approved'] as const).map((decision) => (
        <Decided key={decision} decision={decision} counts={counts} />
      ))}
      {counts && counts.deleted > 0 && (
        <StatTile
          label={tileWords.purged.label}
          icon={OUTCOME_MEANINGS.purged.icon}
          tone={OUTCOME_MEANINGS.purged.tone}
          value={counts.deleted}
          criteria={PURGED}
          title={tileWords.purged.users}
          detail={tileWords.purged.detail}
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
      label={tileWords.imported.label}
      value={counts?.candidates}
      detail={files !== undefined && tileWords.imported.detail(files)}
      criteria={{ op: 'any', of: [CANDIDATES, PURGED] }}
      title={tileWords.imported.users}
    />
  );
}

function Reviewed({ counts }: TileProps) {
  const reviewed = counts && reviewedIn(counts);
  const detail = counts && tileWords.reviewed.detail(counts.undecided);
  return (
    <StatTile
      label={tileWords.reviewed.label}
      value={reviewed}
      detail={detail}
      onClick={() => {
        const inReview = decided('excluded', 'approved');
        if (counts?.deleted === 0) showCandidates(inReview, tileWords.reviewed.users);
        else
          showUsers(
            { op: 'any', of: [allOf(CANDIDATES, inReview), PURGED] },
            tileWords.reviewed.users,
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
      onClick={() =>
        showCandidates(allOf(CANDIDATES, decided(decision)), tileWords[decision].users)
      }
    />
  );
}

/** Of all candidates, as in the review: those purged since were candidates, too. */
function detailOf(decision: 'excluded' | 'approved', counts: ReviewCounts): string {
  const { candidates, staffConfirmed, [decision]: users } = counts;
  return decision === 'excluded' || staffConfirmed === 0
    ? tileWords.share(users, candidates)
    : tileWords.shareWithStaff(users, candidates, staffConfirmed);
}
