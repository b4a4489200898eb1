/**
 * Users in Alma's XML, drawn and damaged in any way, end in users or in a TableError, soon; a reader that throws anything
 * else would be told as a fault in the program.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openTable } from '#engine/tables/openTable.ts';
import { TableError } from '#engine/tables/tableError.ts';
import { documentXml, drawStyle, drawUsers } from '../support/almaXml.ts';
import { loop, tally } from '../support/loop.ts';
import { type Draw, oneOf } from '../support/seed.ts';

/** Bytes by which XML is told apart from text. */
const TELLING = ['<', '>', '/', '"', "'", '&', '&#0;', ']]>', '<![CDATA[', '<!--', '<?', '\0', '='];

/** Takes bytes away, doubles some, or puts others in their place. */
function damaged(bytes: Buffer, draw: Draw): Buffer {
  const at = draw(bytes.length);
  const end = Math.min(bytes.length, at + 1 + draw(40));
  const [before, piece, behind] = [
    bytes.subarray(0, at),
    bytes.subarray(at, end),
    bytes.subarray(end),
  ];
  switch (draw(4)) {
    case 0:
      return Buffer.concat([before, behind]);
    case 1:
      return Buffer.concat([before, piece, piece, behind]);
    case 2:
      return Buffer.concat([before, Buffer.from(oneOf(TELLING, draw)), behind]);
    default:
      return before;
  }
}

/** The texts of all rows, or the code of the error. */
async function readAll(path: string): Promise<readonly string[][] | string> {
  try {
    const table = await openTable(path);
    const rows: string[][] = [];
    try {
      await table.readSheet(0, (row) => void rows.push(row.texts.slice(0, row.width).map(String)));
    } finally {
      table.close();
    }
    return rows;
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return error.code;
  }
}

loop('damaged XML of users gives users or a reason', async (round) => {
  const { draw, folder, size } = round;
  const path = join(folder, 'users.xml');
  const users = drawUsers(draw, 8);
  const whole = Buffer.from(documentXml(users, drawStyle(draw), draw));
  writeFileSync(path, whole);
  expect(await readAll(path)).toHaveLength(users.length);
  for (let n = 0; n < size(60, 400); n++) {
    let bytes = damaged(whole, draw);
    if (draw(3) === 0) bytes = damaged(bytes, draw);
    writeFileSync(path, bytes);
    const read = await readAll(path);
    tally(round, typeof read === 'string' ? 'refused' : 'read');
    // Damage within a text changes what it says, not how many users there are.
    if (typeof read !== 'string') expect(read.length).toBeLessThanOrEqual(2 * users.length);
  }
});
