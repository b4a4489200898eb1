/**
 * The workbook reader on hundreds of files damaged at random, inside and outside the compression: every one is
 * either read or refused with a TableError, soon, and no promise is left behind.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { TableError } from '#engine/tables/tableError.ts';
import { misdirect, mutate } from '../../support/damagedBytes.ts';
import { loop, type Round, tally } from '../../support/loop.ts';
import {
  buildWorkbook,
  makeFolder,
  type RawPart,
  readShort,
} from '../../support/workbookBuilder.ts';

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

/** Of work; a large file takes less than that, these are small. */
const HANGS_MS = 2000;

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
  const awkward = join(import.meta.dirname, '../../fixtures/awkward');
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
