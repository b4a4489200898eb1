/**
 * Bits that flip on the disk. Whatever the flip changes in any table that counts is noticed: refused at opening, or found
 * by the check. Nothing hangs, and nothing is a fault.
 */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { checkWorkspace } from '#engine/db/checkWorkspace.ts';
import type { ReadableDb } from '#engine/db/db.ts';
import { openGuarded } from '#engine/db/guardedConnection.ts';
import { asDamage, expectOurs } from '#engine/db/inspectWorkspace.ts';
import { Refusal } from '#engine/refusal.ts';
import { everythingStored } from '../support/damagedValues.ts';
import { loop, type Round, tally } from '../support/loop.ts';

/** Of which nothing is made that counts (db/summedTables.ts). */
const APART: ReadonlySet<string> = new Set([
  ...['grid_view', 'job_draft', 'user_change', 'workspace', 'zeros', 'checksum'],
]);

type Noticed = 'refused' | 'found' | 'nothing';

async function flips(round: Round): Promise<void> {
  const { folder, draw, size } = round;
  const { path } = await everythingStored(folder);
  const whole = readFileSync(path);
  // As memory has it: without a log.
  whole.fill(1, 18, 20);
  const before = dump(openGuarded(Buffer.from(whole)));
  const missed: string[] = [];
  for (let n = 0; n < size(15, 250); n++) {
    const at = draw(whole.length);
    const bit = draw(8);
    const flipped = Buffer.from(whole);
    flipped[at]! ^= 1 << bit;
    const how = noticed(flipped);
    tally(round, 'flips');
    // What the flip changed and nobody noticed is lost.
    if (how !== 'nothing') {
      tally(round, how === 'refused' ? 'refused' : 'seen');
      continue;
    }
    const after = dump(openGuarded(flipped));
    const changed = [...before.keys()].filter((table) => after.get(table) !== before.get(table));
    const counts = changed.filter((table) => !APART.has(table));
    if (changed.length === 0) tally(round, 'nothing');
    else if (counts.length === 0) tally(round, 'apart');
    for (const table of counts) missed.push(`${table}: bit ${bit} of byte ${at}`);
  }
  tally(round, 'lost', missed.length);
  expect(missed).toEqual([]);
}

loop('flips: whatever changes what is kept is noticed', flips, { flips: 1000 });

function noticed(bytes: Buffer): Noticed {
  let db: ReadableDb | undefined;
  try {
    db = openGuarded(bytes);
    expectOurs(db);
    for (const { step } of checkWorkspace(db)) if (step === 'found') return 'found';
    return 'nothing';
  } catch (error) {
    if (!(asDamage(error) instanceof Refusal)) throw error;
    return 'refused';
  } finally {
    db?.close();
  }
}

/** All that is stored, by table. */
function dump(db: ReadableDb): Map<string, string> {
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[];
  try {
    return new Map(
      tables.map((table) => {
        const rows = db.prepare(`SELECT * FROM "${table}"`).raw(true).all();
        return [table, JSON.stringify(rows)];
      }),
    );
  } finally {
    db.close();
  }
}
