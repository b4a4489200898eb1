/** Requests about named columns and orders of grids. */
import { z } from 'zod';
import { id } from '../../domain/valueShapes.ts';
import { gridView } from '../shapes/views.ts';
import { base, changing } from './base.ts';

export const viewRequests = {
  list: base.input(z.strictObject({ grid: z.string().max(50) })).output(z.array(gridView)),
  /** A name that is taken is replaced. */
  save: changing
    .input(
      z.strictObject({
        grid: z.string().max(50),
        name: z.string().trim().min(1).max(100),
        state: z.string().max(200_000),
      }),
    )
    .output(gridView),
  remove: changing.input(z.strictObject({ viewId: id })).output(z.object({})),
};
