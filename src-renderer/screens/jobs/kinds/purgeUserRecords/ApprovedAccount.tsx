/**
 * What becomes of the approved users, all of them, as an equation: approved = purged + retained + not yet due + without
 * purge date + not reached for their group or record type. Nobody who was approved is missed in silence. Stands before
 * everything else in the purge preview.
 */
import { Skeleton, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { minusDays } from '#shared/domain/calendar.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { queries } from '../../../../client/engineClient.ts';
import { CountLink } from '../../../../ui/CountLink.tsx';
import type { Tone } from '../../../../ui/meaning.ts';
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
  const ofSet = 'setId' in preview.settings;
  const [all, ...counted] = useQueries({
    queries: [APPROVED, ...shares.map(({ criteria }) => criteria)].map((criteria) =>
      queries.users.count.queryOptions({ input: { criteria } }),
    ),
  });
  if (!all?.data || counted.some(({ data }) => !data)) return <Skeleton height={32} />;
  const approved = all.data.users;
  if (approved === 0) return <Text size="sm">{accountWords.nobody}</Text>;
  const some = shares
    .map((each, n) => ({ ...each, users: counted[n]!.data!.users }))
    .filter(({ users }) => users > 0);
  return (
    <section aria-label={accountWords.title} className={styles.account}>
      <span className={styles.term}>
        <CountLink count={approved} criteria={APPROVED} title={accountWords.allTitle}>
          {accountWords.all(approved, big)}
        </CountLink>
      </span>
      <span className={styles.sign} aria-hidden>
        =
      </span>
      <ul className={styles.shares} aria-label={accountWords.list}>
        {some.map(({ share, criteria, users }) => (
          <li key={share} className={styles.term} data-tone={TONES[share]}>
            <CountLink
              count={users}
              criteria={criteria}
              title={accountWords.shareTitle(share, ofSet)}
            >
              {accountWords.share(users, share, ofSet, big)}
            </CountLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

const TONES: Readonly<Partial<Record<ApprovedShare, Tone>>> = {
  purged: 'purge',
  retained: 'keep',
};

const big = (number: string) => <strong className={styles.big}>{number}</strong>;
