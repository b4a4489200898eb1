/**
 * Who was erased comes back by another door: under another primary identifier with the same User ID or barcode, as what a
 * spreadsheet has made of their identifier, beside a cell that can't be read, as somebody's proxy, or out of an older
 * copy. Nothing of them may be entered before somebody has decided it, and what stays must stay as it was.
 */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verify } from '#engine/cli/verify.ts';
import { run } from '#engine/db/db.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { addRows, readRows, select } from '../support/importFiles.ts';
import { foundIn } from '../support/plantedPeople.ts';
import { type Cell, writeWorkbook } from '../support/workbookFile.ts';

const PID = 'Primary Identifier';
const HEADS = [PID, 'Last Name', 'First Name', 'User Group', 'Purge Date', 'Staff role', 'User ID'];
const user = (id: Cell, last: string, almaUserId: Cell): Cell[] => [
  ...[id, last, `Given${last}`, 'Graduate', '2019-05-31', 'No', almaUserId],
];

async function erase(engine: TestEngine, ...identifiers: string[]) {
  const users = await engine.users({ op: 'membership', value: 'deleted' });
  const userNos = identifiers.map((each) => users.get(each)!.userNo);
  return engine.run({
    ...{ kind: 'erase-users', name: 'User Cleanup', parameters: {} },
    ...{ users: { criteria: { op: 'users', userNos } }, typedUsers: userNos.length },
  });
}

/** A workspace in which two were erased and one stays. */
async function afterErasing(): Promise<TestEngine> {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    HEADS,
    user('goneid1', 'Vanishedson', 'A77001'),
    user('00345678', 'Zeroloss', 'A77002'),
    user('stays', 'Stayer', 'A77003'),
  ]);
  await addRows(engine, 'user-identifiers', [
    [PID, 'Identifier Type', 'Identifier Value'],
    ['goneid1', 'Barcode', 'BC2990031'],
    ['stays', 'Barcode', 'BC2990032'],
  ]);
  await engine.approve();
  await engine.purge();
  await erase(engine, 'goneid1', '00345678');
  return engine;
}

/** Adds rows of which only some may be entered. @returns how many were set aside */
async function adding(engine: TestEngine, kind: ImportKind, rows: readonly (readonly Cell[])[]) {
  const { importId } = await addRows(engine, kind, rows);
  const { notices } = await engine.ask.imports.check({ importId });
  return notices.find(({ code }) => code === 'erased-before')?.count ?? 0;
}

async function expectNothingOfThem(engine: TestEngine, ...texts: string[]) {
  const { folder, path } = engine;
  await engine.close();
  expect(foundIn(folder, ['goneid1', 'Vanishedson', 'Zeroloss', ...texts])).toEqual([]);
  expect(verify(path)).toEqual([]);
}

test('under another primary identifier they are known by their User ID, in whatever case', async () => {
  const engine = await afterErasing();
  const rows = [user('renamed1', 'Vanishedson', 'a77001'), user('newcomer', 'New', 'A77009')];
  expect(await adding(engine, 'candidates', [HEADS, ...rows])).toBe(1);
  expect(await engine.identifiers()).toEqual(['newcomer', 'stays']);
  await expectNothingOfThem(engine, 'A77001', 'renamed1');
});

test('an identifier of theirs is taken in for nobody, and others are', async () => {
  const engine = await afterErasing();
  await addRows(engine, 'candidates', [HEADS, user('renamed1', 'Other', 'A77009')]);
  const rows = [
    ['renamed1', 'Barcode', 'bc2990031'],
    ['renamed1', 'Barcode', 'BC2990099'],
    ['stays', 'Barcode', 'BC2990032'],
  ];
  const heads = [PID, 'Identifier Type', 'Identifier Value'];
  expect(await adding(engine, 'user-identifiers', [heads, ...rows])).toBe(1);
  const { userNo } = await engine.user('renamed1');
  const told = JSON.stringify(await engine.ask.users.get({ userNo }));
  expect(told).toContain('BC2990099');
  await expectNothingOfThem(engine, 'BC2990031');
});

test('in Alma’s XML they are known by the identifiers of any type that stand in the user', async () => {
  const engine = await afterErasing();
  const userXml = (id: string, last: string, barcode: string) =>
    `<user><primary_id>${id}</primary_id><first_name>F</first_name><last_name>${last}</last_name>` +
    `<user_identifiers><user_identifier segment_type="External"><value>${barcode}</value>` +
    `<id_type desc="Barcode">BARCODE</id_type><status>ACTIVE</status></user_identifier></user_identifiers></user>`;
  const path = join(engine.folder, 'Users.xml');
  const users = [userXml('renamed1', 'Vanishedson', 'BC2990031'), userXml('xmluser', 'X', 'BC1')];
  writeFileSync(path, `<?xml version="1.0" encoding="UTF-8"?><users>${users.join('')}</users>`);
  await engine.importFile(path, 'users');
  expect(await engine.identifiers()).toEqual(['stays', 'xmluser']);
  await expectNothingOfThem(engine, 'BC2990031', 'renamed1');
});

test('what a spreadsheet has made of an identifier is set aside, unless somebody who stays has it', async () => {
  const engine = await afterErasing();
  const rows = [
    user(345_678, 'Zeroloss', 'A77011'),
    user("'goneid1", 'Vanishedson', 'A77012'),
    user('0345678', 'Zeroloss', 'A77013'),
    user('3456789', 'Longer', 'A77014'),
    user('goneid', 'Shorter', 'A77015'),
  ];
  expect(await adding(engine, 'candidates', [HEADS, ...rows])).toBe(3);
  expect(await engine.identifiers()).toEqual(['3456789', 'goneid', 'stays']);
  await expectNothingOfThem(engine, 'A77011');
});

test('two who are near to each other are two: erasing the one keeps the other in', async () => {
  const engine = await newEngine();
  const rows = [user('00345678', 'Zeroloss', 'A77002'), user('345678', 'Stayer', 'A77003')];
  await addRows(engine, 'candidates', [HEADS, ...rows]);
  await engine.approve();
  await engine.purge();
  await engine.run({
    ...{ kind: 'restore-users', name: 'Back', parameters: {} },
    users: { criteria: { op: 'exactly', value: '345678' } },
  });
  await erase(engine, '00345678');
  const again = [user(345_678, 'Stayer', 'A77003'), user('0345678', 'Third', 'A77004')];
  expect(await adding(engine, 'candidates', [HEADS, ...again])).toBe(0);
  expect(await engine.identifiers()).toEqual(['0345678', '345678']);
});

test('a row whose identifier can’t be read is theirs still by their User ID, and isn’t kept as an error', async () => {
  const engine = await afterErasing();
  const rows = [user('', 'Vanishedson', 'A77001'), user('', 'Unknownson', 'A77020')];
  const check = await readRows(engine, [HEADS, ...rows], { kind: 'candidates' });
  expect(check.errors).toBe(1);
  expect(check.notices.map(({ code }) => code)).toContain('erased-before');
  await expectNothingOfThem(engine, 'A77001');
});

test('nobody comes back as the sponsor of somebody', async () => {
  const engine = await afterErasing();
  await addRows(engine, 'candidates', [HEADS, user('other', 'Other', 'A77009')]);
  const rows = [
    ['other', 'goneid1'],
    ['other', 'stays'],
  ];
  expect(await adding(engine, 'user-proxies', [[PID, 'Proxy For'], ...rows])).toBe(1);
  await expectNothingOfThem(engine);
});

test('once it is decided by one identifier they come with all they have, and verify finds nothing', async () => {
  const engine = await afterErasing();
  const rows = [HEADS, user('renamed1', 'Cameback', 'A77001')];
  const { importId } = await readRows(engine, rows, { kind: 'candidates' });
  const decision = { importId, rows: null, reason: 'Enrolled again', typedRows: 1 };
  await engine.ask.imports.decideReturn(decision);
  const again = await engine.ask.imports.readAgain({ importId, options: { kind: 'candidates' } });
  await engine.checked(again.importId);
  await engine.ask.imports.commit({ importId: again.importId, mode: 'add' });
  expect(await engine.user('renamed1')).toMatchObject({ last_name: 'Cameback' });
  // Under their former identifier they are somebody else until that is decided, too.
  expect(await adding(engine, 'candidates', [HEADS, user('goneid1', 'Back', 'A77050')])).toBe(1);
});

test('a snapshot from before the erasing that lies there again isn’t restored, and one from behind it is', async () => {
  const engine = await newEngine({ keepsSnapshots: true });
  await addRows(engine, 'candidates', [
    HEADS,
    user('goneid1', 'Vanishedson', 'A77001'),
    user('stays', 'Stayer', 'A77003'),
  ]);
  await engine.approve();
  await engine.purge();
  const list = () => engine.ask.snapshots.list();
  const { folder, snapshots } = await list();
  const at = (name: string) => join(engine.folder, folder, name);
  const before = readFileSync(at(snapshots[0]!.name));
  const { settings } = await erase(engine, 'goneid1');
  await engine.idle();
  expect((await list()).snapshots).toEqual([]);
  await engine.run({
    ...{ kind: 'restore-users', name: 'Back', parameters: {} },
    users: { criteria: { op: 'exactly', value: 'stays' } },
  });
  const [behind] = (await list()).snapshots;
  writeFileSync(at(snapshots[0]!.name), before);
  const refused = await refusal(engine.ask.snapshots.restore({ name: snapshots[0]!.name }));
  expect(refused.reason).toBe('snapshot.beforeErasing');
  expect(refused.message).toContain(settings[0]!.value);
  rmSync(at(snapshots[0]!.name));
  expect(await engine.identifiers()).toEqual(['stays']);
  await engine.ask.snapshots.restore({ name: behind!.name });
  await engine.idle();
  await expectNothingOfThem(engine);
});

test('verify misses marks that somebody took away, changed or lifted by hand, whatever is done to the checksums', async () => {
  const engine = await afterErasing();
  const { path, folder } = engine;
  await engine.close();
  const found = { what: 'tombstones', table: 'tombstone' };
  for (const [n, sql] of [
    'DELETE FROM tombstone',
    'DELETE FROM tombstone WHERE mark = (SELECT min(mark) FROM tombstone)',
    'UPDATE tombstone_key SET hmac_key = randomblob(32)',
    'UPDATE tombstone SET decision_no = 1',
    'INSERT INTO tombstone (mark, job_id) VALUES (randomblob(32), 2)',
  ].entries()) {
    const copy = join(folder, `Copy ${n}.purgedesk`);
    copyFileSync(path, copy);
    const { db, close } = openWritable(copy);
    run(db, sql);
    run(db, 'DELETE FROM checksum');
    close();
    expect({ sql, found: verify(copy) }).toEqual({ sql, found: [found] });
  }
});

test('a file of which nobody knows yet where identifiers stand keeps nothing of them, and shows all others', async () => {
  const engine = await afterErasing();
  const rows = [
    ['Kennung', 'Zuname', 'Anmerkung'],
    ['goneid1', 'Vanishedson', ''],
    ['b2', 'Bell', 'as before'],
    ['c3', 'Vanishedson', ' GONEID1'],
  ];
  const check = await readRows(engine, rows, { kind: 'candidates' });
  expect(check.missing.length).toBeGreaterThan(0);
  expect(check.firstRows.map(({ values }) => values[0])).toEqual(['b2']);
  expect(check.originalKept).toBe(false);
  await expectNothingOfThem(engine);
});

test('the original of a workbook isn’t kept where another sheet may hold them', async () => {
  const engine = await afterErasing();
  const newcomer = user('newcomer', 'New', 'A77009');
  const sheets = (...more: { name: string; rows: Cell[][] }[]) =>
    writeWorkbook(
      join(engine.folder, `Book ${more.length}.xlsx`),
      { name: 'Users', rows: [HEADS, newcomer] },
      ...more,
    );
  const whole = await engine.read(await sheets(), 'candidates');
  expect(whole.originalKept).toBe(true);
  const lists = { name: 'Lists', rows: [['seen'], ['goneid1 Vanishedson']] };
  const two = await engine.read(await sheets(lists, { name: 'Empty', rows: [] }), 'candidates');
  expect(two.originalKept).toBe(false);
  expect(two.notices).toContainEqual(
    expect.objectContaining({ code: 'erased-beside', values: { sheets: ['Lists'] } }),
  );
  await expectNothingOfThem(engine);
});

test('who erases themselves stays who confirmed it, by number alone, and whoever works here next is somebody else', async () => {
  const engine = await newEngine();
  const settings = await engine.ask.settings.get();
  await engine.ask.settings.save({ ...settings, userName: 'Vera Vanishedson' });
  const gone = user('goneid1', 'Vanishedson', 'A77001').with(2, 'Vera');
  await addRows(engine, 'candidates', [HEADS, gone]);
  await engine.approve();
  await engine.purge();
  const { jobId } = await erase(engine, 'goneid1');
  await engine.idle();
  const staff = select(engine, 'SELECT staff_no, name FROM audit_staff ORDER BY 1');
  expect(staff.filter(({ name }) => name === '[erased]')).toEqual([]);
  const { staff_no } = staff.find(({ name }) => name === null)!;
  const [{ confirmedBy }] = select(
    engine,
    `SELECT certificate ->> '$.confirmedBy.staffNo' AS confirmedBy FROM certificate WHERE job_id = ${jobId}`,
  ) as [{ confirmedBy: number }];
  expect(confirmedBy).toBe(staff_no);
  expect((await engine.ask.settings.get()).userName).toBe('Tester');
  await expectNothingOfThem(engine, 'Vera');
});
