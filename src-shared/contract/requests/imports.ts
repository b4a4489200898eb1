/** Requests about files: reading, checking and adding them, their rows, taking them back, profiles. */
import { z } from 'zod';
import { count, fileToken, id, instant, isoDate } from '../../domain/valueShapes.ts';
import { shownColumn } from '../shapes/fileValues.ts';
import {
  importCheck,
  importError,
  importProfile,
  importSummary,
  rowOfGroup,
  staffList,
} from '../shapes/imports.ts';
import { listKind, readOptions } from '../shapes/reading.ts';
import { rowGroup } from '../shapes/rowGroup.ts';
import { base, changing, page } from './base.ts';

export const importRequests = {
  list: base.output(z.array(importSummary)),
  /** Starts reading; progress comes as events. What the options leave out is recognised. */
  read: changing
    .input(z.strictObject({ file: fileToken, options: readOptions.default({}) }))
    .output(z.object({ importId: id })),
  check: base.input(z.strictObject({ importId: id })).output(importCheck),
  errors: base
    .input(z.strictObject({ importId: id, ...page }))
    .output(z.object({ total: count, rows: z.array(importError) })),
  /** Rows of a row group: of a notice, of the comparison, of a question. */
  rows: base.input(z.strictObject({ importId: id, rowGroup, ...page })).output(
    z.object({
      total: count,
      columns: z.array(shownColumn),
      /** The rows name users in groups of the same identifier. */
      grouped: z.boolean(),
      rows: z.array(rowOfGroup),
    }),
  ),
  /** Reads the same file again in another way; the options replace those of before. */
  readAgain: changing
    .input(z.strictObject({ importId: id, options: readOptions }))
    .output(z.object({ importId: id })),
  /**
   * Decides that rows of erased users may be entered: once the file is read again they are those of users who are new.
   * Null: all rows that are set aside so. Holds for every file that is read from now on, until they are erased again.
   */
  decideReturn: changing
    .input(
      z.strictObject({
        importId: id,
        rows: z.array(id).min(1).max(10_000).nullable(),
        reason: z.string().trim().min(1).max(500),
        /** How many rows they are, as it was typed. */
        typedRows: count,
      }),
    )
    .output(z.object({ decisionNo: id, rows: count })),
  /** Takes such a decision back, as long as nobody has been entered by it: they are kept out again. */
  withdrawReturn: changing
    .input(z.strictObject({ decisionNo: id }))
    .output(z.object({ rows: count })),
  /** Tells the day whose state the file shows, before or after it was added. */
  setDataDate: changing
    .input(z.strictObject({ importId: id, dataDate: isoDate }))
    .output(importSummary),
  /** Lists of staff that were added, newest first. */
  staffLists: base.output(z.array(staffList)),
  /** Says what a list of identifiers is for, before or after it was added; remembered for files of its name. */
  setListKind: changing
    .input(z.strictObject({ importId: id, kind: listKind }))
    .output(importSummary),
  /**
   * Enters the replica in one transaction. `replace`: candidates that aren't in this file leave the
   * review. `absent: 'none'`: the report covers everybody, so users who aren't in it have none of what it tells.
   */
  commit: changing
    .input(
      z.strictObject({
        importId: id,
        mode: z.enum(['add', 'replace']).default('add'),
        absent: z.enum(['unknown', 'none']).default('unknown'),
        setName: z.string().trim().min(1).max(255).optional(),
      }),
    )
    /** `decisionsEnded`: of how many users it ended the decision. */
    .output(importSummary.extend({ decisionsEnded: count })),
  /** What would be taken back with it: files that were added after it. */
  undoPreview: base.input(z.strictObject({ importId: id })).output(
    z.object({
      files: z.array(z.object({ importId: id, fileName: z.string() })),
      /** Users known from these files alone, who go. */
      users: count,
      /** Librarians' own notes about these users and copies of letters to them, which go with them. */
      notes: count,
      letters: count,
      /** Itemized sets that are deleted or lose members. */
      sets: z.array(z.string()),
    }),
  ),
  /** Takes the import, and those added after it, back out of the replica; they wait to be added again. */
  undo: changing.input(z.strictObject({ importId: id })).output(z.object({ files: count })),
  /** Writes the kept original, byte for byte. */
  saveOriginal: base
    .input(z.strictObject({ importId: id, file: fileToken }))
    .output(z.object({ fileName: z.string() })),
  /** Kept originals that are older than the settings say; days is null where they are kept for good. */
  oldOriginals: base.output(
    z.object({
      days: count.nullable(),
      files: z.array(z.object({ importId: id, fileName: z.string(), at: instant })),
    }),
  ),
  /** Deletes those of them that were shown, or lets them stay. */
  settleOldOriginals: changing
    .input(
      z.strictObject({ importIds: z.array(id).max(10_000), choice: z.enum(['delete', 'keep']) }),
    )
    .output(z.object({})),
  profiles: base.output(z.array(importProfile)),
  /** Keeps how this file was read, to be offered for files with the same headings. A name that is taken is replaced. */
  saveProfile: changing
    .input(z.strictObject({ importId: id, name: z.string().trim().min(1).max(100) }))
    .output(importProfile),
  deleteProfile: changing.input(z.strictObject({ profileId: id })).output(z.object({})),
  /** Reads the file again as the profile says. */
  useProfile: changing
    .input(z.strictObject({ importId: id, profileId: id }))
    .output(z.object({ importId: id })),
  /** Cancels the reading or forgets what was read; leaves no trace. */
  discard: changing.input(z.strictObject({ importId: id })).output(z.object({})),
};
