/**
 * Several rows of one identifier become one candidate (domain reference, section 6, rule 6). Pure.
 * All rows stay as evidence; the candidate takes what makes a wrong purge least likely.
 */

/** The fields of a row that take part; named as the columns of `import_row`. */
export interface MergeableRow {
  readonly row_number: number;
  readonly notes: number;
  readonly user_group: string | null;
  readonly staff_role: number | null;
  readonly expiry_date: string | null;
  readonly purge_date: string | null;
  readonly [field: string]: string | number | null;
}

/** More of these means more reason to be retained. */
const COUNTED = [
  'loans',
  'balance',
  'acquisitions',
  'purchase_requests',
  'hold_shelf_requests',
  'import_profiles',
  'locked_records',
  'md_editor',
];

export interface MergedRow {
  readonly row: MergeableRow;
  readonly conflict: boolean;
}

/**
 * Dates: the latest stated. Role: Yes before unknown before No. Counts and balance: the largest.
 * Everything else: the first stated. Conflict: stated dates or groups differ.
 * @param rows at least one, in the order of the file
 * @param sameGroup whether two group names mean the same group
 */
export function mergeRows(
  rows: readonly MergeableRow[],
  sameGroup: (a: string, b: string) => boolean,
): MergedRow {
  const merged: Record<string, string | number | null> = { ...rows[0]! };
  for (const row of rows.slice(1)) {
    for (const [field, value] of Object.entries(row)) merged[field] ??= value;
    for (const field of COUNTED) merged[field] = larger(merged[field] ?? null, row[field] ?? null);
    for (const field of ['expiry_date', 'purge_date'])
      merged[field] = larger(merged[field] ?? null, row[field] ?? null);
    merged.notes = Number(merged.notes) | row.notes;
  }
  merged.staff_role = rows.some((row) => row.staff_role === 1)
    ? 1
    : rows.some((row) => row.staff_role === null)
      ? null
      : 0;
  const groups = rows.flatMap((row) => row.user_group ?? []);
  const conflict =
    differ(rows.map((row) => row.expiry_date)) ||
    differ(rows.map((row) => row.purge_date)) ||
    groups.some((group) => !sameGroup(group, groups[0]!));
  return { row: merged as MergeableRow, conflict };
}

function larger<T extends string | number | null>(a: T, b: T): T {
  if (a === null) return b;
  if (b === null) return a;
  return b > a ? b : a;
}

function differ(values: readonly (string | null)[]): boolean {
  return new Set(values.filter((value) => value !== null)).size > 1;
}
