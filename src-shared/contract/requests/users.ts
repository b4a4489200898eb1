/** Requests about users: pages and counts of them, one user with everything known about them, notes. */
import { z } from 'zod';
import { COUNTED_KINDS, DETAIL_FIELD_NAMES, DETAIL_KINDS } from '../../details/details.ts';
import { criteriaSchema } from '../../domain/criteria.ts';
import { DECISIONS } from '../../domain/review.ts';
import { selection } from '../../domain/selection.ts';
import { TWIN_ANSWERS, TWIN_SIGNS } from '../../domain/twins.ts';
import {
  count,
  fileToken,
  id,
  instant,
  isoDate,
  locales,
  yearMonth,
} from '../../domain/valueShapes.ts';
import { userFieldNames } from '../../fields/userFields.ts';
import { kindDetails } from '../shapes/details.ts';
import { fileValue, shownColumn } from '../shapes/fileValues.ts';
import { lineMeaning, typeCount } from '../shapes/lineMeaning.ts';
import { importKind } from '../shapes/reading.ts';
import { protectedRule } from '../shapes/register.ts';
import { userRelation } from '../shapes/relations.ts';
import { flagCounts } from '../shapes/review.ts';
import {
  askedColumn,
  countedValue,
  deletion,
  feeState,
  groupCount,
  historyEntry,
  jobOfUser,
  pastDecision,
  sortTerm,
  userLetter,
  userNote,
  userRow,
} from '../shapes/users.ts';
import { base, changing, page } from './base.ts';

export const userRequests = {
  page: base
    .input(
      z.strictObject({
        criteria: criteriaSchema,
        sort: z.array(sortTerm).max(5),
        /** Headings of further columns of the files, to be read with the rows. */
        extra: z.array(z.string().max(1000)).max(50).default([]),
        /** Whether the decisions about each user are to be read with the rows. */
        decisions: z.boolean().default(false),
        /** Kinds of details that are to be counted with the rows. */
        lines: z.array(z.enum(COUNTED_KINDS)).max(COUNTED_KINDS.length).default([]),
        ...page,
      }),
    )
    .output(z.object({ total: count, rows: z.array(userRow), revision: count })),
  count: base
    .input(z.strictObject({ criteria: criteriaSchema }))
    .output(z.object({ users: count })),
  /** Flags and decisions of the users that match, counted. */
  facets: base.input(z.strictObject({ criteria: criteriaSchema })).output(
    z.object({
      users: count,
      flags: flagCounts,
      decisions: z.record(z.enum(DECISIONS), count),
    }),
  ),
  /**
   * Users by their primary identifiers, or by any other that they have alone, compared without case and outer spaces;
   * `missing`: those nobody has.
   */
  find: base
    .input(z.strictObject({ identifiers: z.array(z.string().max(1000)).max(100_000) }))
    .output(
      z.object({
        userNos: z.array(id),
        missing: z.array(z.string()),
        /** Of those found: whom a purge has taken; no review shows them. */
        deleted: count,
        /** By which other types users were found. */
        otherTypes: z.array(typeCount),
        /** Identifiers that several users have: none of them is found by it. */
        shared: z.array(z.string()),
      }),
    ),
  /** Headings of the files' columns that the catalogue doesn't know. */
  extraColumns: base.output(z.array(z.string())),
  /** Fields of the catalogue that some file in force tells; of others a column would be empty. */
  toldFields: base.output(z.array(z.enum(userFieldNames))),
  /** Kinds of details that files in force tell, each with the fields that one of them tells at least. */
  toldLines: base.output(
    z.array(z.object({ kind: z.enum(DETAIL_KINDS), fields: z.array(z.enum(DETAIL_FIELD_NAMES)) })),
  ),
  /**
   * What stands in a field of the lines of the users that match, the most frequent first; of more than `limit` those.
   * `search` keeps what holds it.
   */
  lineValues: base
    .input(
      z.strictObject({
        field: z.enum(DETAIL_FIELD_NAMES),
        criteria: criteriaSchema,
        search: z.string().max(500).default(''),
        limit: z.number().int().min(1).max(1000).default(100),
      }),
    )
    .output(z.object({ values: z.array(z.string()), distinct: count })),
  /** Roles of the users that match, each user counted once for each role; null: no role is told. */
  roles: base.input(z.strictObject({ criteria: criteriaSchema })).output(z.array(countedValue)),
  addNote: changing
    .input(z.strictObject({ userNo: id, text: z.string().trim().min(1).max(2000) }))
    .output(userNote),
  removeNote: changing.input(z.strictObject({ noteId: id })).output(z.object({})),
  /**
   * Distinct values of a column with counts, in the order of a sheet or the most frequent first. Of more than `limit`
   * the most frequent; `distinct` tells how many there are. `search` keeps those that hold it.
   */
  values: base
    .input(
      z.strictObject({
        column: askedColumn,
        criteria: criteriaSchema,
        search: z.string().max(500).default(''),
        order: z.enum(['value', 'users']).default('users'),
        limit: z.number().int().min(1).max(1000).default(500),
      }),
    )
    .output(z.object({ values: z.array(countedValue), distinct: count })),
  /** How many of the users have a value in a column of numbers, money or dates, what they add up to, and the span. */
  summary: base.input(z.strictObject({ selection, field: z.enum(userFieldNames) })).output(
    z.object({
      users: count,
      /** Users who have a value. */
      told: count,
      /** Of numbers and money (minor units); null for dates, and where nobody has a value. */
      sum: z.number().nullable(),
      /** Dates as ISO. */
      least: z.union([z.number(), z.string()]).nullable(),
      most: z.union([z.number(), z.string()]).nullable(),
    }),
  ),
  /** Everything known about one user. */
  get: base.input(z.strictObject({ userNo: id })).output(
    z.object({
      user: userRow,
      /** Rows of files that speak of the user, with every column. */
      evidence: z.array(
        z.object({
          importId: id,
          fileName: z.string(),
          sheetName: z.string(),
          row: z.number().int(),
          kind: importKind,
          /** Null: the file doesn't tell. */
          dataDate: isoDate.nullable(),
          importedAt: instant,
          importedBy: z.string(),
          values: z.array(shownColumn.extend({ value: fileValue })),
        }),
      ),
      decisions: z.array(pastDecision),
      notes: z.array(userNote),
      /** Rules of the register that name the user. */
      protectedBy: z.array(protectedRule.omit({ users: true, off: true })),
      /** What jobs did to the user, newest first. */
      history: z.array(historyEntry),
      /** Jobs that reached the user, or whose report tells of them; newest first. */
      jobs: z.array(jobOfUser),
      sets: z.array(z.object({ setId: id, name: z.string() })),
    }),
  ),
  /** The lines that hang on one user, every kind of details once, in the catalogue’s order; letters newest first. */
  details: base
    .input(z.strictObject({ userNo: id }))
    .output(z.object({ kinds: z.array(kindDetails), letters: z.array(userLetter) })),
  /** What stands in the way of deleting the user; null for whom the replica doesn't hold. Changes nothing. */
  deletion: base.input(z.strictObject({ userNo: id })).output(deletion.nullable()),
  /**
   * Writes the letter to a user who can't be deleted yet: the text, or with null a list of one for a mail merge. A copy
   * stays with the user, and a note that it was written. Sends nothing.
   */
  writeLetter: changing
    .input(
      z.strictObject({
        userNo: id,
        file: fileToken,
        text: z.string().max(20_000).nullable(),
        note: z.string().trim().min(1).max(2000),
        locales,
      }),
    )
    .output(z.object({ fileName: z.string() })),
  /** The fines and fees of a user as they stand after what was done to them here. */
  fees: base.input(z.strictObject({ userNo: id })).output(
    z.object({
      /** Something can be done to them here; else the user is deleted, or no file in the review describes them. */
      held: z.boolean(),
      states: z.array(feeState),
      /** How many changes made here stand. */
      standing: count,
      /** How many don't any more: a file that was added since tells these fines and fees. */
      overtaken: count,
    }),
  ),
  /** Writes what the desk has to do in Alma, of everybody; refused where there is nothing to do. */
  writeFeeWork: base
    .input(z.strictObject({ file: fileToken, locales }))
    .output(z.object({ fileName: z.string(), rows: count, overtaken: count })),
  /** What exclusion lists have in place of the user's identifier; why the user is a possible pair. */
  possiblePairs: base.input(z.strictObject({ userNo: id })).output(
    z.array(
      z.object({
        importId: id,
        fileName: z.string(),
        sheetName: z.string(),
        kind: importKind,
        row: z.number().int(),
        text: z.string(),
        /** Null for a row that couldn't be used. */
        userNo: id.nullable(),
      }),
    ),
  ),
  /** Users who may be the same person as this one, whatever was said of them. */
  twins: base.input(z.strictObject({ userNo: id })).output(
    z.array(
      z.object({
        user: userRow,
        signs: z.array(z.enum(TWIN_SIGNS)),
        answer: z.object({ answer: z.enum(TWIN_ANSWERS), at: instant, by: z.string() }).nullable(),
      }),
    ),
  ),
  /** Whom the user belongs to as proxy, sponsor or possible guardian, as the flags of these names say. */
  relations: base.input(z.strictObject({ userNo: id })).output(z.array(userRelation)),
  /** What a librarian says of two of them; null takes it back. */
  answerTwin: changing
    .input(z.strictObject({ userNo: id, otherNo: id, answer: z.enum(TWIN_ANSWERS).nullable() }))
    .output(z.object({})),
  /** Lines of lists that mean the user by another identifier than the primary one, or may. */
  listLines: base.input(z.strictObject({ userNo: id })).output(z.array(lineMeaning)),
  /** The months in which users were deleted who still are, by the institution's clocks, newest first. */
  deletedMonths: base.output(z.array(z.object({ month: yearMonth, users: count }))),
  /** All user groups the workspace knows, for choosing one. */
  groups: base.output(z.array(groupCount)),
};
