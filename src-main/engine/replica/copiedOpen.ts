/**
 * That a workspace was copied by hand while it was open, and the last change that it has: kept until a librarian has
 * confirmed that they know, and afterwards with who did. Must never be taken for a setting.
 */
import { z } from 'zod';
import { type CopiedOpen, copiedOpen } from '#shared/contract/shapes/workspace.ts';
import { get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { parseStored } from '../db/storedValue.ts';

const NAME = 'copiedOpen';

const stored = copiedOpen.extend({
  confirmed: z.object({ at: z.number(), by: z.string() }).nullable(),
});
type Stored = z.infer<typeof stored>;

function readStored(db: ReadableDb): Stored | undefined {
  const row = get<{ value: string }>(db, 'SELECT value FROM setting WHERE name = ?', NAME);
  return row && parseStored(stored, row.value, { table: 'setting', row: NAME });
}

/** Null: it wasn't, or somebody knows. */
export function unconfirmedCopy(db: ReadableDb): CopiedOpen | null {
  const known = readStored(db);
  return known && !known.confirmed ? { last: known.last } : null;
}

/** What nobody has confirmed yet stays: it lacks more. */
export function noteCopiedOpen(db: WritableDb, found: CopiedOpen): void {
  if (!unconfirmedCopy(db)) store(db, { ...found, confirmed: null });
}

export function confirmCopiedOpen(db: WritableDb, found: CopiedOpen, by: string): void {
  store(db, { ...found, confirmed: { at: Date.now(), by } });
}

function store(db: WritableDb, value: Stored): void {
  run(
    db,
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    NAME,
    JSON.stringify(value),
  );
}
