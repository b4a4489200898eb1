/**
 * Workspaces that earlier versions wrote, opened by this one: everything that their screens showed is still
 * there. Each fixture was written by its version itself, with what it answered beside it.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { prepared } from '#engine/db/db.ts';
import { Database } from '#engine/db/sqlite.ts';
import { plainValue } from '#engine/reports/plainValue.ts';
import { stepNameOf } from '#engine/review/stepNameOf.ts';
import type { FileValue, ShownColumn } from '#shared/contract/shapes/fileValues.ts';
import type { StepName } from '#shared/contract/shapes/stepName.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { columnLabel, type ImportKind } from '#shared/importKinds/importKinds.ts';
import { TestEngine, temporaryFolder } from '../support/engine.ts';
import { decide } from '../support/importFiles.ts';
import { problemOf } from '../support/saidOf.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/workspaces');

interface Answers {
  readonly users: UserRow[];
  readonly evidence: Record<string, { values: { heading: string; value: string }[] }[]>;
  readonly counts: Record<string, unknown> & { flags: Record<string, number> };
  readonly sets: object[];
  readonly imports: { state: string; identifiers: number; errors: number }[];
}

interface Row {
  readonly kind: ImportKind;
  readonly values: readonly (ShownColumn & { readonly value: FileValue })[];
}

/** The cells of a row as version 1 told them: label and text. */
const asTold = ({ values, kind, ...row }: Row) => ({
  ...row,
  kind,
  values: values
    .map((cell) => ({
      heading: columnLabel(kind, cell),
      value: plainValue(cell.value, cell.kind, USD),
    }))
    .toSorted(byHeading),
});

const byHeading = (a: { heading: string }, b: { heading: string }) =>
  a.heading.localeCompare(b.heading);

const USD = 2;

async function migrated() {
  const engine = new TestEngine(temporaryFolder());
  onTestFinished(() => engine.close());
  const path = join(engine.folder, 'Spring.purgedesk');
  copyFileSync(join(FIXTURES, 'version-1.purgedesk'), path);
  await engine.open(path);
  const written = readFileSync(join(FIXTURES, 'version-1.expected.json'), 'utf8');
  // Three words are others now.
  const told = written
    .replaceAll('"included"', '"approved"')
    .replaceAll('"protected-group"', '"protected"')
    .replaceAll('"purged":', '"deleted":');
  const before = JSON.parse(told) as Answers;
  return { engine, before };
}

test('users, their flags, decisions and what was purged are as they were', async () => {
  const { engine, before } = await migrated();
  const users = await engine.users(EVERYBODY);
  expect(users.size).toBe(before.users.length);
  for (const user of before.users)
    expect(users.get(user.primary_identifier)).toMatchObject({ ...user });
  const counts = await engine.ask.review.counts();
  // Everybody whom the old version would have offered to undo was purged by it.
  expect(counts).toMatchObject({ ...before.counts, canUndo: null });
  // The protected group stood in the second row of a repeated identifier.
  expect(users.get('twice')?.flags).toContain('protected');
});

test('every row of every file is still there as evidence, with the columns nobody understood', async () => {
  const { engine, before } = await migrated();
  const users = await engine.users(EVERYBODY);
  for (const [identifier, rows] of Object.entries(before.evidence)) {
    const { evidence } = await engine.ask.users.get({ userNo: users.get(identifier)!.userNo });
    // In the order of the file now, no longer in that of the catalogue.
    expect(evidence.map(asTold)).toMatchObject(
      rows.map((row) => ({ ...row, values: row.values.toSorted(byHeading) })),
    );
  }
  const kept = before.evidence.twice?.flatMap(({ values }) => values);
  expect(kept).toContainEqual({ heading: 'Note', value: 'second row' });
});

test('imports and sets are listed; a file that waited is let go', async () => {
  const { engine, before } = await migrated();
  // How a set came about was a sentence then; what it says is a value now, and other words stay as they were.
  const origins = [
    { from: 'earlier', words: 'x' },
    { from: 'exclusion-list', fileName: 'exclusions 1.xlsx' },
  ];
  expect(await engine.ask.sets.list()).toEqual(
    before.sets.map((set, n) => ({ ...set, criteria: null, off: null, origin: origins[n] })),
  );
  const committed = before.imports.filter(({ state }) => state === 'committed');
  expect(before.imports.length).toBe(committed.length + 1);
  const imports = await engine.ask.imports.list();
  expect(imports).toMatchObject(committed);
  const sentences: unknown[] = [];
  for (const { importId } of imports) {
    const check = await engine.ask.imports.check({ importId });
    expect(check.columns[0]?.field).toBe('primary_identifier');
    expect(check.undoBlocked).toBe('earlier-version');
    // The same things to know, in the words of then; those of today are told beside them.
    const then = check.notices.filter(({ earlier }) => earlier !== undefined);
    for (const { rowGroup } of then) expect(rowGroup).toBeNull();
    sentences.push(...then.map(({ earlier }) => earlier));
    const { rows } = await engine.ask.imports.errors({ importId, offset: 0, limit: 100 });
    sentences.push(...rows.map(problemOf));
  }
  expect(sentences).toContain(
    'Repeated identifiers differ only in upper and lower case. Alma takes them for the same user.',
  );
  expect(sentences).toContain('The primary identifier is blank. The row was left out.');
});

test('the review goes on: a new file is compared with what the old version knew', async () => {
  const { engine } = await migrated();
  const check = await engine.candidates(
    [{ id: 'user5', group: 'Alumni' }, 'unheard of'],
    'replace',
  );
  expect(check.diff).toMatchObject({ new: 1, changed: 1, returned: 1 });
  expect((await engine.user('user5')).flags).toContain('returned');
  await decide(engine, 'user5', 'excluded');
  expect((await engine.ask.review.undo()).changed).toBe(1);
  expect(engine.count('pragma_foreign_key_check')).toBe(0);
});

test('numbers that lost their zeros in an old exclusion list still hold candidates back', async () => {
  const { engine } = await migrated();
  await engine.candidates(['0123']);
  expect((await engine.user('0123')).flags).toContain('zero-loss-pair');
});

interface State {
  readonly users: {
    readonly primary_identifier: string;
    readonly decision: string;
    readonly decidedBy: string | null;
  }[];
  readonly counts: { readonly canUndo: string | null; readonly canRedo: string | null };
}

test('decisions that were kept with the users go on: undone to the first and made again to the last', async () => {
  const engine = new TestEngine(temporaryFolder());
  onTestFinished(() => engine.close());
  const path = join(engine.folder, 'Summer.purgedesk');
  copyFileSync(join(FIXTURES, 'version-4.purgedesk'), path);
  await engine.open(path);
  const told = readFileSync(join(FIXTURES, 'version-4.expected.json'), 'utf8');
  const { now, undone, redone } = JSON.parse(told.replaceAll('"purged":', '"deleted":')) as Record<
    'now',
    State
  > &
    Record<'undone' | 'redone', State[]>;
  const users = await engine.users(EVERYBODY);
  // That version undid and redid decisions of the purged, and of those who had returned, as well.
  const isOpen = (id: string) =>
    !users.get(id)!.deleted && !users.get(id)!.flags.includes('returned');
  await expectState(engine, now);
  let passedBy = 0;
  for (const state of undone) {
    if ((await engine.ask.review.counts()).canUndo === null) passedBy++;
    else await engine.ask.review.undo();
    await expectDecisions(engine, state, isOpen);
  }
  expect(passedBy).toBe(1);
  for (const state of redone) {
    if (passedBy > 0) passedBy--;
    else await engine.ask.review.redo();
    await expectDecisions(engine, state, isOpen);
  }
  for (const [id, { deleted, decision }] of await engine.users(EVERYBODY))
    if (deleted) expect([id, decision]).toEqual([id, users.get(id)!.decision]);
});

test('jobs keep their users, their picture and what they did when their table is made anew', async () => {
  const engine = new TestEngine(temporaryFolder());
  onTestFinished(() => engine.close());
  const path = join(engine.folder, 'Spring.purgedesk');
  copyFileSync(join(FIXTURES, 'version-1.purgedesk'), path);
  const old = new Database(path);
  old.exec(`INSERT INTO job_capture VALUES (1, x'89504e47', 5, 'hash', 1, 1, '{}')`);
  old.exec(`INSERT INTO history VALUES (1, 1, 1, 5, 'Ada', 'User group', 'Alumni', 'OK to Purge')`);
  const before = old.prepare('SELECT * FROM job').get() as Record<string, unknown>;
  old.close();
  await engine.open(path);
  const report = await engine.ask.jobs.report({ jobId: 1 });
  const { name, kind, total, finished, failed } = before;
  expect(report).toMatchObject({ name, kind, total, finished, failed, review: null, read: false });
  expect(report.settings).toEqual(JSON.parse(before.settings as string));
  expect(report.capture).toMatchObject({ takenAt: 5, sha256: 'hash' });
  expect(await engine.jobIdentifiers(1, 'purged')).toHaveLength(35);
  expect(engine.count('job_user')).toBe(36);
  expect(engine.count(`history WHERE job_id = 1 AND field = 'user_group'`)).toBe(1);
  expect(engine.count('pragma_foreign_key_check')).toBe(0);
});

test('a logical set still finds whom it found, though what it asks for has another name now', async () => {
  const engine = new TestEngine(temporaryFolder());
  onTestFinished(() => engine.close());
  const path = join(engine.folder, 'Summer.purgedesk');
  copyFileSync(join(FIXTURES, 'version-4.purgedesk'), path);
  const asked = {
    op: 'any',
    of: [
      { op: 'standing', value: 'candidate' },
      { op: 'not', of: { op: 'standing', value: 'purged' } },
    ],
  };
  const old = new Database(path);
  old
    .prepare(
      `INSERT INTO user_set (name, name_key, description, note, private, origin, members, member_count, created_at, created_by, criteria)
       VALUES ('Candidates', 'candidates', '', '', 1, 'x', x'', 0, 1, 'Ada', ?)`,
    )
    .run(JSON.stringify(asked));
  old.close();
  await engine.open(path);
  const set = (await engine.ask.sets.list()).find(({ name }) => name === 'Candidates')!;
  const notDeleted: Criteria = { op: 'not', of: { op: 'membership', value: 'deleted' } };
  expect(set.criteria).toEqual({ op: 'any', of: [CANDIDATES, notDeleted] });
  expect(set.members).toBe((await engine.users(notDeleted)).size);
});

test('a question about the format of a file still has its example', async () => {
  const engine = new TestEngine(temporaryFolder());
  onTestFinished(() => engine.close());
  const path = join(engine.folder, 'Summer.purgedesk');
  copyFileSync(join(FIXTURES, 'version-4.purgedesk'), path);
  const old = new Database(path);
  const question = { column: 'Purge Date', example: 'row 12: 5/4/2022: noon' };
  old.prepare('UPDATE import_file SET question = ?').run(JSON.stringify(question));
  old.close();
  await engine.open(path);
  const [file] = await engine.ask.imports.list();
  expect((await engine.ask.imports.check({ importId: file!.importId })).question).toEqual({
    about: 'dates',
    column: 'Purge Date',
    example: { row: 12, text: '5/4/2022: noon' },
  });
});

test('steps of an earlier version are undone by their name, whatever sentence they had', async () => {
  const engine = new TestEngine(temporaryFolder());
  onTestFinished(() => engine.close());
  const path = join(engine.folder, 'Summer.purgedesk');
  copyFileSync(join(FIXTURES, 'version-4.purgedesk'), path);
  const old = new Database(path);
  const steps = old
    .prepare('SELECT step_id, decision FROM decision_step ORDER BY step_id DESC')
    .all() as { step_id: number; decision: string }[];
  const rename = old.prepare('UPDATE decision_step SET text = ? WHERE step_id = ?');
  const texts = [
    'Exclude 1,234 users by rule',
    'Take 1 user out of approval',
    'Approve 2 users',
    'Approve 2 users of Summer',
  ];
  for (const [n, text] of texts.entries()) rename.run(text, steps[n]!.step_id);
  old.close();
  await engine.open(path);
  const { decision } = steps[2]!;
  expect(steps.slice(0, 4).map(({ step_id }) => nameOf(engine, step_id))).toEqual([
    { what: 'by-rule', users: 5 },
    { what: 'approval-ended', users: 5 },
    { what: 'decision', decision, users: 5 },
    { what: 'earlier', words: 'Approve 2 users of Summer' },
  ]);
});

function nameOf(engine: TestEngine, stepId: number) {
  const { db } = engine.session.workspace;
  const stored = prepared(db, 'SELECT decision, what FROM decision_step WHERE step_id = ?');
  return stepNameOf(stored.get(stepId) as Parameters<typeof stepNameOf>[0], 5);
}

test('a number of a step that is gone is not given again', async () => {
  const engine = new TestEngine(temporaryFolder());
  onTestFinished(() => engine.close());
  const path = join(engine.folder, 'Summer.purgedesk');
  copyFileSync(join(FIXTURES, 'version-4.purgedesk'), path);
  const old = new Database(path);
  old.exec(`UPDATE sqlite_sequence SET seq = 70 WHERE name = 'decision_step'`);
  old.close();
  await engine.open(path);
  const { userNo } = await engine.user('user8');
  const selection = { criteria: { op: 'users', userNos: [userNo] } as const };
  await engine.ask.review.decide({ selection, decision: 'approved', reason: null });
  expect(engine.count('decision_step WHERE step_id = 71')).toBe(1);
});

async function expectDecisions(
  engine: TestEngine,
  { users }: State,
  isMeant: (identifier: string) => boolean,
): Promise<void> {
  const present = await engine.users(EVERYBODY);
  for (const { primary_identifier, decision } of users)
    if (isMeant(primary_identifier))
      expect(present.get(primary_identifier)).toMatchObject({ primary_identifier, decision });
}

const VERBS = { excluded: 'Exclude', approved: 'Approve', undecided: 'Clear' };

/** The sentence that version 4 told in place of values. */
function sentence(step: StepName | null): string | null {
  if (step?.what !== 'decision') return null;
  return `${VERBS[step.decision]} ${PLAIN.users(step.users)}`;
}

async function expectState(engine: TestEngine, { users, counts }: State): Promise<void> {
  const present = await engine.users(EVERYBODY);
  expect(present.size).toBe(users.length);
  for (const user of users) {
    // Of users who came back after a purge, that version still named who had decided before.
    const { decidedBy, ...rest } = user;
    const expected = user.decision === 'undecided' ? rest : { ...rest, decidedBy };
    expect(present.get(user.primary_identifier)).toMatchObject(expected);
  }
  const now = await engine.ask.review.counts();
  expect({ ...now, canUndo: sentence(now.canUndo), canRedo: sentence(now.canRedo) }).toMatchObject(
    counts,
  );
}
