/**
 * Files of any kind for the tests of importing: written, read with options, added, and what the replica
 * holds afterwards, with nothing left out.
 */
import { join } from 'node:path';
import { vi } from 'vitest';
import { prepared } from '#engine/db/db.ts';
import { ReviewStates } from '#engine/replica/reviewStates.ts';
import type { ShownColumn } from '#shared/contract/shapes/fileValues.ts';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import type { RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import { findUserField } from '#shared/fields/userFields.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { newEngine, type TestEngine } from './engine.ts';
import { failureOf } from './saidOf.ts';
import { type Cell, writeWorkbook } from './workbookFile.ts';

export type Rows = readonly (readonly Cell[])[];

/** Writes a workbook of one sheet into the engine's folder and reads it to the end of its check. */
export async function readRows(
  engine: TestEngine,
  rows: Rows,
  options: ReadOptions = {},
  name = 'Report.xlsx',
): Promise<ImportCheck> {
  const path = await writeWorkbook(join(engine.folder, name), { rows });
  return readPath(engine, path, options);
}

export async function readPath(
  engine: TestEngine,
  path: string,
  options: ReadOptions = {},
): Promise<ImportCheck> {
  const { importId } = await engine.ask.imports.read({ file: engine.grant(path), options });
  return engine.checked(importId);
}

export async function readAgain(
  engine: TestEngine,
  { importId }: ImportCheck,
  options: ReadOptions,
): Promise<ImportCheck> {
  const again = await engine.ask.imports.readAgain({ importId, options });
  return engine.checked(again.importId);
}

export interface Adding {
  readonly mode?: 'add' | 'replace';
  readonly absent?: 'unknown' | 'none';
}

/** Writes, reads and adds; gives the check as it was before. */
export async function addRows(
  engine: TestEngine,
  kind: ImportKind,
  rows: Rows,
  adding: Adding = {},
): Promise<ImportCheck> {
  const check = await readRows(engine, rows, { kind }, `${kind}.xlsx`);
  if (check.failure) throw new Error(failureOf(check));
  await engine.ask.imports.commit({ importId: check.importId, ...adding });
  return check;
}

/** An engine with these candidates, of whom no report has told loans, fees or the like. */
export async function withCandidates(...identifiers: string[]): Promise<TestEngine> {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    ['Primary Identifier', 'Purge Date', 'Last Name', 'Has Staff Role', 'User Group'],
    ...identifiers.map((each) => [each, '2020-01-31', 'Doe', 'No', 'Alumni']),
  ]);
  return engine;
}

/** Decides about one user. */
export async function decide(
  engine: TestEngine,
  id: string,
  decision: 'approved' | 'excluded' | 'undecided',
) {
  const { userNo } = await engine.user(id);
  const selection = { criteria: { op: 'users', userNos: [userNo] } as const };
  await engine.ask.review.decide({
    selection,
    decision,
    reason: decision === 'excluded' ? 'Other' : null,
  });
}

/** The rows of a row group in a short form: identifier and values, with what was said before where it differs. */
export async function groupOf(engine: TestEngine, importId: number, rowGroup: RowGroup) {
  const page = await engine.ask.imports.rows({ importId, rowGroup, offset: 0, limit: 1000 });
  return page.rows.map(({ primaryIdentifier, values, before }) => [
    primaryIdentifier,
    ...values.flatMap((value, n) =>
      before === null || before[n] === value
        ? []
        : [`${labelOf(page.columns[n]!)}: ${before[n] ?? ''} -> ${value ?? ''}`],
    ),
  ]);
}

const labelOf = ({ field, heading }: ShownColumn) => findUserField(field ?? '')?.label ?? heading;

/** Once every waiting file has been compared with the replica as it is now. */
export async function compared(engine: TestEngine, importId: number): Promise<ImportCheck> {
  return vi.waitFor(
    async () => {
      const check = await engine.ask.imports.check({ importId });
      if (!check.diff) throw new Error('The file is never compared.');
      return check;
    },
    { timeout: 100_000, interval: 2 },
  );
}

/** All rows of a query, straight from the file. */
export function select(engine: TestEngine, sql: string): Record<string, unknown>[] {
  return prepared(engine.session.workspace.db, sql).all() as Record<string, unknown>[];
}

/**
 * Everything that an import may change, with every column: users, the groups that somebody has, decisions,
 * sets. Numbers of users, groups and imports stand for what they mean, so that two workspaces compare.
 */
export function replicaOf(engine: TestEngine) {
  // Steps are told apart by their order: numbers of those that are gone are not used again.
  const step = (id: string) => `(SELECT count(*) FROM decision_step s WHERE s.step_id <= ${id})`;
  const groups = `(SELECT json_group_array(g.name) FROM json_each(u.other_groups) o JOIN user_group g ON g.group_no = o.value)`;
  const reviewStates = new ReviewStates(engine.session.workspace.db);
  const steps = select(engine, 'SELECT step_id FROM decision_step ORDER BY step_id');
  return {
    users: select(
      engine,
      `SELECT u.*, g.name AS group_no, f.file_name AS import_id, ${groups} AS other_groups FROM user u
       LEFT JOIN user_group g ON g.group_no = u.group_no LEFT JOIN import_file f ON f.import_id = u.import_id ORDER BY identifier_key`,
    ).map(
      (user): Record<string, unknown> => ({
        ...user,
        flags: reviewStates.flags(user.user_no as number),
        decidedIn: steps.findIndex(
          ({ step_id }) => step_id === reviewStates.decidedIn(user.user_no as number),
        ),
      }),
    ),
    groups: select(engine, 'SELECT name FROM user_group ORDER BY name'),
    steps: select(
      engine,
      `SELECT ${step('d.step_id')} AS step_id, decision, reason, what, user_count, hex(users) AS users, state
       FROM decision_step d ORDER BY 1`,
    ),
    before: select(
      engine,
      // The step that a file had made necessary is none once the file is taken back.
      `SELECT ${step('b.step_id')} AS step_id, CASE WHEN EXISTS (SELECT 1 FROM decision_step s WHERE s.step_id = b.decided_in)
         THEN ${step('b.decided_in')} ELSE 0 END AS decided_in, hex(users) AS users FROM decision_before b ORDER BY 1, 2`,
    ),
    sets: select(
      engine,
      'SELECT name, member_count, hex(members) AS members FROM user_set ORDER BY name',
    ),
  };
}

/** How many rows every table has, but for SQLite’s own and the list of revisions. */
export function tableCounts(engine: TestEngine): Record<string, number> {
  const names = select(
    engine,
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'user_change'`,
  );
  // Revisions are counted whatever they changed, checksums made when there is time; they name nobody but by number. Nor
  // does the audit trail, of which nothing ever goes.
  return Object.fromEntries(
    names
      .filter(({ name }) => name !== 'checksum' && !String(name).startsWith('audit_'))
      .map(({ name }) => [name, engine.count(String(name))]),
  );
}
