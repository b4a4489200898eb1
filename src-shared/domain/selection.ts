/** Users that an action is meant for: all that match, but for some; or a few picked ones. */
import { z } from 'zod';
import { criteriaSchema } from './criteria.ts';
import { id } from './valueShapes.ts';

export const selection = z.strictObject({
  criteria: criteriaSchema,
  except: z.array(id).max(100_000).default([]),
});
export type Selection = z.input<typeof selection>;
