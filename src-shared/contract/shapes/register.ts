/**
 * Rules of the protected register.
 */
import { z } from 'zod';
import { PROTECTED_KINDS } from '../../domain/protectedRegister.ts';
import { count, id, instant, isoDate } from '../../domain/valueShapes.ts';
import { erasure } from './erasures.ts';

/** One rule of the protected register. */
export const newProtectedRule = z.strictObject({
  kind: z.enum(PROTECTED_KINDS),
  value: z.string().trim().min(1).max(255),
  note: z.string().max(1000).default(''),
  /** When somebody should look whether the rule is still needed. */
  reviewOn: isoDate.nullable().default(null),
});

export type RuleDetails = z.infer<typeof newProtectedRule>;

export const protectedRule = z.object({
  ruleId: id,
  kind: z.enum(PROTECTED_KINDS),
  value: z.string(),
  note: z.string(),
  reviewOn: isoDate.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  /** The erasure since which it is off, because it named somebody; null: it is in force. */
  off: erasure.nullable(),
  /** Candidates that it protects now. */
  users: count,
});
export type ProtectedRuleSummary = z.infer<typeof protectedRule>;
