/**
 * Every column of every table is declared with what it holds of people: one that nobody thought of would keep an erased
 * person in the file for good.
 */
import { expect, test } from 'vitest';
import { PEOPLE } from '#engine/jobs/kinds/eraseUsers/eraseUsers.ts';
import { newEngine } from '../support/engine.ts';

test('what every column holds of people is declared by its owner', async () => {
  const { session } = await newEngine();
  const columns = session.workspace.db
    .prepare(
      `SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY 1`,
    )
    .pluck()
    .all();
  const declared = Object.entries(PEOPLE).flatMap(([table, held]) =>
    Object.keys(held).map((column) => `${table}.${column}`),
  );
  expect(declared.sort()).toEqual((columns as string[]).sort());
});
