/**
 * Small files that unpack, or could be made, to far more than a computer has memory for. Each is given to the
 * reader in a process of its own: it must be refused with a clear sentence, or read without holding it.
 */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableErrorCode } from '#engine/tables/tableError.ts';
import type { ReadTuning } from '#engine/tables/workbook/readTuning.ts';
import {
  GiB,
  hugeDirectory,
  MiB,
  overlapEntries,
  type Repetition,
  repeatedPart,
  repeatedRows,
  repeatedStrings,
} from '../support/bombBuilder.ts';
import type { BombReport } from '../support/bombReader.ts';
import { ended, ROOT, startNode } from '../support/builtEngine.ts';
import {
  buildWorkbook,
  changePart,
  makeFolder,
  type RawPart,
  relationsPart,
  sheetPart,
  workbookPart,
} from '../support/workbookBuilder.ts';

const folder = makeFolder();
afterAll(folder.remove);
let program = '';

/** The child can't run TypeScript by itself in every version of Node. */
beforeAll(async () => {
  const outDir = join(dirname(folder.write(Buffer.alloc(0))), 'program');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(ROOT, 'tests/support/bombReader.ts'),
      outDir,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  });
  program = join(outDir, 'bombReader.mjs');
});

/** No reading here takes a tenth of it; one that hangs is ended. */
const watchdogMs = 60_000;

/** Reads the file in a process of its own, which ends itself when it has told its report, or is ended when it hangs. */
async function readApart(bytes: Buffer, tuning: Partial<ReadTuning>): Promise<BombReport> {
  const path = folder.write(bytes);
  const child = startNode([program, path, JSON.stringify(tuning)]);
  const watchdog = setTimeout(() => child.kill('SIGKILL'), watchdogMs);
  const { code, signal, stdout, stderr } = await ended(child);
  clearTimeout(watchdog);
  rmSync(path);
  if (stdout === '') throw new Error(`the reader ended with ${code ?? signal}: ${stderr}`);
  return JSON.parse(stdout);
}

type Outcome = TableErrorCode | 'read';
type Bomb = readonly [
  title: string,
  outcome: Outcome,
  make: () => Buffer,
  /** Another limit than the usual one, where reaching that would take its time. */
  tuning?: Partial<ReadTuning>,
];

const rows = (repetition: Repetition): Buffer =>
  buildWorkbook({ strings: '<si><t>a</t></si>', change: repeatedRows(repetition) });

/** One very long text of a cell. */
const text = (unit: string, bytes = 8 * MiB): Buffer =>
  rows({ head: '<row><c t="str"><v>', unit, bytes, tail: '</v></c></row>' });

const inRow = (unit: string, bytes: number): Buffer =>
  rows({ head: '<row>', unit, bytes, tail: '</row>' });

const strings = (items: Repetition, asking: string): Buffer =>
  buildWorkbook({ strings: '', rows: asking, change: repeatedStrings(items) });

const askFor = (index: number): string => `<c t="s"><v>${index}</v></c>`;
const lastString = `<row>${askFor(999_999_999)}</row>`;

/** A part that is not streamed, with something repeated in its root or deeper. */
function smallPart(part: string, outer: readonly string[], unit: string, bytes: number): Buffer {
  const head = outer.map((name) => `<${name} xmlns="x">`).join('');
  const tail = outer.map((name) => `</${name}>`).toReversed();
  const change = repeatedPart({ head, unit, bytes, tail: tail.join('') });
  return buildWorkbook({ rows: '<row/>', change: changePart(part, change) });
}

const styles = 'xl/styles.xml';
const workbook = 'xl/workbook.xml';
const relations = 'xl/_rels/workbook.xml.rels';

/** Entities that stand for entities that stand for entities. */
const laughs = `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from(
  { length: 30 },
  (_, k) => `<!ENTITY a${k + 1} "&a${k};&a${k};">`,
).join('')}]>`;
/** One long entity, named very often. */
const blowup = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(100_000)}">]>`;

function withDeclaration(part: string, declaration: string, entity: string): Buffer {
  const change = (parts: readonly RawPart[]): readonly RawPart[] =>
    parts.map((each) => {
      if (each.name !== part) return each;
      const [head, ...rest] = String(each.content).split('?>');
      const content = `${head}?>${declaration}${rest.join('?>').replace('<t>a', `<t>${entity}`)}`;
      return { ...each, content };
    });
  const inline = '<c t="inlineStr"><is><t>a</t></is></c>';
  return buildWorkbook({
    strings: '<si><t>a</t></si>',
    rows: `<row>${inline}${askFor(0)}</row>`,
    change,
  });
}

/** Many sheets, all of which lie at the same place of the file. */
function overlapping(): Buffer {
  const numbers = Array.from({ length: 10 }, (_, k) => k + 1);
  const name = (k: number): string => `worksheets/sheet${k}.xml`;
  const sheets = numbers.map((k) => `<sheet name="s${k}" sheetId="${k}" r:id="r${k}"/>`);
  const content = relationsPart(numbers.map((k) => [`r${k}`, 'worksheet', name(k)]));
  const bytes = buildWorkbook({
    change: (parts) => [
      ...repeatedRows({ unit: '<row/>', bytes: 4 * MiB })!(
        changePart(relations, { content })(
          changePart(workbook, { content: workbookPart(sheets.join('')) })(parts),
        ),
      ),
      ...numbers.slice(1).map((k) => ({ name: `xl/${name(k)}`, content: '' })),
    ],
  });
  return overlapEntries(bytes, 'xl/worksheets/sheet1.xml', 'xl/worksheets/');
}

/** One row whose strings come so that each is asked for after the part was read up to the one before. */
function askingRow(): Buffer {
  const count = 1_200_000;
  const items = Array.from(
    { length: count / 400 },
    (_, k) => `<c r="A1" t="s"><v>${k * 400}</v></c>`,
  );
  const padding = '<c r="B1" t="str"><v>padding</v></c>'.repeat(300_000);
  return buildWorkbook({
    strings: '',
    change: (parts) =>
      repeatedStrings({ unit: '<si><t>abc</t></si>', bytes: 19 * count })!(
        changePart('xl/worksheets/sheet1.xml', {
          content: sheetPart(`<row>${padding}${items.join('')}</row>`),
        })(parts),
      ),
  });
}

const twoOf = (times: number): string => `<row>${askFor(0)}${askFor(1)}</row>`.repeat(times);
const everyThrice = (count: number): string =>
  Array.from({ length: count }, (_, k) => `<row>${askFor(k).repeat(3)}</row>`).join('');
const longString = `<si><t>${'a'.repeat(MiB)}</t></si>`;
const notes = `<si><t>${'山'.repeat(700)}</t></si>`;

/** Hardly to be packed. */
const noise = Array.from({ length: 200 }, (_, k) => Math.sin(k).toString(36).slice(2)).join('');

const rowBombs: readonly Bomb[] = [
  ['20 GiB of spaces between rows', 'tooLarge', () => rows({ unit: ' ', bytes: 20 * GiB })],
  ['20 GiB of zeros', 'tooLarge', () => rows({ unit: '\0', bytes: 20 * GiB })],
  [
    'white space that is packed just badly enough to be let in',
    'read',
    () => rows({ unit: `${' '.repeat(MiB - 2000)}<!--${noise}-->`, bytes: 128 * MiB }),
  ],
  ['millions of empty rows', 'read', () => rows({ unit: '<row/>', bytes: 100 * MiB })],
  [
    'rows that a last cell makes as wide as can be',
    'tooLarge',
    () => rows({ unit: '<row><c r="XFD1" t="str"><v/></c></row>', bytes: 40 * MiB }),
  ],
  ['a row of billions of empty cells', 'damaged', () => inRow('<c/>', 5 * GiB)],
  ['a row of millions of cells in one place', 'read', () => inRow('<c r="A1"/>', 15 * MiB)],
  [
    'an attribute without an end',
    'tooLarge',
    () => rows({ head: '<row a="', unit: 'a', bytes: GiB }),
  ],
  [
    'a million attributes',
    'read',
    () => rows({ head: '<row ', unit: 'a="" ', bytes: 15 * MiB, tail: '/>' }),
  ],
  ['a comment without an end', 'tooLarge', () => rows({ head: '<!--', unit: 'a', bytes: GiB })],
  ['elements nested without an end', 'tooLarge', () => rows({ unit: '<a>', bytes: GiB })],
];

const textBombs: readonly Bomb[] = [
  ['a text of 5 GiB', 'tooLarge', () => text('a', 5 * GiB)],
  ['a text as long as a row may be', 'read', () => text('a', 15 * MiB)],
  ['a text of two-byte characters', 'read', () => text('é')],
  ['a text of entities', 'read', () => text('&amp;')],
  ['a text of escapes', 'read', () => text('_x0041_')],
  ['a text of CDATA sections', 'read', () => text('<![CDATA[a]]>', 4 * MiB)],
  ['a text of comments', 'read', () => text('a<!---->', 4 * MiB)],
  [
    'a text of short runs',
    'read',
    () =>
      rows({
        head: '<row><c><is>',
        unit: '<r><t>a</t></r>',
        bytes: 8 * MiB,
        tail: '</is></c></row>',
      }),
  ],
];

const fewStrings: Partial<ReadTuning> = { maxStringBytes: 32 * MiB };

const stringBombs: readonly Bomb[] = [
  [
    'a shared string of 5 GiB',
    'tooLarge',
    () => strings({ head: '<si><t>', unit: 'a', bytes: 5 * GiB }, lastString),
  ],
  ['shared strings of notes', 'tooLarge', () => strings({ unit: notes, bytes: GiB }, lastString)],
  [
    'tiny shared strings',
    'tooLarge',
    () => strings({ unit: '<si/>', bytes: 40 * MiB }, lastString),
    fewStrings,
  ],
  [
    'long shared strings',
    'tooLarge',
    () => strings({ unit: longString, bytes: 50 * MiB }, lastString),
    fewStrings,
  ],
  [
    'a sheet that names the same two long strings',
    'tooLarge',
    () => strings({ unit: longString, bytes: 4 * MiB }, twoOf(5000)),
  ],
  [
    'a row that names long strings',
    'tooLarge',
    () => strings({ unit: longString, bytes: 40 * MiB }, `<row>${askFor(7).repeat(5000)}</row>`),
    { maxRememberedBytes: 0 },
  ],
  [
    'strings that all come again',
    'read',
    () => strings({ unit: notes, bytes: 40 * MiB }, everyThrice(19_000)),
  ],
  ['a row that asks for ever more strings', 'read', askingRow],
];

/** A part that is not streamed, with this content. */
const groupOf = (part: string, content: string): Buffer =>
  buildWorkbook({ rows: '<row/>', change: changePart(part, { content }) });

const numbered = (count: number, item: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => item(k)).join('');

const manyRelations = (): string =>
  relationsPart(Array.from({ length: 110_000 }, (_, k) => [String(k), 'x', 'y']));

const partBombs: readonly Bomb[] = [
  ['a workbook part of 20 GiB', 'tooLarge', () => smallPart(workbook, ['workbook'], ' ', 20 * GiB)],
  [
    'millions of sheets',
    'tooLarge',
    () => smallPart(workbook, ['workbook', 'sheets'], '<sheet/>', 60 * MiB),
  ],
  ['elements nested deep', 'damaged', () => smallPart(styles, ['styleSheet'], '<a>', 60 * MiB)],
  ['millions of elements', 'read', () => smallPart(styles, ['styleSheet'], '<a/>', 8 * MiB)],
  [
    'millions of styles',
    'tooLarge',
    () => smallPart(styles, ['styleSheet', 'cellXfs'], '<xf/>', 60 * MiB),
  ],
  ['one text', 'read', () => smallPart(styles, ['styleSheet'], '&amp;', 15 * MiB)],
  ['CDATA sections', 'read', () => smallPart(styles, ['styleSheet'], '<![CDATA[a]]>', 10 * MiB)],
  [
    'millions of attributes',
    'damaged',
    () => groupOf(styles, `<styleSheet ${numbered(300_000, (k) => `a${k}="" `)}/>`),
  ],
  [
    'a number format that is very long',
    'damaged',
    () =>
      groupOf(styles, `<a><numFmts><numFmt formatCode="${'[;'.repeat(5 * MiB)}"/></numFmts></a>`),
  ],
  [
    'a target of millions of steps',
    'damaged',
    () => groupOf(relations, relationsPart([['a', 'worksheet', 'a/'.repeat(5 * MiB)]])),
  ],
  ['too many relations', 'tooLarge', () => groupOf(relations, manyRelations())],
];

const everyPart = [
  '_rels/.rels',
  workbook,
  relations,
  styles,
  'xl/worksheets/sheet1.xml',
  'xl/sharedStrings.xml',
];
const entityBombs: readonly Bomb[] = [
  ...everyPart.map(
    (part): Bomb => [
      `entities of entities in ${part}`,
      'damaged',
      () => withDeclaration(part, laughs, '&a30;'),
    ],
  ),
  ...everyPart
    .slice(-2)
    .map(
      (part): Bomb => [
        `a long entity named often in ${part}`,
        'damaged',
        () => withDeclaration(part, blowup, '&a;'.repeat(100_000)),
      ],
    ),
];

const packageBombs: readonly Bomb[] = [
  ['a million parts', 'damaged', () => hugeDirectory(1_000_000, 1_000_000)],
  ['a million parts that are told to be one', 'notAWorkbook', () => hugeDirectory(1_000_000, 1)],
  ['sheets that overlap', 'read', overlapping],
];

const kinds: readonly (readonly [kind: string, bombs: readonly Bomb[]])[] = [
  ['rows', rowBombs],
  ['texts', textBombs],
  ['shared strings', stringBombs],
  ['small parts', partBombs],
  ['declared entities', entityBombs],
  ['packages', packageBombs],
];

describe.each(kinds)('%s that unpack to more than memory holds', (_, bombs) => {
  for (const [title, outcome, make, tuning = {}] of bombs) {
    test(
      `would grow, hang or crash with ${title}`,
      async () => {
        const report = await readApart(make(), tuning);
        if (process.env.ZIP_BOMB_PEAKS) console.log(`${report.peakMiB} MiB, ${title}`);
        expect(report.code || 'read', report.detail).toBe(outcome);
        expect(report.peakMiB).toBeLessThan(1024);
      },
      2 * watchdogMs,
    );
  }
});
