/**
 * Imported files as the page sees them: what one turned out to hold, what it brings, its rows and what was wrong with
 * them.
 */
import { z } from 'zod';
import { OPEN_ANSWER_CODES, OPEN_CLASS_CODES } from '../../domain/openQuestions.ts';
import { SEPARATORS, TEXT_ENCODINGS } from '../../domain/textFormats.ts';
import { count, id, instant, isoDate, refusal } from '../../domain/valueShapes.ts';
import { userFieldNames } from '../../fields/userFields.ts';
import { NOTICE_CODES } from '../../notices/noticeText.ts';
import { ROW_ENDS, ROW_ERROR_CODES } from '../../notices/rowErrorText.ts';
import { UNDO_BLOCKED } from '../../refusals/importRefusals.ts';
import { erasure, returnDecision } from './erasures.ts';
import { fileValue } from './fileValues.ts';
import { importKind, readOptions } from './reading.ts';
import { RETURN_REASONS, rowGroup } from './rowGroup.ts';

const importState = z.enum(['reading', 'checked', 'committed', 'failed']);

export const importSummary = z.object({
  importId: id,
  kind: importKind,
  fileName: z.string(),
  state: importState,
  /** 0 to 1 while reading. */
  fraction: z.number(),
  rows: count,
  identifiers: count,
  errors: count,
  /** Why reading failed, or the sentence of an earlier version. */
  failure: z.union([z.object({ earlier: z.string() }), refusal]).nullable(),
  importedAt: instant.nullable(),
  /** The day whose state the file shows. */
  dataDate: isoDate.nullable(),
  /** The itemized set that an exclusion list became. */
  setId: id.nullable(),
});
export type ImportSummary = z.infer<typeof importSummary>;

export const importColumn = z.object({
  position: count,
  heading: z.string(),
  /** The column of the kind that it is read as (importKinds/columnsOf); null: kept as it is. */
  field: z.string().nullable(),
  /** How its dates were read, where that mattered. */
  dateOrder: z.enum(['month-first', 'day-first']).nullable(),
});

/** A column of a file of which nothing is stored. */
export const leftOutColumn = z.object({
  /** -1: elements of XML, which stand in no column. */
  position: z.number().int(),
  heading: z.string(),
  /** `never`: passwords, PINs and gender never are; `chosen`: nobody needs it, as the librarian or a profile has said. */
  why: z.enum(['never', 'chosen']),
});
export type LeftOutColumn = z.infer<typeof leftOutColumn>;

const importNotice = z.object({
  code: z.enum(NOTICE_CODES),
  /** What it says of this file: notices/noticeText.ts has the words. */
  values: z.unknown().optional(),
  /** The sentence, where an earlier version wrote it. */
  earlier: z.string().optional(),
  count,
  /** Its rows; null: there are none to ask for. */
  rowGroup: rowGroup.nullable(),
});

/**
 * Users whom a file holds back for one reason, as a question: they are more than a tenth of it, or it is always asked,
 * or it was answered.
 */
const openQuestion = z.object({
  about: z.enum(OPEN_CLASS_CODES),
  /** Of unreadable values: where they stand. */
  column: z.object({ position: count, heading: z.string() }).nullable(),
  rows: count,
  /** Of the rows of the file, 0 to 1. */
  share: z.number(),
  rowGroup,
  examples: z.array(z.object({ row: count, identifier: z.string(), value: z.string() })),
  /** Undecided: they are held back. */
  answer: z.enum(OPEN_ANSWER_CODES).nullable(),
});
export type OpenQuestion = z.infer<typeof openQuestion>;

/** Where a data date was found; `told`: by the librarian. */
export const DATA_DATE_SOURCES = [
  'days-column',
  'title-row',
  'file-name',
  'file-time',
  'told',
] as const;

/**
 * What a file brings, compared with the replica and with the last file of the same kind. Each number is
 * the length of a row group (rowGroup.ts).
 */
export const importDiff = z.object({
  new: count,
  /** In the last file of this kind, but not in this one. */
  gone: count,
  changed: count,
  unchanged: count,
  returned: count,
  fields: z.array(z.object({ field: z.enum(userFieldNames), users: count })),
  reasons: z.array(z.object({ reason: z.enum(RETURN_REASONS), users: count })),
  /** The last committed file of this kind. */
  previous: z
    .object({ importId: id, fileName: z.string(), dataDate: isoDate.nullable() })
    .nullable(),
});
export type ImportDiff = z.infer<typeof importDiff>;

/** What a file turned out to hold; shown before anything enters the replica. */
export const importCheck = importSummary.extend({
  fileSize: count,
  sha256: z.string(),
  format: z.discriminatedUnion('type', [
    z.object({ type: z.literal('workbook') }),
    /** Alma's XML: in a ZIP of so many files, 0 for none. */
    z.object({ type: z.literal('almaXml'), files: count }),
    z.object({
      type: z.literal('text'),
      encoding: z.enum(TEXT_ENCODINGS),
      separator: z.enum(SEPARATORS),
    }),
  ]),
  sheetName: z.string(),
  /** Place of the sheet that was read in `sheets`. */
  sheet: count,
  sheets: z.array(
    z.object({
      name: z.string(),
      hidden: z.boolean(),
      /** What it would be read as; null: empty, or without headings that are known. */
      kind: importKind.nullable(),
    }),
  ),
  headingRow: count,
  /** Title rows above the headings. */
  provenance: z.array(z.string()),
  columns: z.array(importColumn),
  /** Columns that were left in the file. */
  leftOut: z.array(leftOutColumn),
  /** Of a list of identifiers; null: it is a file of another kind. */
  list: z
    .object({
      /** What heads its identifiers; empty: nothing. */
      heading: z.string(),
      /** The heading names another identifier than the primary one. */
      otherIdentifier: z.boolean(),
      /** Whether it is a list at all; null as long as it is being compared. Commit is refused unless it is. */
      recognised: z.boolean().nullable(),
      /** How it is known what it is for; `open`: it isn't, and commit is refused. */
      purpose: z.enum(['told', 'remembered', 'suggested', 'open']),
    })
    .nullable(),
  /** Columns of which the kind needs one and the file has none: commit is refused until one is mapped. */
  missing: z.array(z.array(z.string())),
  firstRows: z.array(z.object({ row: z.number().int(), values: z.array(z.string()) })),
  /** Things to know: numeric identifiers, odd spaces, duplicates, conflicts, old data ... */
  notices: z.array(importNotice),
  /** A column of dates or numbers that fits both ways: commit is refused until one is told. */
  question: z
    .object({
      /** The order of its text dates, or the mark before the decimals of its numbers. */
      about: z.enum(['dates', 'decimals']),
      column: z.string(),
      /** A cell that fits both. */
      example: z.object({ row: count, text: z.string() }),
    })
    .nullable(),
  /** What to ask about users whom the file holds back; it can be added without an answer. */
  openQuestions: z.array(openQuestion),
  dataDateSource: z.enum(DATA_DATE_SOURCES).nullable(),
  newIdentifiers: count,
  knownIdentifiers: count,
  /** Null as long as it is being compared. */
  diff: importDiff.nullable(),
  /** Decisions that end when it is added: about users who were purged here, and approvals of others. */
  decisionsEnd: z.object({ purged: count, approved: count }),
  /** The very same file, added before as the same kind. */
  same: z.object({ importId: id, fileName: z.string(), importedAt: instant }).nullable(),
  /** As it was read; to be changed and given to `readAgain`. */
  options: readOptions,
  /** A saved profile for files with these headings; `used`: the file was read by it. */
  profile: z.object({ profileId: id, name: z.string(), used: z.boolean() }).nullable(),
  /** It was added as one that covers everybody: users who aren't in it have none of what it tells. */
  coversAll: z.boolean(),
  /** The file as it was imported is still kept in the workspace. */
  originalKept: z.boolean(),
  /** When and by whom the original was deleted because it was old, or isn't kept any more. */
  originalDeleted: z.object({ at: instant, by: z.string() }).nullable(),
  /** The erasure because of which it isn't kept, which holds before the other; null: it may be kept. */
  originalErased: erasure.nullable(),
  /** That rows of erased users may be entered, newest first. */
  returns: z.array(returnDecision),
  /** Why it can't be undone, in words; null: it can. Only for files that were added. */
  undoBlocked: z.enum(UNDO_BLOCKED).nullable(),
});
export type ImportCheck = z.infer<typeof importCheck>;

/** A row of a file with what it tells, beside what the replica says (or said before the import). */
export const rowOfGroup = z.object({
  /** 0 for a user who isn't in the file. */
  row: count,
  primaryIdentifier: z.string(),
  userNo: id.nullable(),
  /** One per column of the row group. */
  values: z.array(fileValue),
  /** Before the file, one per column; null: there is nothing to compare. */
  before: z.array(fileValue).nullable(),
  /** The erasure by which it is nobody's row any more, and whether somebody has decided that it may be entered. */
  erased: erasure.extend({ mayReturn: z.boolean() }).nullable(),
});

export const importProfile = z.object({
  profileId: id,
  name: z.string(),
  kind: importKind,
  /** Headings of the files it is offered for. */
  headings: z.array(z.string()),
  createdAt: instant,
  /** The erasure since which it is off, because it named somebody; null: it is offered. */
  off: erasure.nullable(),
});

/** A list of staff in force: it told roles that no report did. */
export const staffList = z.object({
  importId: id,
  fileName: z.string(),
  addedAt: instant,
  addedBy: z.string(),
});
export type StaffList = z.infer<typeof staffList>;

export const importError = z.object({
  row: z.number().int(),
  /** Its heading; empty: identifiers that no heading stands above. */
  column: z.string(),
  value: z.string(),
  /** What is wrong with it (notices/rowErrorText.ts has the words), or the sentence of an earlier version. */
  problem: z.union([
    z.object({ earlier: z.string() }),
    z.object({
      code: z.enum(ROW_ERROR_CODES),
      values: z.unknown().optional(),
      end: z.enum(ROW_ENDS).optional(),
    }),
  ]),
  /** The other cells of the row, so that it can be found. */
  rowText: z.string(),
});
export type ImportError = z.infer<typeof importError>;
