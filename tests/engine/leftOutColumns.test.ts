/**
 * A column that nobody needs is left in its file, from the first file on or as a profile says, and what rules ask for is
 * read whatever was told. A value that was said not to be stored and stands in the file is a broken promise; a group
 * that isn't read is a wrong purge.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '#engine/db/db.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { columnsOf, IMPORT_KINDS, importKind } from '#shared/importKinds/importKinds.ts';
import { isNeeded } from '#shared/importKinds/neededColumns.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { readAgain, readPath, readRows } from '../support/importFiles.ts';
import { writeWorkbook } from '../support/workbookFile.ts';

const HEAD = ['Primary Identifier', 'Last Name', 'User Group', 'Purge Date', 'Hobby', 'Birth Date'];
const ROWS = [HEAD, ['a1', 'Ames', 'Graduate', '2021-01-31', 'HUSHhobby', '1971-02-03']];
const HOBBY = HEAD.indexOf('Hobby');
const BIRTH = HEAD.indexOf('Birth Date');

/** All that stands in the files of the workspace. */
function bytesOf({ path }: { readonly path: string }): string {
  const files = [path, `${path}-wal`].filter((file) => existsSync(file));
  return files.map((file) => readFileSync(file, 'latin1')).join('');
}

async function closedBytes(engine: TestEngine): Promise<string> {
  const { path } = engine;
  await engine.close();
  return bytesOf({ path });
}

const codes = ({ notices }: ImportCheck) => notices.map(({ code }) => code);

test('chosen after a first look, its values are nowhere in the file, nor is the original', async () => {
  const engine = await newEngine();
  const check = await readRows(engine, ROWS, { kind: 'candidates' });
  expect(check.originalKept).toBe(true);
  const again = await readAgain(engine, check, { kind: 'candidates', leftOut: [HOBBY, BIRTH] });
  expect(again.leftOut).toEqual([
    { position: HOBBY, heading: 'Hobby', why: 'chosen' },
    { position: BIRTH, heading: 'Birth Date', why: 'chosen' },
  ]);
  expect(again.columns.map(({ heading }) => heading)).toEqual(HEAD.slice(0, 4));
  expect(again.originalKept).toBe(false);
  expect(again.sha256).toBe(check.sha256);
  expect(codes(again)).toContain('left-out');
  const { importId } = again;
  expect(
    await refusal(
      engine.ask.imports.saveOriginal({ importId, file: engine.grant(join(engine.folder, 'o')) }),
    ),
  ).toMatchObject({ reason: 'import.originalGone' });
  await engine.ask.imports.commit({ importId });
  const user = await engine.user('a1');
  expect(user).toMatchObject({ last_name: 'Ames', birth_date: null });
  const bytes = await closedBytes(engine);
  expect(bytes).toContain('Ames');
  expect(bytes).not.toContain('HUSH');
  expect(bytes).not.toContain('1971');
});

describe('a profile that leaves columns out', () => {
  async function saved() {
    const engine = await newEngine();
    const check = await readRows(engine, ROWS, { kind: 'candidates', leftOut: [HOBBY] });
    const profile = await engine.ask.imports.saveProfile({
      importId: check.importId,
      name: 'Term',
    });
    return { engine, check, profile };
  }
  /** The same report, its columns in another order. */
  const NEXT = [
    ['Hobby', ...HEAD.filter((heading) => heading !== 'Hobby')],
    ['HUSHnext', 'b1', 'Bell', 'Graduate', '2021-02-28', '1981-02-03'],
  ];

  test('does so by heading from the first reading of a further file on', async () => {
    const { engine, check, profile } = await saved();
    expect(profile.headings).toContain('Hobby');
    const next = await readRows(engine, NEXT, { kind: 'candidates' });
    expect(next.leftOut).toEqual([{ position: 0, heading: 'Hobby', why: 'chosen' }]);
    expect(next.notices.find(({ code }) => code === 'left-out')?.values).toEqual({
      headings: ['Hobby'],
      by: 'Term',
    });
    expect(next.profile).toMatchObject({ name: 'Term', used: false });
    expect(bytesOf(engine)).not.toContain('HUSHnext');
    const { importId } = await engine.ask.imports.useProfile({
      importId: next.importId,
      profileId: profile.profileId,
    });
    const used = await engine.checked(importId);
    expect(used.leftOut).toHaveLength(1);
    expect(used.profile).toMatchObject({ used: true });
    for (const each of [check.importId, importId])
      await engine.ask.imports.commit({ importId: each });
    expect(await closedBytes(engine)).not.toContain('HUSH');
  });

  test('gives way to whoever says that the column is to be read', async () => {
    const { engine } = await saved();
    const next = await readRows(engine, NEXT, { kind: 'candidates', leftOut: [] });
    expect(next.leftOut).toEqual([]);
    expect(next.firstRows[0]?.values[0]).toBe('HUSHnext');
  });

  test('goes on into the next workspace', async () => {
    const { engine } = await saved();
    const { path } = engine;
    await engine.ask.workspace.create({
      file: engine.grant(join(engine.folder, 'Next.purgedesk')),
    });
    await engine.ask.settings.takeOver({ file: engine.grant(path, 'open') });
    const next = await readRows(engine, NEXT, { kind: 'candidates' });
    expect(next.leftOut).toHaveLength(1);
    expect(await closedBytes(engine)).not.toContain('HUSHnext');
  });

  test('can’t leave out what rules ask for, also when its file was made by hand', async () => {
    const { engine } = await saved();
    const { path } = engine;
    await engine.close();
    const { db, close } = openWritable(path);
    run(
      db,
      `UPDATE import_profile SET options = json_set(options, '$.leftOut', json('["user group","Hobby"]'))`,
    );
    close();
    await engine.open(path);
    engine.damaged = true;
    const next = await readRows(engine, NEXT, { kind: 'candidates' });
    expect(next.leftOut.map(({ heading }) => heading)).toEqual(['Hobby']);
    expect(next.notices.find(({ code }) => code === 'needed-columns')?.values).toEqual({
      headings: ['User Group'],
    });
    await engine.ask.imports.commit({ importId: next.importId });
    expect((await engine.user('b1')).user_group).toBe('Graduate');
  });
});

test('what rules ask for is read, whoever asks to leave it out and however', async () => {
  const engine = await newEngine();
  const everything = HEAD.map((_, position) => position);
  // Said to be kept as it is, a column would be nobody's.
  for (const columns of [[], [{ position: 2, field: null }]]) {
    const check = await readRows(engine, ROWS, {
      kind: 'candidates',
      leftOut: everything,
      columns,
    });
    expect(check.columns.map(({ heading }) => heading)).toEqual(HEAD.slice(0, 4));
    expect(codes(check)).toContain('needed-columns');
  }
});

test('a second column of a meaning can go, and one that another stands for', async () => {
  const engine = await newEngine();
  const check = await readRows(
    engine,
    [
      [...HEAD.slice(0, 4), 'Patron group'],
      ['a1', 'Ames', 'HUSHgroup', '2021-01-31', 'Graduate'],
    ],
    { kind: 'candidates', columns: [{ position: 4, field: 'user_group' }], leftOut: [2] },
  );
  expect(check.leftOut).toHaveLength(1);
  await engine.ask.imports.commit({ importId: check.importId });
  expect((await engine.user('a1')).user_group).toBe('Graduate');
  expect(await closedBytes(engine)).not.toContain('HUSH');
});

test('of text that a stray quotation mark has moved nothing is stored either', async () => {
  const engine = await newEngine();
  const path = join(engine.folder, 'Users.csv');
  const rows = ['a1,"Ames" x,Graduate,2021-01-31,HUSHone,', 'a2,Bell, Jr,Graduate,x,HUSHtwo,y,z'];
  writeFileSync(path, [HEAD.join(','), ...rows].join('\n'));
  const check = await readPath(engine, path, { kind: 'candidates', leftOut: [HOBBY, BIRTH] });
  await engine.ask.imports.commit({ importId: check.importId });
  expect(await closedBytes(engine)).not.toContain('HUSH');
});

test('of Alma’s XML a value is left out like a column', async () => {
  const engine = await newEngine();
  const path = join(engine.folder, 'Users.xml');
  const user = `<user><primary_id>a1</primary_id><last_name>Ames</last_name><birth_date>1971-02-03Z</birth_date>
    <user_group>Graduate</user_group><purge_date>2021-01-31Z</purge_date></user>`;
  writeFileSync(path, `<?xml version="1.0"?><users>${user}</users>`);
  const check = await readPath(engine, path);
  const birth = check.columns.find(({ field }) => field === 'birth_date')!;
  const again = await readAgain(engine, check, { leftOut: [birth.position] });
  expect(again.leftOut).toMatchObject([{ heading: birth.heading, why: 'chosen' }]);
  expect(again.originalKept).toBe(false);
  await engine.ask.imports.commit({ importId: again.importId });
  expect(await engine.user('a1')).toMatchObject({ last_name: 'Ames', birth_date: null });
  expect(await closedBytes(engine)).not.toContain('1971');
});

test('a sheet that wasn’t read and may hold passwords keeps the original out', async () => {
  const engine = await newEngine();
  const path = await writeWorkbook(
    join(engine.folder, 'Two.xlsx'),
    { name: 'Users', rows: ROWS },
    {
      name: 'Accounts',
      rows: [
        ['User', 'Passwort'],
        ['a1', 'HUSHword'],
      ],
    },
  );
  const check = await readPath(engine, path, { kind: 'candidates' });
  expect(codes(check)).toContain('never-taken-beside');
  expect(check.originalKept).toBe(false);
  expect(await closedBytes(engine)).not.toContain('HUSHword');
});

test('headings over two rows, or in a file that is said to have none, are known all the same', async () => {
  const engine = await newEngine();
  const two = [
    ['Primary Identifier', 'Last Name', 'Geschlecht', 'Purge Date'],
    ['Primary Identifier', 'Last Name', 'Code', 'Purge Date'],
    ['a1', 'Ames', 'HUSHf', '2021-01-31'],
  ];
  const check = await readRows(engine, two, { kind: 'candidates', headingRow: 2 });
  expect(check.leftOut).toMatchObject([{ heading: 'Code', why: 'never' }]);
  const none = await readRows(engine, two, { kind: 'exclusions', headingRow: 0 });
  expect(none.leftOut).toMatchObject([{ position: 2, why: 'never' }]);
  expect(await closedBytes(engine)).not.toContain('HUSH');
});

test('a row of values that is said to be the headings keeps none of them, nor do the rows above it', async () => {
  const engine = await newEngine();
  const rows = [
    ['Primary Identifier', 'Last Name', 'PIN', 'Purge Date', 'Remark'],
    ['a1', 'Ames', 'HUSH1', '2021-01-31', 'LEFT1'],
    ['a2', 'Bell', 'HUSH2', '2021-01-31', 'LEFT2'],
    ['a3', 'Cole', 'HUSH3', '2021-01-31', 'LEFT3'],
  ];
  const options = { kind: 'candidates' as const, headingRow: 3, leftOut: [4] };
  const check = await readRows(engine, rows, options);
  expect(check.leftOut).toMatchObject([
    { position: 2, heading: '', why: 'never' },
    { position: 4 },
  ]);
  expect(check.provenance).toContain('a1 · Ames · 2021-01-31');
  const bytes = await closedBytes(engine);
  expect(bytes).not.toContain('HUSH');
  expect(bytes).not.toContain('LEFT1');
});

test('what an earlier version stored of such columns is removed when the workspace is opened', async () => {
  const engine = await newEngine();
  const rows = [
    ['Primary Identifier', 'Last Name', 'Purge Date', 'Token', 'Note'],
    ['a1', 'Ames', '2021-01-31', 'HUSHone', 'ok'],
    ['a1', 'Ames', '2021-01-30', 'HUSHtwo', 'ok'],
    ['', 'Bell', '2021-01-31', 'HUSHthree', 'fine'],
  ];
  const check = await readRows(engine, rows, { kind: 'candidates' });
  await engine.ask.imports.commit({ importId: check.importId });
  const { path } = engine;
  await engine.close();
  expect(bytesOf({ path })).toContain('HUSHone');
  // As if the heading had not been known by then.
  const { db, close } = openWritable(path);
  run(db, `UPDATE import_file SET columns = replace(columns, '"Token"', '"Kennwort"')`);
  close();
  engine.damaged = true;
  await engine.open(path);
  const now = await engine.ask.imports.check({ importId: check.importId });
  expect(now.columns.map(({ heading }) => heading)).not.toContain('Kennwort');
  expect(now.leftOut).toEqual([{ position: 3, heading: 'Kennwort', why: 'never' }]);
  expect(codes(now)).toContain('never-taken-removed');
  expect(now.originalKept).toBe(false);
  expect(now.firstRows[0]?.values).toEqual(['a1', 'Ames', '2021-01-31', 'ok']);
  const [evidence] = (await engine.ask.users.get({ userNo: (await engine.user('a1')).userNo }))
    .evidence;
  expect(evidence?.values.map(({ value }) => value)).toContain('ok');
  const { rows: entries } = await engine.ask.trail.page({
    filter: { topic: 'files', staffNo: null, from: null, to: null },
    offset: 0,
    limit: 50,
  });
  expect(entries.map(({ entered }) => entered?.what)).toContain('file.columnsRemoved');
  const bytes = await closedBytes(engine);
  expect(bytes).toContain('Ames');
  expect(bytes).not.toContain('HUSH');
});

test('no kind can leave out its identifiers, what it needs, or what is counted', () => {
  for (const kind of IMPORT_KINDS) {
    const { needs, columns, counts } = importKind(kind);
    const needed = [...columnsOf(kind).keys()].filter((field) => isNeeded(kind, field));
    expect(needed).toContain('primary_identifier');
    expect(needed).toEqual(expect.arrayContaining([...needs.flat()]));
    if (counts)
      expect(needed).toEqual(
        expect.arrayContaining(columns.filter(({ aside }) => !aside).map(({ name }) => name)),
      );
    expect(isNeeded(kind, null)).toBe(false);
  }
  for (const field of ['user_group', 'purge_date', 'expiry_date', 'record_type', 'staff_role'])
    expect(isNeeded('candidates', field)).toBe(true);
});
