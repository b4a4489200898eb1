/**
 * Stored values are parsed by their schema when they are read. What is read on as something else would end the engine,
 * or go on without an end. Every request with every kind of such a value: tests/loops/damagedValues.test.ts.
 */
import { readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { listOf, parseStored, unpackStored } from '#engine/db/storedValue.ts';
import { Refusal } from '#engine/refusal.ts';
import { settings } from '#shared/contract/shapes/settings.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { askDamaged, everythingStored } from '../support/damagedValues.ts';
import { newEngine, refusal, temporaryFolder } from '../support/engine.ts';

const AT = { table: 'setting', row: 'days' };

test('a value that doesn’t fit is refused with its row', () => {
  const isNumber = (item: unknown) => typeof item === 'number';
  const reads = [
    () => parseStored(settings.shape.days, '"soon"', AT),
    () => parseStored(settings.shape.days, '3', AT) && listOf(isNumber as never, '["3"]', AT),
    () => listOf(isNumber as never, '{', AT),
  ];
  for (const read of reads)
    expect(read).toThrow(expect.objectContaining({ code: 'workspace.damagedRow', values: AT }));
  expect(parseStored(settings.shape.days, '30', AT)).toBe(30);
});

test('users that were never packed so end, and are refused', () => {
  const packed = UserBitmap.of([1, 200, 70_000]).pack();
  expect([...unpackStored(packed, AT)]).toEqual([1, 200, 70_000]);
  const endless = [
    packed.subarray(0, packed.length - 1),
    Uint8Array.of(1, 0xff),
    Uint8Array.of(1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1),
    Uint8Array.of(1, 0xff, 0xff, 0xff, 0xff, 0x07),
    Uint8Array.of(1, 0),
  ];
  for (const bytes of endless) expect(() => unpackStored(bytes, AT)).toThrow(Refusal);
});

test('what is asked of a damaged row names it, and the rest answers', async () => {
  const engine = await newEngine();
  engine.damaged = true;
  await engine.candidates(['a', 'b']);
  const origin = { from: 'review', users: 'all' } as const;
  const { setId } = await engine.ask.sets.create({ name: 'A', criteria: EVERYBODY, origin });
  change(engine.path, `UPDATE user_set SET origin = '{"from":7}'`);
  change(
    engine.path,
    `UPDATE user SET alma_user_id = NULL, expiry_date = 'soon' WHERE user_no = 2`,
  );
  const all = { criteria: EVERYBODY, sort: [], offset: 0, limit: 10 };
  const message = (table: string, row: number) => ({
    message: expect.stringContaining(`table ${table}, row ${row}`),
  });
  expect(await refusal(engine.ask.sets.list())).toMatchObject(message('user_set', setId));
  expect(await refusal(engine.ask.users.page(all))).toMatchObject(message('user', 2));
  expect((await engine.ask.review.counts()).candidates).toBe(2);
});

/** Past the program, as damage does. */
function change(path: string, sql: string): void {
  const db = new Database(path);
  db.pragma('ignore_check_constraints = ON');
  db.exec(sql);
  db.close();
}

const damaged = (table: string, row: number) => ({
  reason: 'workspace.damagedRow',
  message: expect.stringContaining(`table ${table}, row ${row}`),
});

describe('what opening itself reads', () => {
  test.each(['DELETE FROM workspace', 'UPDATE workspace SET revision = -5'])(
    '%s: it isn’t opened, the row is named, and nothing stays open',
    async (sql) => {
      const engine = await newEngine();
      const { path } = engine;
      await engine.close();
      change(path, sql);
      expect(await refusal(engine.open(path))).toMatchObject(damaged('workspace', 1));
      expect(engine.session.status().open).toBe(false);
      expect(readdirSync(engine.folder)).toEqual(['Library.purgedesk']);
    },
  );
});

test('a value of another type is told as the damage that the check finds, not as a fault', async () => {
  const folder = temporaryFolder();
  const story = await everythingStored(folder);
  const damage = { table: 'user_group', column: 'name', value: 7 };
  expect(await askDamaged(story, folder, damage)).toBe('found');
});
