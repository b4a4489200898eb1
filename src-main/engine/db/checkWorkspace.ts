/**
 * Looks whether a workspace is sound: its pages and indexes, its audit trail, then what has checksums. Step by step, on a
 * connection of its own that only reads, so that it can be ended between two of them. Changes nothing, and repairs nothing.
 */
import { type ChangedRows, changedAtOnce, changedRows, summedUp } from './checksums.ts';
import { all, type ReadableDb } from './db.ts';
import { checkTrail } from './trail/checkTrail.ts';

/** A table whose pages or indexes are broken, a trail that isn't as it was written, or rows that aren't. */
export type Finding =
  | { readonly what: 'structure'; readonly table: string }
  | {
      readonly what: 'trail';
      readonly table: 'audit_entry';
      /** The first that doesn't fit those before it, or is missing. */
      readonly entryNo: number;
    }
  | ({ readonly what: 'content' } & ChangedRows);

/** Where a check has come to. */
export type CheckStep =
  | { readonly step: 'found'; readonly finding: Finding }
  /** What the structure and the trail could say is said: nothing is written before. */
  | { readonly step: 'structure' }
  | { readonly step: 'on' };

const ON: CheckStep = { step: 'on' };

export function* checkWorkspace(db: ReadableDb): Generator<CheckStep> {
  const broken = new Set<string>();
  for (const table of tablesOf(db)) {
    if (!isSound(db, table)) {
      broken.add(table);
      yield { step: 'found', finding: { what: 'structure', table } };
    }
    yield ON;
  }
  const isReadable = broken.size === 0;
  // Before anything is written: it would stand on what doesn't fit.
  if (isReadable && tablesOf(db).includes('audit_entry')) yield* trailSteps(db);
  yield { step: 'structure' };
  // What can't be read at all was told.
  if (!isReadable || !tablesOf(db).includes('checksum')) return;
  for (const { unit, id } of summedUp(db))
    for (const seen of changedRows(db, unit, id)) {
      yield ON;
      if (!seen) continue;
      for (const changed of changedAtOnce(db, unit, id))
        yield { step: 'found', finding: { what: 'content', ...changed } };
      break;
    }
}

function* trailSteps(db: ReadableDb): Generator<CheckStep> {
  const steps = checkTrail(db);
  let next = steps.next();
  for (; !next.done; next = steps.next()) yield ON;
  if (next.value === undefined) return;
  yield { step: 'found', finding: { what: 'trail', table: 'audit_entry', entryNo: next.value } };
}

function tablesOf(db: ReadableDb): string[] {
  return all<{ name: string }>(
    db,
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  ).map(({ name }) => name);
}

/** With its indexes, which quick_check leaves out; it takes a third longer. */
function isSound(db: ReadableDb, table: string): boolean {
  try {
    return db.pragma(`integrity_check("${table}")`, { simple: true }) === 'ok';
  } catch {
    return false;
  }
}
