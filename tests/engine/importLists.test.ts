/**
 * Lists of identifiers: a workbook is a list only when something says so, and an exclusion list only when
 * the librarian or its words say that. A keep list taken for a set would exclude nobody; a set taken for a
 * keep list would exclude those who are to go; a weeding list is neither.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nameStem } from '#engine/importing/compare/listFiles.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { compared, decide, type Rows, readRows, withCandidates } from '../support/importFiles.ts';
import { saidOf } from '../support/saidOf.ts';
import { writeWorkbook } from '../support/workbookFile.ts';

const read = (engine: TestEngine, name: string, rows: Rows) => readRows(engine, rows, {}, name);

async function add(engine: TestEngine, importId: number) {
  return engine.ask.imports.commit({ importId });
}

async function flagged(engine: TestEngine) {
  return engine.identifiers({ op: 'hasFlag', flags: ['exclusion-list'] });
}

describe('what a list is for', () => {
  test('is asked where nothing says it, and nothing is added before', async () => {
    const engine = await withCandidates('a', 'b');
    const check = await read(engine, 'Report.xlsx', [['USERNAME'], ['a'], ['x']]);
    expect(check.list).toMatchObject({ recognised: true, purpose: 'open' });
    expect(await refusal(add(engine, check.importId))).toMatchObject({
      reason: 'import.purpose',
      message: 'Nobody has said yet what this list is for.',
    });
    expect(await engine.ask.sets.list()).toHaveLength(0);
  });

  test('a set flags nobody and is a set like any other', async () => {
    const engine = await withCandidates('a', 'b');
    const { importId } = await read(engine, 'Report.xlsx', [['Primary ID'], ['A '], ['x']]);
    await engine.ask.imports.setListKind({ importId, kind: 'identifiers' });
    const { setId } = await add(engine, importId);
    expect(await flagged(engine)).toEqual([]);
    expect(await engine.identifiers({ op: 'inSet', setId: setId! })).toContain('a');
    expect(await engine.ask.sets.list()).toMatchObject([
      { origin: { from: 'identifiers', fileName: 'Report.xlsx' } },
    ]);
    expect(await engine.ask.review.applyRules()).toMatchObject({ changed: 0 });
  });

  test.each([
    ['PIDs for users with loans or fines at other i-share libraries SPL.xlsx', 'exclusions'],
    ['Keep - staff.xlsx', 'exclusions'],
    ['Users not to purge.xlsx', 'exclusions'],
    ['Don’t purge these.xlsx', 'exclusions'],
    ['Never purge.xlsx', 'exclusions'],
    ['Users to purge 2026-11-28.xlsx', 'identifiers'],
    ['Set of alumni.xlsx', 'identifiers'],
  ] as const)('%s suggests %s', async (name, kind) => {
    const engine = await withCandidates('a');
    const check = await read(engine, name, [['USERNAME'], ['a']]);
    expect(check).toMatchObject({ kind, list: { recognised: true, purpose: 'suggested' } });
    await add(engine, check.importId);
    expect(await flagged(engine)).toEqual(kind === 'exclusions' ? ['a'] : []);
  });

  test('the answer is remembered for files of the name, whatever date or number it has', async () => {
    const engine = await withCandidates('a', 'b');
    const first = await read(engine, 'Alma list 2026-03.xlsx', [['USERNAME'], ['a']]);
    await engine.ask.imports.setListKind({ importId: first.importId, kind: 'exclusions' });
    await add(engine, first.importId);
    const next = await read(engine, 'Alma_List 2026-11 (2).xlsx', [['USERNAME'], ['b']]);
    expect(next).toMatchObject({ kind: 'exclusions', list: { purpose: 'remembered' } });
    await add(engine, next.importId);
    expect(await flagged(engine)).toEqual(['a', 'b']);
    const other = await read(engine, 'Other list.xlsx', [['USERNAME'], ['b']]);
    expect(other.list?.purpose).toBe('open');
  });

  test('an exclusion list that becomes a mere set flags nobody any more, and the other way round', async () => {
    const engine = await withCandidates('a', '00123');
    const { importId } = await engine.exclusions('a', 123);
    const pairs = () => engine.identifiers({ op: 'hasFlag', flags: ['zero-loss-pair'] });
    expect([await flagged(engine), await pairs()]).toEqual([['a'], ['00123']]);
    const waiting = await read(engine, 'Keep.xlsx', [['USERNAME'], ['a']]);
    await engine.ask.imports.setListKind({ importId, kind: 'identifiers' });
    expect([await flagged(engine), await pairs()]).toEqual([[], []]);
    expect((await engine.ask.sets.list())[0]!.origin.from).toBe('identifiers');
    expect((await compared(engine, waiting.importId)).diff?.previous).toBeNull();
    await engine.ask.imports.setListKind({ importId, kind: 'exclusions' });
    expect([await flagged(engine), await pairs()]).toEqual([['a'], ['00123']]);
  });

  test('who was approved before a set became an exclusion list isn’t any more', async () => {
    const engine = await withCandidates('a', 'b');
    const { importId } = await readRows(engine, [['PID'], ['a']], { kind: 'identifiers' });
    await add(engine, importId);
    for (const id of ['a', 'b']) await decide(engine, id, 'approved');
    await engine.ask.imports.setListKind({ importId, kind: 'exclusions' });
    expect((await engine.user('a')).decision).toBe('undecided');
    expect((await engine.user('b')).decision).toBe('approved');
  });

  test('nothing but a list can be made one this way', async () => {
    const engine = await withCandidates('a');
    const [file] = await engine.ask.imports.list();
    expect(
      await refusal(
        engine.ask.imports.setListKind({ importId: file!.importId, kind: 'exclusions' }),
      ),
    ).toMatchObject({ reason: 'import.notAList' });
  });
});

describe('whether it is a list', () => {
  const WEEDING: Rows = [
    ['Title', 'ISBN', 'Barcode'],
    ['Moby-Dick', '9780142437247', '30112'],
  ];

  test.each([['Weeding list.xlsx'], ['Books to keep.xlsx'], ['Set of weeded books.xlsx']])(
    'an unrelated workbook waits unrecognised: %s',
    async (name) => {
      const engine = await withCandidates('a');
      const check = await read(engine, name, WEEDING);
      expect(check.list).toMatchObject({ recognised: false });
      expect(await refusal(add(engine, check.importId))).toMatchObject({
        reason: expect.stringMatching(/^import\.(unknownList|purpose)$/),
      });
      expect(engine.count('user')).toBe(1);
      expect(await engine.ask.sets.list()).toHaveLength(0);
    },
  );

  test('the librarian’s word makes it one, and it is told that it finds nobody', async () => {
    const engine = await withCandidates('a');
    const check = await readRows(engine, WEEDING, { kind: 'exclusions' }, 'Weeding list.xlsx');
    expect(check.list).toMatchObject({ recognised: true, purpose: 'told' });
    expect(saidOf(check.notices.find(({ code }) => code === 'nobody-known'))).toContain(
      'the file has no heading that we know',
    );
    await add(engine, check.importId);
  });

  test('a list without headings is one by its name, or by users whom it names', async () => {
    const engine = await withCandidates('a', 'b');
    const named = await read(engine, 'PIDs XYZ.xlsx', [['nobody'], ['noone']]);
    expect(named).toMatchObject({ kind: 'exclusions', list: { recognised: true } });
    const known = await read(engine, 'Export.xlsx', [
      ['nobody', 'Doe'],
      ['B', 'Roe'],
    ]);
    expect(known.list).toMatchObject({ recognised: true, purpose: 'open' });
    const unknown = await read(engine, 'Export.xlsx', [
      ['nobody', 'Doe'],
      ['noone', 'Roe'],
    ]);
    expect(unknown.list).toMatchObject({ recognised: false });
  });

  test('is seen when the candidates are there that were chosen with it', async () => {
    const engine = await newEngine();
    const list = await read(engine, 'Export.xlsx', [['a'], ['c']]);
    expect(list.list).toMatchObject({ recognised: false });
    await engine.candidates(['a', 'b']);
    expect((await compared(engine, list.importId)).list).toMatchObject({ recognised: true });
  });

  test('a list of barcodes finds nobody, and says why', async () => {
    const engine = await withCandidates('a');
    const rows: Rows = [['Barcode'], ['30112000000001']];
    expect((await read(engine, 'Report.xlsx', rows)).list).toMatchObject({
      recognised: false,
      otherIdentifier: true,
    });
    const { importId, notices } = await readRows(engine, rows, { kind: 'exclusions' });
    const text =
      'Nobody in this workspace has one of these identifiers: the column “Barcode” holds another identifier than the primary one, and no report here gives it to anybody. Add a report of identifiers, or export the list with primary identifiers.';
    expect(saidOf(notices.find(({ code }) => code === 'nobody-known'))).toBe(text);
    await add(engine, importId);
    const added = await engine.ask.imports.check({ importId });
    expect(saidOf(added.notices.find(({ code }) => code === 'nobody-known'))).toBe(text);
  });

  test('a list that was added before its users finds them', async () => {
    const engine = await newEngine();
    const { importId } = await engine.exclusions('a');
    await engine.candidates(['a']);
    const { notices } = await engine.ask.imports.check({ importId });
    expect(notices.map(({ code }) => code)).not.toContain('nobody-known');
  });
});

test('names of one report exported again have one stem', () => {
  for (const name of [
    'Keep list 2026-03-01.xlsx',
    'keep_list (2).csv',
    'Keep List March 2026.xlsx',
    'KEEP-LIST 31-Nov-26.txt',
  ])
    expect(nameStem(name)).toBe('keep list');
  expect(nameStem('2026-11-28.xlsx')).toBe('');
});

test('a heading of no identifier in a text file is no user either', async () => {
  const engine = await withCandidates('a');
  const path = await writeWorkbook(join(engine.folder, 'Room plan.xlsx'), {
    rows: [
      ['Room', 'Chairs'],
      ['1', '20'],
      ['2', '30'],
    ],
  });
  expect((await engine.read(path)).list).toMatchObject({ recognised: false, purpose: 'open' });
});
