/**
 * Erased people are looked for in bytes of any kind. A spelling that isn't found is a certificate that isn't true; a
 * stranger who is found for one of them is an erasing that never ends well.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ByteSearch } from '#engine/db/search/byteSearch.ts';
import { NeedleIndex } from '#engine/db/search/needleIndex.ts';
import { searchFile } from '#engine/db/search/searchFile.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const NEEDLES = [
  'pid00042',
  'Ünal Çelik',
  'Martin Schmid',
  'Schmid Martin',
  'a.baker@uni.example',
  '+43 660 5500042',
  'Lane Forty 12b',
  '123456',
];

const index = new NeedleIndex(NEEDLES);
const search = new ByteSearch(index);
const isFound = (bytes: string | Buffer) => search.find(Buffer.from(bytes as string)).length > 0;
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

test('in every encoding, in upper and lower case, with whatever signs between the words', () => {
  for (const text of [
    ...NEEDLES,
    'PID00042',
    'ÜNAL ÇELIK',
    'ünal çelik',
    'unal celik',
    'Ünal Çelik'.normalize('NFD'),
    'SCHMID, martin',
    '43-660-5500042',
    '(+43) 660/5500042',
    'lane  forty 12B',
  ]) {
    const within = `…said of ${text}, twice`;
    expect([text, isFound(within)]).toEqual([text, true]);
    if (!/[^\0-\xff]/.test(text))
      expect([text, isFound(Buffer.from(within, 'latin1'))]).toEqual([text, true]);
    expect([text, isFound(Buffer.from(within, 'utf16le'))]).toEqual([text, true]);
    expect([text, isFound(utf16be(within))]).toEqual([text, true]);
  }
});

const BEYOND_LATIN = [
  'Łąkowa 12b',
  'Анна Иванова',
  'ΓΕΩΡΓΊΟΥ Ελένη',
  'محمد الخطيب',
  '王小明',
  '王 明',
  '김 민수',
  'Ő',
  'Đặng Văn Lâm',
  'user-ж',
];

test('letters beyond Latin-1 are found in UTF-16 of both orders, wherever it begins, in any case', () => {
  const wide = new ByteSearch(new NeedleIndex(BEYOND_LATIN));
  const others = new ByteSearch(new NeedleIndex(['Петро Иванова', '王大明', 'Łąkowa 13']));
  for (const text of BEYOND_LATIN.filter((each) => each.length > 1)) {
    const title = text.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (each) => each.toUpperCase());
    for (const spelt of [
      text,
      text.toLowerCase(),
      text.toUpperCase(),
      title,
      text.normalize('NFD'),
    ])
      for (const encode of [(each: string) => Buffer.from(each, 'utf16le'), utf16be, Buffer.from])
        for (const before of ['', 'x', 'xyz'.repeat(3000)]) {
          const said = encode(`“${spelt}”, they said`);
          const bytes = Buffer.concat([Buffer.from(before), said, Buffer.alloc(5000, 'z ')]);
          const hits = wide.find(bytes);
          expect([spelt, before.length, hits.length]).toEqual([spelt, before.length, 1]);
          const at = before.length + encode('“').length;
          expect([hits[0]!.start, hits[0]!.end]).toEqual([at, at + encode(spelt).length]);
          expect(others.findAnywhere(bytes)).toEqual([]);
        }
  }
  const isAlone = (text: string) => wide.find(Buffer.from(text, 'utf16le')).length > 0;
  expect([isAlone('Анна Ивановаж'), isAlone('жАнна Иванова')]).toEqual([false, false]);
});

test('a long text in UTF-16 tells everybody in it once', () => {
  const wide = new ByteSearch(new NeedleIndex(BEYOND_LATIN));
  const long = Array.from({ length: 500 }, (_, n) => `${n}: Анна Иванова; ${'.'.repeat(n)}`).join(
    '',
  );
  for (const bytes of [Buffer.from(long, 'utf16le'), utf16be(`x${long}`)])
    expect(wide.find(bytes)).toHaveLength(500);
});

test('nobody is found in the words of others', () => {
  for (const text of [
    'Martin Schmidt',
    'xMartin Schmid',
    'Smartin Schmid',
    'Martin and Schmid',
    'Martin                    Schmid',
    '9123456',
    '1234567',
    'pid000421',
    'baker@uni.example',
    '["Schmid","Martin-Paul"]',
    'Schmid;Martin Luther;x',
  ])
    expect([text, isFound(text)]).toEqual([text, false]);
  expect(isFound('["Schmid","Martin",7]')).toBe(true);
  expect(isFound('x;Schmid;Martin;y')).toBe(true);
});

test('names that begin alike are told apart, however long they are', () => {
  const long = `Association ${'of friends '.repeat(9)}`;
  const texts = ['Anna Miller', 'annamiller', 'Annamiller7', `${long}East`, `${long}West 12`];
  const alike = new NeedleIndex(texts);
  const found = (text: string) =>
    new ByteSearch(alike).find(Buffer.from(text)).map(({ needle }) => texts[needle]);
  expect(alike.tried).toBe(texts.length);
  // Between two words there may be nothing, too, as where the cells of a row touch.
  for (const text of texts)
    expect(found(`to ${text}.`).filter((each) => each !== 'Anna Miller' || each === text)).toEqual([
      text,
    ]);
  for (const text of ['Anna Millers', `${long}North`, `${long}West`, long])
    expect(found(text)).toEqual([]);
});

test('what is too short is counted, not looked for; what is found in the same places is one', () => {
  const few = new NeedleIndex(['ab', '12', 'Ada Lovelace', 'ADA  lovelace', '1815']);
  expect([few.tried, few.tooShort]).toEqual([2, 2]);
});

test('wherever a piece of a file ends', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'Large.txt');
  const bytes = Buffer.alloc((8 << 20) + 77, '. ');
  const places = [0, (4 << 20) - 4096, (4 << 20) - 3, 5 << 20, (8 << 20) + 77 - 8];
  for (const at of places) bytes.write('pid00042', at);
  writeFileSync(path, bytes);
  const read: number[] = [];
  const watch = {
    read: (count: number) => void read.push(count),
    breathe: async () => {},
    signal: new AbortController().signal,
  };
  const found = await searchFile(path, search, index, watch);
  expect(found?.found.map(({ offset }) => offset)).toEqual(places);
  expect(read.reduce((sum, each) => sum + each, 0)).toBe(bytes.length);
  expect(await searchFile(join(folder, 'None.txt'), search, index, watch)).toBeUndefined();
});

test('fifty thousand people are told apart from their neighbours', () => {
  const of = (n: number) => [
    `2990${String(n).padStart(10, '0')}`,
    `First${n} Last${n}`,
    `m${n}@uni.example`,
  ];
  const erased = Array.from({ length: 50_000 }, (_, n) => of(2 * n)).flat();
  const many = new ByteSearch(new NeedleIndex(erased));
  const all = Array.from({ length: 100_000 }, (_, n) => of(n).join('\t')).join('\n');
  const hits = many.find(Buffer.from(all));
  expect(new Set(hits.map(({ needle }) => needle)).size).toBe(150_000);
  const others = Array.from({ length: 50_000 }, (_, n) => of(2 * n + 1).join('\t')).join('\n');
  expect(many.find(Buffer.from(others))).toEqual([]);
});

test('letters and signs that stand as something else are read as what they mean', () => {
  for (const text of [
    '&Uuml;nal &Ccedil;elik',
    '&#220;nal&#xA0;&#199;elik',
    '<t>_x00DC_nal _x00C7_elik</t>',
    String.raw`{"name":"\u00dcnal \u00c7elik"}`,
    'file:///home/%C3%9Cnal%20%C3%87elik/x',
    '%DCnal+%C7elik',
    'Martin&nbsp;Schmid',
    'Martin\u00a0Schmid',
    'Schmid \u2013 Martin',
    'Martin%20Schmid',
    'a.baker&#64;uni.example',
    'a.baker%40uni.example',
    'Lane\u202fForty 12b',
  ])
    for (const before of ['', 'xy & '.repeat(3000)]) {
      const hits = search.find(Buffer.from(`${before}"${text}"${' .'.repeat(3000)}`));
      expect([text, hits.filter(({ bounded }) => bounded).length]).toEqual([text, 1]);
    }
  for (const text of ['Martin&nbsp;Schmidt', 'Martin%20and%20Schmid', 'x&Uuml;nal &Ccedil;elik'])
    expect([text, isFound(text)]).toEqual([text, false]);
  const [hit] = search.find(Buffer.from('to Martin&nbsp;Schmid.'));
  expect([hit!.start, hit!.end]).toEqual([3, 21]);
});
