/**
 * Sets as the page sees them. How one came about is setOrigin.
 */
import { z } from 'zod';
import { criteriaSchema } from '../../domain/criteria.ts';
import { IDENTIFIER_ODDITIES } from '../../domain/setFileIdentifiers.ts';
import { count, id, instant } from '../../domain/valueShapes.ts';
import { erasure } from './erasures.ts';
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
  /** The erasure since which it is off: it was logical, and its criteria named somebody. */
  off: erasure.nullable(),
  createdAt: instant,
  createdBy: z.string(),
});
export type SetSummary = z.infer<typeof setSummary>;

export const newSet = z.strictObject({
  name: z.string().trim().min(1).max(255),
  description: z.string().max(1000).default(''),
  note: z.string().max(1000).default(''),
  /** Where nobody says: of a new set as the workspace's settings have it, else as it was. */
  private: z.boolean().optional(),
});
export type SetDetails = z.infer<typeof newSet>;

/** What to know of a set file before it is written. */
export const setFileCheck = z.object({
  users: count,
  /** Users whose identifier Alma wouldn't find as it is. */
  odd: count,
  /** Of these, users whose identifier written clean would be another user's: they stay as they are. */
  taken: count,
  oddities: z.array(
    z.object({
      oddity: z.enum(IDENTIFIER_ODDITIES),
      users: count,
      examples: z.array(z.object({ text: z.string(), clean: z.string() })),
    }),
  ),
});
export type SetFileCheck = z.infer<typeof setFileCheck>;

export const setFileWritten = z.object({
  /** More than one when a single file would be too large for Alma. */
  files: z.array(z.string()),
  users: count,
  /** Identifiers that were written otherwise than in the file they came from. */
  cleaned: count,
  /** Identifiers that Alma may not find, written as they are. */
  odd: count,
});
export type SetFileWritten = z.infer<typeof setFileWritten>;
