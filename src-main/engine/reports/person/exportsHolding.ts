/**
 * Files that this program has written and that hold a person, or of which nobody knows whom they hold: with their paths,
 * and what and when the audit trail tells of them. Changes nothing.
 */
import { enteredAs } from '#shared/contract/shapes/auditTrail.ts';
import { exportedThingText } from '#shared/documents/auditTrail/words.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../db/db.ts';
import { exportedPath, filesHolding, filesOfRows } from '../../db/trail/exportedFiles.ts';
import { eachEntry } from '../../db/trail/readTrail.ts';

export interface WrittenFile {
  readonly path: string;
  readonly what: string;
  readonly at: number;
}

/** A row of an imported file, by the number under which it is stored. */
export interface RowOfFile {
  readonly importId: number;
  readonly row: number;
}

/** Oldest first. @param rows of theirs: files that were written from imported ones hold rows */
export function exportsHolding(
  db: ReadableDb,
  users: UserBitmap,
  rows: readonly RowOfFile[],
): WrittenFile[] {
  const byFile = new Map<number, number[]>();
  for (const { importId, row } of rows)
    byFile.set(importId, [...(byFile.get(importId) ?? []), row]);
  const holding = [
    ...filesHolding(db, users),
    ...[...byFile].flatMap(([importId, numbers]) =>
      filesOfRows(db, importId, UserBitmap.of(numbers)),
    ),
  ];
  const meant = new Set(holding.map(({ exportId }) => exportId));
  const wanted = { what: WRITTEN, staffNo: null, from: null, before: null };
  return Array.from(eachEntry(db, wanted), ({ what, details, at }): WrittenFile[] => {
    const entered = enteredAs(what, JSON.parse(details));
    if (entered?.what !== 'export.written' && entered?.what !== 'letter.written') return [];
    const { exportId } = entered.details;
    const path = meant.has(exportId) ? exportedPath(db, exportId) : undefined;
    if (path === undefined) return [];
    const of = entered.what === 'export.written' ? entered.details.of : 'letter';
    return [{ path, what: exportedThingText(of), at }];
  }).flat();
}

const WRITTEN = ['export.written', 'letter.written'];
