/**
 * Whether the audit trail is the one that was written: each entry fits the one before, none is missing, none was put in,
 * and it ends where it says it does. Changes nothing.
 */
import { all, type ReadableDb } from '../db.ts';
import { type ChainedEntry, chainHash, isOneLine, isSameHash, NO_HASH } from './chain.ts';
import { storedHead } from './record.ts';

const AT_ONCE = 1000;

interface StoredEntry extends ChainedEntry {
  readonly hash: Uint8Array;
}

/**
 * Gives way every so many entries.
 * @returns the number of the first entry that doesn't fit or is missing; undefined: all are as they were written
 */
export function* checkTrail(db: ReadableDb): Generator<undefined, number | undefined> {
  let before: Uint8Array = NO_HASH;
  let last = 0;
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const entries = all<StoredEntry>(
      db,
      `SELECT entry_no, at, staff_no, what, details, hash FROM audit_entry
       WHERE entry_no > ? ORDER BY entry_no LIMIT ${AT_ONCE}`,
      after,
    );
    for (const entry of entries) {
      if (entry.entry_no !== last + 1 || !isOneLine(entry)) return last + 1;
      const hash = chainHash(before, entry);
      if (!isSameHash(hash, entry.hash)) return entry.entry_no;
      before = hash;
      last = entry.entry_no;
    }
    if (entries.length < AT_ONCE) break;
    after = last;
    yield undefined;
  }
  const head = storedHead(db);
  if (last === 0 || head.entry_no !== last) return Math.min(head.entry_no, last) + 1;
  return isSameHash(head.hash, before) ? undefined : last;
}
