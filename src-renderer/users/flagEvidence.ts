/**
 * Why a user carries a review flag: the cells of files that say so. Pure. Never decides whether a flag stands
 * (domain/reviewFlags.ts does), it only finds what to show for it.
 */
import type { FileValue, ShownColumn } from '#shared/contract/shapes/fileValues.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { ProtectedRegister, type ProtectedRule } from '#shared/domain/protectedRegister.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { columnLabel, type ImportKind } from '#shared/importKinds/importKinds.ts';

/** A row of a file that speaks of the user, as users.get tells it. */
export interface EvidenceRow {
  readonly importId: number;
  readonly fileName: string;
  readonly sheetName: string;
  readonly row: number;
  readonly kind: ImportKind;
  readonly dataDate: string | null;
  readonly importedAt: number;
  readonly importedBy: string;
  readonly values: readonly (ShownColumn & { readonly value: FileValue })[];
}

/** A user known from an exclusion list alone has no values that a rule could look at. */
export function isKnown(evidence: readonly EvidenceRow[]): boolean {
  return evidence.some(({ kind }) => kind === 'candidates' || kind === 'users');
}

/** One cell: where it stands and what it says; undefined is a file without such a column. */
export interface EvidenceCell {
  readonly from: EvidenceRow;
  readonly heading: string;
  readonly kind: ShownColumn['kind'];
  readonly value: FileValue | undefined;
}

/** Nothing stands there; a file without such a column says nothing either. */
export const isBlank = (value: FileValue | undefined): boolean =>
  value === undefined || value === null || value === '';

const isFilled = ({ value }: EvidenceCell) => !isBlank(value);
const isEmpty = ({ value }: EvidenceCell) => isBlank(value);

/**
 * A later file of candidates has the last word on a user, so its cells are the reason where it has any.
 * @param protectedBy rules of the register that name the user
 */
export function flagEvidence(
  flag: ReviewFlag,
  evidence: readonly EvidenceRow[],
  protectedBy: readonly ProtectedRule[],
): EvidenceCell[] {
  const latest = Math.max(
    ...evidence.filter(({ kind }) => kind === 'candidates').map(({ importId }) => importId),
  );
  const current = evidence.filter(
    ({ kind, importId }) => kind !== 'candidates' || importId === latest,
  );
  const now = COMPARES_FILES.has(flag) ? [] : cellsFor(flag, current, protectedBy);
  return now.length > 0 ? now : cellsFor(flag, evidence, protectedBy);
}

const COMPARES_FILES: ReadonlySet<ReviewFlag> = new Set(['returned']);

function cellsFor(
  flag: ReviewFlag,
  evidence: readonly EvidenceRow[],
  protectedBy: readonly ProtectedRule[],
): EvidenceCell[] {
  const candidates = evidence.filter((row) => row.kind === 'candidates');
  const cells = (column: string) => candidates.map((row) => cellOf(row, column));
  const describing = (column: string) =>
    evidence
      .filter(({ kind }) => kind === 'candidates' || kind === 'users')
      .map((row) => cellOf(row, column))
      .filter(isFilled);
  switch (flag) {
    case 'staff-role':
      return [
        ...cells('staff_role').filter(({ value }) => value === 1),
        ...evidence
          .filter((row) => row.kind === 'staff')
          .map((row) => cellOf(row, 'primary_identifier')),
      ];
    case 'unknown-role':
      return cells('staff_role').filter(isEmpty);
    case 'protected':
      return namingCells(protectedBy, cells);
    case 'exclusion-list':
      return evidence
        .filter((row) => row.kind === 'exclusions')
        .map((row) => cellOf(row, 'primary_identifier'));
    case 'conflict':
      return differing([cells('expiry_date'), cells('purge_date'), cells('user_group')]);
    case 'expiry-in-future':
      return cells('expiry_date').filter(isFilled);
    case 'no-purge-date':
      return cells('purge_date').filter(isEmpty);
    case 'boundary':
      return cells('purge_date').filter(isFilled);
    case 'numeric-identifier':
    case 'lost-digits':
    case 'two-cells':
    case 'hidden-row':
    case 'struck-out':
      return cells('primary_identifier');
    case 'activity-elsewhere':
      return evidence.flatMap(elsewhere);
    case 'returned':
      return signsOfLife(evidence);
    case 'recent-activity':
      return describing('last_activity_date');
    case 'researcher':
      return describing('researcher').filter(({ value }) => value === 1);
    case 'linked-account':
      return [...describing('linked_from'), ...describing('linked_account')];
    case 'contact':
      return cells('record_type').filter(isFilled);
    case 'blank-group':
      return cells('user_group').filter(isEmpty);
    case 'zero-loss-pair':
    case 'possible-pair':
    case 'possible-twin':
    case 'shared-identifier':
    case 'unreadable-value':
    case 'keep-words':
    case 'proxy':
    case 'guardian':
      // The evidence of these is elsewhere: in another user's rows, among the file's errors, in lines.
      return [];
  }
}

/** Cells that the rules look at; of groups only those that a rule names. */
function namingCells(
  rules: readonly ProtectedRule[],
  cells: (column: string) => EvidenceCell[],
): EvidenceCell[] {
  const kinds = new Set(rules.map(({ kind }) => kind));
  const { groups } = new ProtectedRegister(rules);
  const byIdentifier = kinds.has('identifier') || kinds.has('prefix') || kinds.has('pattern');
  return [
    ...cells('user_group').filter(({ value }) => groups.has(foldText(String(value ?? '')))),
    ...(byIdentifier ? cells('primary_identifier') : []),
    ...(kinds.has('name') ? [...cells('last_name'), ...cells('first_name')] : []),
  ].filter(isFilled);
}

function cellOf(row: EvidenceRow, column: string): EvidenceCell {
  const cell = row.values.find(({ field }) => field === column);
  const heading = columnLabel(row.kind, cell ?? { heading: '', field: column });
  return { from: row, heading, kind: cell?.kind ?? null, value: cell?.value };
}

/** Only columns in which the rows don't say the same. */
function differing(columns: EvidenceCell[][]): EvidenceCell[] {
  return columns.filter((cells) => new Set(cells.map(({ value }) => value)).size > 1).flat();
}

const ELSEWHERE: Readonly<Partial<Record<ImportKind, readonly string[]>>> = {
  'loans-elsewhere': ['loan_count', 'other_library', 'institution'],
  'fines-elsewhere': ['fine_amount', 'other_library', 'institution'],
  candidates: ['loans_elsewhere', 'fines_elsewhere'],
  users: ['loans_elsewhere', 'fines_elsewhere'],
};

/** What a row says about other libraries; of a column with a heading of its own, whatever it says. */
function elsewhere(row: EvidenceRow): EvidenceCell[] {
  const cells = (ELSEWHERE[row.kind] ?? []).map((column) => cellOf(row, column)).filter(isFilled);
  if (cells.length > 0 || row.kind === 'candidates' || row.kind === 'users') return cells;
  if (!(row.kind in ELSEWHERE)) return [];
  return row.values
    .filter(({ field }) => field === null)
    .map(({ heading, kind, value }) => ({ from: row, heading, kind, value }));
}

/** Fields by which a user counts as returned, as far as the files don't say the same. */
function signsOfLife(evidence: readonly EvidenceRow[]): EvidenceCell[] {
  const rows = evidence.filter(({ kind }) => kind === 'candidates' || kind === 'users');
  const told = (column: string) =>
    rows.map((row) => cellOf(row, column)).filter(({ value }) => value !== undefined);
  const changed = differing(['expiry_date', 'staff_role', 'user_group'].map(told));
  return changed.length > 0 ? changed : told('expiry_date');
}
