/**
 * The hash by which rows of imported files are found by identifier, as it is stored in workspaces:
 * it must never change: a migration made the first index with it.
 */

/** Rows up to this number fit beside a hash into the 53 bits of a double. */
export const MAX_ROW_NUMBER = 2 ** 22 - 1;
const ROWS = 2 ** 22;
/** Buckets of an index; a lookup reads one of them. */
export const KEY_BUCKETS = 256;

/** 31 bits of an identifier's key (FNV-1a over UTF-16 units, mixed once more). */
export function hashKey(key: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < key.length; n++) hash = Math.imul(hash ^ key.charCodeAt(n), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 1;
}

/** Hash and row as one double; sorted, rows of one key stand together, ascending. */
export function packKey(hash: number, row: number): number {
  return hash * ROWS + row;
}

export function hashOf(packed: number): number {
  return Math.floor(packed / ROWS);
}

export function rowOf(packed: number): number {
  return packed % ROWS;
}

export function bucketOf(hash: number): number {
  return hash >>> 23;
}
