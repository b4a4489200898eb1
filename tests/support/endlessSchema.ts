/**
 * A workspace of a few pages whose schema never ends: pages of the schema's tree that each lead to the next one many
 * times over. SQLite reads all of it before its first answer, and nothing but the end of its process stops it.
 */
const PAGE = 4096;
const LEVELS = 17;
const TIMES = 200;

/** @param empty a workspace, for its first bytes */
export function endlessSchema(empty: Buffer): Buffer {
  // The first page, one with a table, the levels, and one with the index that is named again and again.
  const pages = LEVELS + 3;
  const bytes = Buffer.alloc(pages * PAGE);
  empty.copy(bytes, 0, 0, 100);
  bytes.writeUInt16BE(PAGE, 16);
  bytes.writeUInt32BE(pages, 28);
  // No pages are free.
  bytes.writeUInt32BE(0, 32);
  bytes.writeUInt32BE(0, 36);
  const page = (number: number) => bytes.subarray((number - 1) * PAGE, number * PAGE);
  innerPage(page(1), 100, [2, 3]);
  leafPage(page(2), ['table', 'u', 'u', 3, 'CREATE TABLE u (a UNIQUE)']);
  for (let level = 0; level < LEVELS; level++)
    innerPage(page(3 + level), 0, Array(TIMES).fill(4 + level));
  leafPage(page(pages), ['index', 'sqlite_autoindex_u_1', 'u', 4, null]);
  return bytes;
}

function innerPage(page: Buffer, at: number, children: readonly number[]): void {
  const cells = children.slice(0, -1);
  let end = PAGE;
  page[at] = 5;
  page.writeUInt16BE(cells.length, at + 3);
  for (const [n, child] of cells.entries()) {
    end -= 5;
    page.writeUInt32BE(child, end);
    page[end + 4] = 1;
    page.writeUInt16BE(end, at + 12 + 2 * n);
  }
  page.writeUInt16BE(end, at + 5);
  page.writeUInt32BE(children.at(-1)!, at + 8);
}

function leafPage(page: Buffer, row: readonly (string | number | null)[]): void {
  const types = row.map((value) =>
    value === null ? 0 : typeof value === 'number' ? 1 : 13 + 2 * value.length,
  );
  const values = row.map((value) =>
    value === null
      ? Buffer.alloc(0)
      : typeof value === 'number'
        ? Buffer.from([value])
        : Buffer.from(value),
  );
  const record = Buffer.concat([Buffer.from([types.length + 1, ...types]), ...values]);
  const cell = Buffer.concat([Buffer.from([record.length, 1]), record]);
  const start = PAGE - cell.length;
  cell.copy(page, start);
  page[0] = 13;
  page.writeUInt16BE(1, 3);
  page.writeUInt16BE(start, 5);
  page.writeUInt16BE(start, 8);
}
