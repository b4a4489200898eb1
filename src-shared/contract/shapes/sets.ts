/**
 * Sets as the page sees them. How one came about is setOrigin.
 */
import { z } from 'zod';
import { criteriaSchema } from '../../domain/criteria.ts';
import { count, id, instant } from '../basics.ts';
import { setOrigin } from './setOrigin.ts';

export const setSummary = z.object({
  setId: id,
  name: z.string(),
  /** What a logical set asks for, each time it is used; null for an itemized set. */
  criteria: criteriaSchema.nullable(),
  description: z.string(),
  note: z.string(),
  private: z.boolean(),
  members: count,
  origin: setOrigin,
  createdAt: instant,
  createdBy: z.string(),
});
export type SetSummary = z.infer<typeof setSummary>;

export const newSet = z.strictObject({
  name: z.string().trim().min(1).max(255),
  description: z.string().max(1000).default(''),
  note: z.string().max(1000).default(''),
  private: z.boolean().default(true),
});
