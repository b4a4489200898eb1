/**
 * Where a value of a user comes from: the rows of files that state it, or the job that changed it last. Pure. Never
 * guesses: a value that no row states is left without a source.
 */
import type { HistoryEntry, UserRow } from '#shared/contract/shapes/users.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import type { EvidenceRow } from '../flagEvidence.ts';
import { isBlank } from '../flagEvidence.ts';

export type ValueSource =
  | { readonly from: 'job'; readonly jobId: number }
  /** The rows of one file that state the value or, where a file counts items, that add up to it. */
  | { readonly from: 'file'; readonly rows: readonly EvidenceRow[] };

/** Of the newest file that says so; undefined: no row of a file that is still kept does. */
export function sourceOf(
  name: UserFieldName,
  user: UserRow,
  evidence: readonly EvidenceRow[],
  history: readonly HistoryEntry[],
): ValueSource | undefined {
  const value = user[name];
  if (value === null) return undefined;
  const newest = [...evidence].sort((a, b) => b.importedAt - a.importedAt);
  const change = history.find((each) => each.what === 'changed' && each.field === name);
  const stating = newest.filter((row) => states(row, name, value));
  const [first] = stating;
  if (change && change.jobId !== null && !(first && first.importedAt > change.at))
    return { from: 'job', jobId: change.jobId };
  const counting = newest.filter((row) => countsItems(row, name));
  const [counted] = counting;
  if (counted && !(first && first.importedAt > counted.importedAt))
    return { from: 'file', rows: ofSameFile(counted, counting) };
  return first && { from: 'file', rows: ofSameFile(first, stating) };
}

function ofSameFile({ importId }: EvidenceRow, rows: readonly EvidenceRow[]): EvidenceRow[] {
  return rows.filter((row) => row.importId === importId).sort((a, b) => a.row - b.row);
}

function states(row: EvidenceRow, name: UserFieldName, value: UserRow[UserFieldName]): boolean {
  if (name === 'staff_role' && row.kind === 'staff') return value === true;
  const cell = row.values.find(({ field }) => field === name);
  if (!cell || isBlank(cell.value)) return false;
  if (typeof value === 'boolean') return Boolean(cell.value) === value;
  return foldText(String(cell.value)) === foldText(String(value));
}

/** The file has a row for each loan, fee or request: no cell states how many, or how much, there are. */
function countsItems(row: EvidenceRow, name: UserFieldName): boolean {
  const { counts } = importKind(row.kind);
  return counts?.fields.includes(name) ?? false;
}
