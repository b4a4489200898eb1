/**
 * A workspace that the first version wrote, opened by this one: everything that its screens showed is
 * still there. The fixture was written by that version itself, with what it answered beside it.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { UserRow } from '#shared/contract/shapes.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { TestEngine, temporaryFolder } from '../support/engine.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/workspaces');

interface Answers {
  readonly users: UserRow[];
  readonly evidence: Record<string, { values: { heading: string; value: string }[] }[]>;
  readonly counts: Record<string, unknown> & { flags: Record<string, number> };
  readonly sets: object[];
  readonly imports: { state: string; identifiers: number; errors: number }[];
}

const byHeading = <R extends { values: readonly { heading: string }[] }>(row: R) => ({
  ...row,
  values: row.values.toSorted((a, b) => a.heading.localeCompare(b.heading)),
});

async function migrated() {
  const engine = new TestEngine(temporaryFolder());
  onTestFinished(() => engine.close());
  const path = join(engine.folder, 'Spring.purgedesk');
  copyFileSync(join(FIXTURES, 'version-1.purgedesk'), path);
  await engine.open(path);
  const written = readFileSync(join(FIXTURES, 'version-1.expected.json'), 'utf8');
  // Two words are others now.
  const told = written
    .replaceAll('"included"', '"approved"')
    .replaceAll('"protected-group"', '"protected"');
  const before = JSON.parse(told) as Answers;
  return { engine, before };
}

test('users, their flags, decisions and what was purged are as they were', async () => {
  const { engine, before } = await migrated();
  const users = await engine.users(EVERYBODY);
  expect(users.size).toBe(before.users.length);
  for (const user of before.users)
    expect(users.get(user.primaryIdentifier)).toMatchObject({ ...user });
  const counts = await engine.ask.review.counts();
  expect(counts).toMatchObject(before.counts);
  // The protected group stood in the second row of a repeated identifier.
  expect(users.get('twice')?.flags).toContain('protected');
});

test('every row of every file is still there as evidence, with the columns nobody understood', async () => {
  const { engine, before } = await migrated();
  const users = await engine.users(EVERYBODY);
  for (const [identifier, rows] of Object.entries(before.evidence)) {
    const { evidence } = await engine.ask.users.get({ userNo: users.get(identifier)!.userNo });
    // In the order of the file now, no longer in that of the catalogue.
    expect(evidence.map(byHeading)).toEqual(rows.map(byHeading));
  }
  const kept = before.evidence.twice?.flatMap(({ values }) => values);
  expect(kept).toContainEqual({ heading: 'Note', value: 'second row' });
});

test('imports and sets are listed; a file that waited is let go', async () => {
  const { engine, before } = await migrated();
  expect(await engine.ask.sets.list()).toEqual(
    before.sets.map((set) => ({ ...set, criteria: null })),
  );
  const committed = before.imports.filter(({ state }) => state === 'committed');
  expect(before.imports.length).toBe(committed.length + 1);
  const imports = await engine.ask.imports.list();
  expect(imports).toMatchObject(committed);
  for (const { importId } of imports) {
    const check = await engine.ask.imports.check({ importId });
    expect(check.columns[0]?.field).toBe('primary_identifier');
    expect(check.undoBlocked).toContain('earlier version');
  }
});

test('the review goes on: a new file is compared with what the old version knew', async () => {
  const { engine } = await migrated();
  const check = await engine.candidates(
    [{ id: 'user5', group: 'Alumni' }, 'unheard of'],
    'replace',
  );
  expect(check.diff).toMatchObject({ new: 1, changed: 1, returned: 1 });
  expect((await engine.user('user5')).flags).toContain('returned');
  expect((await engine.ask.review.undo()).changed).toBeGreaterThan(0);
  expect(engine.count('pragma_foreign_key_check')).toBe(0);
});

test('numbers that lost their zeros in an old exclusion list still hold candidates back', async () => {
  const { engine } = await migrated();
  await engine.candidates(['0123']);
  expect((await engine.user('0123')).flags).toContain('zero-loss-pair');
});
