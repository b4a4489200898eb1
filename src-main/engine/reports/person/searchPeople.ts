/**
 * Whatever a workspace holds that names somebody: the walk that erasing makes, reading instead of writing, so that what
 * would be taken out and what is shown are the same. Changes nothing.
 */
import type { FoundText, HeldIn } from '#shared/contract/shapes/person.ts';
import { excerptOf } from '#shared/domain/excerpt.ts';
import type { Quotations } from '#shared/domain/quotations.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { prepared, type ReadableDb } from '../../db/db.ts';
import { type HeldText, textsOfPeople } from '../../db/people/textsOfPeople.ts';
import { type NamingRow, rowsNaming } from '../../importing/show/rowsNaming.ts';
import { PEOPLE } from '../../jobs/kinds/eraseUsers/eraseUsers.ts';
import { usersNamed } from '../../replica/people.ts';
import { someoneDecided } from '../../review/decisionSteps.ts';

/** What a text of each table is part of, and by which column its rows are numbered. */
export const PLACES: Readonly<Record<string, readonly [HeldIn, own?: string]>> = {
  user_before: ['before'],
  user_group: ['group', 'group_no'],
  user_note: ['note', 'note_id'],
  user_letter: ['letter', 'letter_id'],
  line_change: ['line-change', 'line_change_no'],
  setting: ['setting'],
  retention_step: ['setting'],
  import_file: ['file', 'import_id'],
  import_error: ['error-row'],
  import_profile: ['profile', 'profile_id'],
  original_choice: ['file', 'import_id'],
  decision_step: ['decision', 'step_id'],
  protected_rule: ['rule', 'rule_id'],
  sample: ['check', 'sample_id'],
  sample_user: ['check', 'sample_id'],
  signature: ['signature'],
  grid_view: ['view', 'view_id'],
  alma_step: ['staff'],
  after_erasing: ['staff'],
  return_decision: ['decision'],
  twin_answer: ['twin'],
  user_set: ['set', 'set_id'],
  job: ['job', 'job_id'],
  job_user_fact: ['history'],
  job_decision: ['job-decision', 'step_id'],
  job_capture: ['job', 'job_id'],
  job_draft: ['draft'],
  certificate: ['job', 'job_id'],
  history: ['history', 'history_id'],
  exported_file: ['export', 'export_id'],
  audit_staff: ['staff'],
};

/** Users are found by columns that belong together, rows of files by their reader; lines made of rows repeat them. */
export const BY_THEMSELVES: readonly string[] = ['user', 'import_chunk', 'line_piece'];

/** The first rows of a file, kept for a look: they say again what its rows do. */
const isRepeated = ({ table, column }: HeldText) =>
  table === 'import_file' && column === 'first_rows';

export interface FoundOfPeople {
  /** Whose own record, or a row of theirs, says it. */
  readonly users: ReadonlySet<number>;
  readonly rows: readonly FoundRowOfPeople[];
  readonly texts: readonly FoundText[];
}

export interface FoundRowOfPeople extends NamingRow {
  readonly userNo: number | null;
}

/**
 * @param keys folded identifiers: rows under one of them are theirs
 * @param quotations by which texts name them
 */
export function searchPeople(
  db: ReadableDb,
  keys: ReadonlySet<string>,
  quotations: Quotations,
): FoundOfPeople {
  const users = new Set(usersNamed(db, keys, quotations));
  const userOf = prepared(
    db,
    'SELECT user_no FROM user WHERE identifier_key = ? AND erased_by_job IS NULL',
  ).pluck();
  const rows = Array.from(rowsNaming(db, keys, quotations), (row) => ({
    ...row,
    userNo: row.key === '' ? null : ((userOf.get(row.key) as number | undefined) ?? null),
  }));
  for (const { userNo, theirs, isOfUser } of rows)
    if (userNo !== null && (theirs || isOfUser)) users.add(userNo);
  return { users, rows, texts: textsNaming(db, quotations) };
}

function textsNaming(db: ReadableDb, quotations: Quotations): FoundText[] {
  const tables = Object.fromEntries(
    Object.entries(PEOPLE).filter(([table]) => !BY_THEMSELVES.includes(table)),
  );
  const found: FoundText[] = [];
  const seen = new Set<string>();
  for (const held of textsOfPeople(db, tables)) {
    if (isRepeated(held) || !quotations.mayBeIn(foldForSearch(held.text))) continue;
    const places = quotations.placesIn([held.text]);
    if (places.length === 0) continue;
    const text = toFoundText(db, held, excerptOf(held.text, places));
    // A name stands in its column and, as it is compared, in another.
    const key = JSON.stringify({ ...text, marks: null, text: text.text.toLowerCase() });
    if (seen.has(key)) continue;
    seen.add(key);
    found.push(text);
  }
  return found;
}

function toFoundText(
  db: ReadableDb,
  { table, numbers }: HeldText,
  { text, marks }: ReturnType<typeof excerptOf>,
): FoundText {
  const [place, own] = PLACES[table] ?? ['other'];
  const number = (name: string) => numbers[name] ?? null;
  return {
    in: place,
    id: own === undefined ? null : number(own),
    userNo: place === 'decision' ? someoneDecided(db, number('step_id')!) : number('user_no'),
    importId: number('import_id'),
    jobId: number('job_id'),
    row: number('row_number'),
    text,
    marks: marks.map(([from, to]) => [from, to]),
  };
}
