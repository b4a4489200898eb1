/** Statements are kept by their text: places that ask with the same text must not change each other's answers. */
import { expect, test } from 'vitest';
import { prepared } from '#engine/db/db.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { newEngine } from '../support/engine.ts';

test('one value, a list and a row are asked for with the same text', async () => {
  const engine = await newEngine();
  const { db } = engine.session.workspace;
  const sql = 'SELECT name, value FROM (SELECT 1 AS name, 2 AS value)';
  expect(prepared(db, sql).pluck().get()).toBe(1);
  expect(prepared(db, sql).get()).toEqual({ name: 1, value: 2 });
  expect(prepared(db, sql).raw().get()).toEqual([1, 2]);
  expect(prepared(db, sql).pluck().all()).toEqual([1]);
  expect(prepared(db, sql).all()).toEqual([{ name: 1, value: 2 }]);
});

test('users whom a waiting file leaves out are named, whatever was asked before', async () => {
  const engine = await newEngine();
  await engine.candidates(['a', 'b']);
  const origin = { from: 'review', users: 'all' } as const;
  const { setId } = await engine.ask.sets.create({
    name: 'All',
    criteria: EVERYBODY,
    origin,
  });
  await engine.ask.sets.checkFile({ setId });
  const { importId } = await engine.candidates(['a'], 'replace');
  const { rows } = await engine.ask.imports.rows({
    importId,
    rowGroup: { of: 'gone' },
    offset: 0,
    limit: 9,
  });
  expect(rows.map((row) => row.primaryIdentifier)).toEqual(['b']);
});
