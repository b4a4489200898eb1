/**
 * Named columns and orders of grids, kept with the workspace. The state is the page's own; it is only kept.
 */
import { z } from 'zod';
import type { GridView } from '#shared/contract/shapes/views.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { Quotations } from '#shared/domain/quotations.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { parseStored } from '../db/storedValue.ts';
import { Refusal } from '../refusal.ts';
import { endSwitchedOff, switchedOff } from '../replica/afterErasing.ts';
import { erasuresOf } from '../replica/erasures.ts';

type StoredView = Omit<GridView, 'off'>;

/** By name. */
export function listViews(db: ReadableDb, grid: string): GridView[] {
  const views = all<StoredView>(
    db,
    'SELECT view_id AS viewId, name, state FROM grid_view WHERE grid = ? ORDER BY name_key',
    grid,
  );
  const off = switchedOff(db, 'view');
  const erasures = erasuresOf(db, off.values());
  return views.map((view) => {
    parseStored(z.unknown(), view.state, { table: 'grid_view', row: view.viewId });
    return { ...view, off: erasures.get(off.get(view.viewId) ?? 0) ?? null };
  });
}

/** A name that is taken is replaced, and what was off is on. @throws Refusal when the state is no JSON */
export function saveView(
  db: WritableDb,
  view: { readonly grid: string; readonly name: string; readonly state: string },
  by: string,
): GridView {
  if (!isJson(view.state)) throw new Refusal('view.state');
  run(
    db,
    `INSERT INTO grid_view (grid, name, name_key, state, created_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (grid, name_key) DO UPDATE SET name = excluded.name, state = excluded.state`,
    view.grid,
    view.name,
    foldText(view.name),
    view.state,
    Date.now(),
  );
  const saved = get<StoredView>(
    db,
    'SELECT view_id AS viewId, name, state FROM grid_view WHERE grid = ? AND name_key = ?',
    view.grid,
    foldText(view.name),
  )!;
  endSwitchedOff(db, 'view', saved.viewId, by);
  return { ...saved, off: null };
}

export function removeView(db: WritableDb, viewId: number, by: string): void {
  run(db, 'DELETE FROM grid_view WHERE view_id = ?', viewId);
  endSwitchedOff(db, 'view', viewId, by);
}

/**
 * A view that names somebody who is erased keeps its name alone, without them, and is off until it is saved anew: a filter
 * without what it asked for would ask for others. Must run inside a transaction.
 * @returns the numbers of those that are off
 */
export function switchOffViews(db: WritableDb, quotations: Quotations): number[] {
  const views = all<StoredView>(db, 'SELECT view_id AS viewId, name, state FROM grid_view');
  const off = views.filter(({ state }) => quotations.isIn(state));
  for (const { viewId, name } of views) {
    const left = quotations.takenOut(name);
    if (left === name) continue;
    // Two that were called after somebody may be called alike then.
    const free = `${left} ${viewId}`;
    const sql = 'UPDATE grid_view SET name = ?, name_key = ? WHERE view_id = ?';
    run(db, sql, free, foldText(free), viewId);
  }
  for (const { viewId } of off)
    run(db, `UPDATE grid_view SET state = '{}' WHERE view_id = ?`, viewId);
  return off.map(({ viewId }) => viewId);
}

/** Undefined when it is gone. */
export function nameOfView(db: ReadableDb, viewId: number): string | undefined {
  return get<{ name: string }>(db, 'SELECT name FROM grid_view WHERE view_id = ?', viewId)?.name;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
