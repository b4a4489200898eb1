/** Files that this program has written since a moment, as the audit trail tells, with their paths. Changes nothing. */
import { type Entered, enteredAs } from '#shared/contract/shapes/auditTrail.ts';
import { exportedThingText } from '#shared/documents/auditTrail/words.ts';
import type { ReadableDb } from '../../db/db.ts';
import { exportedPath } from '../../db/trail/exportedFiles.ts';
import { eachEntry } from '../../db/trail/readTrail.ts';

export interface WrittenFile {
  readonly path: string;
  readonly what: string;
  readonly at: number;
}

/** Oldest first; those whose path was erased are left out. */
export function exportsSince(db: ReadableDb, from: number): WrittenFile[] {
  const wanted = { what: ['export.written', 'letter.written'], staffNo: null, from, before: null };
  return Array.from(eachEntry(db, wanted), ({ what, details, at }): WrittenFile[] => {
    const entered: Entered | null = enteredAs(what, JSON.parse(details));
    if (entered?.what !== 'export.written' && entered?.what !== 'letter.written') return [];
    const path = exportedPath(db, entered.details.exportId);
    if (path === undefined) return [];
    const of = entered.what === 'export.written' ? entered.details.of : 'letter';
    return [{ path, what: exportedThingText(of), at }];
  }).flat();
}
