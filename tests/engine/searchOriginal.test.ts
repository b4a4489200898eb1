/**
 * Before a workbook is kept behind an erasing it is looked through for those who were erased, wherever it can name somebody:
 * whichever part is passed over keeps them, and whoever is found in how a workbook looks costs every file its original.
 */
import { expect, test } from 'vitest';
import { ByteSearch } from '#engine/db/search/byteSearch.ts';
import { NeedleIndex } from '#engine/db/search/needleIndex.ts';
import { lookInOriginal } from '#engine/jobs/kinds/eraseUsers/searchOriginal.ts';
import { buildZip, type RawPart } from '../support/workbookBuilder.ts';

const index = new NeedleIndex([
  ...['Ünal Çelik', 'Çelik Ünal', 'Çelik', 'pid00042', 'unal.c@uni.example'],
  ...['Roman', 'Sheet', 'Font', 'Calibri'],
]);
const looking = {
  ...{ index, search: new ByteSearch(index) },
  watch: { read: () => {}, breathe: async () => {}, signal: new AbortController().signal },
};

async function findings(bytes: Buffer): Promise<number> {
  let found = 0;
  await lookInOriginal([bytes], looking, (searched) => {
    if (!searched) throw new Error('It was not read.');
    found += searched.found.length;
  });
  return found;
}

const PLAIN: readonly RawPart[] = [
  { name: '[Content_Types].xml', content: '<Types><Override PartName="/xl/Sheet.xml"/></Types>' },
  {
    name: 'xl/styles.xml',
    content: '<styleSheet><font><name val="Times New Roman"/></font></styleSheet>',
  },
  { name: 'xl/theme/theme1.xml', content: '<a:latin typeface="Calibri"/>' },
  {
    name: 'xl/worksheets/sheet1.xml',
    content: '<Sheet><Font/><row r="1"><c t="str"><v>Çelikhan, pid000421</v></c></row></Sheet>',
  },
];
const withPart = (name: string, content: string | Buffer, other: Partial<RawPart> = {}) =>
  buildZip([...PLAIN, { name, content, ...other }]);

test('how a workbook looks names nobody, nor do the names of elements', async () => {
  expect(await findings(buildZip(PLAIN))).toBe(0);
});

test.each<[string, string, string]>([
  ['a sheet that wasn’t imported', 'xl/worksheets/sheet2.xml', '<c><is><t>of Çelik</t></is></c>'],
  ['shared strings', 'xl/sharedStrings.xml', '<si><t>pid00042</t></si>'],
  ['a name with references', 'xl/sharedStrings.xml', '<t>&#xDC;nal &#199;elik</t>'],
  ['a name as workbooks escape it', 'xl/sharedStrings.xml', '<t>_x00DC_nal _x00c7_elik</t>'],
  ['records of a pivot table', 'xl/pivotCache/pivotCacheRecords1.xml', '<r><s v="Çelik"/></r>'],
  [
    'its items',
    'xl/pivotCache/pivotCacheDefinition1.xml',
    '<sharedItems><s v="ÇELIK"/></sharedItems>',
  ],
  ['a comment', 'xl/comments1.xml', '<comment><text><r><t>ask Çelik</t></r></text></comment>'],
  ['a comment in a thread', 'xl/threadedComments/threadedComment1.xml', '<text>Ünal Çelik</text>'],
  ['who takes part in one', 'xl/persons/person.xml', '<person displayName="Çelik, Ünal"/>'],
  ['who made it', 'docProps/core.xml', '<dc:creator>Ünal Çelik</dc:creator>'],
  ['who changed it', 'docProps/core.xml', '<cp:lastModifiedBy>Çelik</cp:lastModifiedBy>'],
  ['other properties', 'docProps/custom.xml', '<vt:lpwstr>unal.c@uni.example</vt:lpwstr>'],
  ['custom XML', 'customXml/item1.xml', '<owner who="Çelik"/>'],
  [
    'a defined name',
    'xl/workbook.xml',
    '<definedName name="Of_pid00042">Sheet1!$A$1</definedName>',
  ],
  ['its content', 'xl/workbook.xml', '<definedName name="x">"Ünal Çelik"</definedName>'],
  ['above the pages', 'xl/worksheets/sheet2.xml', '<oddHeader>&amp;LÜnal Çelik&amp;R1</oddHeader>'],
  [
    'below them',
    'xl/worksheets/sheet2.xml',
    '<evenFooter>&amp;C&amp;"Arial"&amp;12Çelik</evenFooter>',
  ],
  ['a drawing', 'xl/drawings/drawing1.xml', '<xdr:txBody><a:t>Çelik</a:t></xdr:txBody>'],
  ['an older comment', 'xl/drawings/vmlDrawing1.vml', '<v:textbox><div>Çelik</div></v:textbox>'],
  ['a link', 'xl/worksheets/_rels/sheet1.xml.rels', '<R Target="mailto:unal.c%40uni.example"/>'],
  ['values of another workbook', 'xl/externalLinks/externalLink1.xml', '<v>Ünal Çelik</v>'],
  [
    'where that is',
    'xl/externalLinks/_rels/e.rels',
    '<R Target="file:///C:/%C3%9Cnal%20%C3%87elik/x"/>',
  ],
  ['a chart', 'xl/charts/chart1.xml', '<c:v>Çelik</c:v>'],
  ['a table', 'xl/tables/table1.xml', '<tableColumn name="Çelik"/>'],
])('%s', async (_, name, content) => {
  expect(await findings(withPart(name, `<?xml version="1.0"?><x>${content}</x>`))).toBeGreaterThan(
    0,
  );
  const wide = Buffer.from(`\ufeff<x>${content}</x>`, 'utf16le');
  expect(await findings(withPart(name, wide))).toBeGreaterThan(0);
  expect(await findings(withPart(name, content, { stored: true }))).toBeGreaterThan(0);
});

test('files that are embedded in it, and in those', async () => {
  const inner = buildZip([{ name: 'word/document.xml', content: '<w:t>Çelik</w:t>' }]);
  const outer = withPart('xl/embeddings/oleObject1.docx', inner);
  expect(await findings(outer)).toBeGreaterThan(0);
  expect(await findings(withPart('xl/embeddings/book.xlsx', outer))).toBeGreaterThan(0);
});
