/**
 * The workbook reader on small files that are all legal and each odd in one way. Every title names what a reader
 * that gets it wrong would do.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { openWorkbook } from '#engine/tables/workbook/readWorkbook.ts';
import { must } from '../support/must.ts';
import { slowRows } from '../support/slowRows.ts';
import {
  buildWorkbook,
  buildZip,
  changePart,
  mainNamespace,
  makeFolder,
  type RawPart,
  readShort,
  relationsPart,
  sheetPart,
  shortCells,
  stringsPart,
  type WorkbookPlan,
  workbookPart,
  xmlHead,
} from '../support/workbookBuilder.ts';

const folder = makeFolder();
afterAll(folder.remove);

/** The rows of a plan; read whole and once more in pieces of 7 bytes, which must give the same. */
async function rowsOf(plan: WorkbookPlan | Buffer): Promise<[number, ...string[]][]> {
  const path = folder.write(Buffer.isBuffer(plan) ? plan : buildWorkbook(plan));
  const rows = await readShort(path);
  expect(await readShort(path, { sliceBytes: 7, inflateChunk: 64 })).toEqual(rows);
  return rows;
}

/** The cells of a single row with this content. */
async function cellsOf(cells: string, plan: WorkbookPlan = {}): Promise<string[]> {
  const [[, ...row] = []] = await rowsOf({ ...plan, rows: `<row r="1">${cells}</row>` });
  return row;
}

/** A whole number below 10^15 and one of the ways in which a program could spell it. */
const spelling = fc
  .record({
    number: fc.oneof(
      fc.integer({ min: 0, max: 99_999_999 }),
      fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
    ),
    zerosInFront: fc.integer({ min: 0, max: 4 }),
    decimals: fc.integer({ min: 0, max: 4 }),
    shift: fc.integer({ min: -6, max: 17 }),
    mark: fc.constantFrom('E', 'e', 'E+', 'e+0'),
    plus: fc.boolean(),
  })
  .map(({ number, zerosInFront, decimals, shift, mark, plus }) => {
    const sign = number < 0 ? '-' : plus ? '+' : '';
    const digits = '0'.repeat(Math.max(0, shift)) + '0'.repeat(zerosInFront) + Math.abs(number);
    const all = shift < 0 ? digits + '0'.repeat(-shift) : digits;
    const point = shift > 0 ? all.length - shift : all.length;
    const fraction = all.slice(point) + '0'.repeat(decimals);
    const exponent = shift === 0 ? '' : shift < 0 ? `${mark[0]}${shift}` : `${mark}${shift}`;
    const lexeme = `${sign}${all.slice(0, point)}${fraction && '.'}${fraction}${exponent}`;
    return { number: number === 0 ? 0 : number, lexeme };
  });

/** The text of the only shared string with this content, and of the same as an inline string. */
async function textOf(item: string): Promise<string> {
  const row =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>ITEM</is></c></row>';
  const [[, shared, inline] = []] = await rowsOf({
    strings: `<si>${item}</si>`,
    rows: row.replace('ITEM', () => item),
  });
  expect(inline).toBe(shared);
  return must(shared).slice(2);
}

describe('the ordinary workbook', () => {
  test('would lose the kind of a value', async () => {
    const cells =
      '<c r="A1" t="s"><v>0</v></c><c r="B1"><v>12</v></c><c r="C1" s="1"><v>44927</v></c>' +
      '<c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="inlineStr"><is><t>x</t></is></c>';
    expect(await cellsOf(cells, { strings: '<si><t>Ann</t></si>', formats: [0, 14] })).toEqual([
      't:Ann',
      'n:12',
      'd:2023-01-01',
      'b:TRUE',
      'e:#N/A',
      't:x',
    ]);
  });

  test('would count rows itself instead of believing their numbers', async () => {
    const rows =
      '<row r="3"><c r="B3"><v>1</v></c></row><row r="7"/><row r="9"><c r="A9"><v>2</v></c></row>';
    expect(await rowsOf({ rows })).toEqual([[3, '', 'n:1'], [7], [9, 'n:2']]);
  });

  test('would leave values of the row before in the gaps of the next', async () => {
    const rows =
      '<row r="1"><c r="A1" t="e"><f>x</f><v>#N/A</v></c><c r="B1"><f>1</f><v>1</v></c><c r="C1"><v>3</v></c></row>' +
      '<row r="2"><c r="C2"><v>4</v></c></row><row r="3"><c r="A3"><v>5</v></c></row>';
    expect(await rowsOf({ rows })).toEqual([
      [1, '=e:#N/A', '=n:1', 'n:3'],
      [2, '', '', 'n:4'],
      [3, 'n:5'],
    ]);
  });

  test('would count styled cells without a value as cells of the row', async () => {
    expect(await cellsOf('<c r="A1"><v>1</v></c><c r="B1" s="0"/><c r="D1" s="0"></c>')).toEqual([
      'n:1',
    ]);
  });

  test('would fail on a row of 16,384 columns or on the last column', async () => {
    expect(await cellsOf('<c r="XFD1"><v>1</v></c>')).toHaveLength(16_384);
    const many = await cellsOf('<c><v>7</v></c>'.repeat(16_384));
    expect(many).toHaveLength(16_384);
    expect(new Set(many)).toEqual(new Set(['n:7']));
  });

  test('would put a cell that comes late in its row at the end, or take it for one more', async () => {
    const rows =
      '<row><c><v>9</v></c><c><v>9</v></c><c><v>9</v></c><c><v>9</v></c><c><v>9</v></c></row>' +
      '<row r="2"><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c><c><v>2</v></c></row>';
    expect((await rowsOf({ rows }))[1]).toEqual([2, 'n:1', 'n:2', 'n:3']);
  });
});

describe('texts', () => {
  test('would drop or keep entities as they are', async () => {
    const item = '<t>&lt;a&gt; &amp;amp; &quot;b&quot; &apos; &#65;&#x42;&#x1F600;&#233;</t>';
    expect(await textOf(item)).toBe('<a> &amp; "b" \' AB😀é');
  });

  test('would lose CDATA sections and comments inside a text', async () => {
    expect(await textOf('<t>a<![CDATA[<b>&amp;]]]><!-- no <t> -->c<?x y?><![CDATA[]]></t>')).toBe(
      'a<b>&amp;]c',
    );
  });

  test('would trim white space, with xml:space or without', async () => {
    expect(await textOf('<t xml:space="preserve">  a \t b  </t>')).toBe('  a \t b  ');
    expect(await textOf('<t> a\n </t>')).toBe(' a\n ');
    expect(await textOf("<t xml:space = 'preserve' >\u00a0a\u00a0</t >")).toBe('\u00a0a\u00a0');
  });

  test('would read only the first run of a rich text, or the phonetic guide as text', async () => {
    const item =
      '<r><rPr><b/><rFont val="t"/></rPr><t xml:space="preserve">東京 </t></r><r><t>Tower</t></r><r/>' +
      '<rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>';
    expect(await textOf(item)).toBe('東京 Tower');
    expect(await textOf('<t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh>')).toBe('課');
  });

  test('would show _x000D_ as such, or decode what was escaped to be shown', async () => {
    expect(await textOf('<t>a_x000D_b_x000a_c_x0009_</t>')).toBe('a\rb\nc\t');
    expect(await textOf('<t>_x005F_x000D_ _x00_ _X000D_ _x000G_ __x0041__</t>')).toBe(
      '_x000D_ _x00_ _X000D_ _x000G_ _A_',
    );
    expect(await textOf('<t>_xD83D__xDE00_</t>')).toBe('😀');
    expect(await textOf('<t>first_xmas_x</t>')).toBe('first_xmas_x');
  });

  test('would turn half a surrogate pair into another character', async () => {
    expect(await textOf('<t>a_xD83D_b</t>')).toBe('a\ud83db');
  });

  test('would keep line ends as the file writes them instead of LF, or lose a written CR', async () => {
    expect(await textOf('<t>a\r\nb\rc\nd&#13;\ne</t>')).toBe('a\nb\nc\nd\r\ne');
    expect(await textOf('<t><![CDATA[a\r\nb]]></t>')).toBe('a\nb');
  });

  test('would refuse a file that really holds U+FFFD', async () => {
    expect(await textOf('<t>a\ufffdé</t>')).toBe('a\ufffdé');
  });

  test('would confuse an empty text with no cell', async () => {
    expect(await textOf('')).toBe('');
    expect(await textOf('<t/>')).toBe('');
    expect(await textOf('<t></t>')).toBe('');
    const cells =
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is/></c>' +
      '<c r="D1" t="s"><v/></c><c r="E1" t="str"><v/></c><c r="F1" t="str"><v></v></c><c r="G1"><v/></c>' +
      '<c r="H1" t="s"><v></v></c><c r="I1"></c><c r="J1"/><c r="K1"><v>1</v></c>';
    expect(await cellsOf(cells, { strings: '<si/><si><t/></si>' })).toEqual([
      't:',
      't:',
      't:',
      '',
      't:',
      't:',
      '',
      '',
      '',
      '',
      'n:1',
    ]);
  });

  test('would lose an inline text for want of its type, or one that stands in <v>', async () => {
    const cells =
      '<c r="A1"><is><t>a</t></is></c><c r="B1" t="inlineStr"><v>b &amp; _x0041_</v></c><c r="C1" t="x"><v> c </v></c>';
    expect(await cellsOf(cells)).toEqual(['t:a', 't:b & A', 't: c ']);
  });

  test('would read thousands of shared strings wrongly at the edge of a block or out of order', async () => {
    const count = 5000;
    const text = (n: number): string =>
      n % 1000 === 999 ? `Müller ${n} 😀` : `user ${n} of the library`;
    const strings = Array.from({ length: count }, (_, n) => `<si><t>${text(n)}</t></si>`).join('');
    const order = [...Array(count).keys(), ...Array(count).keys()].map((n) => (n * 7919) % count);
    const row = (n: number, k: number): string =>
      `<row r="${k + 1}"><c t="s"><v>${n}</v></c></row>`;
    for (const indexes of [[...Array(count).keys()], order]) {
      const path = folder.write(buildWorkbook({ strings, rows: indexes.map(row).join('') }));
      const rows = await readShort(path);
      expect(rows.map(([, cell]) => cell)).toEqual(indexes.map((n) => `t:${text(n)}`));
    }
  });

  test('would confuse long shared strings with the short ones around them, or keep too many', async () => {
    const long = ['é😀 & '.repeat(900), 'é😀 - '.repeat(900), 'plain - '.repeat(600)];
    const text = (n: number): string => `${n} ${n % 97 < 3 ? long[n % 97] : 'short'}`;
    const count = 6000;
    const strings = Array.from(
      { length: count },
      (_, n) => `<si><t>${text(n).replaceAll('&', '&amp;')}</t></si>`,
    ).join('');
    // Some once, some twice, some so often that they are kept decoded.
    const indexes = Array.from({ length: count }, (_, n) => (n % 2 === 0 ? n : (n * 31) % 500));
    const rows = indexes.map((n) => `<row><c t="s"><v>${n}</v></c></row>`).join('');
    const path = folder.write(buildWorkbook({ strings, rows }));
    for (const maxRememberedBytes of [64 << 20, 100_000, 0]) {
      const read = await readShort(path, { maxRememberedBytes });
      expect(read.map(([, cell]) => cell)).toEqual(indexes.map((n) => `t:${text(n)}`));
    }
  });

  test('would lose half a surrogate pair, or the strings behind it, in a table that is asked again', async () => {
    const strings = '<si><t>a_xD83D_b</t></si><si><t>_xD83D__xDE00_</t></si><si><t>c</t></si>';
    const cells = [0, 1, 2, 0, 1, 2, 2, 0].map((n) => `<c t="s"><v>${n}</v></c>`).join('');
    const [a, b, c] = ['t:a\ud83db', 't:😀', 't:c'];
    expect(await cellsOf(cells, { strings })).toEqual([a, b, c, a, b, c, c, a]);
  });

  test('would read a row wrongly that asks for its shared strings far apart, again and again', async () => {
    const count = 40_000;
    const strings = Array.from({ length: count }, (_, n) => `<si><t>s${n}</t></si>`).join('');
    const wanted = Array.from({ length: 16 }, (_, k) => k * 2600);
    const cells = wanted.map((n) => `<c t="s"><v>${n}</v></c>`).join('');
    const path = folder.write(buildWorkbook({ strings, rows: `<row r="1">${cells}</row>` }));
    const expected = [[1, ...wanted.slice(0, 16).map((n) => `t:s${n}`)]];
    expect(await readShort(path, { inflateChunk: 1024 })).toEqual(expected);
  });

  test('would take quadratic time to trim white space or to tell a number from text', async () => {
    const [spaces, digits] = [' '.repeat(300_000), '1'.repeat(300_000)];
    const row = `<row><c t="b"><v>${spaces}x${spaces}</v></c><c><v>${digits}x</v></c></row>`;
    const [[, ...cells] = []] = await readShort(folder.write(buildWorkbook({ rows: row })));
    expect(cells.map((cell) => cell.length)).toEqual([3, 300_003]);
  });

  test('would cut a text or a row that is longer than a chunk', async () => {
    const long = 'Ünïcödé & text '.repeat(40_000);
    const path = folder.write(
      buildWorkbook({
        strings: `<si><t>${long.replaceAll('&', '&amp;')}</t></si>`,
        rows: `<row r="1"><c t="s"><v>0</v></c><c t="inlineStr"><is><t>${'x'.repeat(70_000)}</t></is></c></row>`,
      }),
    );
    expect(await readShort(path, { inflateChunk: 4096 })).toEqual([
      [1, `t:${long}`, `t:${'x'.repeat(70_000)}`],
    ]);
  });
});

describe('packages with something behind their end', () => {
  test.each([1, 3, 512, 70_000])(
    'would refuse a workbook for %i bytes behind it',
    async (length) => {
      const rows = '<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row>';
      const path = folder.write(
        Buffer.concat([buildWorkbook({ rows }), Buffer.alloc(length, 'PK\x05')]),
      );
      const workbook = await openWorkbook(path);
      expect(workbook.flaws).toMatchObject({ trailingBytes: length, noStyles: false });
      workbook.close();
      expect(await readShort(path)).toEqual([[1, 't:a']]);
    },
  );

  test('would take half a workbook that holds another one for that one', async () => {
    const rows = '<row r="1"><c t="inlineStr"><is><t>inner</t></is></c></row>';
    const inner = buildWorkbook({ rows });
    const outer = buildZip([
      { name: 'padding', content: 'x'.repeat(100), stored: true },
      { name: 'xl/embeddings/inner.xlsx', content: inner, stored: true },
      { name: 'xl/more', content: 'y'.repeat(5000), stored: true },
    ]);
    await expect(openWorkbook(folder.write(outer.subarray(0, -3000)))).rejects.toMatchObject({
      code: 'damaged',
    });
  });
});

describe('numbers, booleans, errors', () => {
  test('would hide long digits and written decimals behind a computed number', async () => {
    const lexemes = [
      '12345678901234567890',
      '.5',
      '-1.5e-3',
      '0.1000000000000000055',
      '1234567890123456.5',
      '0',
      '99999',
      '10000',
      '2147483648',
      '1.7976931348623157E+308',
    ];
    const cells = lexemes.map((lexeme) => `<c><v>${lexeme}</v></c>`).join('');
    expect(await cellsOf(cells)).toEqual(lexemes.map((lexeme) => `n:${lexeme}`));
  });

  test('would spell a whole number as the program did that wrote it', async () => {
    const whole = {
      '2.1234567E7': '21234567',
      '1234567.0': '1234567',
      '1e3': '1000',
      '2.1234567890124E+13': '21234567890124',
      '-0': '0',
      '0.0': '0',
      '0E5': '0',
      '007': '7',
      '0000000000012345': '12345',
      '5.': '5',
      '+4': '4',
      '-12.0': '-12',
      '12300e-2': '123',
      '999999999999999': '999999999999999',
      '1E+15': '1000000000000000',
      '1.2345678901234567E18': '1234567890123456700',
      '-1234567890123456.0': '-1234567890123456',
    };
    const lexemes = Object.keys(whole);
    const cells = lexemes.map((lexeme) => `<c><v>${lexeme}</v></c>`).join('');
    expect(await cellsOf(cells)).toEqual(Object.values(whole).map((digits) => `n:${digits}`));
  });

  test('would have another number for another spelling', () =>
    fc.assert(
      fc.asyncProperty(fc.array(spelling, { minLength: 1, maxLength: 30 }), async (spellings) => {
        const cells = spellings.map(({ lexeme }) => `<c><v>${lexeme}</v></c>`).join('');
        expect(await cellsOf(cells)).toEqual(spellings.map(({ number }) => `n:${number}`));
      }),
      { numRuns: 40 },
    ));

  test('would drop the zeros that a number format shows, or show those of another format', async () => {
    const formats = [
      '00000000',
      '0',
      '00000000;-00000000',
      '#,##0',
      '00-00-0000',
      '0.00',
      '[<9]00;0',
    ];
    const cells = formats.map((_, style) => `<c s="${style}"><v>67890</v></c>`).join('');
    const more =
      '<c s="0"><v>-5</v></c><c s="0"><v>1.5</v></c><c s="0"><v>123456789</v></c><c s="0"><v>6.789E4</v></c><c s="0" t="str"><v>7</v></c>';
    expect(await cellsOf(cells + more, { formats })).toEqual([
      'n:00067890',
      'n:67890',
      'n:00067890',
      'n:67890',
      'n:67890',
      'n:67890',
      'n:67890',
      'n:-00000005',
      'n:1.5',
      'n:123456789',
      'n:00067890',
      't:7',
    ]);
  });

  test('would fail on white space, entities or comments around a number', async () => {
    const cells =
      '<c><v> 12\n</v></c><c t="n"><v>&#49;2</v></c><c><v>1<!-- x -->2</v></c><c><v xml:space="preserve">3</v></c>' +
      '<c t="s"><v> 0 </v></c><c t="b"><v>\n1 </v></c><c t="e"><v> #REF! </v></c>';
    expect(await cellsOf(cells, { strings: '<si><t>s</t></si>' })).toEqual([
      'n:12',
      'n:12',
      'n:12',
      'n:3',
      't:s',
      'b:TRUE',
      'e:#REF!',
    ]);
  });

  test('would make a number of what is none', async () => {
    expect(
      await cellsOf(
        '<c><v>NaN</v></c><c><v>1-2</v></c><c><v>0x1F</v></c><c><v>-</v></c><c><v>1e</v></c>',
      ),
    ).toEqual(['t:NaN', 't:1-2', 't:0x1F', 't:-', 't:1e']);
  });

  test('would know booleans only as 1 and 0', async () => {
    const cells = ['1', '0', 'true', 'FALSE', 'maybe']
      .map((word) => `<c t="b"><v>${word}</v></c>`)
      .join('');
    expect(await cellsOf(cells)).toEqual(['b:TRUE', 'b:FALSE', 'b:TRUE', 'b:FALSE', 't:maybe']);
  });
});

describe('formulas', () => {
  test('would give the formula, evaluate it, or lose results of type string, boolean and error', async () => {
    const cells =
      '<c r="A1"><f>1+1</f><v>3</v></c><c r="B1" t="str"><f>A1&amp;"&lt;v>9&lt;/v>"</f><v>a &amp; b</v></c>' +
      '<c r="C1" t="b"><f>TRUE()</f><v>0</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>' +
      '<c r="E1"><f t="shared" si="0"/><v>5</v></c><c r="F1"><f><![CDATA[A1<B1]]></f><v>6</v></c>' +
      '<c r="G1" s="1"><f>TODAY()</f><v>44927.5</v></c><c r="H1"><f>A1</f></c><c r="I1"><v>1</v></c>' +
      '<c r="J1"><f t="array" ref="J1:J2">x</f><v>8</v></c>';
    expect(await cellsOf(cells, { formats: [0, 22] })).toEqual([
      '=n:3',
      '=t:a & b',
      '=b:FALSE',
      '=e:#DIV/0!',
      '=n:5',
      '=n:6',
      '=d:2023-01-01T12:00:00',
      '=',
      'n:1',
      '=n:8',
    ]);
  });
});

describe('dates', () => {
  const dated = (serials: readonly (number | string)[]): string =>
    serials.map((serial) => `<c s="1"><v>${serial}</v></c>`).join('');

  test('would be a day off before March 1900 or lose the day that never was', async () => {
    expect(await cellsOf(dated([0, 1, 59, 60, 61, 36526, 2958465]), { formats: [0, 14] })).toEqual([
      'd:1899-12-31',
      'd:1900-01-01',
      'd:1900-02-28',
      'd:1900-02-29',
      'd:1900-03-01',
      'd:2000-01-01',
      'd:9999-12-31',
    ]);
  });

  test('would read a workbook of the 1904 system four years too early', async () => {
    expect(
      await cellsOf(dated([0, 1, 43465, '43465.25', 2957003]), {
        formats: [0, 14],
        date1904: true,
      }),
    ).toEqual([
      'd:1904-01-01',
      'd:1904-01-02',
      'd:2023-01-01',
      'd:2023-01-01T06:00:00',
      'd:9999-12-31',
    ]);
  });

  test('would round a time to 24:00 or show seconds of a floating-point number', async () => {
    const serials = [
      '44927.999999999',
      '44927.041666666664',
      '44927.0',
      '4.4927E4',
      '0.5',
      '44927.99998',
    ];
    expect(await cellsOf(dated(serials), { formats: [0, 22] })).toEqual([
      'd:2023-01-02',
      'd:2023-01-01T01:00:00',
      'd:2023-01-01',
      'd:2023-01-01',
      'd:1899-12-31T12:00:00',
      'd:2023-01-01T23:59:58',
    ]);
  });

  test('would make a date of a number outside the calendar', async () => {
    expect(
      await cellsOf(dated([-1, 2958466, '1E+99', '123456789012345']), { formats: [0, 14] }),
    ).toEqual(['n:-1', 'n:2958466', 'n:1E+99', 'n:123456789012345']);
  });

  test('would take an ISO date cell for text', async () => {
    const texts = [
      '2022-05-31',
      '2022-05-31T00:00:00',
      '2022-05-31T13:45:06.700Z',
      '2022-05-31T13:45',
      '2022-05-31T23:59:59.9',
      '2022-12-31T23:59:59.9+01:00',
      '2024-02-29',
    ];
    const cells = texts.map((text) => `<c t="d"><v>${text}</v></c>`).join('');
    expect(await cellsOf(cells)).toEqual([
      'd:2022-05-31',
      'd:2022-05-31',
      'd:2022-05-31T13:45:07',
      'd:2022-05-31T13:45:00',
      'd:2022-06-01',
      'd:2023-01-01',
      'd:2024-02-29',
    ]);
  });

  test('would take a date cell that holds no date for one', async () => {
    const texts = ['2023-02-29', '2022-13-01', 'yesterday', '2022-05-31T25:00:00', '44927'];
    const cells = texts.map((text) => `<c t="d"><v>${text}</v></c>`).join('');
    expect(await cellsOf(cells)).toEqual([
      ...texts.slice(0, 4).map((text) => `t:${text}`),
      'd:2023-01-01',
    ]);
  });

  test('would know dates only by the built-in formats', async () => {
    const formats = [
      'yyyy-mm-dd',
      'dd/mm/yyyy;@',
      '[$-409]d-mmm-yy',
      'd\\.m\\.yy',
      '[Red]mm"x"',
      'hh:mm',
      '[$-F800]dddd',
      '[>40000]yyyy;General',
      14,
      17,
      22,
      27,
      45,
      57,
    ];
    const cells = formats.map((_, style) => `<c s="${style}"><v>44927</v></c>`).join('');
    expect(await cellsOf(cells, { formats })).toEqual(formats.map(() => 'd:2023-01-01'));
  });

  test('would take numbers for dates because of a letter in their format', async () => {
    const formats = [
      'General',
      '0.00"days"',
      '#,##0\\d',
      '[Red]0',
      '0_d',
      '*d0',
      '[h]:mm:ss',
      '[mm]:ss',
      '0.00E+00',
      '#,##0.00 [$kr.-406]',
      '0;"d"',
      '[$-409]0;[Red]d',
      '"unclosed d',
      0,
      2,
      9,
      37,
      44,
      46,
      49,
    ];
    const cells = formats.map((_, style) => `<c s="${style}"><v>44927</v></c>`).join('');
    expect(await cellsOf(cells, { formats })).toEqual(formats.map(() => 'n:44927'));
  });

  test('would believe the date style of another list of styles, or fail on a style that is not there', async () => {
    expect(await cellsOf('<c s="0"><v>1</v></c><c s="99"><v>1</v></c>', { formats: [0] })).toEqual([
      'n:1',
      'n:1',
    ]);
    expect(await cellsOf('<c><v>1</v></c>', { formats: [14] })).toEqual(['d:1900-01-01']);
  });
});

describe('ways to write the XML', () => {
  test('would find no rows when elements have a prefix', async () => {
    const sheet = `${xmlHead}<x:worksheet xmlns:x="${mainNamespace}"><x:cols><x:col/></x:cols><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1"><x:f>1</x:f><x:v>2</x:v></x:c><x:c r="C1" t="inlineStr"><x:is><x:r><x:t>in</x:t></x:r></x:is></x:c><x:c r="D1" t="s"><x:v></x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const strings = `<x:sst xmlns:x="${mainNamespace}"><x:si><x:t>pre</x:t></x:si></x:sst>`;
    const prefixed = (xml: string): string =>
      xml.replace(/<(\/?)(?=[a-zA-Z])/g, '<$1q:').replace('xmlns=', 'xmlns:q=');
    const change = (parts: readonly RawPart[]): readonly RawPart[] =>
      parts.map((part) =>
        /workbook|styles|\.rels/.test(part.name)
          ? { ...part, content: prefixed(String(part.content)) }
          : part,
      );
    expect(await rowsOf({ sheet, stringsPart: strings, change })).toEqual([
      [1, 't:pre', '=n:2', 't:in'],
    ]);
  });

  test('would put cells and rows without references in the wrong place', async () => {
    const rows =
      '<row><c><v>1</v></c><c r=""><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>' +
      '<row><c><v>5</v></c></row><row><c r="B9"><v>6</v></c></row>';
    expect(await rowsOf({ rows })).toEqual([
      [1, 'n:1', 'n:2'],
      [5, '', '', 'n:3', 'n:4'],
      [6, 'n:5'],
      [9, '', 'n:6'],
    ]);
  });

  test('would stumble over single quotes, attributes in another order and unknown ones', async () => {
    const rows = `<row spans='1:2' x14ac:dyDescent="0.25" r='1' ht="1>0"><c t='s' cm="1" r='B1' s='0'><v>0</v></c><c s = "1"  r
= 'C1'><v>44927</v></c></row>`;
    expect(await rowsOf({ rows, strings: '<si><t>q</t></si>', formats: [0, 14] })).toEqual([
      [1, '', 't:q', 'd:2023-01-01'],
    ]);
  });

  test('would take the white space of pretty-printed XML for content', async () => {
    const rows =
      '\n  <row r="1" >\n    <c r="A1" t="s" >\n      <v>0</v>\n    </c >\n\t<c r="B1">\r\n<f>1</f >\n<v >2</v\n></c>\n  </row\n>\n';
    const strings = '\n <si>\n  <t>a</t>\n </si>\n <si >\n<r>\n<t>b</t>\n</r>\n</si >\n';
    expect(await rowsOf({ rows, strings })).toEqual([[1, 't:a', '=n:2']]);
  });

  test('would stop at comments, instructions and unknown elements between rows, cells and values', async () => {
    const rows =
      '<!-- <row r="9"/> --><row r="1"><?pi <c/>?><c r="A1"><!-- </c> --><v>1</v><extLst><ext uri="&quot;"><v>9</v><c/></ext></extLst></c>' +
      '<extLst><c><v>8</v></c></extLst><c r="B1"><v>2</v></c><!----></row><other><row r="3"/></other><row r="2"/>';
    expect(await rowsOf({ rows })).toEqual([[1, 'n:1', 'n:2'], [2]]);
  });

  test('would take the end of an earlier comment for that of one a chunk cuts', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, k) =>
        `<!--${'<row r="99"/>'.repeat(k % 5)}--><row r="${k + 1}"><c t="str"><v>a<![CDATA[${'<'.repeat((k * 7) % 40)}]]>b</v></c></row>`,
    );
    const path = folder.write(buildWorkbook({ rows: rows.join('') }));
    const whole = await readShort(path);
    expect(whole.map(([number]) => number)).toEqual(Array.from({ length: 40 }, (_, k) => k + 1));
    for (const sliceBytes of [40, 61, 100, 150])
      expect(await readShort(path, { sliceBytes })).toEqual(whole);
  });

  test('would fail on a sheet without rows', async () => {
    expect(
      await rowsOf({ sheet: `<worksheet xmlns="${mainNamespace}"><sheetData/></worksheet>` }),
    ).toEqual([]);
    expect(await rowsOf({ sheet: `<worksheet xmlns="${mainNamespace}"/>` })).toEqual([]);
    expect(await rowsOf({ rows: '' })).toEqual([]);
  });

  test('would miss rows behind settings and in front of merged cells and links', async () => {
    const sheet = sheetPart('<row r="1"><c r="A1"><v>1</v></c></row>')
      .replace(
        '<sheetData>',
        '<sheetPr/><dimension ref="A1"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData>',
      )
      .replace('</worksheet>', '<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>\n');
    expect(await rowsOf({ sheet })).toEqual([[1, 'n:1']]);
  });
});

describe('characters', () => {
  const names = 'Müller, Łukasz, 東京, 😀 é';
  const plan: WorkbookPlan = {
    strings: `<si><t>${names}</t></si>`,
    rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>${names}</t></is></c></row>`,
  };

  test.each([1, 2, 3, 5, 7, 64])(
    'would break a character that a chunk of %i bytes cuts',
    async (sliceBytes) => {
      const path = folder.write(buildWorkbook(plan));
      expect(await readShort(path, { sliceBytes, inflateChunk: 64 })).toEqual([
        [1, `t:${names}`, `t:${names}`],
      ]);
    },
  );

  const reencoded = (encode: (xml: string) => Buffer): WorkbookPlan => ({
    ...plan,
    change: (parts) => parts.map((part) => ({ ...part, content: encode(String(part.content)) })),
  });
  const utf16 = (xml: string): Buffer => Buffer.from(xml.replace('UTF-8', 'UTF-16'), 'utf16le');

  test('would take a UTF-8 byte order mark for text', async () => {
    expect(await rowsOf(reencoded((xml) => Buffer.from(`\ufeff${xml}`)))).toEqual([
      [1, `t:${names}`, `t:${names}`],
    ]);
  });

  test('would not know UTF-16, little and big end first, with and without mark', async () => {
    const big = (xml: string): Buffer => utf16(xml).swap16();
    for (const encode of [utf16, big]) {
      expect(await rowsOf(reencoded(encode))).toEqual([[1, `t:${names}`, `t:${names}`]]);
      const marked = (xml: string): Buffer => encode(`\ufeff${xml}`);
      expect(await rowsOf(reencoded(marked))).toEqual([[1, `t:${names}`, `t:${names}`]]);
    }
  });

  test('would believe a declaration of UTF-16 on UTF-8 bytes', async () => {
    const wrong = (xml: string): Buffer => Buffer.from(xml.replace('UTF-8', 'utf-16'));
    expect(await rowsOf(reencoded(wrong))).toEqual([[1, `t:${names}`, `t:${names}`]]);
  });
});

describe('the package', () => {
  const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>';
  const strings = '<si><t>found</t></si>';
  const found = [[1, 't:found']];

  test('would fail when the shared strings stand behind the sheet, or in front of it', async () => {
    expect(await rowsOf({ rows, strings })).toEqual(found);
    expect(await rowsOf({ rows, strings, change: (parts) => parts.toReversed() })).toEqual(found);
  });

  test('would read stored entries, data descriptors or ZIP64 sizes wrongly', async () => {
    const all = (options: Partial<RawPart>): WorkbookPlan => ({
      rows,
      strings,
      change: (parts) => parts.map((part) => ({ ...part, ...options })),
    });
    for (const options of [
      { stored: true },
      { descriptor: true },
      { stored: true, descriptor: true },
      { zip64: true },
    ]) {
      expect(await rowsOf(all(options))).toEqual(found);
    }
  });

  test('would know the parts only by their usual names', async () => {
    const part = (name: string, content: string): RawPart => ({ name, content });
    const bytes = buildZip([
      part('_rels/.rels', relationsPart([['a', 'officeDocument', '/Deep/Er/Book.xml']])),
      part('deep/er/book.xml', workbookPart('<sheet name="x" sheetId="9" r:id="s"/>')),
      part(
        'Deep/Er/_rels/Book.xml.rels',
        relationsPart([
          ['s', 'worksheet', '../Sheets/./my%20sheet.xml'],
          ['t', 'sharedStrings', '/texts.xml'],
        ]),
      ),
      part('Deep\\Sheets\\My Sheet.xml', sheetPart(rows)),
      part('/texts.xml', stringsPart(strings)),
    ]);
    expect(await rowsOf(bytes)).toEqual(found);
  });

  test('would not know the namespaces of Strict Open XML', async () => {
    const strict = (xml: string): string =>
      xml
        .replaceAll(mainNamespace, 'http://purl.oclc.org/ooxml/spreadsheetml/main')
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/',
          'http://purl.oclc.org/ooxml/officeDocument/',
        );
    const change = (parts: readonly RawPart[]): readonly RawPart[] =>
      parts.map((part) => ({ ...part, content: strict(String(part.content)) }));
    expect(await rowsOf({ rows, strings, change })).toEqual(found);
  });

  test('would run, or refuse for its macros, a macro-enabled workbook', async () => {
    const macro: RawPart = { name: 'xl/vbaProject.bin', content: 'macro' };
    const types: RawPart = {
      name: '[Content_Types].xml',
      content:
        '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
    };
    expect(await rowsOf({ rows, strings, change: (parts) => [types, ...parts, macro] })).toEqual(
      found,
    );
  });

  test('would list charts as sheets, lose the order, hidden marks or entities in names', async () => {
    const sheets = [
      '<sheet name="B &amp; C" sheetId="3" r:id="r3"/>',
      '<sheet name="Chart" sheetId="2" r:id="r2"/>',
      '<sheet name="A" sheetId="1" state="hidden" r:id="r1"/>',
      '<sheet name="Z" sheetId="4" state="veryHidden" r:id="r4"/>',
    ];
    const relations = relationsPart([
      ['r1', 'worksheet', 'worksheets/sheet1.xml'],
      ['r2', 'chartsheet', 'chart.xml'],
      ['r3', 'worksheet', 'worksheets/other.xml'],
      ['r4', 'worksheet', 'worksheets/sheet1.xml'],
    ]);
    const path = folder.write(
      buildWorkbook({
        rows: '<row r="1"><c><v>1</v></c></row>',
        change: (parts) => [
          ...changePart('xl/workbook.xml', { content: workbookPart(sheets.join('')) })(
            changePart('xl/_rels/workbook.xml.rels', { content: relations })(parts),
          ),
          {
            name: 'xl/worksheets/other.xml',
            content: sheetPart('<row r="1"><c><v>2</v></c></row>'),
          },
        ],
      }),
    );
    const workbook = await openWorkbook(path);
    expect(workbook.sheets).toEqual([
      { index: 0, name: 'B & C', hidden: false },
      { index: 1, name: 'A', hidden: true },
      { index: 2, name: 'Z', hidden: true },
    ]);
    workbook.close();
    expect(await readShort(path, {}, 0)).toEqual([[1, 'n:2']]);
    expect(await readShort(path, {}, 1)).toEqual([[1, 'n:1']]);
  });
});

describe('reading', () => {
  const strings = Array.from({ length: 30_000 }, (_, n) => `<si><t>user ${n}</t></si>`).join('');
  const rows = Array.from(
    { length: 30_000 },
    (_, n) => `<row r="${n + 1}"><c t="s"><v>${n}</v></c></row>`,
  ).join('');
  const path = folder.write(buildWorkbook({ strings, rows }));

  test('would go on after a stop, or not let the sheet be read again', async () => {
    const workbook = await openWorkbook(path);
    for (const wanted of [20, 1, 5000]) {
      const seen: string[] = [];
      await workbook.readSheet(0, (row) => {
        seen.push(...shortCells(row));
        return seen.length === wanted ? 'stop' : undefined;
      });
      expect(seen).toHaveLength(wanted);
      expect(seen.at(-1)).toBe(`t:user ${wanted - 1}`);
    }
    workbook.close();
  });

  test('would load all shared strings for a look at the first rows, or any for a sheet without them', async () => {
    const broken = changePart('xl/sharedStrings.xml', { claimedCrc: 1 });
    const damaged = folder.write(buildWorkbook({ strings, rows, change: broken }));
    const workbook = await openWorkbook(damaged);
    let count = 0;
    await workbook.readSheet(0, () => (++count === 20 ? 'stop' : undefined));
    expect(count).toBe(20);
    await expect(workbook.readSheet(0, () => undefined)).rejects.toMatchObject({ code: 'damaged' });
    workbook.close();
    const numbers = '<row r="1"><c><v>1</v></c></row>';
    expect(
      await readShort(folder.write(buildWorkbook({ strings, rows: numbers, change: broken }))),
    ).toEqual([[1, 'n:1']]);
  });

  test('would mix up two readings at once', async () => {
    const workbook = await openWorkbook(path);
    const seen: string[][] = [[], []];
    const read = (k: number) =>
      workbook.readSheet(0, (row) => {
        must(seen[k]).push(...shortCells(row));
      });
    await Promise.all([read(0), read(1)]);
    workbook.close();
    expect(seen[0]).toHaveLength(30_000);
    expect(seen[1]).toEqual(seen[0]);
  });

  test('would hand over rows after an abort, from outside or from the receiver of the rows', async () => {
    const workbook = await openWorkbook(path);
    const inside = new AbortController();
    let count = 0;
    const aborted = workbook.readSheet(
      0,
      () => {
        if (++count === 3) inside.abort(new Error('enough'));
      },
      { signal: inside.signal },
    );
    await expect(aborted).rejects.toThrow('enough');
    expect(count).toBe(3);

    const outside = new AbortController();
    const { tick } = slowRows(1);
    let rows = 0;
    const slow = workbook.readSheet(
      0,
      () => {
        if (++rows === 1) setImmediate(() => outside.abort(new Error('stopped')));
        tick();
      },
      { signal: outside.signal },
    );
    await expect(slow).rejects.toThrow('stopped');
    // Each row takes a millisecond: the event loop gets a turn long before the end.
    expect(rows).toBeLessThan(1000);
    vi.restoreAllMocks();
    await expect(
      workbook.readSheet(0, () => undefined, { signal: outside.signal }),
    ).rejects.toThrow('stopped');
    workbook.close();
  });

  test('would swallow what the receiver of the rows throws', async () => {
    const workbook = await openWorkbook(path);
    const failing = workbook.readSheet(0, () => {
      throw new RangeError('mine');
    });
    await expect(failing).rejects.toThrow(RangeError);
    workbook.close();
  });

  test('would tell a progress that goes back, beyond 1 or never to the end', async () => {
    const workbook = await openWorkbook(path);
    const told: number[] = [];
    const { tick } = slowRows(0.1);
    await workbook.readSheet(0, tick, { onProgress: (fraction) => told.push(fraction) });
    vi.restoreAllMocks();
    workbook.close();
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
    expect(told[0]).toBeGreaterThan(0);
  });

  test('would hang when the workbook is closed during a reading', async () => {
    const workbook = await openWorkbook(path);
    const closed = workbook.readSheet(0, (row) => {
      if (row.number === 10) workbook.close();
    });
    await expect(closed).rejects.toThrow('closed');
    await expect(workbook.readSheet(0, () => undefined)).rejects.toThrow('closed');
    workbook.close();
  });
});
