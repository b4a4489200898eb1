/**
 * Shapes that several requests share. Types are inferred from the schemas: one definition serves
 * the compiler and the check at run time. Called by the contract, the engine and the screens.
 */
import { z } from 'zod';
import { isIsoDate } from '../domain/calendar.ts';
import { criteriaSchema } from '../domain/criteria.ts';
import { READINGS } from '../domain/dayBound.ts';
import { JOB_KINDS, JOB_STATES, UPDATE_CONDITIONS } from '../domain/jobs.ts';
import { RECORD_TYPES, RETAIN_REASONS } from '../domain/purgeRules.ts';
import { DECISIONS } from '../domain/review.ts';
import { REVIEW_FLAGS } from '../domain/reviewFlags.ts';
import { userFieldNames } from '../fields/userFields.ts';

export const isoDate = z.string().refine(isIsoDate, 'a date as YYYY-MM-DD');
export const count = z.number().int().nonnegative();
export const id = z.number().int().positive();
/** UTC milliseconds. */
export const instant = z.number().int();
/** Minor units. */
export const money = z.number().int();
/** Stands for a file that the person chose; only the desktop and the engine know its path. */
export const fileToken = z.string().min(8).max(100);

export const purgeSettings = z.strictObject({
  runDate: isoDate,
  days: count.max(36500),
  recordType: z.enum(['All', ...RECORD_TYPES]),
  userGroup: z.string().min(1).nullable(),
  waiveThreshold: money.nonnegative(),
  reading: z.enum(READINGS),
});

export type PurgeSettings = z.infer<typeof purgeSettings>;

/** Settings of the workspace. The planned run is what date flags are computed for. */
export const settings = z.strictObject({
  /** Who works here; recorded with decisions and jobs. */
  userName: z.string().max(200),
  /** ISO 4217; for showing amounts. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  protectedGroups: z.array(z.string().min(1).max(200)).max(200),
  okToPurgeGroup: z.string().min(1).max(200),
  /** Planned run date; null means today. */
  runDate: isoDate.nullable(),
  days: count.max(36500),
  reading: z.enum(READINGS),
  waiveThreshold: money.nonnegative(),
});
export type Settings = z.infer<typeof settings>;

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
  acquisitions: z.number().nullable(),
  purchaseRequests: z.number().nullable(),
  holdShelfRequests: z.number().nullable(),
  importProfiles: z.number().nullable(),
  lockedRecords: z.number().nullable(),
  mdEditor: z.number().nullable(),
  /** Stands in a candidates file; false: known from an exclusion list only. */
  candidate: z.boolean(),
  purged: z.boolean(),
  flags: z.array(z.enum(REVIEW_FLAGS)),
  decision: z.enum(DECISIONS),
  decisionReason: z.string().nullable(),
});
export type UserRow = z.infer<typeof userRow>;

export const sortTerm = z.strictObject({
  field: z.enum([...userFieldNames, 'decision', 'flags']),
  direction: z.enum(['asc', 'desc']),
});
export type SortTerm = z.infer<typeof sortTerm>;

/** Users that an action is meant for: all that match, but for some; or a few picked ones. */
export const selection = z.strictObject({
  criteria: criteriaSchema,
  except: z.array(id).max(100_000).default([]),
});
export type Selection = z.input<typeof selection>;

export const importKind = z.enum(['candidates', 'exclusions']);
export type ImportKind = z.infer<typeof importKind>;

export const importState = z.enum(['reading', 'checked', 'committed', 'failed']);

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
  /** The itemized set that an exclusion list became. */
  setId: id.nullable(),
});
export type ImportSummary = z.infer<typeof importSummary>;

export const importColumn = z.object({
  position: count,
  heading: z.string(),
  /** Label of the field it is read as; null: kept as it is. */
  field: z.string().nullable(),
  /** How its dates were read, where that mattered. */
  dateOrder: z.enum(['month-first', 'day-first']).nullable(),
});

export const importNotice = z.object({ code: z.string(), text: z.string(), count });

/** What a file turned out to hold; shown before anything enters the replica. */
export const importCheck = importSummary.extend({
  fileSize: count,
  sha256: z.string(),
  sheetName: z.string(),
  headingRow: count,
  /** Title rows above the headings. */
  provenance: z.array(z.string()),
  columns: z.array(importColumn),
  firstRows: z.array(z.object({ row: z.number().int(), values: z.array(z.string()) })),
  /** Things to know: numeric identifiers, odd spaces, duplicates, conflicts, case-only twins ... */
  notices: z.array(importNotice),
  /** A date column that fits both orders: commit is refused until the order is told. */
  question: z.object({ column: z.string(), example: z.string() }).nullable(),
  newIdentifiers: count,
  knownIdentifiers: count,
});
export type ImportCheck = z.infer<typeof importCheck>;

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
  description: z.string(),
  note: z.string(),
  private: z.boolean(),
  members: count,
  /** How it came about, in words: "Exclusion list X.xlsx", "A Not B" ... */
  origin: z.string(),
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

export const updateNotifyParameters = z.strictObject({
  setId: id,
  userGroup: z.string().trim().min(1).max(200),
  condition: z.enum(UPDATE_CONDITIONS),
});

export const jobRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('update-notify-users'),
    name: z.string().trim().min(1).max(255),
    parameters: updateNotifyParameters,
  }),
  z.strictObject({
    kind: z.literal('purge-user-records'),
    name: z.string().trim().min(1).max(255),
    parameters: purgeSettings,
  }),
]);
export type JobRequest = z.infer<typeof jobRequest>;

export const jobSummary = z.object({
  jobId: id,
  kind: z.enum(JOB_KINDS),
  name: z.string(),
  state: z.enum(JOB_STATES),
  user: z.string(),
  submittedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Members or in-scope users; known once it runs. */
  total: count,
  done: count,
  /** Purge: deleted. Update/Notify: changed. */
  finished: count,
  /** Purge: retained. Update/Notify: left alone. */
  failed: count,
  hasCapture: z.boolean(),
});
export type JobSummary = z.infer<typeof jobSummary>;

export const jobEvent = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warning']),
  text: z.string(),
  users: count,
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
});
export type JobReport = z.infer<typeof jobReport>;

export const jobUser = z.object({
  userNo: id,
  primaryIdentifier: z.string(),
  lastName: z.string().nullable(),
  firstName: z.string().nullable(),
  userGroup: z.string().nullable(),
  purgeDate: isoDate.nullable(),
  outcome: z.enum(['purged', 'retained', 'changed', 'unchanged']),
  reasons: z.array(z.enum(RETAIN_REASONS)),
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
  /** To be purged though their role column says Yes or nothing. */
  purgedWithStaffRole: count,
  purgedWithUnknownRole: count,
});
export type PurgePreview = z.infer<typeof purgePreview>;
