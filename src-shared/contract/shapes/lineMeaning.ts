/** Lines of lists that mean users by another identifier than the primary one, as the page sees them. */
import { z } from 'zod';
import { count, id } from '../../domain/valueShapes.ts';
import { importKind } from './reading.ts';

/** A line of a list that means a user, or may. */
export const lineMeaning = z.object({
  importId: id,
  fileName: z.string(),
  sheetName: z.string(),
  kind: importKind,
  row: z.number().int(),
  text: z.string(),
  /** Of the user’s identifier, as the report words it. */
  type: z.string(),
  /** Others who have it, too; empty: the user is meant. */
  sharedWith: z.array(z.object({ userNo: id, primaryIdentifier: z.string() })),
});
export type LineMeaning = z.infer<typeof lineMeaning>;

/** How many lines or identifiers there are of a type. */
export const typeCount = z.object({ type: z.string(), lines: count });

/** By which types of identifiers the lines of a set mean its members. */
export const setMeaning = z.object({
  types: z.array(typeCount),
  /** Lines that several users share: none of them is a member by it. */
  shared: count,
});
