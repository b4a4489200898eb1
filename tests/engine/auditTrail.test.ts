/**
 * The chain of the audit trail: whatever is changed, moved, taken out, put in or cut off is found, with the first entry
 * that doesn't fit, and somebody with other means can make the chain again. A trail that could be changed unnoticed
 * would prove nothing.
 */
import { createHash } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runCommand } from '#engine/cli/command.ts';
import { verify } from '#engine/cli/verify.ts';
import { all, asWritable, type ReadableDb } from '#engine/db/db.ts';
import { MIGRATIONS } from '#engine/db/migrations.ts';
import { Database } from '#engine/db/sqlite.ts';
import { chainHash, NO_HASH } from '#engine/db/trail/chain.ts';
import { checkTrail } from '#engine/db/trail/checkTrail.ts';
import { record } from '#engine/db/trail/record.ts';
import { createWorkspace } from '#engine/db/workspaceFile.ts';
import type { Entered } from '#shared/contract/shapes/auditTrail.ts';
import { checkHere } from '../support/checkHere.ts';
import { newEngine, pause, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { readReportBook } from '../support/reportBook.ts';

const ENTRIES: readonly Entered[] = [
  { what: 'set.deleted', details: { setId: 4 } },
  { what: 'job.completed', details: { jobId: 2, finished: 1024, failed: 17 } },
  { what: 'copy.confirmed', details: {} },
  { what: 'file.takenBack', details: { importId: 9, files: 3 } },
];
/** With the one that says that there is a trail now. */
const COUNT = 9;

/** A trail of nine entries in memory, open to whoever wants to change it. */
function trail(): ReadableDb {
  const db = asWritable(new Database(':memory:'));
  for (const migrate of MIGRATIONS) migrate(db);
  for (let n = 1; n < COUNT; n++)
    record(db, ['Ada', '', 'Ben'][n % 3]!, ENTRIES[n % ENTRIES.length]!);
  for (const name of TRIGGERS) db.exec(`DROP TRIGGER ${name}`);
  return db;
}

const TRIGGERS = ['audit_entry_follows', 'audit_entry_stays', 'audit_entry_is_kept'];

function firstBroken(db: ReadableDb): number | undefined {
  const steps = checkTrail(db);
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value;
}

interface Row {
  readonly entry_no: number;
  readonly at: number;
  readonly staff_no: number;
  readonly what: string;
  readonly details: string;
  readonly hash: Uint8Array;
}
const rows = (db: ReadableDb) => all<Row>(db, 'SELECT * FROM audit_entry ORDER BY entry_no');

/** As docs/decisions/0046 has it, and with nothing of the program. */
function asDocumented(entries: readonly Row[]): string {
  let hash = '0'.repeat(64);
  for (const { entry_no, at, staff_no, what, details } of entries)
    hash = createHash('sha256')
      .update(`${hash}\n${entry_no}\n${at}\n${staff_no}\n${what}\n${details}`)
      .digest('hex');
  return hash;
}

describe('the chain', () => {
  test('is made again by whoever has the entries and the decision that describes it', () => {
    const db = trail();
    const head = db.prepare('SELECT lower(hex(hash)) FROM audit_head').pluck().get();
    expect(asDocumented(rows(db))).toBe(head);
    expect(firstBroken(db)).toBeUndefined();
    db.close();
  });

  test('any byte changed in any entry is found, and named', () => {
    const db = trail();
    const cast = { what: 'TEXT', details: 'TEXT', hash: 'BLOB' } as const;
    const change = fc.record({
      entry: fc.integer({ min: 1, max: COUNT }),
      column: fc.constantFrom('what', 'details', 'hash', 'at', 'staff_no', 'entry_no'),
      at: fc.nat(),
      bit: fc.nat(7),
    });
    fc.assert(
      fc.property(change, ({ entry, column, at, bit }) => {
        db.exec('SAVEPOINT whole');
        try {
          const row = rows(db)[entry - 1]!;
          const before = row[column as keyof Row];
          db.pragma('ignore_check_constraints = ON');
          if (typeof before === 'number') {
            const other = Number(BigInt.asIntN(53, BigInt(before) ^ (1n << BigInt(at % 53))));
            if (column === 'entry_no' && other >= 1 && other <= COUNT) return;
            db.prepare(`UPDATE audit_entry SET ${column} = ? WHERE entry_no = ?`).run(other, entry);
          } else {
            const bytes = Buffer.from(before as string | Uint8Array);
            bytes[at % bytes.length]! ^= 1 << bit;
            const type = cast[column as keyof typeof cast];
            db.prepare(
              `UPDATE audit_entry SET ${column} = CAST(? AS ${type}) WHERE entry_no = ?`,
            ).run(bytes, entry);
          }
          expect(firstBroken(db)).toBe(column === 'entry_no' && isBelow(db) ? 1 : entry);
        } finally {
          db.exec('ROLLBACK TO whole; RELEASE whole');
        }
      }),
      { numRuns: 300 },
    );
    expect(firstBroken(db)).toBeUndefined();
    db.close();
  });

  /** A number below all others stands before the first. */
  const isBelow = (db: ReadableDb) => rows(db)[0]!.entry_no < 1;

  const CHANGES: readonly (readonly [string, string, number])[] = [
    ['one is taken out', 'DELETE FROM audit_entry WHERE entry_no = 4', 4],
    ['the first is taken out', 'DELETE FROM audit_entry WHERE entry_no = 1', 1],
    ['the end is cut off', 'DELETE FROM audit_entry WHERE entry_no > 6', 7],
    ['all are taken out', 'DELETE FROM audit_entry', 1],
    ['with the head', 'DELETE FROM audit_entry; DELETE FROM audit_head', 1],
    [
      'two are swapped',
      `UPDATE audit_entry SET what = (SELECT what FROM audit_entry o WHERE o.entry_no = 9 - audit_entry.entry_no),
         details = (SELECT details FROM audit_entry o WHERE o.entry_no = 9 - audit_entry.entry_no)
       WHERE entry_no IN (3, 6)`,
      3,
    ],
    [
      'two change places, numbers and all',
      `UPDATE audit_entry SET entry_no = -3 WHERE entry_no = 3;
       UPDATE audit_entry SET entry_no = 3 WHERE entry_no = 4;
       UPDATE audit_entry SET entry_no = 4 WHERE entry_no = -3`,
      3,
    ],
    [
      'one is put in the middle, and those behind move on',
      `UPDATE audit_entry SET entry_no = -entry_no - 1 WHERE entry_no > 4;
       UPDATE audit_entry SET entry_no = -entry_no WHERE entry_no < 0;
       INSERT INTO audit_entry SELECT 5, at, staff_no, what, details, hash FROM audit_entry WHERE entry_no = 4`,
      5,
    ],
    [
      'one is put behind the end',
      `INSERT INTO audit_entry SELECT 10, at, staff_no, what, details, hash FROM audit_entry WHERE entry_no = 9`,
      10,
    ],
    [
      'one is put before the first',
      `INSERT INTO audit_entry SELECT 0, at, staff_no, what, details, hash FROM audit_entry WHERE entry_no = 1`,
      1,
    ],
    ['the head is another', `UPDATE audit_head SET hash = zeroblob(32)`, 9],
    ['the head is before the end', `UPDATE audit_head SET entry_no = 8`, 9],
    ['the head is behind the end', `UPDATE audit_head SET entry_no = 12`, 10],
    [
      'a line feed moves what is said into the kind',
      `UPDATE audit_entry SET what = 'x' || char(10) || 'y' WHERE entry_no = 5`,
      5,
    ],
  ];
  test.each(CHANGES)('%s: it is found', (_, sql, entryNo) => {
    const db = trail();
    db.exec(sql);
    expect(firstBroken(db)).toBe(entryNo);
    db.close();
  });

  test('made anew from some entry on, it no longer has the hash that somebody noted', () => {
    const db = trail();
    const noted = asDocumented(rows(db));
    db.exec(`UPDATE audit_entry SET details = '{"setId":5}' WHERE entry_no = 5`);
    expect(asDocumented(rows(db))).not.toBe(noted);
    db.close();
  });
});

test('SQLite itself refuses to change an entry, to take one out and to leave a gap', () => {
  const path = join(temporaryFolder(), 'New.purgedesk');
  createWorkspace(path);
  const db = new Database(path);
  const refused = [
    `UPDATE audit_entry SET what = 'x'`,
    'DELETE FROM audit_entry',
    `INSERT INTO audit_entry VALUES (3, 0, 0, 'x', '{}', zeroblob(32))`,
    `REPLACE INTO audit_entry VALUES (1, 0, 0, 'x', '{}', zeroblob(32))`,
    `INSERT INTO audit_entry VALUES (NULL, 0, 0, 'x', '{}', zeroblob(32))`,
  ];
  for (const sql of refused) expect(() => db.exec(sql), sql).toThrow(/audit trail/);
  expect(rows(db)).toHaveLength(1);
  db.close();
});

/** Changes what an entry says, as somebody with an editor for databases would: the schema stays as it was. */
function tamper(path: string, change: (db: Database) => void): void {
  const db = new Database(path);
  db.pragma('journal_mode = DELETE');
  const made = all<{ name: string; sql: string }>(
    db,
    `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`,
  );
  for (const { name } of made) db.exec(`DROP TRIGGER ${name}`);
  change(db);
  for (const each of made) db.exec(each.sql);
  db.close();
}

test('a workspace whose trail was changed says so, names the entry, takes no change, and can be read', async () => {
  const engine = await newEngine();
  await engine.candidates(['a', 'b']);
  await engine.approve();
  await engine.idle();
  const { path } = engine;
  await engine.close();
  const head = await told(path);
  expect(head.out).toMatch(/The audit trail has \d+ entries; the last has the hash [0-9a-f]{64}\./);
  expect(head.code).toBe(0);

  tamper(path, (db) => db.exec(`UPDATE audit_entry SET at = at + 1 WHERE entry_no = 1`));
  expect(verify(path)).toEqual([{ what: 'trail', table: 'audit_entry', entryNo: 1 }]);
  const found = await told(path);
  expect(found).toMatchObject({ code: 1, out: expect.stringContaining('entry 1 ') });

  const again = new TestEngine(engine.folder, false, undefined, undefined, checkHere);
  again.damaged = true;
  await again.open(path);
  await expect.poll(() => again.session.status().soundness.state).toBe('damaged');
  expect(again.session.status().soundness).toMatchObject({ table: 'audit_entry', entryNo: 1 });
  expect(await refusal(again.ask.review.applyRules())).toMatchObject({
    reason: 'workspace.trailBroken',
    message: expect.stringContaining('entry 1 '),
  });
  expect((await again.ask.review.counts()).candidates).toBe(2);
  await again.close();
});

test('made anew, it fits in itself, and the report that was handed over shows it', async () => {
  const engine = await newEngine();
  await engine.candidates(['a']);
  await engine.approve();
  const { jobId } = await engine.purge();
  const report = join(engine.folder, 'Report.xlsx');
  await engine.exportReport(jobId, report);
  const book = await readReportBook(report);
  const title = 'Audit trail when this was made';
  const printed = `${book.fact(title, 'Last entry')}=${book.fact(title, 'Its hash (SHA-256)')}`;
  expect(printed).toMatch(/^\d+=[0-9a-f]{64}$/);
  // What is done later, the export of the report first of all, hangs on it.
  await engine.ask.review.applyRules();
  await engine.idle();
  const { path } = engine;
  await engine.close();
  expect(await told(path, '--entry', printed)).toMatchObject({ code: 0 });

  tamper(path, (db) => {
    db.exec(`UPDATE audit_entry SET details = replace(details, '"users":1', '"users":2')`);
    let end = NO_HASH;
    for (const entry of rows(db)) {
      end = chainHash(end, entry);
      db.prepare('UPDATE audit_entry SET hash = ? WHERE entry_no = ?').run(end, entry.entry_no);
    }
    db.prepare('UPDATE audit_head SET hash = ?').run(end);
  });
  expect(await told(path)).toMatchObject({ code: 0 });
  const [number] = printed.split('=');
  expect(await told(path, '--entry', printed)).toMatchObject({
    code: 1,
    out: expect.stringContaining(`entry ${number} isn’t there, or has another hash`),
  });
  expect(await told(path, `--entry=999=${'0'.repeat(64)}`)).toMatchObject({ code: 1 });
  for (const args of [['--entry', '12'], ['--entry'], ['--other'], [path]]) {
    const { code, error } = await told(path, ...args);
    expect({ args, code }).toEqual({ args, code: 2 });
    expect(error).toMatch(/^[^\n]+\.\n$/);
  }
});

test('what hangs on an end that was cut off is refused, even before anybody has looked', async () => {
  const engine = await newEngine();
  await engine.candidates(['a']);
  await engine.idle();
  const { path } = engine;
  await engine.close();
  const whole = join(engine.folder, 'Whole.purgedesk');
  copyFileSync(path, whole);
  tamper(path, (db) =>
    db.exec('DELETE FROM audit_entry WHERE entry_no = (SELECT max(entry_no) FROM audit_entry)'),
  );
  const again = new TestEngine(engine.folder);
  again.damaged = true;
  await again.open(path);
  await pause();
  expect(
    await refusal(
      again.ask.sets.create({ name: 'x', criteria: { op: 'all', of: [] }, origin: ALL }),
    ),
  ).toMatchObject({ reason: 'workspace.trailBroken' });
  expect(await again.ask.sets.list()).toEqual([]);
  await again.close();
  expect(verify(whole)).toEqual([]);
});

const ALL = { from: 'review', users: 'all' } as const;

async function told(
  path: string,
  ...args: string[]
): Promise<{ code: number; out: string; error: string }> {
  let out = '';
  let error = '';
  const code = await runCommand(['verify', path, ...args], {} as never, {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
  });
  return { code, out, error };
}
