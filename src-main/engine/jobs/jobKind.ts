/**
 * What a kind of job does, as the engine asks it: whom it concerns, when it must not be submitted, what it does to a
 * batch of its members, what it leaves behind, what its report counts. Checks, guards, the runner and reports know
 * nothing else of a kind; a new one is a folder in kinds/ and a line in kinds/kindList.ts.
 */

import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import type { ListColumnId } from '#shared/documents/jobReport/listColumns.ts';
import type { Unapproved } from '#shared/domain/approval.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { PlannedSetting } from '#shared/domain/plannedPurge.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import type { SignOffReason } from '#shared/domain/signOff.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { JobUserFilter } from '#shared/jobKinds/jobKind.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import type { SentRefusal } from '#shared/refusals/refusals.ts';
import type { ReadableDb, WritableDb } from '../db/db.ts';
import type { Program } from '../program.ts';
import type { Refusal } from '../refusal.ts';
import type { HeldColumn, UserColumns } from '../replica/userColumns.ts';
import type { Match } from '../sets/userSets.ts';
import type { StoredJob } from './jobRows.ts';

/**
 * One kind's work. Its functions are methods, so that the work of a kind can stand among that of all kinds; each is
 * handed requests and jobs of its own kind alone.
 */
export interface JobKindWork<Request = JobRequest> {
  /** What is settled at the moment of submitting stands in the request from then on. */
  settle?(db: ReadableDb, request: Request): Request;
  /** Columns that a check of it asks, read together with those that every check asks. */
  readonly asks?: readonly HeldColumn[];
  /** @throws Refusal for a request that can't be meant */
  check(asking: Asking, request: Request): Concerned;
  /** Settings of this request that aren't those of the purge that was signed. */
  differsFromSigned?(request: Request, settings: Settings): PlannedSetting[];
  /** Of the approved, whom the request as it is doesn't take, and why; undefined: it takes whoever it is told. */
  approvedLeftOut?(columns: UserColumns, request: Request, approved: UserBitmap): ApprovedLeftOut;
  /** Whom the job is for, kept when it is submitted: a logical set may find others later. */
  submittedFor(db: ReadableDb, request: Request, checked: CheckedJob): UserBitmap;
  /** Keeps with the job what it needs of the request and its parameters mustn't hold. In the transaction that submits it. */
  keep?(db: WritableDb, jobId: number, request: Request): void;
  /** The members, once and for all, out of those for whom it was submitted; called when the job starts. */
  freeze(db: WritableDb, job: StoredJob): UserBitmap;
  /** Called at the start and again when an interrupted job is resumed. */
  start(db: WritableDb, job: StoredJob): RunningJob;
  /** Whom it erases mustn't stand in a copy of the workspace: none is kept before it, and those that are there go. */
  readonly erases?: true;
  /**
   * Why a job whose code threw can't stay as it is: it has begun what nobody can take back, and is taken up again where it
   * stopped (takeUp in jobRows.ts). Undefined: what its batches did stands.
   */
  stopped?(db: ReadableDb, jobId: number): SentRefusal | undefined;
  /**
   * What it tells of itself behind its batches and leaves, such as sets that lead back, and what follows from it: of one
   * that failed on its way as of one that has completed, because what its batches did stands. In the transaction that ends
   * it; undefined: nothing but what follows from any change.
   */
  leaves?(db: WritableDb, job: StoredJob): JobChange;
  /** What it will have changed when it has ended, of what the purge rules ask; absent: nothing. */
  changes?(db: ReadableDb, job: StoredJob): PendingChange;
  /** What it did is counted by it each time it is asked: then the job stays with its users, however old it is. */
  stillCounts?(db: ReadableDb, job: StoredJob): boolean;
  /** What its report counts besides what every report does. */
  reportFacts?(db: ReadableDb, jobId: number): ReportFacts;
  /** Its users' sheets in the report's workbook, in order. */
  readonly sheets: readonly UserSheet[];
}

/** With what a check is made. */
export interface Asking {
  /** Fresh. */
  readonly columns: UserColumns;
  /** For logical sets. */
  readonly match: Match | undefined;
  readonly settings: Settings;
  /** What jobs that have not ended will do, in their order. */
  pending(): readonly PendingChange[];
}

/** What a job gives its members; undefined: it leaves that as it is. */
export interface PendingChange {
  /** Folded. */
  readonly groupKey: string | undefined;
  readonly purgeDate: IsoDate | undefined;
  readonly members: UserBitmap;
}

/** Whom a job is about, as its kind says. */
export interface Concerned {
  /** Undefined for a job that neither moves to OK to Purge nor purges: nobody has to be approved for it. */
  readonly guard: Guard | undefined;
  /** The members, or everybody whom Alma may take under the widest reading. */
  readonly concerned: UserBitmap;
  /** Those of them who would go: moved, or taken by the chosen reading and retained by nothing. */
  readonly going: UserBitmap;
  /** Whom the newest candidates file no longer names; undefined: they are told apart among those concerned. */
  readonly left?: UserBitmap;
}

/** Whom a job concerns and how they stand in the review. */
export interface CheckedJob extends Concerned {
  readonly approved: UserBitmap;
  readonly unapproved: ReadonlyMap<Unapproved, UserBitmap>;
  /** Whom the newest candidates file no longer names: left alone. */
  readonly left: UserBitmap;
  /** Review flags of those who would go. */
  readonly flags: ReadonlyMap<ReviewFlag, UserBitmap>;
  readonly contacts: UserBitmap;
  readonly unknownRecordType: UserBitmap;
  readonly unknownRole: UserBitmap;
  /** Why two people have to sign. */
  readonly signOffBy: readonly SignOffReason[];
  readonly staffConfirmed: number;
  readonly seal: Seal | null;
  /** Settings of this job that aren't those that were signed. */
  readonly notAsSigned: readonly PlannedSetting[];
}

/** The users behind each number of a check or a preview, by part. */
export interface PreviewParts {
  /** As they were when it was asked; undefined for a part that nobody is in. */
  get(part: string): UserBitmap | undefined;
}

/** Only approved users may go; in words that stand in the kind's definition. */
export interface Guard {
  /** Goes on though some aren't approved, unless it says why not; nobody whom the register protects is among them. */
  wayOn?(lacking: LackingApproval): Refusal | undefined;
}

/** Users without approval, as a guard is told of them. */
export interface LackingApproval {
  readonly users: number;
  readonly seal: Seal | null;
  /** A rehearsal on the command line, which nobody signs. */
  readonly unsigned: boolean;
}

export interface BatchResult {
  readonly finished: number;
  readonly failed: number;
}

export interface RunningJob {
  /**
   * What is to be done before any of its members is reached, step by step, each in a transaction of its own; again from
   * the start when the job was interrupted meanwhile.
   * @param onRows told how many rows were looked through, of about how many
   */
  readonly before?: (
    members: UserBitmap,
    onRows: (done: number, total: number) => void,
  ) => Iterable<() => void>;
  /** Does its work for these members and stores what happened to each. Runs inside a transaction. */
  readonly work: (members: readonly number[]) => BatchResult;
  /**
   * Users of this range whom the job doesn't reach and of whom its report tells all the same. Asked behind the last
   * member, range by range, each in a transaction of its own; again from the start when the job was interrupted.
   */
  readonly aside?: (firstUserNo: number, lastUserNo: number) => readonly AsideUser[];
  /**
   * What is to be done outside the workspace, once no member is left and before the job is completed; in no transaction.
   * Again when the job was interrupted meanwhile.
   * @param breathe awaited now and then, so that other commands get their turn
   */
  readonly outside?: (program: Program, breathe: () => Promise<void>) => Promise<void>;
  /**
   * Finds out whether it has done what it promises, behind everything else; in no transaction. Again from the start when
   * the job was interrupted meanwhile.
   * @returns false: the workspace has to be closed and opened again first
   * @throws the reason of the watch's signal
   */
  readonly prove?: (program: Program, watch: ProofWatch) => Promise<boolean>;
  /** Once, in the transaction that completes the job. */
  readonly complete: () => JobChange;
}

/** Who looks on while a job is proved. */
export interface ProofWatch {
  /** In whatever amounts it counts: bytes, say. */
  readonly progress: (done: number, total: number) => void;
  readonly breathe: () => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * What a job changed of users, for what follows from it: their group alone, into this one; that they are there again, and
 * who of them has to be looked at again; or anything.
 */
export type JobChange = { readonly movedTo: string } | { readonly again: UserBitmap } | 'anything';

/** Neither finished nor failed; what isn't said of them is 0. */
export interface AsideUser {
  readonly userNo: number;
  readonly outcome: string;
  readonly unknown?: number;
  readonly boundary?: 1;
  readonly unapproved?: number;
}

export type ReportFacts = Pick<
  JobReport,
  | 'boundary'
  | 'boundaryNotTaken'
  | 'excluded'
  | 'waived'
  | 'purgedWithoutApproval'
  | 'told'
  | 'unknown'
  | 'changes'
  | 'restoredFrom'
>;

/** Of kinds whose reports count nothing else. */
export const NO_FACTS: ReportFacts = {
  boundary: 0,
  boundaryNotTaken: 0,
  excluded: 0,
  waived: 0,
  purgedWithoutApproval: 0,
  told: { contacts: 0, unknownRecordType: 0, unknownRole: 0 },
  unknown: [],
  changes: [],
  restoredFrom: [],
};

export type ApprovedLeftOut = Pick<
  NonNullable<NonNullable<JobReport['review']>['account']>,
  'approvedNotDue' | 'approvedWithoutPurgeDate' | 'approvedOutside'
>;

/** A list of its users in the report. */
export interface UserSheet {
  /** Its title, at most 31 characters, unlike that of any other of the kind. */
  readonly name: string;
  /** Who stands in it, as a sentence. */
  readonly about: string;
  readonly filter: JobUserFilter;
  /** By what the job was told. Undefined: who they are, how they were described and what was decided (PLAIN_LIST). */
  columns?(parameters: Readonly<Record<string, unknown>>): readonly ListColumnId[];
  /** Users who stand on another sheet as well aren't counted twice, and the sheet is left out when it is empty. */
  readonly aside?: boolean;
}
