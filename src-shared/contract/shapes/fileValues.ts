/**
 * Values of files as they were read, with what their column is: who shows them writes dates, numbers, amounts and Yes
 * or No in a way of their own.
 */
import { z } from 'zod';
import { FIELD_KINDS } from '../../fields/userField.ts';

/** Text; a date as YYYY-MM-DD; a number; minor units; 1 or 0 for Yes or No. Null: blank. */
export const fileValue = z.union([z.string(), z.number()]).nullable();
export type FileValue = z.infer<typeof fileValue>;

/** A column that values stand in. */
export const shownColumn = z.object({
  /** In the file; empty where it has none, or where the values are what is known of a user. */
  heading: z.string(),
  /** Of the kind of file, or of users (importKinds/columnLabel); null: kept as it is. */
  field: z.string().nullable(),
  kind: z.enum(FIELD_KINDS).nullable(),
});
export type ShownColumn = z.infer<typeof shownColumn>;
