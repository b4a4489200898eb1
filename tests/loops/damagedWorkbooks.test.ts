/**
 * The workbook reader on hundreds of files damaged at random, inside and outside the compression: every one is
 * either read or refused with a TableError, soon, and no promise is left behind.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { TableError } from '#engine/tables/tableError.ts';
import { directoryEntries } from '../support/bombBuilder.ts';
import { loop, type Round, tally } from '../support/loop.ts';
import { type Draw, oneOf } from '../support/seed.ts';
import { buildWorkbook, makeFolder, type RawPart, readShort } from '../support/workbookBuilder.ts';

const folder = makeFolder();
const strays: unknown[] = [];
const onStray = (reason: unknown): void => {
  strays.push(reason);
};
process.on('unhandledRejection', onStray);
process.on('uncaughtException', onStray);
afterAll(() => {
  process.off('unhandledRejection', onStray);
  process.off('uncaughtException', onStray);
  folder.remove();
});

const tokens = [
  '<',
  '>',
  '</',
  '/>',
  '"',
  "'",
  '&',
  ';',
  '&#',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<!DOCTYPE',
  '<row',
  '</row>',
  '<c ',
  '</c>',
  '<v>',
  '</v>',
  '<is>',
  '<t>',
  '</t>',
  '<si>',
  '</si>',
  '<f>',
  '<r>',
  '</r>',
  't="s"',
  'r="',
  's="99999999999"',
  '</sheetData>',
  '<sheetData/>',
  'x:',
  '\0',
  '\ufffd',
  '\xff',
  '99999999999',
  '-1',
  '_x0000_',
];

/** Changes, removes, repeats or inserts a few bytes. */
function mutate(bytes: Buffer, random: Draw): Buffer {
  let result = Buffer.from(bytes);
  for (let changes = 1 + random(3); changes > 0 && result.length > 0; changes--) {
    const at = random(result.length);
    const span = random(random(4) === 0 ? 200 : 8);
    const [before, after] = [result.subarray(0, at), result.subarray(at)];
    const way = random(6);
    if (way === 0) result[at] = random(256);
    else if (way === 1) result.writeUInt8(result.readUInt8(at) ^ (1 << random(8)), at);
    else if (way === 2) result = Buffer.concat([before, after.subarray(span)]);
    else if (way === 3) result = Buffer.concat([before, after.subarray(0, span), after]);
    else if (way === 4)
      result = Buffer.concat([before, Buffer.from(oneOf(tokens, random), 'latin1'), after]);
    else
      result =
        random(4) === 0
          ? Buffer.from(before)
          : Buffer.concat([before, result.subarray(random(result.length))]);
  }
  return result;
}

/** Of work; a large file takes less than that, these are small. */
const HANGS_MS = 2000;

const words = [0, 1, 21, 22, 46, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

/**
 * Changes what the directory says of the parts: fields get other values, other parts' values or values of
 * another kind, entries are doubled, and the end of the directory tells wrong counts and places.
 */
function misdirect(bytes: Buffer, random: Draw): Buffer {
  const result = Buffer.from(bytes);
  const entries = directoryEntries(result);
  const pick = (): number => oneOf(entries, random).at;
  const fields = [8, 10, 16, 20, 24, 28, 30, 32, 42];
  for (let changes = 1 + random(3); changes > 0; changes--) {
    const at = pick() + oneOf(fields, random);
    const way = random(5);
    if (way === 0) result.writeUInt32LE(oneOf(words, random), at);
    else if (way === 1) result.writeUInt16LE(random(0x10000), at);
    else if (way === 2)
      result.writeUInt32LE(result.readUInt32LE(pick() + oneOf(fields, random)), at);
    else if (way === 3) {
      // The whole of what it says of another part, so that two entries have one place.
      const [from, to] = [pick(), pick()];
      result.copy(result, to + 16, from + 16, from + 28);
      result.copy(result, to + 42, from + 42, from + 46);
    } else {
      const end = result.length - 22 + oneOf([8, 10, 12, 16, 20], random);
      if (random(2) === 0) result.writeUInt16LE(random(0x10000), end);
      else result.writeUInt16LE(oneOf(words, random) & 0xffff, end);
    }
  }
  return result;
}

async function survives(
  bytes: Buffer,
  what: string,
  round: Pick<Round, 'figures'>,
): Promise<'read' | 'refused'> {
  const path = folder.write(bytes);
  tally(round, 'workbooks');
  const before = process.cpuUsage();
  try {
    const rows = await readShort(path, { inflateChunk: 256, maxItemBytes: 1 << 20 });
    expect(rows.every(([number]) => Number.isInteger(number) && number > 0)).toBe(true);
    return 'read';
  } catch (error) {
    if (!(error instanceof TableError))
      throw new Error(`${what}: ${String(error)}`, { cause: error });
    tally(round, 'refused');
    return 'refused';
  } finally {
    // What it worked, however long others held the processor.
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 >= HANGS_MS) tally(round, 'hung');
    expect((user + system) / 1000, what).toBeLessThan(HANGS_MS);
    rmSync(path);
  }
}

/** What would have ended the engine: a promise that nobody holds, or an error that nobody catches. */
function expectNoStrays(round: Round): void {
  tally(round, 'ends', strays.length);
  expect(strays).toEqual([]);
}

const rows = Array.from(
  { length: 12 },
  (_, k) =>
    `<row r="${k + 1}"><c r="A${k + 1}" t="s"><v>${k % 3}</v></c><c r="B${k + 1}" s="1"><v>4492${k}.5</v></c>` +
    `<c r="C${k + 1}" t="inlineStr"><is><r><t>Ünï &amp; ${k}</t></r></is></c><c t="str"><f>A1</f><v>_x000D_</v></c></row>`,
).join('\n');
const strings =
  '<si><t>Ann</t></si><si><r><t>Bö</t></r><rPh><t>x</t></rPh></si><si><t xml:space="preserve"> <![CDATA[c]]></t></si>';
const plan = { rows, strings, formats: [0, 'dd/mm/yyyy'] };

loop('odd: workbooks with damaged bytes are read or refused', async (round) => {
  const { draw } = round;
  const whole = readFileSync(folder.write(buildWorkbook(plan)));
  const outcomes = { read: 0, refused: 0 };
  for (let n = 0; n < 400; n++) outcomes[await survives(mutate(whole, draw), `file ${n}`, round)]++;
  expect(outcomes.refused).toBeGreaterThan(100);
  expectNoStrays(round);
});

loop('odd: workbooks with damaged XML are read or refused', async (round) => {
  const { draw } = round;
  const outcomes = { read: 0, refused: 0 };
  for (let n = 0; n < 300; n++) {
    const change = (parts: readonly RawPart[]): readonly RawPart[] => {
      // Two times in three the sheet or the strings, where the scanner is our own.
      const chosen = draw(3) === 0 ? draw(parts.length) : parts.length - 1 - draw(2);
      return parts.map((part, k) =>
        k === chosen ? { ...part, content: mutate(Buffer.from(part.content), draw) } : part,
      );
    };
    outcomes[await survives(buildWorkbook({ ...plan, change }), `XML ${n}`, round)]++;
  }
  expect(outcomes.read).toBeGreaterThan(20);
  expect(outcomes.refused).toBeGreaterThan(100);
  expectNoStrays(round);
});

loop('odd: workbooks with wrong sizes, places and names are read or refused', async (round) => {
  const { draw } = round;
  const whole = buildWorkbook(plan);
  const outcomes = { read: 0, refused: 0 };
  for (let n = 0; n < 400; n++)
    outcomes[await survives(misdirect(whole, draw), `directory ${n}`, round)]++;
  expect(outcomes.refused).toBeGreaterThan(100);
  expectNoStrays(round);
});

loop('odd: damaged workbooks of other programs are read or refused', async (round) => {
  const { draw } = round;
  const awkward = join(import.meta.dirname, '../fixtures/awkward');
  const files = readdirSync(awkward).filter((name) => /\.xls[xm]$/.test(name));
  for (const file of files) {
    const whole = readFileSync(join(awkward, file));
    for (let n = 0; n < 4; n++) await survives(mutate(whole, draw), `${file} ${n}`, round);
  }
  expectNoStrays(round);
});

loop('odd: damaged workbooks read the same in pieces of any size', async (round) => {
  const { draw } = round;
  for (let n = 0; n < 60; n++) {
    const change = (parts: readonly RawPart[]): readonly RawPart[] =>
      parts.map((part, k) =>
        k >= 4 ? { ...part, content: mutate(Buffer.from(part.content), draw) } : part,
      );
    const path = folder.write(buildWorkbook({ ...plan, change }));
    tally(round, 'workbooks');
    const outcome = (sliceBytes: number): Promise<unknown> =>
      readShort(path, { sliceBytes }).catch((error: unknown) => String(error));
    const whole = await outcome(Number.POSITIVE_INFINITY);
    expect(await outcome(1), `XML ${n}`).toEqual(whole);
    expect(await outcome(61), `XML ${n}`).toEqual(whole);
    rmSync(path);
  }
});

test('a workbook that ends anywhere before its end is refused', async () => {
  const whole = buildWorkbook(plan);
  for (let end = 0; end < whole.length; end++)
    expect(await survives(whole.subarray(0, end), `${end} bytes`, { figures: {} })).toBe('refused');
  expect(strays).toEqual([]);
});
