/**
 * A PDF made small says what it said: tags that mean something, their names where somebody asks for them, and pages as
 * they were. Files made here, object by object; real ones are compared in documents.spec.ts.
 */
import { deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { smallerPdf } from '#engine/exporting/pdf/smallerPdf.ts';

/** As Chromium writes it: a table at the end, nothing together. */
function pdfOf(objects: Readonly<Record<number, string>>, more = ''): Uint8Array {
  const size = Math.max(...Object.keys(objects).map(Number)) + 1;
  const places = new Map<number, number>();
  let file = '%PDF-1.4\n%\xd3\xeb\xe9\xe1\n';
  for (const [number, value] of Object.entries(objects)) {
    places.set(Number(number), file.length);
    file += `${number} 0 obj\n${value}\nendobj\n`;
  }
  const table = file.length;
  file += `xref\n0 ${size}\n`;
  for (let n = 0; n < size; n++)
    file += places.has(n)
      ? `${String(places.get(n)).padStart(10, '0')} 00000 n \n`
      : '0000000000 65535 f \n';
  file += `trailer\n<</Size ${size}\n/Root 1 0 R${more}>>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** What a reader finds, going by the table. */
function readBack(bytes: Uint8Array): Map<number, string> {
  const file = Buffer.from(bytes);
  const streamAt = (from: number) => {
    const head = /^\d+ 0 obj\s*<<.*? stream\n/s.exec(file.toString('latin1', from))![0];
    return { head, body: inflateSync(file.subarray(from + head.length)) };
  };
  const { body } = streamAt(Number(/startxref\n(\d+)/.exec(file.toString('latin1'))![1]));
  // Each row as differences from the one above.
  for (let at = 0; at < body.length; at++)
    if (at % 8 > 0 && at > 8) body[at] = body[at]! + body[at - 8]!;
  const row = (n: number) => body.subarray(n * 8 + 1, n * 8 + 8);
  const objects = new Map<number, string>();
  for (let number = 0; number < body.length / 8; number++) {
    const where = row(number).readUInt32BE(1);
    if (row(number)[0] === 1)
      objects.set(number, file.toString('latin1', where, file.indexOf('endobj', where)));
    if (row(number)[0] !== 2) continue;
    const held = streamAt(row(where).readUInt32BE(1));
    const first = Number(/\/First (\d+)/.exec(held.head)![1]);
    const index = held.body.toString('latin1', 0, first).trim().split(' ').map(Number);
    const [its, from, , to = held.body.length] = index.slice(row(number).readUInt16BE(5) * 2);
    expect(its).toBe(number);
    objects.set(number, held.body.toString('latin1', first + from!, first + to).trim());
  }
  return objects;
}

const mark = (id: number) => `<</Type /MCR\n/Pg 3 0 R\n/MCID ${id}>>`;
const element = (is: string, parent: number, kids: string, more = '', name = '') =>
  `<</Type /StructElem\n/S /${is}${more}\n/P ${parent} 0 R\n/K [${kids}]${name === '' ? '' : `\n/ID (${name})`}>>`;
const ONE_CELL = '<</O /Table\n/RowSpan 1>> <</O /Table\n/ColSpan 1>>';

/** A page with a table of a heading and many cells, each in wrappers. */
function sample(cells = 300): Record<number, string> {
  const content = deflateSync('BT endobj (stream) Tj ET');
  const objects: Record<number, string> = {
    1: '<</Type /Catalog\n/Pages 2 0 R\n/StructTreeRoot 5 0 R>>',
    2: '<</Type /Pages\n/Count 1\n/Kids [3 0 R]>>',
    3: '<</Type /Page\n/Parent 2 0 R\n/Contents 4 0 R\n/StructParents 0>>',
    4: `<</Filter /FlateDecode\n/Length ${content.length}>> stream\n${content.toString('latin1')}\nendstream`,
    5: '<</Type /StructTreeRoot\n/K 10 0 R\n/ParentTree 6 0 R\n/IDTree 8 0 R>>',
    6: '<</Type /ParentTree\n/Nums [0 7 0 R]>>',
    8: '<</Kids [9 0 R]>>',
    11: element('NonStruct', 10, '12 0 R 14 0 R', '', 'n11'),
    12: element('TH', 11, '13 0 R', '\n/A [<</O /Table\n/Scope /Column>>]', 'n12'),
    13: element('NonStruct', 12, mark(0), '', 'n13'),
    // It says in which language.
    14: element('NonStruct', 11, mark(1), '\n/Lang (de)', 'n14'),
  };
  const names = [10, 11, 12, 13, 14].map((n) => `(n${n}) ${n} 0 R`);
  const parents = ['13 0 R', '14 0 R'];
  for (let n = 0; n < cells; n++) {
    const [cell, outer, inner] = [20 + n * 3, 21 + n * 3, 22 + n * 3];
    const attributes = `\n/A [<</O /Table\n/Headers [(n12)]>> ${ONE_CELL}]`;
    objects[cell] = element('TD', 10, `${outer} 0 R`, attributes, `n${cell}`);
    objects[outer] = element('NonStruct', cell, `${mark(n * 2 + 2)} ${inner} 0 R`, '', `n${outer}`);
    objects[inner] = element('NonStruct', outer, mark(n * 2 + 3), '', `n${inner}`);
    names.push(...[cell, outer, inner].map((each) => `(n${each}) ${each} 0 R`));
    parents.push(`${outer} 0 R`, `${inner} 0 R`);
  }
  const cellsOf = Array.from({ length: cells }, (_, n) => `${20 + n * 3} 0 R`);
  objects[10] = element('Document', 5, ['11 0 R', ...cellsOf].join(' '), '', 'n10');
  objects[7] = `[${parents.join(' ')}]`;
  objects[9] = `<</Limits [(n10) (n99)]\n/Names [${names.join(' ')}]>>`;
  return objects;
}

const spaced = (value: string | undefined) => value?.replaceAll(/\s+/g, ' ').trim();

test('what means nothing is gone, and who spoke of it speaks of what is left', () => {
  const before = pdfOf(sample());
  const after = smallerPdf(before);
  expect(after.length).toBeLessThan(before.length / 10);
  const objects = readBack(after);
  const at = (number: number) => spaced(objects.get(number));
  // Those that are left close up: 14 is 12 now, the first cell 14, the second 20.
  expect(at(10)).toMatch(
    /^<<\/Type \/StructElem \/S \/Document \/P 5 0 R \/K \[11 0 R 12 0 R 13 0 R 14 0 R /,
  );
  expect(at(11)).toBe(
    `<</Type /StructElem /S /TH /A [<</O /Table /Scope /Column>>] /P 10 0 R /K [${spaced(mark(0))}] /ID (n12)>>`,
  );
  expect(at(12)).toBe(
    `<</Type /StructElem /S /NonStruct /Lang (de) /P 10 0 R /K [${spaced(mark(1))}]>>`,
  );
  expect(at(13)).toBe(
    `<</Type /StructElem /S /TD /A [<</O /Table /Headers [(n12)]>>] /P 10 0 R /K [${spaced(mark(2))} ${spaced(mark(3))}]>>`,
  );
  expect(at(7)).toMatch(/^\[11 0 R 12 0 R 13 0 R 13 0 R 14 0 R 14 0 R /);
  expect(at(8)).toBe('<</Names [(n12) 11 0 R]>>');
  // Gone are the branch of names and what wrapped; the rest stands in one stream, and the table is another.
  expect(objects.size).toBe(8 + 3 + 300 + 2);
});

test('pages, streams and the way to them are as they were', () => {
  const objects = sample();
  const after = readBack(smallerPdf(pdfOf(objects, '\n/Info 2 0 R')));
  for (const number of [1, 2, 3, 5, 6]) expect(after.get(number)).toBe(objects[number]);
  expect(Buffer.from(smallerPdf(pdfOf(objects))).toString('latin1')).toContain(objects[4]);
  expect([...after.values()].at(-1)).toContain('/Root 1 0 R\n/Info 2 0 R');
});

test('a text that looks like a reference stays a text', () => {
  const title = '<</Title (11 0 R \\) 13 0 R)\n/Dest [3 0 R]>>';
  const after = readBack(smallerPdf(pdfOf({ ...sample(), 15: title })));
  expect(after.get(15)).toBe(title);
});

test('a file that Chromium didn’t write so stays as it is', () => {
  const whole = pdfOf(sample());
  const others = [
    Buffer.from('%PDF of a test'),
    new Uint8Array(),
    pdfOf(sample(), '\n/Prev 7'),
    pdfOf(sample(), '\n/Encrypt 7 0 R'),
    // Cut off, and shifted: places that aren’t those of the objects.
    whole.subarray(0, whole.length - 40),
    Buffer.concat([Buffer.from('   '), whole]),
    smallerPdf(whole),
  ];
  for (const other of others) expect(smallerPdf(other)).toBe(other);
});

test('one that becomes no smaller is left alone', () => {
  const tiny = pdfOf({ 1: '<</Type /Catalog>>' });
  expect(smallerPdf(tiny)).toBe(tiny);
});
