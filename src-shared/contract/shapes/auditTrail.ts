/**
 * What the audit trail holds: one shape for each kind of entry. Nothing in it may quote anybody: numbers of things,
 * counts, days, hashes and words of the program, never a name, a text that somebody wrote or a file name. Those are found
 * in their own tables by the number, for as long as they are there. docs/decisions/0046.
 */
import { z } from 'zod';
import { AFTER_LISTS } from '../../domain/afterErasing.ts';
import { ALMA_STEPS } from '../../domain/almaSteps.ts';
import { SET_OPERATORS } from '../../domain/combineSets.ts';
import { READINGS } from '../../domain/dayBound.ts';
import { PURGE_ROUTES } from '../../domain/plannedPurge.ts';
import { PROTECTED_KINDS } from '../../domain/protectedRegister.ts';
import { DECISIONS, FINDINGS } from '../../domain/review.ts';
import { APPROVAL_ENDERS } from '../../domain/stepCause.ts';
import { TWIN_ANSWERS } from '../../domain/twins.ts';
import { count, id, instant, isoDate } from '../../domain/valueShapes.ts';
import { RECORD_TYPES } from '../../fields/recordTypes.ts';
import { LIST_KINDS } from '../../importKinds/importKinds.ts';
import { JOB_KINDS } from '../../jobKinds/jobKinds.ts';
import { settings } from './settings.ts';

/** Of a file, a picture, a seal, an entry: lower-case hexadecimal. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Settings that are numbers, days or words of the program; of all others only the name is entered. */
const settingValue = z.union([
  z.number(),
  z.boolean(),
  z.null(),
  day,
  z.enum(READINGS),
  z.enum(PURGE_ROUTES),
  z.enum(['All', ...RECORD_TYPES]),
]);
const settingName = z.enum(
  Object.keys(settings.shape) as [keyof typeof settings.shape, ...(keyof typeof settings.shape)[]],
);

/** What was written or printed. */
const EXPORTED_THINGS = [
  'job',
  'job-list',
  'users',
  'person',
  'import-rows',
  'kit',
  'kit-of-job',
  'trail',
  'certificate',
  'set',
  'original',
  'capture',
  'fee-work-list',
  'workspace',
  'after-erasing',
] as const;
export type ExportedThing = (typeof EXPORTED_THINGS)[number];

const ofFile = { importId: id };
const ofRule = { ruleId: id, kind: z.enum(PROTECTED_KINDS) };

/** What each kind of entry says. */
export const AUDITED = {
  /** What came before isn't in it: so much there was. */
  'trail.begun': z.strictObject({
    files: count,
    users: count,
    decisions: count,
    sets: count,
    jobs: count,
  }),
  'file.read': z.strictObject({ ...ofFile, sha256, rows: count, errors: count }),
  'file.failed': z.strictObject(ofFile),
  /** Columns that are never taken, which an earlier version had stored. */
  'file.columnsRemoved': z.strictObject({ ...ofFile, columns: count }),
  'file.discarded': z.strictObject(ofFile),
  'file.added': z.strictObject({
    ...ofFile,
    sha256,
    users: count,
    replaces: z.boolean(),
    absentHaveNone: z.boolean(),
    setId: id.nullable(),
    decisionsEnded: count,
  }),
  /** The one that was asked for, and those that were added after it. */
  'file.takenBack': z.strictObject({ ...ofFile, files: count }),
  'file.dated': z.strictObject({ ...ofFile, dataDate: day.nullable() }),
  'file.meant': z.strictObject({ ...ofFile, kind: z.enum(LIST_KINDS) }),
  'originals.settled': z.strictObject({ files: count, choice: z.enum(['delete', 'keep']) }),
  'profile.saved': z.strictObject({ profileId: id }),
  'profile.deleted': z.strictObject({ profileId: id }),
  'decision.made': z.strictObject({ stepId: id, decision: z.enum(DECISIONS), users: count }),
  'decision.byRule': z.strictObject({ stepId: id, users: count }),
  'decision.undone': z.strictObject({ stepId: id, users: count }),
  'decision.redone': z.strictObject({ stepId: id, users: count }),
  'approval.ended': z.strictObject({ by: z.enum(APPROVAL_ENDERS), users: count }),
  'rule.added': z.strictObject(ofRule),
  'rule.changed': z.strictObject(ofRule),
  'rule.removed': z.strictObject({ ruleId: id }),
  /** Without users: it is logical, and asked each time. */
  'set.made': z.strictObject({ setId: id, users: count.nullable() }),
  'set.combined': z.strictObject({
    ...{ setId: id, first: id, second: id, users: count },
    operator: z.enum(SET_OPERATORS),
  }),
  'set.changed': z.strictObject({ setId: id }),
  'set.deleted': z.strictObject({ setId: id }),
  'job.submitted': z.strictObject({
    jobId: id,
    kind: z.enum(JOB_KINDS),
    /** Whom it is for, as far as that is known before it starts. */
    users: count.nullable(),
    /** Of its screen capture. */
    capture: sha256.nullable(),
    /** It may purge users whom nobody has approved. */
    withoutApproval: z.boolean(),
  }),
  'job.completed': z.strictObject({ jobId: id, finished: count, failed: count }),
  'job.failed': z.strictObject({ jobId: id, finished: count, failed: count }),
  /** It had failed in the middle of what can't be left so, and goes on. */
  'job.takenUp': z.strictObject({ jobId: id }),
  /** Before it began. */
  'job.cancelled': z.strictObject({ jobId: id }),
  /** Who is erased was taken out of its screen capture, or that went whole. */
  'capture.erased': z.strictObject({
    jobId: id,
    /** 0: it went whole. */
    places: count,
    before: sha256,
    after: sha256.nullable(),
  }),
  /** Its people were removed. */
  'job.forgotten': z.strictObject({ jobId: id }),
  /**
   * They are marked, and nobody finds them any more. With it all marks of the workspace by which somebody who was erased is
   * known again, and the hash of these and their key: one that goes is missed.
   */
  'erasure.begun': z.strictObject({ jobId: id, users: count, marks: count, sha256 }),
  /** It was searched for those whom a job has erased. */
  'erasure.searched': z.strictObject({
    ...{ jobId: id, needles: count, bytes: count, notRead: count, findings: count },
  }),
  /** What came of it, by the hash of its certificate. */
  'erasure.certified': z.strictObject({ jobId: id, sha256 }),
  'export.written': z.strictObject({
    exportId: id,
    of: z.enum(EXPORTED_THINGS),
    /** Null: it couldn't be read again. */
    sha256: sha256.nullable(),
  }),
  'export.printed': z.strictObject({ of: z.enum(EXPORTED_THINGS) }),
  'signature.made': z.strictObject({ signOffId: id, signature: z.literal([1, 2]), seal: sha256 }),
  'signature.withdrawn': z.strictObject({ signOffId: id }),
  'settings.changed': z.strictObject({
    settings: z.array(
      z.strictObject({
        name: settingName,
        from: settingValue.optional(),
        to: settingValue.optional(),
      }),
    ),
  }),
  /** What the institution has set in Alma was answered, or confirmed where it was taken over. */
  'policy.answered': z.strictObject({}),
  /** From an earlier workspace. */
  'settings.takenOver': z.strictObject({ rules: count, profiles: count, logo: z.boolean() }),
  'logo.changed': z.strictObject({ sha256: sha256.nullable() }),
  'note.added': z.strictObject({ noteId: id }),
  'note.removed': z.strictObject({ noteId: id }),
  'letter.written': z.strictObject({ exportId: id, letterId: id, noteId: id }),
  'twin.answered': z.strictObject({ answer: z.enum(TWIN_ANSWERS).nullable() }),
  'sample.drawn': z.strictObject({ sampleId: id, users: count }),
  'sample.recorded': z.strictObject({ sampleId: id, finding: z.enum(FINDINGS).nullable() }),
  'sample.removed': z.strictObject({ sampleId: id }),
  'alma.ticked': z.strictObject({ step: z.enum(ALMA_STEPS), done: z.boolean() }),
  /** Somebody knows that it was copied while it was open. */
  'copy.confirmed': z.strictObject({}),
  /** Because it named somebody who was erased. */
  'erasure.switchedOff': z.strictObject({
    ...{ jobId: id, rules: count, sets: count, views: count, profiles: count, keepWords: count },
  }),
  /** Of what an erasure left to do; undone: it is to be done again. */
  'erasure.ticked': z.strictObject({
    ...{ jobId: id, list: z.enum(AFTER_LISTS), items: count, done: z.boolean() },
  }),
  /** Rows of erased users may be entered, as users who are new. */
  'return.decided': z.strictObject({
    ...{ ...ofFile, decisionNo: id, rows: count, erasures: z.array(id) },
  }),
  /** Nobody had been entered by it. */
  'return.withdrawn': z.strictObject({ ...ofFile, decisionNo: id, rows: count }),
  'snapshot.restored': z.strictObject({
    madeAt: instant,
    /** The trail that was given up: its last entry; null: it couldn't be read. */
    givenUp: z.strictObject({ entryNo: id, hash: sha256 }).nullable(),
  }),
  'snapshots.removed': z.strictObject({ snapshots: count }),
  /** The day had come, or was over, when it was looked at. */
  'retention.due': z.strictObject({ dueOn: day }),
  /** Why, stands with the postponement. */
  'retention.postponed': z.strictObject({ dueOn: day, until: day }),
} as const satisfies Readonly<Record<string, z.ZodObject>>;

export type AuditedWhat = keyof typeof AUDITED;
export const AUDITED_WHAT = Object.keys(AUDITED) as [AuditedWhat, ...AuditedWhat[]];

/** What is entered, by its kind. */
export type Entered = {
  readonly [What in AuditedWhat]: {
    readonly what: What;
    readonly details: z.input<(typeof AUDITED)[What]>;
  };
}[AuditedWhat];

/** What entries are about, to find them by. */
export const AUDIT_TOPICS = [
  'files',
  'decisions',
  'rules',
  'sets',
  'jobs',
  'signatures',
  'exports',
  'erasures',
  'checks',
  'notes',
  'settings',
  'workspace',
] as const;
export type AuditTopic = (typeof AUDIT_TOPICS)[number];

type NounOf<What> = What extends `${infer Noun}.${string}` ? Noun : never;
type Noun = NounOf<AuditedWhat>;

/** By the noun before the dot. */
const TOPICS: Readonly<Record<Noun, AuditTopic>> = {
  ...{ file: 'files', originals: 'files', profile: 'files' },
  ...{ decision: 'decisions', approval: 'decisions' },
  ...{
    rule: 'rules',
    set: 'sets',
    job: 'jobs',
    capture: 'jobs',
    signature: 'signatures',
    export: 'exports',
  },
  ...{ sample: 'checks', twin: 'checks', alma: 'checks' },
  ...{ erasure: 'erasures', return: 'erasures' },
  ...{ note: 'notes', letter: 'notes' },
  ...{ settings: 'settings', logo: 'settings', policy: 'settings' },
  ...{ trail: 'workspace', copy: 'workspace', snapshot: 'workspace', snapshots: 'workspace' },
  retention: 'workspace',
};

export const topicOf = (what: AuditedWhat): AuditTopic => TOPICS[what.split('.')[0] as Noun];

/** Which entries are asked for; null: all, as of each below. */
export const auditFilter = z.strictObject({
  topic: z.enum(AUDIT_TOPICS).nullable(),
  /** 0: the program by itself. */
  staffNo: count.nullable(),
  /** First and last day, by the institution's clocks. */
  from: isoDate.nullable(),
  to: isoDate.nullable(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

/** An entry as it is read; null where it says what nothing says. */
export function enteredAs(what: string, details: unknown): Entered | null {
  if (!Object.hasOwn(AUDITED, what)) return null;
  const parsed = AUDITED[what as AuditedWhat].safeParse(details);
  return parsed.success ? ({ what, details: parsed.data } as Entered) : null;
}

const isEntered = (value: unknown): boolean => {
  const { what, details } = value as Entered;
  return enteredAs(what, details) !== null;
};

export const auditEntry = z.object({
  entryNo: id,
  at: instant,
  staffNo: count,
  /** Null: the program by itself, or somebody who was erased. */
  who: z.string().nullable(),
  /** Null: it can't be read. */
  entered: z.custom<Entered>(isEntered).nullable(),
  /** What it is about is called so, as long as it is there. */
  name: z.string().nullable(),
  hash: sha256,
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** Whoever stands in the trail; null: erased. */
export const auditStaff = z.object({ staffNo: id, name: z.string().nullable() });

/** The last entry of all, whose hash stands for the whole trail. */
export const trailHead = z.object({ entryNo: id, hash: sha256 });
