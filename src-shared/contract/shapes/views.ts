/**
 * Saved views of a grid.
 */
import { z } from 'zod';
import { id } from '../../domain/valueShapes.ts';
import { erasure } from './erasures.ts';

/** Columns and order of a grid under a name. */
export const gridView = z.object({
  viewId: id,
  name: z.string(),
  /** The grid's own form, as JSON text; the engine doesn't look into it. */
  state: z.string(),
  /** The erasure since which it is off, because it named somebody: nothing of it is left. */
  off: erasure.nullable(),
});
export type GridView = z.infer<typeof gridView>;
