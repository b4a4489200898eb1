/**
 * The reader of text files on small files as programs and people write them. Every title names what a reader
 * that gets it wrong would do.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openTable } from '#engine/tables/openTable.ts';
import { TableError } from '#engine/tables/tableError.ts';
import { type OpenTextOptions, openText } from '#engine/tables/text/openText.ts';
import type { TextTuning } from '#engine/tables/text/textTuning.ts';
import { SEPARATOR_LABELS, SEPARATORS, TEXT_ENCODING_LABELS } from '#shared/domain/textFormats.ts';
import {
  encode,
  type ReadTable,
  readTable,
  type ShortRow,
  windowsCharacters,
} from '../support/textFile.ts';
import { makeFolder } from '../support/workbookBuilder.ts';

const folder = makeFolder();
afterAll(folder.remove);

/** How a file is read: as it is and once more byte by byte, which must give the same. */
async function tableOf(content: string | Buffer, options?: OpenTextOptions): Promise<ReadTable> {
  const path = folder.write(Buffer.from(content));
  const table = await readTable(path, options);
  expect(await readTable(path, options, { chunkBytes: 1 })).toEqual(table);
  return table;
}

async function rowsOf(
  content: string | Buffer,
  options: OpenTextOptions = { separator: ',' },
): Promise<readonly ShortRow[]> {
  return (await tableOf(content, options)).rows;
}

async function errorOf(
  content: string | Buffer,
  options: OpenTextOptions = { separator: ',' },
  tuning: Partial<TextTuning> = {},
): Promise<TableError> {
  const path = folder.write(Buffer.from(content));
  const errors = await Promise.all(
    [tuning, { ...tuning, chunkBytes: 1 }].map((each) =>
      readTable(path, options, each).then(
        () => undefined,
        (reason: unknown) => reason,
      ),
    ),
  );
  for (const error of errors) {
    if (!(error instanceof TableError)) throw new Error(`no TableError but ${String(error)}`);
    expect(error.message + error.detail).not.toContain(path);
  }
  const [whole, byBytes] = errors as [TableError, TableError];
  expect(told(byBytes)).toEqual(told(whole));
  return whole;
}

/** What the librarian is told; other details are for the log. */
const told = ({ code, row, detail }: TableError) => [code, row, code === 'binaryText' && detail];

describe('cells and quotes', () => {
  test('would split at separators and line breaks inside quotes, or keep doubled quotes', async () => {
    expect(await rowsOf('a,"b,c","d\r\ne\nf","g ""h"" i",""""\r\n1,2\r\n')).toEqual([
      [1, 'a', 'b,c', 'd\r\ne\nf', 'g "h" i', '"'],
      [2, '1', '2'],
    ]);
  });

  test('would count lines instead of records, or count a line break in a cell as a row', async () => {
    expect(await rowsOf('"a\nb\nc",d\n\n\ne,f\n')).toEqual([
      [1, 'a\nb\nc', 'd'],
      [4, 'e', 'f'],
    ]);
  });

  test.each(['\r\n', '\n', '\r'])('would know only other line ends than %j', async (lineEnd) => {
    const text = ['a,b', '', 'c,d', '"e",f'].join(lineEnd);
    const rows = [
      [1, 'a', 'b'],
      [3, 'c', 'd'],
      [4, 'e', 'f'],
    ];
    expect(await rowsOf(text)).toEqual(rows);
    expect(await rowsOf(text + lineEnd)).toEqual(rows);
    expect(await rowsOf(text + lineEnd + lineEnd)).toEqual(rows);
  });

  test('would lose a row where line ends are mixed', async () => {
    expect(await rowsOf('a\rb\nc\r\nd\n\re')).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
      [6, 'e'],
    ]);
  });

  test('would fail on text behind a closing quote or on quotes inside a cell', async () => {
    expect(await rowsOf('"a"b,"c" "d,e",f"g"h,5" x 3","" ,"i""j"k"l"\n"a"\n')).toEqual([
      [1, 'ab', 'c "d', 'e"', 'f"g"h', '5" x 3"', ' ', 'i"jk"l"'],
      [2, 'a'],
    ]);
  });

  test('would trim white space, or drop characters that only look like white space', async () => {
    expect(await rowsOf(' a , \u00a0b\u00a0,\tc\t,\u2028,d\ve\ff\n')).toEqual([
      [1, ' a ', ' \u00a0b\u00a0', '\tc\t', '\u2028', 'd\ve\ff'],
    ]);
  });

  test('would make cells of trailing separators, or confuse an empty text with a value', async () => {
    expect(await rowsOf('a,,b,,\n,,\n"","",c\n"",""\n,d\n')).toEqual([
      [1, 'a', '', 'b'],
      [3, '', '', 'c'],
      [5, '', 'd'],
    ]);
  });

  test('would leave values of the row before in the gaps of the next', async () => {
    expect(await rowsOf('="1",="2",="3"\n,,4\n5,"",6\n')).toEqual([
      [1, { forced: '1' }, { forced: '2' }, { forced: '3' }],
      [2, '', '', '4'],
      [3, '5', '', '6'],
    ]);
  });

  test('would turn a value into a number, a date or nothing', async () => {
    const cells = ['00123', '1E5', '5/31/2022', 'TRUE', "'0042", '12345678901234567890', '-0', ' '];
    expect(await rowsOf(cells.join(','))).toEqual([[1, ...cells]]);
  });
});

describe('formulas', () => {
  test('would take ="00123" for something else than the text 00123', async () => {
    const text = '="00123","=""00,124""",="",="a ""b""",="=1+1"\n';
    expect(await rowsOf(text)).toEqual([
      [1, ...['00123', '00,124', '', 'a "b"', '=1+1'].map((forced) => ({ forced }))],
    ]);
  });

  test('would evaluate, strip or refuse any other value that looks like a formula', async () => {
    const cells = [
      '=1+1',
      '+49 30 1',
      '-5',
      '@user',
      '=',
      '="',
      '="a"&"b"',
      '="a"b',
      '=A1',
      '= "a"',
    ];
    expect(await rowsOf(`${cells.join(',')}\n`)).toEqual([[1, ...cells]]);
    expect(await rowsOf('"=HYPERLINK(""x"",""y"")","=""a""&""b"""\n')).toEqual([
      [1, '=HYPERLINK("x","y")', '="a"&"b"'],
    ]);
  });
});

describe('the encoding', () => {
  const text = 'Näme,Größe\r\n東京,😀é\r\n';
  const rows = [
    [1, 'Näme', 'Größe'],
    [2, '東京', '😀é'],
  ];

  test('would show the byte order mark as part of the first heading, or not know it', async () => {
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
      const bytes = encode(`\ufeff${text}`, encoding);
      expect(await tableOf(bytes)).toEqual({ encoding, separator: ',', rows });
    }
    expect(await rowsOf('\ufeff"a, b",c\n')).toEqual([[1, 'a, b', 'c']]);
  });

  test('would not know UTF-16 without a byte order mark', async () => {
    for (const encoding of ['utf-16le', 'utf-16be'] as const) {
      expect((await tableOf(encode(text, encoding))).encoding).toBe(encoding);
      expect(await tableOf(encode('ID\r\n1\r\n', encoding))).toMatchObject({
        encoding,
        rows: [
          [1, 'ID'],
          [2, '1'],
        ],
      });
    }
  });

  test('would decide by the first bytes what only a byte far behind them tells', async () => {
    const ascii = 'Anna,Staff\r\n'.repeat(50_000);
    const [, utf8, windows] = await Promise.all(
      ['', 'é', ''].map((end, n) => {
        const bytes = Buffer.concat([Buffer.from(ascii + end), Buffer.from(n === 2 ? [0xe9] : [])]);
        return readTable(folder.write(bytes));
      }),
    );
    expect([utf8!.encoding, utf8!.rows.at(-1)]).toEqual(['utf-8', [50_001, 'é']]);
    expect([windows!.encoding, windows!.rows.at(-1)]).toEqual(['windows-1252', [50_001, 'é']]);
  });

  test('would take 80 to 9F for control characters, or lose one of them', async () => {
    const bytes = encode(`€,“x”\r\n${windowsCharacters},Ÿ\r\n`, 'windows-1252');
    expect(await tableOf(bytes)).toEqual({
      encoding: 'windows-1252',
      separator: ',',
      rows: [
        [1, '€', '“x”'],
        [2, windowsCharacters, 'Ÿ'],
      ],
    });
    expect(bytes.subarray(7, 7 + 128)).toEqual(
      Buffer.from(Array.from({ length: 128 }, (_, n) => 128 + n)),
    );
  });

  test('would guess although somebody has told', async () => {
    expect(await rowsOf('é', { encoding: 'windows-1252' })).toEqual([[1, 'Ã©']]);
    expect(await rowsOf(Buffer.from('\ufeffab', 'utf16le'), { encoding: 'utf-16le' })).toEqual([
      [1, 'ab'],
    ]);
  });

  test('would show U+FFFD for bytes that don’t fit the encoding, or refuse a real U+FFFD', async () => {
    const latin = Buffer.from('M\xfcller,1\n', 'latin1');
    expect((await errorOf(latin, { encoding: 'utf-8' })).code).toBe('wrongEncoding');
    const marked = Buffer.concat([Buffer.from('\ufeff'), latin]);
    expect((await errorOf(marked, {})).code).toBe('wrongEncoding');
    const lone = Buffer.from('\ufeffa\ud800b', 'utf16le');
    expect((await errorOf(lone, {})).code).toBe('wrongEncoding');
    expect(await rowsOf('a\ufffdb')).toEqual([[1, 'a\ufffdb']]);
  });

  test('would read on where a file was cut off inside a character', async () => {
    for (const cut of [1, 3]) {
      const half = Buffer.from('\ufeffa,b\r\n😀', 'utf16le').subarray(0, -cut);
      expect((await errorOf(half, {})).code).toBe('incomplete');
    }
    expect((await errorOf(Buffer.from('é,東').subarray(0, -1), {})).code).toBe('incomplete');
  });

  test('would have an encoding or a separator without a name', () => {
    expect(Object.values(TEXT_ENCODING_LABELS)).toEqual([
      'UTF-8',
      'UTF-16 LE',
      'UTF-16 BE',
      'Windows-1252 (Western European)',
    ]);
    expect(SEPARATORS.map((each) => SEPARATOR_LABELS[each])).toEqual(['Comma', 'Semicolon', 'Tab']);
  });
});

describe('the separator', () => {
  const guess = async (text: string): Promise<string> => (await tableOf(text)).separator;

  test('would know only the comma', async () => {
    for (const separator of SEPARATORS) {
      expect(await guess(`ID,Name;x\tGroup\n1,b;y\tc`.replace(/[,;\t]/g, separator))).toBe(
        separator,
      );
      expect(await guess(`a${separator}b`)).toBe(separator);
    }
  });

  test('would be fooled by titles above the headings', async () => {
    const titles = 'Users, expired, by group, and date\nRun, on, 1, May\n\n';
    expect(await guess(`${titles}ID;Name;Group\n1;A;X\n2;B;X\n3;C;Y\n`)).toBe(';');
  });

  test('would be fooled by decimal commas, by names with commas, or by separators in quotes', async () => {
    expect(await guess('ID;Fines;Loans\n1;2,50;0\n2;0,00;1\n')).toBe(';');
    expect(await guess('Name\tID\nMüller, Anna\t1\nMeier, Jan\t2\n')).toBe('\t');
    expect(await guess('"a;b;c",1\n"d;e;f",2\n')).toBe(',');
    expect(await guess('Name;Fines\nA, B;1\nC, D;2\n'.replace('Name', 'Name, first'))).toBe(';');
  });

  test('would split a list of identifiers at something', async () => {
    expect(await guess('ID\n00123\n00124\n')).toBe(',');
    expect(await guess('00123')).toBe(',');
    expect(await guess('')).toBe(',');
  });

  test('would take the row that is cut off at the end of the sample for a shorter one', async () => {
    const rows = 'a;b;c,d\n'.repeat(3);
    const path = folder.write(Buffer.from(rows));
    expect((await readTable(path, {}, { sampleChars: 11 })).separator).toBe(';');
  });

  test('would hand over Excel’s line sep=, not believe it, or not count it', async () => {
    for (const line of ['sep=;', 'SEP=;', '"sep=;"']) {
      expect(await tableOf(`\ufeff${line}\r\na,b,c;1\r\nd,e,f;2\r\n`)).toEqual({
        encoding: 'utf-8',
        separator: ';',
        rows: [
          [2, 'a,b,c', '1'],
          [3, 'd,e,f', '2'],
        ],
      });
    }
    expect(await rowsOf('sep=;\na,b\n', { separator: ',' })).toEqual([[2, 'a', 'b']]);
    expect(await rowsOf('sep=;x\na,b\n')).toEqual([
      [1, 'sep=;x'],
      [2, 'a', 'b'],
    ]);
  });
});

describe('what can’t be read', () => {
  test('would make one cell of all that follows an unclosed quote', async () => {
    const error = await errorOf(`a,b\n\n"c\nd",e\nf,"g\n${'h,i\n'.repeat(100)}`);
    expect(error.code).toBe('unclosedQuote');
    expect(error.row).toBe(4);
  });

  test('would fill the memory with a cell that never ends, or tell the wrong row', async () => {
    const quoted = await errorOf(`a\n"b${'c,d\n'.repeat(60)}`, {}, { maxCellChars: 200 });
    expect(quoted.code).toBe('tooLongCell');
    expect(quoted.row).toBe(2);
    const plain = await errorOf(`a\nb,${'c'.repeat(201)},d\n`, {}, { maxCellChars: 200 });
    expect(plain.code).toBe('tooLongCell');
    expect(await readTable(folder.write(Buffer.from('c'.repeat(1 << 20))))).toBeDefined();
  });

  test('would refuse 16,384 columns or accept one more', async () => {
    const cells = Array.from({ length: 16_384 }, (_, n) => String(n));
    const path = folder.write(Buffer.from(`1\n${cells.join(',')},,,\n2\n`));
    expect((await readTable(path)).rows).toEqual([
      [1, '1'],
      [2, ...cells],
      [3, '2'],
    ]);
    const error = await errorOf(`1\n${','.repeat(16_384)},x\n`);
    expect(error.code).toBe('tooLongRow');
    expect(error.row).toBe(2);
    const row = 'abcdefghi,'.repeat(100);
    expect((await errorOf(row, {}, { maxRowChars: 500 })).code).toBe('tooLongRow');
    expect((await errorOf(`${row}\n`, {}, { maxRowChars: 500 })).code).toBe('tooLongRow');
  });

  test('would read a file that turns out binary in the middle', async () => {
    for (const odd of ['\0', '\x01', '\b', '\x0e', '\x1a', '\x1f']) {
      for (const cell of [odd, `b${odd}`, `"c${odd}"`, `"c"${odd}`, `d"${odd}`]) {
        const error = await errorOf(`a long heading,b\na,${cell}\nc,d\n`);
        expect(error.code).toBe('binaryText');
        const number = odd.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
        expect([error.detail, error.row]).toEqual([`U+${number}`, 2]);
      }
    }
    const wide = Buffer.from('\ufeffa\0b\n', 'utf16le');
    expect((await errorOf(wide, {})).code).toBe('binaryText');
  });

  test('would make rows of an empty file or of blank lines', async () => {
    for (const text of ['', '\n', '\r\n\r\n', '\ufeff', '\ufeff\r\n', '\r', ',,\n""\n'])
      expect(await rowsOf(text)).toEqual([]);
    expect(await rowsOf(Buffer.from([0xff, 0xfe]), {})).toEqual([]);
  });

  test('would let the path out with an error of the file system', async () => {
    const missing = join(folder.write(Buffer.from('x')), '..', 'not-there.csv');
    const directory = join(missing, '..', 'folder.csv');
    mkdirSync(directory);
    for (const [path, code] of [
      [missing, 'unreadable'],
      [directory, 'notAFile'],
    ] as const) {
      for (const open of [openText, openTable]) {
        const error: unknown = await open(path).catch((reason: unknown) => reason);
        expect(error).toMatchObject({ name: 'TableError', code });
        expect(JSON.stringify(error) + String(error)).not.toContain('.csv');
      }
    }
  });
});
