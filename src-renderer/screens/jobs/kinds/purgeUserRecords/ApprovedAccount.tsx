/**
 * What becomes of the approved users, all of them: purged, retained, not yet due, without a purge date, or not reached
 * for their group or record type. The numbers add up, so that nobody who was approved is missed in silence. Part of the
 * purge preview.
 */
import { Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { minusDays } from '#shared/domain/calendar.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { queries } from '../../../../client/engineClient.ts';
import { linkTo } from '../../linkTo.tsx';
import styles from './Purge.module.css';
import { partOf } from './previewCriteria.ts';
import { type ApprovedShare, accountWords } from './words/preview.tsx';

const APPROVED = allOf(CANDIDATES, { op: 'decision', values: ['approved'] });

interface Share {
  readonly share: ApprovedShare;
  readonly criteria: Criteria;
}

function not(...of: Criteria[]): Criteria {
  return { op: 'not', of: { op: 'any', of } };
}

/** Each approved user is in exactly one. */
function sharesOf(preview: PurgePreview): readonly Share[] {
  const inScope = preview.inScope > 0 ? [partOf(preview, 'inScope')] : [];
  const undated: Criteria = { op: 'blank', field: 'purge_date' };
  const later: Criteria = {
    op: 'dateBetween',
    field: 'purge_date',
    from: minusDays(preview.lastPurgeDate, -1),
  };
  const outside = allOf(APPROVED, not(...inScope));
  return [
    ...(preview.purged > 0
      ? [{ share: 'purged' as const, criteria: allOf(APPROVED, partOf(preview, 'purged')) }]
      : []),
    ...(preview.retained > 0
      ? [{ share: 'retained' as const, criteria: allOf(APPROVED, partOf(preview, 'retained')) }]
      : []),
    { share: 'later', criteria: allOf(outside, later) },
    { share: 'undated', criteria: allOf(outside, undated) },
    {
      share: 'elsewhere',
      criteria: allOf(outside, not(later, undated)),
    },
  ];
}

export function ApprovedAccount({ preview }: { readonly preview: PurgePreview }) {
  const shares = sharesOf(preview);
  const [all, ...counted] = useQueries({
    queries: [APPROVED, ...shares.map(({ criteria }) => criteria)].map((criteria) =>
      queries.users.count.queryOptions({ input: { criteria } }),
    ),
  });
  if (!all?.data || counted.some(({ data }) => !data)) return null;
  const approved = all.data.users;
  if (approved === 0) return <Text size="sm">{accountWords.nobody}</Text>;
  return (
    <div>
      <Text size="sm" fw={500} component="div">
        {accountWords.all(approved, linkTo(approved, APPROVED, accountWords.allTitle))}
      </Text>
      <ul className={styles.shares} aria-label={accountWords.list}>
        {shares.map(({ share, criteria }, n) => {
          const users = counted[n]!.data!.users;
          return users === 0 ? null : (
            <li key={share}>
              {accountWords.share(
                users,
                share,
                linkTo(users, criteria, accountWords.shareTitle(share)),
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
