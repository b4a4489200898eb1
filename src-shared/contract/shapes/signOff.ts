/**
 * Signatures under a review, what they sealed, and whether it still holds.
 */
import { z } from 'zod';
import { SEALED_PARTS, SIGN_OFF_REASONS } from '../../domain/signOff.ts';
import { count, id, instant } from '../../domain/valueShapes.ts';

const signature = z.object({ name: z.string(), at: instant });

export const seal = z.object({
  signOffId: id,
  signatures: z.array(signature),
  /** SHA-256 over inputs, rules and decisions. */
  seal: z.string(),
  /** As they were when it was signed. */
  counts: z.object({
    candidates: count,
    undecided: count,
    excluded: count,
    approved: count,
    staffConfirmed: count,
  }),
  /** Parts that are not as they were signed; empty: the seal holds. */
  broken: z.array(z.enum(SEALED_PARTS)),
  /** Decisions made or undone since it was signed. */
  stepsSince: count,
});

export type Seal = z.infer<typeof seal>;

export const signOffStatus = z.object({
  /** Approved users and those among them who were confirmed though staff. */
  approved: count,
  staffConfirmed: count,
  signOffAbove: count.nullable(),
  /** Why a purge of the approved users would need two signatures. */
  requiredBy: z.array(z.enum(SIGN_OFF_REASONS)),
  /** The newest; null: never signed. */
  seal: seal.nullable(),
  /** Two signatures, and the seal holds. */
  complete: z.boolean(),
});
export type SignOffStatus = z.infer<typeof signOffStatus>;
