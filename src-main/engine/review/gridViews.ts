/**
 * Named columns and orders of grids, kept with the workspace. The state is the page's own; it is only kept.
 */
import { z } from 'zod';
import type { GridView } from '#shared/contract/shapes/views.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { parseStored } from '../db/storedValue.ts';
import { Refusal } from '../refusal.ts';

/** By name. */
export function listViews(db: ReadableDb, grid: string): GridView[] {
  const views = all<GridView>(
    db,
    'SELECT view_id AS viewId, name, state FROM grid_view WHERE grid = ? ORDER BY name_key',
    grid,
  );
  for (const { viewId, state } of views)
    parseStored(z.unknown(), state, { table: 'grid_view', row: viewId });
  return views;
}

/** A name that is taken is replaced. @throws Refusal when the state is no JSON */
export function saveView(
  db: WritableDb,
  view: { readonly grid: string; readonly name: string; readonly state: string },
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
  return get<GridView>(
    db,
    'SELECT view_id AS viewId, name, state FROM grid_view WHERE grid = ? AND name_key = ?',
    view.grid,
    foldText(view.name),
  )!;
}

export function removeView(db: WritableDb, viewId: number): void {
  run(db, 'DELETE FROM grid_view WHERE view_id = ?', viewId);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
