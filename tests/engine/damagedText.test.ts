/**
 * Text files whose quotes or bytes are damaged. A stray quotation mark swallows the lines that follow: who stands in
 * them would be purged though a list names them, or vanish from the review without a word. One wrong byte must not
 * turn the names of a whole file into another encoding's.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noticed } from '#engine/importing/rows/rowGroups.ts';
import { openText } from '#engine/tables/text/openText.ts';
import { defaultTextTuning } from '#engine/tables/text/textTuning.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { addRows, readPath } from '../support/importFiles.ts';
import { failureOf, problemOf } from '../support/saidOf.ts';

const HEADINGS =
  'Primary Identifier,User Group,Purge Date,Has Staff Role,First Name,Last Name,Loans';
const line = (id: string, first = 'Ada', last = 'Berg') =>
  `${id},Graduate,2021-05-31,No,${first},${last},0`;

type Kind = 'candidates' | 'exclusions';

async function read(engine: TestEngine, text: string | Buffer, kind: Kind) {
  const path = join(engine.folder, `${kind}.csv`);
  await writeFile(path, text);
  const check = await readPath(engine, path, { kind });
  const page = { importId: check.importId, offset: 0, limit: 1000 };
  const { rows: errors } = await engine.ask.imports.errors(page);
  return { check, errors };
}

async function add(engine: TestEngine, text: string | Buffer, kind: Kind) {
  const { check, errors } = await read(engine, text, kind);
  if (check.failure) throw new Error(failureOf(check));
  await engine.ask.imports.commit({ importId: check.importId });
  return { check, errors };
}

const flagged = (
  engine: TestEngine,
  flag: 'unreadable-value' | 'possible-pair' | 'exclusion-list',
) => engine.identifiers(allOf(CANDIDATES, { op: 'hasFlag', flags: [flag] }));

const candidates = (...ids: string[]) => [
  ['Primary Identifier', 'Purge Date', 'Last Name', 'Has Staff Role', 'User Group'],
  ...ids.map((id) => [id, '2020-01-31', 'Doe', 'No', 'Alumni']),
];

describe('a stray quotation mark', () => {
  const swallowing = [
    [
      'with text behind the closing one',
      [line('p1'), line('p2', '"Bo'), line('p3'), line('p4', '"Cy"'), line('p5')],
      'lines 3 to 5',
    ],
    [
      'that another one ends where a cell ends',
      [line('p1'), line('p2', '"Bo'), line('p3'), line('p4', 'Cy"'), line('p5')],
      'lines 3 to 5',
    ],
    [
      'that ends in another column',
      [line('p1'), line('p2', 'Al', '"Bo'), line('p3'), line('p4', 'Cy"'), line('p5')],
      'lines 3 to 5',
    ],
    [
      'that ends in the next line',
      [line('p1'), line('p2', '"Bo'), line('p4', 'Cy"'), line('p5')],
      'lines 3 to 4',
    ],
    ['within one line', [line('p1'), line('p2', '"Al \\"Bo"'), line('p5')], 'line 3 '],
  ] as const;

  test.each(swallowing)('%s, among candidates', async (_, lines, told) => {
    const engine = await newEngine();
    const text = [HEADINGS, ...lines, ''].join('\r\n');
    const { check, errors } = await add(engine, text, 'candidates');
    expect(errors.some((error) => error.row === 3 && problemOf(error).includes(told))).toBe(true);
    expect(check.notices.find(({ code }) => code === 'stray-quote')?.count).toBe(1);
    expect(await engine.identifiers(CANDIDATES)).toEqual(['p1', 'p2', 'p5']);
    expect(await flagged(engine, 'unreadable-value')).toEqual(['p2']);
  });

  test.each(swallowing)('%s, in a list', async (_, lines, told) => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', candidates('p1', 'p2', 'p3', 'p4', 'p5'));
    const { errors } = await add(engine, [HEADINGS, ...lines, ''].join('\n'), 'exclusions');
    expect(errors.map((error) => problemOf(error).includes(told))).toEqual([true]);
    const swallowed = ['p3', 'p4'].filter((id) => lines.some((each) => each.startsWith(id)));
    expect(await flagged(engine, 'possible-pair')).toEqual(swallowed);
    expect(await flagged(engine, 'exclusion-list')).toEqual(['p1', 'p2', 'p5']);
  });

  test('in the headings, or before the identifier', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', candidates('p1', 'p2', 'p3'));
    const text = 'Primary Identifier,"Name\np1,Ada\np2",Bo\n"p3"x,Cy\nother,Di\n';
    const { errors } = await add(engine, text, 'exclusions');
    expect(errors.map(({ row }) => row)).toEqual([1, 2]);
    expect(await flagged(engine, 'possible-pair')).toEqual(['p1', 'p2', 'p3']);
  });

  test('swallows no line of a list in silence, wherever two of them stand', async () => {
    const engine = await newEngine();
    const ids = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];
    const place = fc.tuple(fc.nat(5), fc.nat(6), fc.boolean());
    await fc.assert(
      fc.asyncProperty(place, place, async (first, second) => {
        const cells = ids.map((id) => line(id).split(','));
        for (const [row, column, before] of [first, second]) {
          const cell = cells[row]![column]!;
          cells[row]![column] = before ? `"${cell}` : `${cell}"`;
        }
        const text = [HEADINGS, ...cells.map((row) => row.join(',')), ''].join('\n');
        const { check, errors } = await read(engine, text, 'exclusions');
        // A file that ends in quotes is refused with a sentence.
        if (check.failure) return;
        const page = {
          importId: check.importId,
          rowGroup: { of: 'new' } as const,
          offset: 0,
          limit: 100,
        };
        const { rows } = await engine.ask.imports.rows(page);
        const named = rows.map(({ primaryIdentifier }) => primaryIdentifier);
        const told = [...named, ...errors.map(({ value }) => value)].join('\n');
        for (const id of ids) expect(told).toContain(id);
      }),
      {
        numRuns: 60,
        examples: [
          [
            [5, 0, false],
            [4, 6, true],
          ],
        ],
      },
    );
  });

  test('in a report of loans holds back whoever it has swallowed, as long as the report counts', async () => {
    const engine = await newEngine();
    const add = (...ids: string[]) => addRows(engine, 'candidates', candidates(...ids));
    await add('p1', 'p2', 'p3', 'p5');
    const path = join(engine.folder, 'Loans.csv');
    const lines = ['p1,1,x', 'p2,1,"y', 'p3,2,z', 'p4,1,"w"', 'p5,0,v', ''];
    await writeFile(path, ['Primary Identifier,Loan Count,Title', ...lines].join('\n'));
    const { importId } = await readPath(engine, path, { kind: 'loans' });
    await engine.ask.imports.commit({ importId });
    expect(await flagged(engine, 'possible-pair')).toEqual(['p2', 'p3']);
    const { userNo } = await engine.user('p3');
    expect(await engine.ask.users.possiblePairs({ userNo })).toMatchObject([
      { kind: 'loans', row: 3, userNo: null },
    ]);
    await add('p4', 'p6');
    expect(await flagged(engine, 'possible-pair')).toEqual(['p2', 'p3', 'p4']);
    await engine.ask.imports.undo({ importId });
    expect(await flagged(engine, 'possible-pair')).toEqual([]);
  });

  test('is none in a note of several lines, or within a cell', async () => {
    const engine = await newEngine();
    const lines = [
      line('p1', 'Al "Bo"'),
      line('p2', '"Bo, Cy\nDi, Ed, Fay\nGus"'),
      line('p3', '"Ada ""Ace"""'),
      line('p4', '"Ada" '),
      line('p5', '"10 Main St\nSpringfield, IL"'),
    ];
    const { check, errors } = await read(engine, [HEADINGS, ...lines, ''].join('\n'), 'candidates');
    expect(errors).toEqual([]);
    expect(check.notices.map(({ code }) => code)).not.toContain('stray-quote');
    expect(check.rows).toBe(5);
  });
});

describe('a separator in a cell without quotes', () => {
  const headings = 'Primary Identifier,Purge Date,Has Staff Role,Balance';
  const rows = (...balances: string[]) =>
    [headings, ...balances.map((each, n) => `p${n},2021-05-31,No,${each}`), ''].join('\n');

  test('moves what follows, so that nobody knows what is owed', async () => {
    const engine = await newEngine();
    const { check } = await add(
      engine,
      rows('1,234.50', '0.00', '9.99', '"1,000.00"'),
      'candidates',
    );
    expect(check.notices.map(({ code, count }) => [code, count])).toEqual(
      expect.arrayContaining([
        ['extra-cells', 1],
        ['unreadable-value', 1],
      ]),
    );
    expect(await flagged(engine, 'unreadable-value')).toEqual(['p0']);
    expect((await engine.user('p3')).balance).toBe(100_000);
  });

  test('is none where all rows have a cell more, or separators at their end', async () => {
    const engine = await newEngine();
    const all = rows('1.00,x', '2.00,y', '3.00,z', '4.00,');
    const { check } = await add(engine, all, 'candidates');
    expect(check.notices.map(({ code }) => code)).not.toContain('extra-cells');
    expect(await flagged(engine, 'unreadable-value')).toEqual([]);
    const trailing = await read(engine, rows('1.00,', '2.00,,,'), 'candidates');
    expect(trailing.check.notices.map(({ code }) => code)).not.toContain('extra-cells');
  });
});

describe('bytes of another encoding', () => {
  const latin = (text: string) => Buffer.from(text, 'latin1');

  test('one in a file of UTF-8 is read as Windows-1252 has it, and told', async () => {
    const engine = await newEngine();
    const file = Buffer.concat([
      Buffer.from(`${HEADINGS}\n${line('müller', 'Zoë 😀')}\n`),
      latin(`${line('p2', '"André"')}\n`),
      latin(`${line('josé')}\n`),
      Buffer.from(`${line('ñandú')}\n`),
    ]);
    const { check } = await add(engine, file, 'candidates');
    expect(check.format).toMatchObject({ encoding: 'utf-8' });
    expect(await engine.identifiers(CANDIDATES)).toEqual(['josé', 'müller', 'p2', 'ñandú']);
    expect((await engine.user('p2')).first_name).toBe('André');
    expect((await engine.user('müller')).first_name).toBe('Zoë 😀');
    const page = {
      importId: check.importId,
      rowGroup: noticed('broken-bytes'),
      offset: 0,
      limit: 10,
    };
    const { rows } = await engine.ask.imports.rows(page);
    expect(rows.map(({ row }) => row)).toEqual([3, 4]);
    // Whose identifier it is can't be told for certain.
    expect(await flagged(engine, 'unreadable-value')).toEqual(['josé']);
  });

  test('more of them than whole characters make it Windows-1252', async () => {
    const engine = await newEngine();
    const file = Buffer.concat([
      Buffer.from(`${HEADINGS}\n${line('müller')}\n`),
      latin(`${line('p2', 'é', 'è')}\n`),
    ]);
    const { check } = await add(engine, file, 'candidates');
    expect(check.format).toMatchObject({ encoding: 'windows-1252' });
  });

  test('are found wherever the file is cut apart', async () => {
    const engine = await newEngine();
    const path = join(engine.folder, 'cut.csv');
    await writeFile(
      path,
      Buffer.concat([Buffer.from('ä,ö,ü😀\n'), latin('é,"ñ"\n'), Buffer.from('€,x\n\x1a\x1a')]),
    );
    for (let chunkBytes = 4; chunkBytes < 30; chunkBytes++) {
      const table = await openText(path, {}, { ...defaultTextTuning, chunkBytes });
      const rows: unknown[] = [];
      await table.readSheet(0, (row) => {
        rows.push([...row.texts.slice(0, row.width), row.brokenCells ?? []]);
      });
      table.close();
      expect(rows).toEqual([
        ['ä', 'ö', 'ü😀', []],
        ['é', 'ñ', [0, 1]],
        ['€', 'x', []],
      ]);
    }
  });
});

describe('control characters', () => {
  test('are named with their row', async () => {
    const engine = await newEngine();
    const text = 'Primary Identifier,Name\np1,Ada\np2,Al\x01\n';
    const { check } = await read(engine, text, 'exclusions');
    expect(failureOf(check)).toContain('(U+0001) in row 3');
  });

  test.each(['p1\n\x1a', 'p1\x1a', 'p1\r\n\x1a\x1a\r\n'])(
    'a Ctrl-Z at the end is none: %j',
    async (end) => {
      const engine = await newEngine();
      const { check } = await read(engine, `Primary Identifier\n${end}`, 'exclusions');
      expect(check).toMatchObject({ failure: null, identifiers: 1, errors: 0 });
    },
  );
});

test('a heading in angle brackets makes no markup of a text', async () => {
  const engine = await newEngine();
  const { check } = await read(engine, '<Primary Identifier>,Name\np1,Ada\n', 'exclusions');
  expect(check).toMatchObject({ failure: null, headingRow: 1, identifiers: 1 });
});

test.each(['~$Report.xlsx', '.~lock.Report.xlsx#'])('%s is a lock file', async (name) => {
  const engine = await newEngine();
  const path = join(engine.folder, name);
  await writeFile(path, ',Ada,host,today;');
  expect(failureOf(await readPath(engine, path))).toContain('without ~$');
});
