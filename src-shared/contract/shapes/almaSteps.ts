/** Steps that a librarian says were done in Alma. */
import { z } from 'zod';
import { ALMA_STEPS } from '../../domain/almaSteps.ts';
import { instant } from '../../domain/valueShapes.ts';

export const almaStep = z.enum(ALMA_STEPS);

export const doneInAlma = z.object({ step: almaStep, at: instant, by: z.string() });
export type DoneInAlma = z.infer<typeof doneInAlma>;
