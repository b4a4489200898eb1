/** Requests about signing a review off. */
import { z } from 'zod';
import { signOffStatus } from '../shapes/signOff.ts';
import { base, changing } from './base.ts';

export const signOffRequests = {
  status: base.output(signOffStatus),
  /** The first signature freezes the review, the second, of another person, completes it. */
  sign: changing
    .input(z.strictObject({ name: z.string().trim().min(1).max(200) }))
    .output(signOffStatus),
  /** Takes the newest sign-off back. */
  withdraw: changing.output(signOffStatus),
};
