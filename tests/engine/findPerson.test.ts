/**
 * Whoever asks what is held about them is told of every place, and of nobody else: a place that the search doesn't look
 * into is one that a data subject never learns of. Where it looks is where erasing goes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '#engine/cli/command.ts';
import { NO_THREADS } from '#engine/cli/threads.ts';
import { PEOPLE } from '#engine/jobs/kinds/eraseUsers/eraseUsers.ts';
import { BY_THEMSELVES, PLACES } from '#engine/reports/person/searchPeople.ts';
import { HELD_FORMAT } from '#shared/documents/person/heldJson.ts';
import type { Person } from '#shared/domain/person.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';

const PID = 'Primary Identifier';

/** Zora has a record, and is named wherever something can be written; Benno has her name in his rows. */
async function library(): Promise<TestEngine> {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    [PID, 'Last Name', 'First Name', 'User Group', 'Purge Date', 'Staff role', 'Email', 'Remark'],
    ['pid-zora', 'Wintergreen', 'Zora', 'Graduate', '2019-05-31', 'No', 'zora@uni.example', 'shy'],
    [
      'pid-ben',
      'Stonebridge',
      'Benno',
      'Graduate',
      '2019-05-31',
      'No',
      '',
      'asks for ZORA@uni.example',
    ],
    ['pid-cem', 'Wintergreen', 'Cem', 'Graduate', '2019-05-31', 'No', '', ''],
    ['', 'Wintergreen', 'Zora', 'Graduate', '2019-05-31', 'No', '', 'no identifier'],
  ]);
  await addRows(engine, 'user-identifiers', [
    [PID, 'Identifier Type', 'Identifier Value'],
    ['pid-zora', 'Barcode', '299000123'],
    ['pid-ben', 'Barcode', '299000124'],
  ]);
  await addRows(engine, 'user-contacts', [
    [PID, 'Phone Number', 'Address Line 1', 'City'],
    ['pid-zora', '+43 660 1234567', 'Rosengasse 7b', 'Graz'],
  ]);
  await addRows(engine, 'fines-fees', [
    [PID, 'Fine Fee Status', 'Remaining Amount'],
    ['pid-zora', 'Active', '12.50'],
    ['lib-77', 'Active', '3.00'],
  ]);
  const zora = await engine.user('pid-zora');
  const ben = await engine.user('pid-ben');
  await engine.ask.users.addNote({ userNo: ben.userNo, text: 'friend of Wintergreen, Zora' });
  await engine.ask.users.addNote({ userNo: zora.userNo, text: 'will come back in May' });
  await engine.ask.register.add({ kind: 'name', value: 'Wintergreen Zora', note: 'donor' });
  await engine.ask.views.save({ grid: 'users', name: 'Like Zora Wintergreen', state: '{}' });
  await engine.ask.review.decide({
    selection: { criteria: { op: 'users', userNos: [ben.userNo] } },
    ...{ decision: 'excluded', reason: 'Other', note: 'zora wintergreen asked' },
  });
  return engine;
}

const held = async (engine: TestEngine, person: Person) => {
  const path = join(engine.folder, `Held ${Math.random()}.json`);
  await engine.ask.exports.write({
    ...{ exportId: 'everything-held', what: { of: 'person', person }, format: 'json' },
    file: engine.grant(path),
  });
  return { path, json: JSON.parse(readFileSync(path, 'utf8')) };
};

test.each([
  ['pid-zora'],
  ['PID-ZORA'],
  ['zora wintergreen'],
  ['Wintergreen, Zora'],
  ['zora@uni.example'],
  ['299000123'],
  ['+43 660 1234567'],
  ['rosengasse 7B'],
])('they are found by %s', async (text) => {
  const engine = await library();
  const { users } = await engine.ask.people.find({ texts: [text] });
  expect(users.map((user) => user.primary_identifier)).toContain('pid-zora');
  expect(users.map((user) => user.primary_identifier)).not.toContain('pid-cem');
});

test('what names them is told by what it is, with the quotation in its place', async () => {
  const engine = await library();
  const found = await engine.ask.people.find({ texts: ['Zora Wintergreen', 'zora@uni.example'] });
  expect(found.texts.map((group) => [group.in, group.total])).toEqual([
    ['note', 1],
    ['decision', 1],
    ['error-row', 1],
    ['before', 1],
    ['rule', 1],
    ['view', 1],
  ]);
  const [note] = found.texts.find((group) => group.in === 'note')!.found;
  expect(note!.userNo).toBe((await engine.user('pid-ben')).userNo);
  expect(note!.marks.map(([from, to]) => note!.text.slice(from, to))).toEqual([
    'Wintergreen, Zora',
  ]);
  const [decision] = found.texts.find((group) => group.in === 'decision')!.found;
  expect(decision!.userNo).toBe(note!.userNo);
  const [candidates] = found.files;
  expect(candidates).toMatchObject({ kind: 'candidates', hasOriginal: true });
  const bens = candidates!.rows.find(({ identifier }) => identifier === 'pid-ben')!;
  expect(bens).toMatchObject({ theirs: false, heading: 'Remark' });
  const zora = await engine.user('pid-zora');
  expect(found.owners).toEqual([[zora.userNo], [zora.userNo]]);
});

test('somebody known from a line of a report alone is found by its identifier, and held', async () => {
  const engine = await library();
  const { files } = await engine.ask.people.find({ texts: ['LIB-77'] });
  expect(files.map(({ kind, total }) => [kind, total])).toEqual([['fines-fees', 1]]);
  expect(files[0]!.rows).toMatchObject([{ theirs: true, identifier: 'lib-77' }]);
  const { json } = await held(engine, { userNos: [], texts: ['lib-77'] });
  expect(json.rows).toHaveLength(1);
  expect(json.rows[0].cells).toContainEqual({
    ...{ name: 'fee_amount', label: 'Remaining Amount', value: '3.00' },
    name: expect.anything(),
  });
});

test('everything held is told with stable keys, entered in the trail without naming anybody', async () => {
  const engine = await library();
  const rule = (await engine.ask.register.list()).at(-1)!;
  await engine.ask.register.remove({ ruleId: rule.ruleId });
  const cem = await engine.user('pid-cem');
  await engine.approve();
  await engine.purge();
  const { rows } = await engine.ask.users.page({
    criteria: { op: 'exactly', value: 'pid-zora' },
    ...{ sort: [], offset: 0, limit: 5 },
  });
  const { userNo } = rows[0]!;
  await engine.ask.register.add({ kind: 'identifier', value: 'pid-zora', note: 'donor' });
  const { path, json } = await held(engine, { userNos: [userNo], texts: [] });
  expect(Object.keys(json)).toEqual([
    ...['format', 'version', 'madeAt', 'madeBy', 'institution', 'timeZone', 'currency'],
    ...['searchedFor', 'records', 'rows', 'quotations', 'captures', 'originals', 'exports'],
  ]);
  expect(json.format).toBe(HELD_FORMAT);
  const [record] = json.records;
  expect(Object.keys(record)).toEqual([
    ...['userNo', 'identifier', 'name', 'state', 'deletedAt', 'fields', 'flags', 'details'],
    ...['decisions', 'notes', 'letters', 'jobs', 'history', 'sets', 'rules'],
  ]);
  const value = (name: string) =>
    record.fields.find((field: { name: string }) => field.name === name)?.value;
  expect(value('email')).toBe('zora@uni.example');
  expect(value('purge_date')).toBe('2019-05-31');
  expect(record.notes.map(({ text }: { text: string }) => text)).toEqual(['will come back in May']);
  const kinds = record.details.map(({ kind }: { kind: string }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['identifiers', 'phones', 'addresses', 'fees']));
  expect(record.rules).toMatchObject([{ value: 'pid-zora', note: 'donor' }]);
  expect(json.rows.map(({ row }: { row: number }) => row)).toHaveLength(4);
  expect(json.rows[0].cells).toContainEqual({ name: null, label: 'Remark', value: 'shy' });
  const said = json.quotations.map((each: { text: string }) => each.text).join(' | ');
  for (const text of ['asks for ZORA@uni.example', 'friend of Wintergreen, Zora', 'no identifier'])
    expect(said).toContain(text);
  // Nothing of others beside what names them.
  expect(JSON.stringify(json)).not.toContain('299000124');
  await engine.idle();
  const trail = await engine.ask.trail.page({
    filter: { topic: 'exports', staffNo: null, from: null, to: null },
    ...{ offset: 0, limit: 10 },
  });
  expect(trail.rows[0]!.entered).toMatchObject({
    what: 'export.written',
    details: { of: 'person' },
  });
  expect(JSON.stringify(trail.rows[0]!.entered)).not.toMatch(/zora|wintergreen/i);
  const others = await held(engine, { userNos: [cem.userNo], texts: [] });
  await engine.idle();
  const again = await held(engine, { userNos: [userNo], texts: [] });
  // What holds others alone is no copy of theirs.
  expect(again.json.exports.map((each: { path: string }) => each.path)).not.toContain(others.path);
  expect(again.json.exports.map((each: { path: string }) => each.path)).toContain(path);
});

test('where the search looks is where erasing goes: no table is left out', async () => {
  const engine = await newEngine();
  const isText = engine.session.workspace.db
    .prepare(`SELECT 1 FROM pragma_table_info(?) WHERE name = ? AND type = 'TEXT'`)
    .pluck();
  const holding = Object.entries(PEOPLE).flatMap(([table, columns]) =>
    Object.entries(columns).some(
      ([column, holds]) => holds !== 'nobody' && isText.get(table, column) === 1,
    )
      ? table
      : [],
  );
  const placed = [...Object.keys(PLACES), ...BY_THEMSELVES];
  expect(holding.filter((table) => !placed.includes(table))).toEqual([]);
});

test('what is searched for says something', async () => {
  const engine = await newEngine();
  expect(await refusal(engine.ask.people.find({ texts: [] }))).toBeDefined();
});

test('on the command line everything held is written, entered in the trail, and never for two people', async () => {
  const engine = await library();
  await engine.candidates([{ id: 'pid-other', last: 'Wintergreen', first: 'Zora' }]);
  const { path, folder } = engine;
  await engine.close();
  const run = async (...args: string[]) => {
    const told = { out: '', error: '' };
    const code = await runCommand(['held', path, ...args], NO_THREADS, {
      out: (text) => {
        told.out += text;
      },
      error: (text) => {
        told.error += text;
      },
    });
    return { code, ...told };
  };
  const out = join(folder, 'held.json');
  expect(await run('--for', 'zora wintergreen', '--out', out)).toMatchObject({
    code: 2,
    error: expect.stringContaining('2 users'),
  });
  expect(await run('--for', 'nobody at all', '--out', out)).toMatchObject({ code: 2 });
  expect(await run('--out', out)).toMatchObject({ code: 2 });
  expect(await run('--for', '299000123', '--out', out)).toMatchObject({ code: 0, error: '' });
  const json = JSON.parse(readFileSync(out, 'utf8'));
  expect(json.records.map((each: { identifier: string }) => each.identifier)).toEqual(['pid-zora']);
  expect(await run('--for', '299000123', '--out', out)).toMatchObject({ code: 2 });
  await engine.open(path);
  const { rows } = await engine.ask.trail.page({
    filter: { topic: 'exports', staffNo: null, from: null, to: null },
    ...{ offset: 0, limit: 10 },
  });
  expect(rows[0]!.entered).toMatchObject({ details: { of: 'person' } });
});
