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
import { CountLink } from '../../../../ui/CountLink.tsx';
import styles from './Purge.module.css';
import { partOf } from './previewCriteria.ts';

const APPROVED = allOf(CANDIDATES, { op: 'decision', values: ['approved'] });

interface Share {
  readonly word: string;
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
      ? [{ word: 'purged', criteria: allOf(APPROVED, partOf(preview, 'purged')) }]
      : []),
    ...(preview.retained > 0
      ? [{ word: 'retained', criteria: allOf(APPROVED, partOf(preview, 'retained')) }]
      : []),
    { word: 'not yet due', criteria: allOf(outside, later) },
    { word: 'without a purge date', criteria: allOf(outside, undated) },
    {
      word: 'due, but of another user group or record type',
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
  if (all.data.users === 0) return <Text size="sm">Nobody in the review is approved.</Text>;
  return (
    <div>
      <Text size="sm" fw={500} component="div">
        Of{' '}
        <CountLink
          count={all.data.users}
          noun="approved user"
          criteria={APPROVED}
          title="Approved users"
        />
        :
      </Text>
      <ul className={styles.shares} aria-label="What becomes of the approved users">
        {shares.map(({ word, criteria }, n) => {
          const users = counted[n]!.data!.users;
          return users === 0 ? null : (
            <li key={word}>
              <CountLink count={users} criteria={criteria} title={`Approved: ${word}`} /> {word}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
