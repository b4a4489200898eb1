/**
 * The chain of the audit trail: what of an entry is hashed, and in which form, so that anybody can do it again with
 * other means (docs/decisions/0046). Must never interpret what an entry says.
 */
import { createHash } from 'node:crypto';

/** An entry as it stands in the file. */
export interface ChainedEntry {
  readonly entry_no: number;
  readonly at: number;
  readonly staff_no: number;
  readonly what: string;
  readonly details: string;
}

/** What the first entry follows. */
export const NO_HASH: Uint8Array = new Uint8Array(32);

/**
 * SHA-256 over six lines of UTF-8 with a line feed between each two: the hash of the entry before in lower-case
 * hexadecimal (64 zeros for the first), the entry's number, its time in UTC milliseconds, the number of who did it, what
 * was done, and the details, letter by letter as they are stored.
 */
export function chainHash(before: Uint8Array, entry: ChainedEntry): Uint8Array {
  const { entry_no, at, staff_no, what, details } = entry;
  const lines = [hexOf(before), entry_no, at, staff_no, what, details];
  return createHash('sha256').update(lines.join('\n'), 'utf8').digest();
}

/** Each is one line: what has another could be read in two ways. */
export const isOneLine = ({ what, details }: ChainedEntry): boolean =>
  !what.includes('\n') && !details.includes('\n');

export const hexOf = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

export const isSameHash = (one: Uint8Array, other: Uint8Array): boolean =>
  Buffer.from(one).equals(Buffer.from(other));
