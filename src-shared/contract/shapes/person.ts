/**
 * What is found of one person in a workspace: users, rows of files, and texts that name them, each with the quotation and
 * where it stands.
 */
import { z } from 'zod';
import { count, id, instant, isoDate } from '../../domain/valueShapes.ts';
import { IMPORT_KINDS } from '../../importKinds/importKinds.ts';
import { userRow } from './users.ts';

/** What a text that may name somebody is part of. */
export const HELD_IN = [
  'note',
  'letter',
  'decision',
  'error-row',
  'history',
  'before',
  'line-change',
  'rule',
  'check',
  'twin',
  'set',
  'view',
  'job',
  'job-decision',
  'draft',
  'signature',
  'staff',
  'file',
  'profile',
  'group',
  'setting',
  'export',
  'other',
] as const;
export type HeldIn = (typeof HELD_IN)[number];

/** From where to where in the text somebody is quoted. */
const marks = z.array(z.tuple([count, count]));

const foundText = z.object({
  in: z.enum(HELD_IN),
  /** Its own number among its kind; null: it has none. */
  id: id.nullable(),
  userNo: id.nullable(),
  importId: id.nullable(),
  jobId: id.nullable(),
  /** Of a file. */
  row: count.nullable(),
  text: z.string(),
  marks,
});
export type FoundText = z.infer<typeof foundText>;

const foundRow = z.object({
  row: count,
  /** As the file has it; empty where it has none. */
  identifier: z.string(),
  /** Null: nobody whom the workspace knows. */
  userNo: id.nullable(),
  /** The row is theirs; else it names them among what it says of somebody else. */
  theirs: z.boolean(),
  /** Above the cell that names them; empty: the identifier does. */
  heading: z.string(),
  text: z.string(),
  marks,
});
export type FoundRow = z.infer<typeof foundRow>;

const foundFile = z.object({
  importId: id,
  fileName: z.string(),
  sheetName: z.string(),
  kind: z.enum(IMPORT_KINDS),
  dataDate: isoDate.nullable(),
  /** Null: it waits to be added. */
  importedAt: instant.nullable(),
  /** The file itself is kept, as it was. */
  hasOriginal: z.boolean(),
  total: count,
  /** The first of them. */
  rows: z.array(foundRow),
});
export type FoundFile = z.infer<typeof foundFile>;

export const foundPerson = z.object({
  users: z.array(userRow),
  /** More users than are told here were found. */
  moreUsers: z.boolean(),
  files: z.array(foundFile),
  texts: z.array(
    z.object({
      in: z.enum(HELD_IN),
      total: count,
      /** The first of them. */
      found: z.array(foundText),
    }),
  ),
  /** Of each text that was searched for, whose own it is: their identifier, e-mail address or name. */
  owners: z.array(z.array(id)),
});
export type FoundPerson = z.infer<typeof foundPerson>;
