/**
 * The contract: every request that a page (or the command line) can make of the engine, with the
 * shapes of input and output, checked at run time on the engine's side. A request without a handler
 * doesn't compile (engine/requests). Names are noun.verb; expected failures are REFUSED with words
 * for the librarian.
 */

import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { SET_OPERATORS } from '../domain/combineSets.ts';
import { criteriaSchema } from '../domain/criteria.ts';
import { PROTECTED_KINDS } from '../domain/protectedRegister.ts';
import { DECISIONS, FINDINGS } from '../domain/review.ts';
import { HELD_BACK_FLAGS, REVIEW_FLAGS } from '../domain/reviewFlags.ts';
import { IDENTIFIER_ODDITIES } from '../domain/setFileIdentifiers.ts';
import { jobRequest } from '../jobKinds/jobKinds.ts';
import { purgeSettings } from '../jobKinds/purgeUserRecords.ts';
import { RULE_FLAW_NAMES } from '../refusals/reviewRefusals.ts';
import { count, fileToken, id, instant, isoDate, money } from './basics.ts';
import { askedOrigin } from './setOrigin.ts';
import {
  among,
  boundaryReport,
  captureInfo,
  gridView,
  importCheck,
  importError,
  importKind,
  importPart,
  importPartRow,
  importProfile,
  importSummary,
  jobCheck,
  jobReport,
  jobSummary,
  jobUser,
  listKind,
  newProtectedRule,
  newSet,
  oddDateCounts,
  pastDecision,
  protectedRule,
  purgePreview,
  readOptions,
  sample,
  sampledUser,
  selection,
  setSummary,
  settings,
  signOffStatus,
  sortTerm,
  staffList,
  thresholdPoint,
  userNote,
  userRow,
} from './shapes.ts';

/** An expected failure: its code and what it says of this case (refusals/refusals.ts has the words). */
export const refusal = z.object({ code: z.string(), values: z.unknown() });

const base = oc.errors({ REFUSED: { status: 422, data: refusal } });

const page = { offset: count, limit: count.max(1000) };

export const workspaceStatus = z.object({
  open: z.boolean(),
  /** File name without folder and ending. */
  name: z.string().nullable(),
  /** Grows with every change; answers of an older one are stale. */
  revision: count,
  /** Data date of the newest candidates file; the day it was imported where the file doesn't tell. */
  replicaDate: isoDate.nullable(),
  users: count,
  candidates: count,
  imports: count,
  sets: count,
  jobs: count,
  /** A job that runs or waits. */
  runningJobs: count,
});
export type WorkspaceStatus = z.infer<typeof workspaceStatus>;

/** What the engine tells without being asked. */
export const engineEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('workspace.changed'), revision: count }),
  z.object({
    type: z.literal('import.progressed'),
    importId: id,
    fraction: z.number(),
    rows: count,
    rowsPerSecond: count,
  }),
  z.object({ type: z.literal('import.finished'), importId: id }),
  /** While a checked file is being compared with the replica or added to it. */
  z.object({
    type: z.literal('import.adding'),
    importId: id,
    fraction: z.number(),
    rows: count,
  }),
  z.object({ type: z.literal('job.progressed'), jobId: id, done: count, total: count }),
  z.object({ type: z.literal('job.finished'), jobId: id, name: z.string() }),
]);
export type EngineEvent = z.infer<typeof engineEvent>;

const flagCounts = z.record(z.enum(REVIEW_FLAGS), count);

export const reviewCounts = z.object({
  candidates: count,
  undecided: count,
  excluded: count,
  approved: count,
  /** Candidates a purge job of ours has taken; not part of the three above. */
  purged: count,
  /** Approved although staff, each with the identifier typed. */
  staffConfirmed: count,
  /** Candidates with a flag. */
  flagged: count,
  flags: flagCounts,
  /** Flags of those still undecided. */
  undecidedFlags: flagCounts,
  canUndo: z.string().nullable(),
  canRedo: z.string().nullable(),
});
export type ReviewCounts = z.infer<typeof reviewCounts>;

export const engineContract = {
  workspace: {
    status: base.output(workspaceStatus),
    create: base.input(z.strictObject({ file: fileToken })).output(workspaceStatus),
    open: base.input(z.strictObject({ file: fileToken })).output(workspaceStatus),
    close: base.output(workspaceStatus),
    saveCopy: base
      .input(z.strictObject({ file: fileToken }))
      .output(z.object({ fileName: z.string() })),
    /** Deletes the file and everything in it; the name must be typed. */
    erase: base.input(z.strictObject({ typedName: z.string() })).output(workspaceStatus),
  },
  settings: {
    get: base.output(settings),
    save: base.input(settings).output(settings),
  },
  imports: {
    list: base.output(z.array(importSummary)),
    /** Starts reading; progress comes as events. What the options leave out is recognised. */
    read: base
      .input(z.strictObject({ file: fileToken, options: readOptions.default({}) }))
      .output(z.object({ importId: id })),
    check: base.input(z.strictObject({ importId: id })).output(importCheck),
    errors: base
      .input(z.strictObject({ importId: id, ...page }))
      .output(z.object({ total: count, rows: z.array(importError) })),
    /** Rows of a part: of a notice, or of the comparison (`new`, `gone`, `changed:expiry_date` ...). */
    rows: base.input(z.strictObject({ importId: id, part: importPart, ...page })).output(
      z.object({
        total: count,
        headings: z.array(z.string()),
        /** The rows name users in groups of the same identifier. */
        grouped: z.boolean(),
        rows: z.array(importPartRow),
      }),
    ),
    /** Writes a part, or the errors (`errors`), as a workbook. */
    exportRows: base
      .input(z.strictObject({ importId: id, part: importPart, file: fileToken }))
      .output(z.object({ fileName: z.string(), rows: count })),
    /** Reads the same file again in another way; the options replace those of before. */
    readAgain: base
      .input(z.strictObject({ importId: id, options: readOptions }))
      .output(z.object({ importId: id })),
    /** Tells the day whose state the file shows, before or after it was added. */
    setDataDate: base
      .input(z.strictObject({ importId: id, dataDate: isoDate }))
      .output(importSummary),
    /** Lists of staff that were added, newest first. */
    staffLists: base.output(z.array(staffList)),
    /** Says what a list of identifiers is for, before or after it was added; remembered for files of its name. */
    setListKind: base.input(z.strictObject({ importId: id, kind: listKind })).output(importSummary),
    /**
     * Enters the replica in one transaction. `replace`: candidates that aren't in this file leave the
     * review. `absent: 'none'`: the report covers everybody, so users who aren't in it have none of what it counts.
     */
    commit: base
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
        /** Itemized sets that are deleted or lose members. */
        sets: z.array(z.string()),
      }),
    ),
    /** Takes the import, and those added after it, back out of the replica; they wait to be added again. */
    undo: base.input(z.strictObject({ importId: id })).output(z.object({ files: count })),
    /** Writes the kept original, byte for byte. */
    saveOriginal: base
      .input(z.strictObject({ importId: id, file: fileToken }))
      .output(z.object({ fileName: z.string() })),
    profiles: base.output(z.array(importProfile)),
    /** Keeps how this file was read, to be offered for files with the same headings. A name that is taken is replaced. */
    saveProfile: base
      .input(z.strictObject({ importId: id, name: z.string().trim().min(1).max(100) }))
      .output(importProfile),
    deleteProfile: base.input(z.strictObject({ profileId: id })).output(z.object({})),
    /** Reads the file again as the profile says. */
    useProfile: base
      .input(z.strictObject({ importId: id, profileId: id }))
      .output(z.object({ importId: id })),
    /** Cancels the reading or forgets what was read; leaves no trace. */
    discard: base.input(z.strictObject({ importId: id })).output(z.object({})),
  },
  users: {
    page: base
      .input(
        z.strictObject({
          criteria: criteriaSchema,
          sort: z.array(sortTerm).max(5),
          /** Headings of further columns of the files, to be read with the rows. */
          extra: z.array(z.string().max(1000)).max(50).default([]),
          /** Whether the decisions about each user are to be read with the rows. */
          decisions: z.boolean().default(false),
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
    /** Users by their primary identifiers, compared without case and outer spaces; `missing`: those nobody has. */
    find: base
      .input(z.strictObject({ identifiers: z.array(z.string().max(1000)).max(100_000) }))
      .output(
        z.object({
          userNos: z.array(id),
          missing: z.array(z.string()),
          /** Of those found: whom a purge has taken; no review shows them. */
          purged: count,
        }),
      ),
    /** Headings of the files' columns that the catalogue doesn't know. */
    extraColumns: base.output(z.array(z.string())),
    addNote: base
      .input(z.strictObject({ userNo: id, text: z.string().trim().min(1).max(2000) }))
      .output(userNote),
    removeNote: base.input(z.strictObject({ noteId: id })).output(z.object({})),
    /** Distinct values of a choice field with counts, most frequent first. */
    choices: base
      .input(
        z.strictObject({
          field: z.enum([
            'user_group',
            'record_type',
            'staff_role',
            'decision_reason',
            'account_type',
            'status',
            'job_category',
            'campus',
          ]),
          criteria: criteriaSchema,
        }),
      )
      .output(z.array(z.object({ value: z.string().nullable(), users: count }))),
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
            values: z.array(z.object({ heading: z.string(), value: z.string() })),
          }),
        ),
        decisions: z.array(pastDecision),
        notes: z.array(userNote),
        /** Rules of the register that name the user. */
        protectedBy: z.array(protectedRule.omit({ users: true })),
        /** What jobs did to the user, newest first. */
        history: z.array(
          z.discriminatedUnion('what', [
            z.object({
              what: z.literal('changed'),
              at: instant,
              by: z.string(),
              field: z.string(),
              oldValue: z.string().nullable(),
              newValue: z.string().nullable(),
              jobId: id.nullable(),
            }),
            z.object({
              what: z.literal('purged'),
              at: instant,
              by: z.string(),
              jobId: id,
              waived: money,
            }),
          ]),
        ),
        sets: z.array(z.object({ setId: id, name: z.string() })),
      }),
    ),
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
    /** All user groups the workspace knows, for choosing one. */
    groups: base.output(
      z.array(z.object({ name: z.string(), users: count, protected: z.boolean() })),
    ),
  },
  review: {
    counts: base.output(reviewCounts),
    decide: base
      .input(
        z.strictObject({
          selection,
          decision: z.enum(DECISIONS),
          reason: z.string().max(200).nullable(),
          note: z.string().max(2000).default(''),
          /** The identifier as it was typed, to approve one user whose role column says Yes or nothing. */
          typedIdentifier: z.string().max(1000).optional(),
          /** Held-back classes that the confirmation names; others among the users are left out. */
          named: z.array(z.enum(HELD_BACK_FLAGS)).default([]),
        }),
      )
      .output(
        z.object({
          changed: count,
          unchanged: count,
          /** Not approved: their role column says Yes or nothing, and that is decided one by one. */
          staffLocked: count,
          /** Not approved: the protected register names them. */
          protected: count,
          /** Not approved: held back for something that the confirmation didn't name. */
          heldBack: count,
        }),
      ),
    /** What a review by rule would exclude, and by which flag; `apply` does it as one step. */
    rules: base.output(
      z.object({
        users: count,
        flags: z.array(z.object({ flag: z.enum(REVIEW_FLAGS), users: count })),
      }),
    ),
    applyRules: base.output(z.object({ changed: count })),
    undo: base.output(z.object({ text: z.string(), changed: count })),
    redo: base.output(z.object({ text: z.string(), changed: count })),
    /** Candidates by whole years between the purge date and the planned run date; null: no purge date. */
    years: base.input(z.strictObject({ criteria: criteriaSchema })).output(
      z.array(
        z.object({
          years: z.number().int().nullable(),
          /** Purge dates of the bar, both included. */
          from: isoDate.nullable(),
          to: isoDate.nullable(),
          users: count,
        }),
      ),
    ),
    boundary: base.output(boundaryReport),
    thresholds: base
      .input(z.strictObject({ among, thresholds: z.array(money.nonnegative()).min(1).max(50) }))
      .output(
        z.object({
          points: z.array(thresholdPoint),
          /** The planned threshold; minor units. */
          planned: money,
        }),
      ),
    oddDates: base.output(oddDateCounts),
  },
  /** The protected register. */
  register: {
    list: base.output(z.array(protectedRule)),
    /** How many candidates a rule would protect. */
    count: base
      .input(z.strictObject({ kind: z.enum(PROTECTED_KINDS), value: z.string().max(255) }))
      .output(z.object({ users: count, flaw: z.enum(RULE_FLAW_NAMES).nullable() })),
    add: base.input(newProtectedRule).output(protectedRule),
    edit: base.input(newProtectedRule.extend({ ruleId: id })).output(protectedRule),
    remove: base.input(z.strictObject({ ruleId: id })).output(z.object({})),
  },
  /** Sampling checks. */
  samples: {
    list: base.output(z.array(sample)),
    draw: base.input(z.strictObject({ among, perGroup: count.min(1).max(100) })).output(sample),
    users: base.input(z.strictObject({ sampleId: id })).output(z.array(sampledUser)),
    /** Null takes a finding back. */
    record: base
      .input(
        z.strictObject({
          sampleId: id,
          userNo: id,
          finding: z.enum(FINDINGS).nullable(),
          note: z.string().max(1000).default(''),
        }),
      )
      .output(sample),
    remove: base.input(z.strictObject({ sampleId: id })).output(z.object({})),
  },
  signOff: {
    status: base.output(signOffStatus),
    /** The first signature freezes the review, the second, of another person, completes it. */
    sign: base
      .input(z.strictObject({ name: z.string().trim().min(1).max(200) }))
      .output(signOffStatus),
    /** Takes the newest sign-off back. */
    withdraw: base.output(signOffStatus),
  },
  /** Named columns and orders of grids. */
  views: {
    list: base.input(z.strictObject({ grid: z.string().max(50) })).output(z.array(gridView)),
    /** A name that is taken is replaced. */
    save: base
      .input(
        z.strictObject({
          grid: z.string().max(50),
          name: z.string().trim().min(1).max(100),
          state: z.string().max(200_000),
        }),
      )
      .output(gridView),
    remove: base.input(z.strictObject({ viewId: id })).output(z.object({})),
  },
  sets: {
    list: base.output(z.array(setSummary)),
    create: base
      .input(
        newSet.extend({
          criteria: criteriaSchema,
          origin: askedOrigin,
          /** Keeps the question rather than those whom it finds now. */
          logical: z.boolean().default(false),
        }),
      )
      .output(setSummary),
    /**
     * How many users a combination would have; and how many undecided ones of them the second set may mean by
     * another spelling, because of whom it would be refused.
     */
    combineCount: base
      .input(z.strictObject({ first: id, operator: z.enum(SET_OPERATORS), second: id }))
      .output(z.object({ users: count, openPairs: count })),
    combine: base
      .input(newSet.extend({ first: id, operator: z.enum(SET_OPERATORS), second: id }))
      .output(setSummary),
    edit: base.input(newSet.extend({ setId: id })).output(setSummary),
    delete: base.input(z.strictObject({ setId: id })).output(z.object({})),
    /** What to know before the file is written: identifiers that Alma wouldn't find as they are. */
    checkFile: base.input(z.strictObject({ setId: id })).output(
      z.object({
        users: count,
        odd: count,
        /** Of the odd ones: those that stay as they are, for written clean they would be another user's. */
        taken: count,
        oddities: z.array(
          z.object({
            oddity: z.enum(IDENTIFIER_ODDITIES),
            users: count,
            examples: z.array(z.object({ text: z.string(), clean: z.string() })),
          }),
        ),
        /** Of the signed review in which all members are approved: it goes into name and properties. */
        seal: z.string().nullable(),
      }),
    ),
    /** Writes the file from which Alma makes an itemized set; more than one when it would pass about 10 MB. */
    exportFile: base
      .input(
        z.strictObject({
          setId: id,
          heading: z.enum(['USERNAME', 'Primary ID']),
          file: fileToken,
          /** Without the spaces and decimal zeros because of which Alma wouldn't find an identifier. */
          clean: z.boolean().default(false),
        }),
      )
      .output(
        z.object({
          files: z.array(z.string()),
          users: count,
          /** Written otherwise than in the file they came from. */
          cleaned: count,
          /** Odd ones that were written as they are. */
          odd: count,
        }),
      ),
  },
  jobs: {
    list: base.output(z.array(jobSummary)),
    report: base.input(z.strictObject({ jobId: id })).output(jobReport),
    /** The report of a completed job is on screen, or was exported. */
    markRead: base.input(z.strictObject({ jobId: id })).output(z.object({})),
    users: base
      .input(
        z.strictObject({
          jobId: id,
          outcome: jobUser.shape.outcome.optional(),
          reason: z.string().optional(),
          ...page,
        }),
      )
      .output(z.object({ total: count, rows: z.array(jobUser) })),
    /** PNG of the settings as they were shown at Submit, as a data URL. */
    capture: base
      .input(z.strictObject({ jobId: id }))
      .output(captureInfo.extend({ dataUrl: z.string() })),
    saveCapture: base
      .input(z.strictObject({ jobId: id, file: fileToken }))
      .output(z.object({ fileName: z.string() })),
    previewPurge: base.input(purgeSettings).output(purgePreview),
    /** Whom the job would concern and how they stand; what would be refused. Changes nothing. */
    check: base.input(z.strictObject({ job: jobRequest })).output(jobCheck),
    /**
     * Takes whoever isn't approved out of the user group of a purge, by Update/Notify jobs: back to the group from
     * which a job of ours moved them, or to the one that is given. Refused when neither is known of somebody.
     */
    leaveOut: base
      .input(
        z.strictObject({
          settings: purgeSettings,
          userGroup: z.string().trim().min(1).max(200).nullable(),
          capture: z.string().nullable(),
        }),
      )
      .output(z.object({ jobs: z.array(jobSummary), users: count })),
    /** Submits a job; once submitted it runs to the end. `capture` is the token of the picture just taken. */
    submit: base
      .input(z.strictObject({ job: jobRequest, capture: z.string().nullable() }))
      .output(jobSummary),
    exportReport: base
      .input(z.strictObject({ jobId: id, file: fileToken }))
      .output(z.object({ fileName: z.string(), rows: count })),
  },
  events: {
    /** Never ends; the stream of what happens in the engine. */
    watch: base.output(eventIterator(engineEvent)),
  },
} as const;
