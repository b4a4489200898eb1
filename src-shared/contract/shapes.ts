/**
 * Shapes that several requests share. Types are inferred from the schemas: one definition serves
 * the compiler and the check at run time. Called by the contract, the engine and the screens.
 */

import { z } from 'zod';
import { UNAPPROVED } from '../domain/approval.ts';
import { criteriaSchema } from '../domain/criteria.ts';
import { READINGS } from '../domain/dayBound.ts';
import { JOB_STATES } from '../domain/jobs.ts';
import { ODD_DATES } from '../domain/oddDates.ts';
import { isAnswerTo, OPEN_ANSWER_CODES, OPEN_CLASS_CODES } from '../domain/openQuestions.ts';
import { PLANNED_SETTING_NAMES } from '../domain/plannedPurge.ts';
import { PROTECTED_KINDS } from '../domain/protectedRegister.ts';
import { RECORD_TYPES, RETAIN_REASONS } from '../domain/purgeRules.ts';
import { AMONG, DECISIONS, FINDINGS } from '../domain/review.ts';
import { REVIEW_FLAGS, SUGGESTING_FLAGS } from '../domain/reviewFlags.ts';
import { SEPARATORS, TEXT_ENCODINGS } from '../domain/textFormats.ts';
import { userFieldNames } from '../fields/userFields.ts';
import { IMPORT_KINDS, LIST_KINDS } from '../importKinds/importKinds.ts';
import { JOB_KINDS, JOB_OUTCOMES } from '../jobKinds/jobKinds.ts';
import { purgeSettings } from '../jobKinds/purgeUserRecords.ts';
import { UNDO_BLOCKED } from '../refusals/importRefusals.ts';
import { count, id, instant, isoDate, money } from './basics.ts';
import { setOrigin } from './setOrigin.ts';

/** Settings of the workspace. The planned run is what date flags are computed for. */
export const settings = z.strictObject({
  /** Who works here; recorded with decisions and jobs. */
  userName: z.string().max(200),
  /** ISO 4217; for showing amounts. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Reasons offered for a decision, in the order of their keys. */
  excludeReasons: z.array(z.string().trim().min(1).max(200)).min(1).max(50),
  approveReasons: z.array(z.string().trim().min(1).max(200)).max(50),
  /** A purge of more users needs two signatures; null: of any size none, unless staff was approved. */
  signOffAbove: count.max(100_000_000).nullable(),
  okToPurgeGroup: z.string().min(1).max(200),
  /** Planned run date; null means today. */
  runDate: isoDate.nullable(),
  days: count.max(36500),
  reading: z.enum(READINGS),
  recordType: z.enum(['All', ...RECORD_TYPES]),
  waiveThreshold: money.nonnegative(),
  /** Whether transferred fines/fees count as owed, by the institution's parameter; null: nobody has said. */
  countTransferred: z.boolean().nullable(),
  /** Rules of the review by rule that a librarian has switched off, and why. */
  rulesOff: z
    .array(
      z.strictObject({
        rule: z.enum(SUGGESTING_FLAGS),
        reason: z.string().trim().min(1).max(500),
      }),
    )
    .max(SUGGESTING_FLAGS.length),
  /** How long imported files are kept in the workspace; 0: not at all, null: as long as it is. */
  keepOriginalsDays: count.max(36500).nullable(),
});
export type Settings = z.infer<typeof settings>;

/** One decision about a user, whatever came of it. */
export const pastDecision = z.object({
  at: instant,
  by: z.string(),
  decision: z.enum(DECISIONS),
  reason: z.string().nullable(),
  note: z.string(),
  undone: z.boolean(),
  /** A staff user, whose identifier was typed. */
  confirmed: z.boolean(),
});
export type PastDecision = z.infer<typeof pastDecision>;

export const userRow = z.object({
  userNo: id,
  primaryIdentifier: z.string(),
  lastName: z.string().nullable(),
  firstName: z.string().nullable(),
  userGroup: z.string().nullable(),
  staffRole: z.boolean().nullable(),
  expiryDate: isoDate.nullable(),
  purgeDate: isoDate.nullable(),
  daysPastPurge: z.number().nullable(),
  recordType: z.enum(RECORD_TYPES).nullable(),
  almaUserId: z.string().nullable(),
  loans: z.number().nullable(),
  balance: money.nullable(),
  transferred: money.nullable(),
  acquisitions: z.number().nullable(),
  purchaseRequests: z.number().nullable(),
  holdShelfRequests: z.number().nullable(),
  importProfiles: z.number().nullable(),
  lockedRecords: z.number().nullable(),
  mdEditor: z.number().nullable(),
  accountType: z.string().nullable(),
  status: z.string().nullable(),
  roles: z.string().nullable(),
  jobCategory: z.string().nullable(),
  campus: z.string().nullable(),
  email: z.string().nullable(),
  loansElsewhere: z.number().nullable(),
  finesElsewhere: money.nullable(),
  openRequests: z.number().nullable(),
  /** Stands in a candidates file; false: known from an exclusion list only. */
  candidate: z.boolean(),
  purged: z.boolean(),
  flags: z.array(z.enum(REVIEW_FLAGS)),
  decision: z.enum(DECISIONS),
  decisionReason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Approved although the role column says Yes or nothing: the identifier was typed. */
  staffConfirmed: z.boolean(),
  /** How many notes the user has. */
  notes: count,
  /** Every decision about the user, oldest first, as far as they were asked for. */
  decisions: z.array(pastDecision),
  /** Columns of files that the catalogue doesn't know, as far as they were asked for. */
  extra: z.record(z.string(), z.string()),
});
export type UserRow = z.infer<typeof userRow>;

export const sortTerm = z.strictObject({
  field: z.enum([...userFieldNames, 'decision', 'decision_reason', 'flags']),
  direction: z.enum(['asc', 'desc']),
});
export type SortTerm = z.infer<typeof sortTerm>;

/** Users that an action is meant for: all that match, but for some; or a few picked ones. */
export const selection = z.strictObject({
  criteria: criteriaSchema,
  except: z.array(id).max(100_000).default([]),
});
export type Selection = z.input<typeof selection>;

export const importKind = z.enum(IMPORT_KINDS);
export const listKind = z.enum(LIST_KINDS);

export const importState = z.enum(['reading', 'checked', 'committed', 'failed']);

/** The answer to one question about users whom a file holds back. */
export const openAnswer = z
  .strictObject({
    about: z.enum(OPEN_CLASS_CODES),
    column: count.max(20_000).optional(),
    answer: z.enum(OPEN_ANSWER_CODES),
  })
  .refine(
    ({ about, column, answer }) =>
      isAnswerTo(about, answer) && (column !== undefined) === (about === 'unreadable-value'),
    'no answer to this question',
  );

/** How a file is to be read where the person decides; what is left out is recognised. */
export const readOptions = z.strictObject({
  kind: importKind.optional(),
  /** From 0, hidden sheets included. */
  sheet: count.max(10_000).optional(),
  /** Row of the headings; 0: the file has none. */
  headingRow: count.max(1_048_576).optional(),
  /** What single columns mean, by position; null: kept as it is. Others are recognised by heading. */
  columns: z
    .array(z.strictObject({ position: count.max(20_000), field: z.string().max(100).nullable() }))
    .max(1000)
    .optional(),
  dateOrder: z.enum(['month-first', 'day-first']).optional(),
  /** What stands before the decimals of numbers in texts, where both fit; `hold`: nobody knows, they are left unread. */
  decimals: z.enum(['point', 'comma', 'hold']).optional(),
  encoding: z.enum(TEXT_ENCODINGS).optional(),
  separator: z.enum(SEPARATORS).optional(),
  /** What was answered about users whom the file holds back. */
  answers: z.array(openAnswer).max(1000).optional(),
  /** The profile that these options were taken from. */
  profileId: id.optional(),
});
export type ReadOptions = z.infer<typeof readOptions>;

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
  /** Why reading failed, in words for the librarian. */
  failure: z.string().nullable(),
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

/** Rows of a file that have something in common: an identifier at risk, or a difference to the replica. */
export const importPart = z.string().min(1).max(100);

export const importNotice = z.object({
  code: z.string(),
  text: z.string(),
  count,
  /** Its rows can be asked for by this name (`imports.rows`). */
  part: importPart.nullable(),
});

/**
 * Users whom a file holds back for one reason, as a question: they are more than a tenth of it, or it is always asked,
 * or it was answered.
 */
export const openQuestion = z.object({
  about: z.enum(OPEN_CLASS_CODES),
  /** Of unreadable values: where they stand. */
  column: z.object({ position: count, heading: z.string() }).nullable(),
  rows: count,
  /** Of the rows of the file, 0 to 1. */
  share: z.number(),
  part: importPart,
  examples: z.array(z.object({ row: count, identifier: z.string(), value: z.string() })),
  /** Undecided: they are held back. */
  answer: z.enum(OPEN_ANSWER_CODES).nullable(),
});
export type OpenQuestion = z.infer<typeof openQuestion>;

/** Where a data date was found; `told`: by the person. */
export const DATA_DATE_SOURCES = [
  'days-column',
  'title-row',
  'file-name',
  'file-time',
  'told',
] as const;

/** Why a known user counts as returned. */
export const RETURN_REASONS = [
  'purged',
  'was-gone',
  'expiry-in-future',
  'role-gained',
  'group-changed',
] as const;

/**
 * What a file brings, compared with the replica and with the last file of the same kind. Each number is
 * the length of a part of the same name; `changed:<field>` and `returned:<reason>` are parts, too.
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
  /** A date column that fits both orders: commit is refused until the order is told. */
  question: z
    .object({
      /** The order of its text dates (if left out), or the mark before the decimals of its numbers. */
      about: z.enum(['dates', 'decimals']).optional(),
      column: z.string(),
      example: z.string(),
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
  /** The file as it was imported is still kept in the workspace. */
  originalKept: z.boolean(),
  /** Why it can't be undone, in words; null: it can. Only for files that were added. */
  undoBlocked: z.enum(UNDO_BLOCKED).nullable(),
});
export type ImportCheck = z.infer<typeof importCheck>;

/** A row of a file with what it tells, beside what the replica says (or said before the import). */
export const importPartRow = z.object({
  /** 0 for a user who isn't in the file. */
  row: count,
  primaryIdentifier: z.string(),
  userNo: id.nullable(),
  /** One per column of the part's `headings`. */
  values: z.array(z.string()),
  /** Before the file, one per column; null where there is nothing to compare. */
  before: z.array(z.string().nullable()),
});

export const importProfile = z.object({
  profileId: id,
  name: z.string(),
  kind: importKind,
  /** Headings of the files it is offered for. */
  headings: z.array(z.string()),
  createdAt: instant,
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
  column: z.string(),
  value: z.string(),
  message: z.string(),
  /** The other cells of the row, so that it can be found. */
  rowText: z.string(),
});

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

export const among = z.enum(AMONG);

/** One rule of the protected register. */
export const newProtectedRule = z.strictObject({
  kind: z.enum(PROTECTED_KINDS),
  value: z.string().trim().min(1).max(255),
  note: z.string().max(1000).default(''),
  /** When somebody should look whether the rule is still needed. */
  reviewOn: isoDate.nullable().default(null),
});

export const protectedRule = z.object({
  ruleId: id,
  kind: z.enum(PROTECTED_KINDS),
  value: z.string(),
  note: z.string(),
  reviewOn: isoDate.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  /** Candidates that it protects now. */
  users: count,
});
export type ProtectedRuleSummary = z.infer<typeof protectedRule>;

export const userNote = z.object({ noteId: id, at: instant, by: z.string(), text: z.string() });

/** Columns and order of a grid under a name. */
export const gridView = z.object({
  viewId: id,
  name: z.string(),
  /** The grid's own form, as JSON text; the engine doesn't look into it. */
  state: z.string(),
});

/** The users for whom the three readings of the day bound differ. */
export const boundaryReport = z.object({
  runDate: isoDate,
  days: count,
  reading: z.enum(READINGS),
  users: count,
  /** Candidates that each reading takes by their purge date. */
  byReading: z.object({ strict: count, inclusive: count, carli: count }),
  groups: z.array(z.object({ value: z.string().nullable(), users: count })),
  /** Smallest number of days, not below the planned one, with which the readings agree about everybody. */
  agreesWith: count.nullable(),
  /** How many would flip with other numbers of days, from the planned number on. */
  byDays: z.array(z.object({ days: count, users: count })),
});
export type BoundaryReport = z.infer<typeof boundaryReport>;

/** What a purge as planned would do at a waive threshold. */
export const thresholdPoint = z.object({
  threshold: money,
  /** Users it would take. */
  purged: count,
  /** Users whom it would retain for their balance alone. */
  retained: count,
  /** Balances forgiven; minor units. */
  waived: money,
});

export const sample = z.object({
  sampleId: id,
  at: instant,
  by: z.string(),
  among,
  perGroup: count,
  /** From which the draw can be repeated. */
  seed: z.string(),
  /** Users it was drawn from. */
  drawnFrom: count,
  users: count,
  findings: z.object({ open: count, 'as-reported': count, differs: count, 'not-in-alma': count }),
});
export type SampleSummary = z.infer<typeof sample>;

export const sampledUser = z.object({
  userNo: id,
  primaryIdentifier: z.string(),
  lastName: z.string().nullable(),
  firstName: z.string().nullable(),
  userGroup: z.string().nullable(),
  decision: z.enum(DECISIONS),
  staffConfirmed: z.boolean(),
  finding: z.enum(FINDINGS).nullable(),
  note: z.string(),
  foundAt: instant.nullable(),
  foundBy: z.string().nullable(),
});
export type SampledUser = z.infer<typeof sampledUser>;

export const signature = z.object({ name: z.string(), at: instant });

/** What a seal is made of. */
export const SEALED_PARTS = ['inputs', 'rules', 'decisions'] as const;

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

export const signOffStatus = z.object({
  /** Approved users and those among them who were confirmed though staff. */
  approved: count,
  staffConfirmed: count,
  signOffAbove: count.nullable(),
  /** Why a purge of the approved users would need two signatures. */
  requiredBy: z.array(z.enum(['size', 'staff-confirmed'])),
  /** The newest; null: never signed. */
  seal: seal.nullable(),
  /** Two signatures, and the seal holds. */
  complete: z.boolean(),
});
export type SignOffStatus = z.infer<typeof signOffStatus>;

export const oddDateCounts = z.record(z.enum(ODD_DATES), count);

const usersByFlag = z.array(z.object({ flag: z.enum(REVIEW_FLAGS), users: count }));
const usersByLack = z.array(z.object({ kind: z.enum(UNAPPROVED), users: count }));

/**
 * Whom a job concerns and how they stand. The users behind each number are found by `inPreview` with `checkId` and
 * the part: `concerned`, `going`, `approved`, `unapproved`, `unapproved:<kind>`, `left`, `flag:<flag>`, `contacts`,
 * `unknownRecordType`, `unknownRole`.
 */
export const jobCheck = z.object({
  checkId: z.string(),
  /** Nobody has to be approved for a job that neither moves to OK to Purge nor purges. */
  guarded: z.boolean(),
  /** Members of the set, or everybody whom Alma may take under the widest reading. */
  concerned: count,
  going: count,
  approved: count,
  unapproved: usersByLack,
  /** Whom the newest candidates file no longer names: left alone, and no hindrance. */
  left: count,
  /** Review flags of those who would go. */
  flags: usersByFlag,
  contacts: count,
  unknownRecordType: count,
  unknownRole: count,
  signOffBy: z.array(z.enum(['size', 'staff-confirmed'])),
  /** Hash of the seal when two people have signed and it holds. */
  seal: z.string().nullable(),
  /** Settings that differ from the purge that was signed. */
  notAsSigned: z.array(z.enum(PLANNED_SETTING_NAMES)),
  /** Why the job would be refused as it is; null: it can be submitted. */
  refusal: z.object({ code: z.string(), values: z.unknown() }).nullable(),
});
export type JobCheck = z.infer<typeof jobCheck>;

export const jobSummary = z.object({
  jobId: id,
  kind: z.enum(JOB_KINDS),
  name: z.string(),
  /** The set that it works on; null: on none. */
  setId: id.nullable(),
  /** The group that users get, or that is purged; null: all groups, or none. */
  userGroup: z.string().nullable(),
  state: z.enum(JOB_STATES),
  user: z.string(),
  submittedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Members or in-scope users; known once it runs. */
  total: count,
  done: count,
  /** Users with the outcome that the kind calls finished, and with the one that it calls failed. */
  finished: count,
  failed: count,
  hasCapture: z.boolean(),
  /** Somebody has looked at the report. */
  read: z.boolean(),
});
export type JobSummary = z.infer<typeof jobSummary>;

export const jobEvent = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warning']),
  text: z.string(),
  users: count,
  /** Whom it concerns, among the users of the job. */
  filter: z.object({ outcome: z.string().optional(), reason: z.string().optional() }),
});

export const jobSetting = z.object({ label: z.string(), value: z.string() });

export const captureInfo = z.object({
  takenAt: instant,
  sha256: z.string(),
  width: count,
  height: count,
  bytes: count,
});

export const jobReport = jobSummary.extend({
  settings: z.array(jobSetting),
  events: z.array(jobEvent),
  capture: captureInfo.nullable(),
  /** Users of the run for whom the three readings of the day bound differ. */
  boundary: count,
  /** Balances forgiven by the purge; minor units. */
  waived: money,
  /** Rules that no report covers, with the number of users; Alma may retain more. */
  unknown: z.array(z.object({ reason: z.enum(RETAIN_REASONS), users: count })),
  /** Those of them whom the chosen reading leaves out: Alma may take them all the same. */
  boundaryNotTaken: count,
  /** Purged though nobody had approved them, and why they were. */
  purgedWithoutApproval: count,
  withoutApproval: z.string().nullable(),
  /** Purged users of whom it matters: Contacts, and those of whom no report tells record type or role. */
  told: z.object({ contacts: count, unknownRecordType: count, unknownRole: count }),
  /** The review as it stood when the job was submitted; null for jobs of earlier versions. */
  review: z
    .object({
      seal: seal.nullable(),
      samples: z.array(sample),
      protectedRules: count,
      /** A rehearsal on the command line, which nobody signs. */
      unsigned: z.boolean(),
      /** Users whom the job concerned and who were not approved. */
      unapproved: usersByLack,
      left: count,
      rulesOff: settings.shape.rulesOff,
      staffLists: z.array(staffList),
    })
    .nullable(),
});
export type JobReport = z.infer<typeof jobReport>;

export const jobUser = z.object({
  userNo: id,
  primaryIdentifier: z.string(),
  lastName: z.string().nullable(),
  firstName: z.string().nullable(),
  userGroup: z.string().nullable(),
  purgeDate: isoDate.nullable(),
  outcome: z.enum(JOB_OUTCOMES),
  reasons: z.array(z.enum(RETAIN_REASONS)),
  /** Why the user wasn't approved when the job reached them; null: approved, or it didn't matter. */
  unapproved: z.enum([...UNAPPROVED, 'left']).nullable(),
  /** Approved although staff, as the last decision says. */
  staffConfirmed: z.boolean(),
});

/** What a purge with these settings would do now; nothing is changed by asking. */
export const purgePreview = z.object({
  previewId: z.string(),
  settings: purgeSettings,
  /** Last purge date that is taken. */
  lastPurgeDate: isoDate,
  users: count,
  noPurgeDate: count,
  outOfScope: count,
  inScope: count,
  purged: count,
  retained: count,
  reasons: z.array(z.object({ reason: z.enum(RETAIN_REASONS), users: count })),
  unknown: z.array(z.object({ reason: z.enum(RETAIN_REASONS), users: count })),
  /** Record type and group match, and the readings differ. */
  boundary: count,
  /** In-scope users by reading. */
  byReading: z.object({ strict: count, inclusive: count, carli: count }),
  /** Balances that would be forgiven; minor units. */
  waived: money,
  /** To be purged though the protected register names them; then the job is refused. */
  purgedProtected: count,
  /** To be purged though nobody has approved them, by kind. */
  unapproved: usersByLack,
  /** In scope but for the newest candidates file, which no longer names them: left alone. */
  left: count,
  /** Boundary users whom the chosen reading leaves out; Alma may take them. */
  boundaryNotTaken: count,
  /** In scope: Contacts, and users whose record type no report tells, who count as Public. */
  contacts: count,
  unknownRecordType: count,
  /** Whether transferred fines/fees were counted; null: nobody has said, so they weren't. */
  countTransferred: z.boolean().nullable(),
  /** Hash of the seal when two people have signed and it holds. */
  seal: z.string().nullable(),
  /** To be purged though their role column says Yes or nothing. */
  purgedWithStaffRole: count,
  purgedWithUnknownRole: count,
});
export type PurgePreview = z.infer<typeof purgePreview>;
