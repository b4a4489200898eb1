/**
 * That a snapshot took the place of this workspace, each time: when, by whom, which one, what was given up. Kept with the
 * settings, where a file of every version has room for it. Nothing is ever taken out.
 */
import { z } from 'zod';
import { type Restoration, restoration } from '#shared/contract/shapes/snapshots.ts';
import { get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { parseStored } from '../db/storedValue.ts';

const restorations = z.array(restoration);

/** Oldest first. */
export function readRestorations(db: ReadableDb): Restoration[] {
  const row = get<{ value: string }>(db, "SELECT value FROM setting WHERE name = 'restorations'");
  return row ? parseStored(restorations, row.value, { table: 'setting', row: 'restorations' }) : [];
}

/** A job has another name now: what was given up or taken back before it says so. */
export function renameJobOfRestorations(db: WritableDb, jobId: number, name: string): void {
  const stored = readRestorations(db);
  const isOfJob = ({ before }: Restoration) => before.what === 'job' && before.jobId === jobId;
  if (!stored.some(isOfJob)) return;
  const renamed = stored.map((each) =>
    isOfJob(each) ? { ...each, before: { ...each.before, name } } : each,
  );
  run(db, "UPDATE setting SET value = ? WHERE name = 'restorations'", JSON.stringify(renamed));
}

/** In the copy that is about to take the place, which has those of its own time. */
export function noteRestorations(db: WritableDb, known: readonly Restoration[]): void {
  const all = [...readRestorations(db), ...known];
  const once = new Map(all.map((each) => [each.at, each]));
  const ordered = [...once.values()].toSorted((a, b) => a.at - b.at);
  run(
    db,
    "INSERT INTO setting (name, value) VALUES ('restorations', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    JSON.stringify(ordered),
  );
}
