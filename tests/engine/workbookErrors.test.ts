/**
 * What the workbook reader does with files that are no workbook, damaged, protected or built to do harm: one
 * clear error each, and never a crash, a hang or rows out of nothing.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, test } from 'vitest';
import { TableError, type TableErrorCode } from '#engine/tables/tableError.ts';
import type { ReadTuning } from '#engine/tables/workbook/readTuning.ts';
import { openWorkbook } from '#engine/tables/workbook/readWorkbook.ts';
import {
  buildWorkbook,
  buildZip,
  changePart,
  makeFolder,
  readShort,
  relationsPart,
  sheetPart,
  stringsPart,
  type WorkbookPlan,
  workbookPart,
} from '../support/workbookBuilder.ts';

const folder = makeFolder();
afterAll(folder.remove);

/** The error of reading these bytes whole; fails when they can be read. */
async function errorOf(bytes: Uint8Array, tuning: Partial<ReadTuning> = {}): Promise<TableError> {
  const path = folder.write(bytes);
  const error: unknown = await readShort(path, tuning).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TableError)) throw new Error(`no TableError but ${String(error)}`);
  expect(error.message + error.detail).not.toContain(path);
  return error;
}

async function expectCode(
  code: TableErrorCode,
  file: Uint8Array | string | WorkbookPlan,
): Promise<void> {
  const bytes =
    typeof file === 'string'
      ? Buffer.from(file)
      : file instanceof Uint8Array
        ? file
        : buildWorkbook(file);
  expect((await errorOf(bytes)).code).toBe(code);
}

const row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>';
const strings = '<si><t>Ann</t></si>';
const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const oleWith = (name: string): Buffer =>
  Buffer.concat([
    ole,
    Buffer.alloc(1200),
    Buffer.from(`Root Entry\0${name}\0`, 'utf16le'),
    Buffer.alloc(800),
  ]);

describe('files that are something else', () => {
  test('would call an empty file damaged', () => expectCode('emptyFile', Buffer.alloc(0)));

  test('would not recognise an old .xls, in its container or without', async () => {
    await expectCode('oldXls', oleWith('Workbook'));
    await expectCode('oldXls', oleWith('Book'));
    await expectCode('oldXls', oleWith('WORKBOOK'));
    await expectCode('oldXls', oleWith('BOOK'));
    await expectCode('oldXls', Buffer.from('0908080000051000', 'hex'));
  });

  test('would call an encrypted workbook an old .xls', async () => {
    await expectCode('encrypted', oleWith('EncryptedPackage'));
    const locked = await writeXlsx({
      sheets: [{ name: 'x', rows: [['a']] }],
      encryption: { password: 'secret', spinCount: 1000 },
    });
    await expectCode('encrypted', locked);
  });

  test('would call another old Office file a workbook', () =>
    expectCode('notAWorkbook', oleWith('WordDocument')));

  test('would not say that a web page was saved as a workbook', async () => {
    await expectCode('htmlFile', '<html><table><tr><td>1</td></tr></table></html>');
    await expectCode(
      'htmlFile',
      '\ufeff\r\n<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN"><HTML>',
    );
    await expectCode('htmlFile', '<?xml version="1.0"?><!DOCTYPE html><html xmlns="x">');
    await expectCode('htmlFile', 'MIME-Version: 1.0\r\nContent-Type: multipart/related');
    await expectCode('htmlFile', Buffer.from('\ufeff<table><tr>', 'utf16le'));
  });

  test('would not say that a CSV file was renamed', async () => {
    await expectCode('textFile', 'Primary Identifier,User Group\r\n123,Staff\r\n');
    await expectCode(
      'textFile',
      Buffer.from('\ufeffPrimary Identifier\tUser Group\r\n', 'utf16le'),
    );
    await expectCode('textFile', Buffer.from('M\xfcller;1\r\n', 'latin1'));
  });

  test('would not tell other spreadsheets from workbooks', async () => {
    await expectCode(
      'xmlSpreadsheet',
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
    );
    await expectCode(
      'openDocument',
      buildZip([
        {
          name: 'mimetype',
          content: 'application/vnd.oasis.opendocument.spreadsheet',
          stored: true,
        },
        { name: 'content.xml', content: '<x/>' },
      ]),
    );
    await expectCode(
      'binaryWorkbook',
      buildZip([
        {
          name: '_rels/.rels',
          content: relationsPart([['a', 'officeDocument', 'xl/workbook.bin']]),
        },
        { name: 'xl/workbook.bin', content: 'x' },
      ]),
    );
    await expectCode(
      'notAWorkbook',
      buildZip([
        {
          name: '_rels/.rels',
          content: relationsPart([['a', 'officeDocument', 'word/document.xml']]),
        },
        { name: 'word/document.xml', content: '<w:document xmlns:w="w"/>' },
        { name: 'word/_rels/document.xml.rels', content: relationsPart([]) },
      ]),
    );
    await expectCode('notAWorkbook', buildZip([{ name: 'photo.jpg', content: 'x' }]));
    await expectCode('notAWorkbook', buildZip([]));
    await expectCode('notAWorkbook', '%PDF-1.7 ...');
    await expectCode('notAWorkbook', Buffer.from('89504e470d0a1a0a0000', 'hex'));
    await expectCode('incomplete', Buffer.alloc(5000));
    await expectCode('incomplete', 'PK');
  });

  test('would let the path out with an error of the file system', async () => {
    const missing = join(folder.write(Buffer.from('x')), '..', 'not-there.xlsx');
    const directory = join(missing, '..', 'folder.xlsx');
    mkdirSync(directory);
    for (const [path, code] of [
      [missing, 'unreadable'],
      [directory, 'notAFile'],
    ] as const) {
      const error: unknown = await openWorkbook(path).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'TableError', code });
      expect(JSON.stringify(error) + String(error)).not.toContain('.xlsx');
    }
  });
});

describe('damaged packages', () => {
  test('would read on where a download was cut off', async () => {
    const whole = buildWorkbook({ rows: row.repeat(50), strings });
    for (const share of [0.2, 0.5, 0.9, 0.99]) {
      await expectCode('incomplete', whole.subarray(0, Math.floor(whole.length * share)));
    }
  });

  test('would believe contents whose checksum or size is wrong', async () => {
    for (const name of [
      'xl/workbook.xml',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
      'xl/sharedStrings.xml',
    ]) {
      await expectCode('damaged', {
        rows: row,
        strings,
        change: changePart(name, { claimedCrc: 7 }),
      });
      await expectCode('damaged', {
        rows: row,
        strings,
        change: changePart(name, { claimedSize: 7 }),
      });
    }
    const stored = changePart('xl/worksheets/sheet1.xml', { stored: true, claimedCrc: 7 });
    await expectCode('damaged', { rows: row, strings, change: stored });
  });

  test('would crash on compressed data that is none', async () => {
    const name = 'xl/worksheets/sheet1.xml';
    await expectCode('damaged', {
      rows: row,
      strings,
      change: changePart(name, { stored: true, method: 8 }),
    });
  });

  test('would call encrypted or oddly compressed entries damaged', async () => {
    const name = 'xl/sharedStrings.xml';
    await expectCode('encrypted', {
      rows: row,
      strings,
      change: changePart(name, { encrypted: true }),
    });
    await expectCode('unsupported', {
      rows: row,
      strings,
      change: changePart(name, { method: 12 }),
    });
  });

  test('would crash on a part that is named and not there', async () => {
    const without = (name: string): WorkbookPlan => ({
      rows: row,
      strings,
      change: (parts) => parts.filter((part) => part.name !== name),
    });
    await expectCode('missingPart', without('xl/workbook.xml'));
    await expectCode('missingPart', without('xl/_rels/workbook.xml.rels'));
    await expectCode('missingPart', without('xl/worksheets/sheet1.xml'));
    await expectCode('missingPart', without('xl/sharedStrings.xml'));
    await expectCode('missingPart', { rows: row });
    await expectCode('missingPart', {
      rows: row,
      change: changePart('xl/workbook.xml', {
        content: workbookPart('<sheet name="x" sheetId="1" r:id=""/>'),
      }),
    });
    const unrelated = workbookPart('<sheet name="x" sheetId="1" r:id="rId77"/>');
    await expectCode('missingPart', {
      rows: row,
      change: changePart('xl/workbook.xml', { content: unrelated }),
    });
  });

  test('would choose between two parts of one name, as no two readers do alike', async () => {
    const name = 'xl/worksheets/sheet1.xml';
    const twin = { name: 'XL/worksheets/sheet1.xml', content: sheetPart('<row r="1"/>') };
    await expectCode('damaged', { rows: row, strings, change: (parts) => [...parts, twin] });
    await expectCode('damaged', {
      rows: row,
      strings,
      change: (parts) => [...parts, ...parts.filter((part) => part.name === name)],
    });
    const unused = { name: 'xl/media/picture.png', content: 'x' };
    const path = folder.write(
      buildWorkbook({ rows: row, strings, change: (parts) => [...parts, unused, unused] }),
    );
    expect(await readShort(path)).toEqual([[1, 't:Ann']]);
  });

  test('would follow a sheet out of the file, or offer charts as sheets', async () => {
    const rels = 'xl/_rels/workbook.xml.rels';
    const chart = relationsPart([['rId1', 'chartsheet', 'chart.xml']]);
    await expectCode('noWorksheets', { change: changePart(rels, { content: chart }) });
    await expectCode('noWorksheets', {
      change: changePart('xl/workbook.xml', { content: workbookPart('') }),
    });
    const inside = relationsPart([['rId1', 'worksheet', 'worksheets/sheet1.xml']]);
    const outside = inside.replace(' Target', ' TargetMode="External" Target');
    await expectCode('missingPart', { change: changePart(rels, { content: outside }) });
  });
});

describe('damaged XML', () => {
  test.each([
    ['an end tag between cells', '<row r="1"><c><v>1</v></c></sheetData>'],
    ['an end tag inside a value', '<row r="1"><c><v>1</c></row>'],
    ['a value inside a value', '<row r="1"><c><v>1<v>2</v></v></c></row>'],
    ['an inline string that is not closed', '<row r="1"><c><is><t>a</is></c></row>'],
    ['an attribute without quotes', '<row r=1><c><v>1</v></c></row>'],
    ['an attribute without a value', '<row r="1"><c r><v>1</v></c></row>'],
    ['an attribute without an end', '<row r="1"><c r="A1><v>1</v></c></row>'],
    ['a tag without a name', '<row r="1">< c/></row>'],
    ['a tag without an end', '<row r="1"><c r="A1"<v>1</v></c></row>'],
    ['a slash inside a tag', '<row r="1"><c / r="A1"><v>1</v></c></row>'],
    ['a column past the last', '<row r="1"><c r="XFE1"><v>1</v></c></row>'],
    ['a column from a long name', '<row r="1"><c r="AAAAAAAAAA1"><v>1</v></c></row>'],
    ['a reference without a column', '<row r="1"><c r="12"><v>1</v></c></row>'],
    ['more cells than columns', `<row r="1">${'<c/>'.repeat(16_385)}</row>`],
    ['a row number that is none', '<row r="x"/>'],
    ['a row number past all bounds', '<row r="99999999999999999999"/>'],
    ['row 0', '<row r="0"/>'],
    ['a shared string that is not there', '<row r="1"><c t="s"><v>1</v></c></row>'],
    ['a shared string with a wrong number', '<row r="1"><c t="s"><v>-1</v></c></row>'],
    ['a shared string with no number', '<row r="1"><c t="s"><v>x</v></c></row>'],
    ['an unknown entity', '<row r="1"><c t="str"><v>&nbsp;</v></c></row>'],
    ['an unfinished entity', '<row r="1"><c t="str"><v>a & b</v></c></row>'],
    ['a character past the last', '<row r="1"><c t="str"><v>&#x110000;</v></c></row>'],
    ['a document type inside', '<row r="1"><!DOCTYPE x></row>'],
    ['a comment without an end', '<row r="1"><!-- </row>'],
    ['a row without an end', '<row r="1"><c><v>1</v></c>'],
  ])('would read on at %s', async (_, rows) => {
    await expectCode('damaged', { rows, strings });
  });

  test('would read a sheet that ends in the middle', async () => {
    const whole = sheetPart(row);
    for (const end of [
      20,
      whole.indexOf('<row'),
      whole.indexOf('<v>') + 3,
      whole.indexOf('</sheetData>') + 5,
    ]) {
      await expectCode('damaged', { sheet: whole.slice(0, end), strings });
    }
    await expectCode('damaged', { sheet: '', strings });
    await expectCode('damaged', { sheet: '<html/>', strings });
  });

  test('would read shared strings that end in the middle', async () => {
    const whole = stringsPart(strings);
    for (const end of [0, 20, whole.indexOf('Ann') + 1, whole.indexOf('</sst>')]) {
      await expectCode('damaged', { rows: row, stringsPart: whole.slice(0, end) });
    }
    await expectCode('damaged', { rows: row, stringsPart: '<html/>' });
  });

  test('would show U+FFFD for bytes that are not UTF-8, in either place', async () => {
    const latin = (xml: string): Buffer => Buffer.from(xml.replace('Ann', 'M\xfcller'), 'latin1');
    await expectCode('damaged', { rows: row, stringsPart: latin(stringsPart(strings)) });
    const inline = '<row r="1"><c t="inlineStr"><is><t>Ann</t></is></c></row>';
    await expectCode('damaged', { sheet: latin(sheetPart(inline)) });
    await expectCode('damaged', {
      sheet: latin(sheetPart('<row r="1"><c t="str"><v>Ann</v></c></row>')),
    });
  });

  test('would guess an encoding that no workbook may have', async () => {
    const declared = sheetPart('').replace('UTF-8', 'ISO-8859-1');
    await expectCode('unsupported', { sheet: declared });
    await expectCode('unsupported', {
      change: changePart('xl/workbook.xml', {
        content: '<?xml version="1.0" encoding="shift_jis"?><x/>',
      }),
    });
  });

  test('would read damaged UTF-16', async () => {
    const half = Buffer.from(`\ufeff${sheetPart('<row r="1"/>')}`, 'utf16le').subarray(0, -1);
    await expectCode('damaged', { sheet: half });
    const lone = Buffer.from(
      `\ufeff${sheetPart('<row r="1"><c t="str"><v>\ud800</v></c></row>')}`,
      'utf16le',
    );
    await expectCode('damaged', { sheet: lone });
  });

  test('would read small parts that are not well-formed, or expand entities in them', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>';
    for (const content of [
      '<workbook',
      '<workbook><a></b></workbook>',
      '',
      bomb,
      Buffer.from([0x3c, 0xff, 0xfe]),
    ]) {
      await expectCode('damaged', { change: changePart('xl/workbook.xml', { content }) });
      await expectCode('damaged', {
        change: changePart('xl/_rels/workbook.xml.rels', { content }),
      });
    }
  });
});

describe('limits', () => {
  const zeros = sheetPart(' '.repeat(3 << 20));

  test('would unpack a bomb whose directory tells a harmless size', async () => {
    const bytes = buildWorkbook({
      sheet: zeros,
      change: changePart('xl/worksheets/sheet1.xml', { claimedSize: 100 }),
    });
    expect((await errorOf(bytes, { maxRatio: 100, ratioFrom: 1 << 20 })).code).toBe('tooLarge');
    expect((await errorOf(bytes, { maxPartBytes: 2 << 20 })).code).toBe('tooLarge');
  });

  test('would unpack a small part that is large', async () => {
    const bytes = buildWorkbook({
      change: changePart('xl/styles.xml', {
        content: `<styleSheet>${' '.repeat(3 << 20)}</styleSheet>`,
      }),
    });
    expect((await errorOf(bytes, { maxSmallPartBytes: 1 << 20 })).code).toBe('tooLarge');
  });

  test('would fill the memory with shared strings, or with very many empty ones', async () => {
    const long = buildWorkbook({
      rows: '<row><c t="s"><v>9</v></c></row>',
      strings: `<si><t>${'a'.repeat(200_000)}</t></si>`.repeat(10),
    });
    expect((await errorOf(long, { maxStringBytes: 1 << 20 })).code).toBe('tooLarge');
    const many = buildWorkbook({
      rows: '<row><c t="s"><v>0</v></c></row>',
      strings: '<si/>'.repeat(200_000),
    });
    expect((await errorOf(many, { maxStringBytes: 1 << 20 })).code).toBe('tooLarge');
  });

  test('would hand over far more cells or characters than the file has', async () => {
    const wide = buildWorkbook({ rows: '<row><c r="XFD1"><v>1</v></c></row>'.repeat(10) });
    expect((await errorOf(wide, { maxSheetCells: 100_000 })).code).toBe('tooLarge');
    const repeated = buildWorkbook({
      rows: row.replace(' r="1"', '').repeat(1000),
      strings: `<si><t>${'a'.repeat(1000)}</t></si>`,
    });
    expect((await errorOf(repeated, { maxSheetChars: 500_000 })).code).toBe('tooLarge');
    expect(await readShort(folder.write(repeated), { maxSheetChars: 1_000_000 })).toHaveLength(
      1000,
    );
    const oneRow = buildWorkbook({
      rows: `<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`,
      strings: `<si><t>${'a'.repeat(5000)}</t></si>`,
    });
    const limits = { maxItemBytes: 100_000, maxRememberedBytes: 0 };
    expect((await errorOf(oneRow, limits)).code).toBe('tooLarge');
  });

  test('would parse small parts of endless elements, attributes or lists', async () => {
    const part = async (name: string, content: string): Promise<void> => {
      const { code } = await errorOf(buildWorkbook({ change: changePart(name, { content }) }));
      expect(['damaged', 'tooLarge']).toContain(code);
    };
    const attributes = Array.from({ length: 2000 }, (_, k) => `a${k}=""`).join(' ');
    await part('xl/styles.xml', `<styleSheet ${attributes}/>`);
    await part('xl/styles.xml', `<styleSheet a="${'a'.repeat(100_000)}"/>`);
    await part('xl/styles.xml', '<a>'.repeat(2000) + '</a>'.repeat(2000));
    await part('xl/workbook.xml', workbookPart('<sheet/>'.repeat(20_000)));
  });

  test('would keep a row or a text that never ends', async () => {
    const endless = buildWorkbook({
      rows: `<row r="1">${'<c t="str"><v>abcdefgh</v></c>'.repeat(16_000)}</row>`,
    });
    expect((await errorOf(endless, { maxItemBytes: 1 << 17, inflateChunk: 4096 })).code).toBe(
      'tooLarge',
    );
  });
});
