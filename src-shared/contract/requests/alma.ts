/** Requests about what was done in Alma: kept as somebody says so, and asked by no job. */
import { z } from 'zod';
import { almaStep, doneInAlma } from '../shapes/almaSteps.ts';
import { base, changing } from './base.ts';

export const almaRequests = {
  /** In the order of the steps; those that nobody has ticked are missing. */
  steps: base.output(z.array(doneInAlma)),
  /** Ticks a step with who and when, or takes the tick back. */
  tick: changing
    .input(z.strictObject({ step: almaStep, done: z.boolean() }))
    .output(z.array(doneInAlma)),
};
