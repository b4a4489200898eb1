/**
 * Files and requests that nobody sends in good faith, or that a broken export makes. Each must be read,
 * refused or shown in seconds; none may hang the engine, crash it, or change what it holds.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { readPath, readRows, tableCounts } from '../support/importFiles.ts';
import { candidatesSheet } from '../support/workbookFile.ts';

const PID = 'Primary Identifier';

async function readText(engine: TestEngine, content: string, name = 'Report.csv') {
  const path = join(engine.folder, name);
  await writeFile(path, content);
  return readPath(engine, path);
}

describe('headings and cells', () => {
  const MILLION = 1_000_000;

  test.each<[string, string]>([
    ['one word', 'x'.repeat(MILLION)],
    ['words that speak for kinds', 'fines loans other '.repeat(MILLION / 18)],
    ['spaces between two letters', `a${' '.repeat(MILLION)}b`],
    ['digits and dots', '1.'.repeat(MILLION / 2)],
    ['dates', '1/2/2020 '.repeat(MILLION / 9)],
  ])('of a million characters, %s', async (_, long) => {
    const engine = await newEngine();
    const check = await readText(
      engine,
      `"${long}"\n${PID},Purge Date,Last Name,"${long}"\n"${long}","${long}","${long}","${long}"\na,2020-01-31,"${long}",x\n`,
    );
    expect(check).toMatchObject({ state: 'checked', identifiers: 1, errors: 2 });
    expect(JSON.stringify(check).length).toBeLessThan(20_000);
    await engine.ask.imports.commit({ importId: check.importId });
    expect((await engine.user('a')).purge_date).toBe('2020-01-31');
    await engine.exportRows(check.importId, { of: 'new' }, join(engine.folder, 'Rows.xlsx'));
  });

  test('as many as a sheet can have, all alike', async () => {
    const engine = await newEngine();
    const more = Array.from({ length: 16_382 }, () => 'Note');
    const rows = [
      [PID, 'Purge Date', ...more],
      ...Array.from({ length: 3 }, (_, n) => [`u${n}`, '2020-01-31', ...more]),
    ];
    const check = await readRows(engine, rows, { kind: 'candidates' });
    expect(check.columns).toHaveLength(16_384);
    expect(new Set(check.columns.map(({ heading }) => heading)).size).toBe(16_384);
    await engine.ask.imports.commit({ importId: check.importId });
    const { userNo } = await engine.user('u2');
    const { evidence } = await engine.ask.users.get({ userNo });
    expect(evidence[0]?.values).toHaveLength(16_384);
  });

  test('no data, nothing but headings, nothing but blanks', async () => {
    const engine = await newEngine();
    expect(await readText(engine, `${PID},Purge Date,Last Name\n`)).toMatchObject({
      state: 'checked',
      rows: 0,
      identifiers: 0,
    });
    expect((await readText(engine, '\n \n,,\n')).state).toBe('failed');
    expect(await readText(engine, `${PID}\n" "\n"\u200b"\n`)).toMatchObject({ identifiers: 0 });
  });

  test('one identifier in every row, with a group of its own in each', async () => {
    const engine = await newEngine();
    const rows = Array.from({ length: 10_000 }, (_, n) => `Main,2020-01-31,Group ${n}`);
    const check = await readText(engine, `${PID},Purge Date,User Group\n${rows.join('\n')}\n`);
    expect(check).toMatchObject({ rows: 10_000, identifiers: 1 });
    await engine.ask.imports.commit({ importId: check.importId });
    expect((await engine.user('Main')).flags).toContain('conflict');
    await engine.ask.imports.undo({ importId: check.importId });
    const groups = await engine.ask.users.groups();
    expect(groups.filter(({ name }) => name.startsWith('Group'))).toEqual([]);
  });
});

describe('names that JavaScript knows', () => {
  const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

  test('as identifiers, groups, values and headings are names like any other', async () => {
    const engine = await newEngine();
    const { importId } = await readRows(
      engine,
      [
        [PID, 'Purge Date', 'User Group', 'Last Name', ...NAMES],
        ...NAMES.map((name) => [name, '2020-01-31', name, name, ...NAMES]),
      ],
      { kind: 'candidates' },
    );
    await engine.ask.imports.commit({ importId });
    expect(await engine.identifiers()).toEqual([...NAMES].sort());
    const groups = (await engine.ask.users.groups()).map(({ name }) => name);
    expect(groups).toEqual(expect.arrayContaining(NAMES));
    const { evidence } = await engine.ask.users.get({
      userNo: (await engine.user('__proto__')).userNo,
    });
    const headings = evidence[0]?.values.map(({ heading }) => heading);
    expect(headings?.slice(-5)).toEqual(NAMES);
    expect(
      await engine.identifiers({ op: 'oneOf', field: 'user_group', values: ['constructor'] }),
    ).toEqual(['constructor']);
  });

  test('as row groups and as columns told by hand are nothing', async () => {
    const engine = await newEngine();
    const { importId } = await readRows(engine, candidatesSheet('a').rows);
    for (const rowGroup of [
      ...NAMES,
      ...NAMES.map((of) => ({ of })),
      ...NAMES.map((field) => ({ of: 'changed', field })),
      { of: 'returned', reason: 'constructor' },
      { of: 'notice', code: '__proto__' },
      { of: 'unreadable', column: 0.5 },
      { of: "new' OR 1" },
    ] as RowGroup[])
      await expect(
        engine.ask.imports.rows({ importId, rowGroup, offset: 0, limit: 10 }),
      ).rejects.toThrow();
    const columns = NAMES.map((field, position) => ({ position, field }));
    const again = await engine.ask.imports.readAgain({ importId, options: { columns } });
    const check = await engine.checked(again.importId);
    expect(check.columns.slice(0, 5).map(({ field }) => field)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('requests', () => {
  test('for pages beyond the end, too large ones and nonsense', async () => {
    const engine = await newEngine();
    const { importId } = await readRows(engine, candidatesSheet('a', 'b').rows);
    const ask = (offset: number, limit = 10) =>
      engine.ask.imports.rows({ importId, rowGroup: { of: 'new' }, offset, limit });
    expect(await ask(2)).toMatchObject({ total: 2, rows: [] });
    expect(await ask(Number.MAX_SAFE_INTEGER)).toMatchObject({ total: 2, rows: [] });
    expect(await engine.ask.imports.errors({ importId, offset: 9e15, limit: 1 })).toEqual({
      total: 0,
      rows: [],
    });
    for (const bad of [
      [-1, 10],
      [0, 1001],
      [0.5, 1],
      [0, Number.NaN],
    ] as const)
      await expect(ask(bad[0], bad[1])).rejects.toThrow();
  });

  test('about a file in another state are refused, and change nothing', async () => {
    const engine = await newEngine();
    const failed = await readText(engine, '');
    const added = await engine.candidates(['a']);
    // Checksums are made behind the import.
    await engine.idle();
    const before = tableCounts(engine);
    const { imports } = engine.ask;
    const reasons = async (importId: number) => [
      (await refusal(imports.commit({ importId }))).reason,
      (await refusal(imports.rows({ importId: 99, rowGroup: { of: 'new' }, offset: 0, limit: 1 })))
        .reason,
      (await refusal(imports.check({ importId: 99 }))).reason,
      (await refusal(imports.readAgain({ importId: 99, options: {} }))).reason,
    ];
    const expected = ['import.notChecked', 'import.gone', 'import.gone', 'import.fileGone'];
    expect(await reasons(failed.importId)).toEqual(expected);
    expect(await reasons(added.importId)).toEqual(expected);
    expect((await refusal(imports.undo({ importId: failed.importId }))).reason).toBe(
      'import.cannotUndo',
    );
    await imports.discard({ importId: added.importId });
    expect(tableCounts(engine)).toEqual(before);
    expect(await engine.identifiers()).toEqual(['a']);
  });

  test('about a file that is still being read are refused or empty', async () => {
    const engine = await newEngine();
    const path = join(engine.folder, 'Many PIDs.csv');
    await writeFile(path, `PID\n${Array.from({ length: 30_000 }, (_, n) => `u${n}`).join('\n')}\n`);
    const { importId } = await engine.ask.imports.read({ file: engine.grant(path) });
    expect(await engine.ask.imports.check({ importId })).toMatchObject({
      state: 'reading',
      columns: [],
    });
    const page = { importId, offset: 0, limit: 10 };
    expect((await engine.ask.imports.rows({ ...page, rowGroup: { of: 'new' } })).rows).toEqual([]);
    expect((await refusal(engine.ask.imports.saveProfile({ importId, name: 'x' }))).reason).toBe(
      'profile.noHeadings',
    );
    // Waits its turn behind the reading, and finds a file that was read.
    await engine.ask.imports.commit({ importId });
    expect((await engine.ask.sets.list())[0]?.members).toBe(30_000);
  });

  test('to add twice at once add once', async () => {
    const engine = await newEngine();
    const { importId } = await readRows(engine, [['PID'], ['a']], { kind: 'exclusions' });
    const results = await Promise.allSettled([
      engine.ask.imports.commit({ importId }),
      engine.ask.imports.commit({ importId }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await engine.ask.sets.list()).toHaveLength(1);
  });

  test('to discard while adding do one of both, whole', async () => {
    for (const first of ['commit', 'discard'] as const) {
      const engine = await newEngine();
      const { importId } = await readRows(engine, [['PID'], ['a']], { kind: 'exclusions' });
      const both = ['commit', 'discard'] as const;
      const order = first === 'commit' ? both : [...both].reverse();
      await Promise.allSettled(order.map((name) => engine.ask.imports[name]({ importId })));
      const [file] = await engine.ask.imports.list();
      expect(engine.count('user')).toBe(file ? 1 : 0);
      expect(await engine.ask.sets.list()).toHaveLength(file ? 1 : 0);
      expect(file?.state ?? 'gone').toMatch(/committed|gone/);
    }
  });

  test('to read again what was added is refused, however often, and leaves it as it is', async () => {
    const engine = await newEngine();
    const { importId } = await readRows(engine, [['PID'], ['a']], { kind: 'exclusions' });
    await engine.ask.imports.commit({ importId });
    const again = () => refusal(engine.ask.imports.readAgain({ importId, options: {} }));
    for (const _ of ['first', 'second']) expect((await again()).reason).toBe('import.wasAdded');
    expect(await engine.ask.imports.list()).toMatchObject([{ importId, state: 'committed' }]);
  });

  test('to read again twice at once leave one file', async () => {
    const engine = await newEngine();
    const { importId } = await readRows(engine, [['PID'], ['a']], { kind: 'exclusions' });
    await Promise.allSettled([
      engine.ask.imports.readAgain({ importId, options: {} }),
      engine.ask.imports.readAgain({ importId, options: { headingRow: 0 } }),
    ]);
    const files = await engine.ask.imports.list();
    expect(files.map((file) => file.importId)).not.toContain(importId);
    expect(files).toHaveLength(1);
  });
});
