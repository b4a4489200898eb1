/**
 * Why a user carries a review flag: the cells of files that say so. Pure; used by FlagList.
 * Never decides whether a flag stands (domain/reviewFlags.ts does), it only finds what to show for it.
 */
import type { ImportKind } from '#shared/contract/shapes.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { fieldOfHeading, type UserFieldName, userField } from '#shared/fields/userFields.ts';

/** A row of a file that speaks of the user, as users.get tells it. */
export interface EvidenceRow {
  readonly importId: number;
  readonly fileName: string;
  readonly sheetName: string;
  readonly row: number;
  readonly kind: ImportKind;
  readonly values: readonly { readonly heading: string; readonly value: string }[];
}

/** One cell: where it stands and what it says; null is a file without such a column. */
export interface EvidenceCell {
  readonly from: EvidenceRow;
  readonly heading: string;
  readonly value: string | null;
}

/** @param protectedGroups names of the groups that are never purged */
export function flagEvidence(
  flag: ReviewFlag,
  evidence: readonly EvidenceRow[],
  protectedGroups: readonly string[],
): EvidenceCell[] {
  const candidates = evidence.filter((row) => row.kind === 'candidates');
  const cells = (field: UserFieldName) => candidates.map((row) => cellOf(row, field));
  switch (flag) {
    case 'staff-role':
      return cells('staff_role').filter(({ value }) => value === 'Yes');
    case 'unknown-role':
      return cells('staff_role').filter(({ value }) => !value);
    case 'protected-group': {
      const keys = new Set(protectedGroups.map(foldText));
      return cells('user_group').filter(({ value }) => value && keys.has(foldText(value)));
    }
    case 'exclusion-list':
      return evidence
        .filter((row) => row.kind === 'exclusions')
        .map((row) => cellOf(row, 'primary_identifier'));
    case 'conflict':
      return differing([cells('expiry_date'), cells('purge_date'), cells('user_group')]);
    case 'expiry-in-future':
      return cells('expiry_date').filter(({ value }) => value);
    case 'no-purge-date':
      return cells('purge_date').filter(({ value }) => !value);
    case 'boundary':
      return cells('purge_date').filter(({ value }) => value);
    case 'numeric-identifier':
      return cells('primary_identifier');
    case 'zero-loss-pair':
    case 'unreadable-value':
      // The evidence of these is elsewhere: in another user's rows and among the file's errors.
      return [];
  }
}

function cellOf(row: EvidenceRow, field: UserFieldName): EvidenceCell {
  const cell = row.values.find(({ heading }) => fieldOfHeading(heading) === field);
  return cell
    ? { from: row, ...cell }
    : { from: row, heading: userField(field).label, value: null };
}

/** Only columns in which the rows don't say the same. */
function differing(columns: EvidenceCell[][]): EvidenceCell[] {
  return columns.filter((cells) => new Set(cells.map(({ value }) => value)).size > 1).flat();
}
