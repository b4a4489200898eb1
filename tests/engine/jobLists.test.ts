/**
 * The lists of users in a job's report: what was known when the job reached them, and the file and row that told it, held
 * against a plain walk through the files. A row that is named wrongly is worse than none: an auditor looks there.
 */
import { expect, test } from 'vitest';
import { FactSources } from '#engine/importing/show/factSources.ts';
import { getJob } from '#engine/jobs/jobRows.ts';
import { KIND_LIST } from '#engine/jobs/kinds/kindList.ts';
import { eachListRow } from '#engine/jobs/lists/eachListRow.ts';
import { documentFormat } from '#engine/reports/documentFormat.ts';
import type { ListRow } from '#shared/documents/document.ts';
import { type ListColumnId, PLAIN_LIST } from '#shared/documents/jobReport/listColumns.ts';
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { addRows, decide } from '../support/importFiles.ts';
import { randomNumbers, SEED } from '../support/seed.ts';
import { type Cell, candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

const FORMAT = { system: documentFormat([], 'UTC'), currency: 'USD' };

/** A list of a job as cells by column, by identifier. */
function listOf(engine: TestEngine, jobId: number, kind: JobKind, name: string) {
  const sheet = KIND_LIST[kind].sheets.find((each) => each.name === name);
  if (!sheet) throw new Error(`no list ${name}`);
  const { db } = engine.session.workspace;
  const { parameters } = getJob(db, jobId);
  const columns = sheet.columns?.(JSON.parse(parameters)) ?? PLAIN_LIST;
  const rows: ListRow[] = [...eachListRow(db, jobId, sheet.filter, columns, FORMAT)];
  return new Map(
    rows.map((row) => [
      String(row[0]),
      Object.fromEntries(columns.map((column, n) => [column, row[n] ?? null])) as Record<
        ListColumnId,
        string | number | null
      >,
    ]),
  );
}
const purgeList = (engine: TestEngine, jobId: number, name: string) =>
  listOf(engine, jobId, 'purge-user-records', name);

async function candidatesFile(
  engine: TestEngine,
  name: string,
  ...cells: Parameters<typeof candidatesSheet>
) {
  const path = await writeWorkbook(`${engine.folder}/${name}`, candidatesSheet(...cells));
  return engine.importFile(path, 'candidates');
}

test('every purged and retained user has the facts, the decision and the rows they came from', async () => {
  const engine = await newEngine();
  await candidatesFile(
    engine,
    'Spring.xlsx',
    { id: 'a', first: 'Ann', last: 'Ames', balance: 0.5 },
    { id: 'b', loans: null, balance: null },
    { id: 'c', loans: null, balance: 12 },
  );
  await addRows(engine, 'loans', [
    ['Primary Identifier', 'Title', 'Due Date'],
    ['b', 'One', '2026-01-31'],
    ['x', 'Two', '2026-01-31'],
    ['b', 'Three', '2026-01-31'],
    ['b', 'Four', '2026-01-31'],
  ]);
  await engine.approve();
  const { jobId } = await engine.purge();
  expect(purgeList(engine, jobId, 'Purged').get('a')).toEqual({
    identifier: 'a',
    lastName: 'Ames',
    firstName: 'Ann',
    originalGroup: 'Graduate',
    recordType: 'Public',
    expiryDate: '2020-05-31',
    purgeDate: '2021-05-31',
    loans: 0,
    balance: 50,
    waived: 50,
    decision: 'Approved',
    reason: 'Nothing against it',
    note: null,
    decidedBy: 'Tester',
    decidedAt: expect.any(Number),
    staffConfirmed: null,
    unknown: expect.stringContaining('Acquisitions; Purchase requests'),
    describedBy: 'Spring.xlsx, row 2',
    loansFrom: 'Spring.xlsx, row 2',
    balanceFrom: 'Spring.xlsx, row 2',
  });
  const retained = purgeList(engine, jobId, 'Retained');
  expect([...retained.keys()]).toEqual(['b', 'c']);
  expect(retained.get('b')).toMatchObject({
    retainedBecause: 'Outstanding loans',
    evidence: 'Loans 3: loans.xlsx, row 2 and 2 more rows',
    unknown: expect.stringContaining('Fines/fees above the waive threshold'),
    balance: null,
  });
  expect(retained.get('c')).toMatchObject({
    retainedBecause: 'Fines/fees above the waive threshold',
    evidence: expect.stringMatching(/12.00.*: Spring.xlsx, row 4$/),
  });
});

test('who was excluded then is listed with who said so, whatever is decided later', async () => {
  const engine = await newEngine();
  await engine.candidates(['a', 'b', 'c', { id: 'later', purge: '2099-01-31' }]);
  await engine.approve();
  await decide(engine, 'b', 'excluded');
  await decide(engine, 'later', 'excluded');
  const set = await engine.ask.sets.create({
    name: 'Go',
    criteria: { op: 'decision', values: ['approved'] },
    origin: { from: 'review', users: 'all' },
  });
  await engine.move(set.setId);
  const { jobId, excluded } = await engine.purge({ userGroup: 'OK to Purge' });
  await decide(engine, 'b', 'approved');
  await engine.candidates([{ id: 'b', group: 'Staff', expiry: '2030-01-31' }]);
  expect(excluded).toBe(2);
  const list = purgeList(engine, jobId, 'Excluded');
  expect([...list.keys()]).toEqual(['b', 'later']);
  expect(list.get('b')).toMatchObject({
    reason: 'Other',
    decidedBy: 'Tester',
    originalGroup: 'Graduate',
    expiryDate: '2020-05-31',
  });
  expect(purgeList(engine, jobId, 'Purged').get('a')).toMatchObject({ originalGroup: 'Graduate' });
});

test('boundary users say whether this run took them; moves say from where, and why not', async () => {
  const engine = await newEngine();
  await engine.candidates(['a', { id: 'bound', purge: '2026-10-22' }, { id: 'in', group: 'OK' }]);
  await engine.approve();
  const set = await engine.ask.sets.create({
    name: 'All',
    criteria: { op: 'decision', values: ['approved'] },
    origin: { from: 'review', users: 'all' },
  });
  const moved = await engine.move(set.setId, 'OK');
  const again = await engine.move(set.setId, 'Third');
  const left = await engine.purge({ reading: 'strict' });
  expect(purgeList(engine, left.jobId, 'Last day').get('bound')).toMatchObject({ taken: 'No' });
  const taken = await engine.purge({ reading: 'inclusive' });
  expect(purgeList(engine, taken.jobId, 'Last day').get('bound')).toMatchObject({ taken: 'Yes' });
  const last = await engine.move(set.setId, 'OK');
  const lists = (jobId: number, name: string) => listOf(engine, jobId, 'update-notify-users', name);
  expect(lists(moved.jobId, 'Changed').get('a')).toMatchObject({
    formerGroup: 'Graduate',
    newGroup: 'OK',
  });
  expect(lists(moved.jobId, 'Left alone').get('in')).toMatchObject({
    unchangedBecause: 'Has the new value already',
  });
  expect(lists(again.jobId, 'Changed').get('a')).toMatchObject({
    formerGroup: 'OK',
    newGroup: 'Third',
  });
  expect(lists(last.jobId, 'Left alone').get('a')).toMatchObject({
    unchangedBecause: 'Purged before',
    originalGroup: 'Graduate',
  });
});

test('the row that is named is the one that a plain walk through the files finds', async () => {
  const draw = randomNumbers(SEED);
  const engine = await newEngine();
  const ids = Array.from({ length: 700 }, (_, n) => `user${n}`);
  const file = (share: number) => ids.filter(() => draw(100) < share);
  // Enough rows for several chunks, and lists shorter and longer than there are chunks.
  const files: { name: string; rows: Map<string, number> }[] = [];
  for (const [n, share] of [100, 60, 2].entries()) {
    const named = file(share).sort(() => draw(3) - 1);
    await candidatesFile(
      engine,
      `File ${n}.xlsx`,
      ...named.map((id) => ({ id, purge: draw(4) === 0 ? '2099-01-31' : '2020-01-31' })),
    );
    files.unshift({
      name: `File ${n}.xlsx`,
      rows: new Map(named.map((id, place) => [id, place + 2])),
    });
  }
  await engine.approve();
  const whole = await engine.purge({ runDate: '2025-11-21' });
  // Added afterwards: no source of what the job knew.
  await candidatesFile(engine, 'After.xlsx', ...ids);
  const purged = purgeList(engine, whole.jobId, 'Purged');
  expect(purged.size).toBeGreaterThan(100);
  for (const [id, { describedBy }] of purged) {
    const source = files.find(({ rows }) => rows.has(id));
    expect([id, describedBy]).toEqual([id, `${source?.name}, row ${source?.rows.get(id)}`]);
  }
  // Few users of a long file are looked up.
  const sources = new FactSources(engine.session.workspace.db, ['purge_date'], whole.jobId);
  for (let n = 0; n + 1 < ids.length; n += 7) {
    const pair = ids.slice(n, n + 2);
    sources.turnTo(pair);
    for (const [place, id] of pair.entries()) {
      const source = files.find(({ rows }) => rows.has(id));
      expect(sources.of('purge_date', place, '2020-01-31')).toEqual({
        fileName: source?.name,
        row: source?.rows.get(id),
        more: 0,
        told: null,
      });
    }
  }
});

test('a file that tells everything alone is read no further than for users whom several rows name', async () => {
  const draw = randomNumbers(SEED);
  const engine = await newEngine();
  const ids = Array.from({ length: 700 }, (_, n) => `user${n}`);
  const one = (...values: Cell[]) => values[draw(values.length)];
  const cells = () => ({
    group: one('Graduate', 'Alumni', null),
    expiry: one('2020-05-31', 'someday', null),
    purge: one('2021-05-31', null),
    type: one('Public', 'Staff', null),
    loans: one(0, 3, null, 'many'),
    balance: one(0, 0.5, 12, null),
  });
  // Every fifth is named again, with other values; the order is any.
  const rows = ids.flatMap((id, n) => (n % 5 === 0 ? [id, id.toUpperCase()] : [id]));
  rows.sort(() => draw(3) - 1);
  await candidatesFile(engine, 'Alone.xlsx', ...rows.map((id) => ({ id, ...cells() })));
  const { jobId } = await engine.purgeAsAlma();
  const { db } = engine.session.workspace;
  const fields = [
    'user_group',
    'record_type',
    'expiry_date',
    'purge_date',
    'loans',
    'balance',
  ] as const;
  const looked = new FactSources(db, fields, jobId);
  const alone = new FactSources(db, fields, jobId, true);
  const stored = db
    .prepare(
      `SELECT u.identifier_key AS key, f.user_group, f.record_type, f.expiry_date, f.purge_date, f.loans, f.balance
       FROM job_user_fact f JOIN user u USING (user_no) WHERE f.job_id = ? ORDER BY u.user_no`,
    )
    .all(jobId) as Record<(typeof fields)[number] | 'key', string | number | null>[];
  expect(stored.length).toBeGreaterThan(100);
  let several = 0;
  for (let from = 0; from < stored.length; from += 60) {
    const page = stored.slice(from, from + 60);
    for (const sources of [looked, alone]) sources.turnTo(page.map(({ key }) => String(key)));
    for (const [place, user] of page.entries())
      for (const field of fields) {
        const found = alone.of(field, place, user[field]);
        const read = looked.of(field, place, user[field]);
        expect(found && { ...found, told: null }).toEqual(read && { ...read, told: null });
        if ((found?.more ?? 0) > 0) several++;
      }
  }
  expect(several).toBeGreaterThan(0);
});
