/**
 * Everything that writes, as one table of commands. The writer runs them one after another on its
 * connection; the long ones (reading a file, running jobs) are async and let others in between their
 * batches, never inside a transaction. Inputs are checked by the contract before they come here.
 */
import type { JobRequest, ReadOptions, Settings } from '#shared/contract/shapes.ts';
import { combineSets, type SetOperator } from '#shared/domain/combineSets.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { get, prepared, run, transaction, value, type WritableDb } from '../db/db.ts';
import { saveCopy } from '../db/workspaceFile.ts';
import { commitImport, noteSet } from '../importing/commitImport.ts';
import { compareImport, forgetComparisons, staleComparisons } from '../importing/compareImport.ts';
import { getImportFile, type StoredImport } from '../importing/importFile.ts';
import { dropOldOriginals } from '../importing/originals.ts';
import { deleteProfile, saveProfile } from '../importing/profiles.ts';
import {
  beginImport,
  discardImport,
  discardUnfinished,
  readFile,
  sweepDiscarded,
} from '../importing/readFile.ts';
import { forgetBefore, undoImport } from '../importing/undoImport.ts';
import { guardJob } from '../jobs/jobGuards.ts';
import { type Capture, type JobSetting, submitJob, unfinishedJobs } from '../jobs/jobRows.ts';
import { runJob } from '../jobs/runJob.ts';
import { Refusal } from '../refusal.ts';
import { dropUnusedGroups, ensureGroup } from '../replica/groups.ts';
import { bumpRevision } from '../replica/revision.ts';
import { readSettings, writeSettings } from '../replica/settings.ts';
import { UserColumns } from '../replica/userColumns.ts';
import { applyRules } from '../review/applyRules.ts';
import { type DecisionRequest, decide, takeOutOfApproval } from '../review/decide.ts';
import {
  giveBackDecisions,
  letGoOfDecisions,
  redo,
  takeBackStepsOf,
  undo,
} from '../review/decisionSteps.ts';
import { flagUsers } from '../review/flagUsers.ts';
import { removeView, saveView } from '../review/gridViews.ts';
import {
  addRule,
  editRule,
  type RuleDetails,
  readRegister,
  readRules,
  removeRule,
} from '../review/register.ts';
import {
  drawSample,
  type RecordedFinding,
  recordFinding,
  removeSample,
  type SampleRequest,
} from '../review/samples.ts';
import { sign, withdraw } from '../review/signOff.ts';
import { addNote, removeNote } from '../review/userNotes.ts';
import {
  createLogicalSet,
  createSet,
  deleteSet,
  editSet,
  freeName,
  letGoOfMembers,
  membersOf,
  type SetDetails,
} from '../sets/userSets.ts';

/** What the writer tells while a command runs. */
export type WriterEvent =
  | { type: 'changed' }
  | {
      type: 'import.progressed';
      importId: number;
      fraction: number;
      rows: number;
      rowsPerSecond: number;
    }
  | { type: 'import.finished'; importId: number }
  | { type: 'import.adding'; importId: number; fraction: number; rows: number }
  | { type: 'job.progressed'; jobId: number; done: number; total: number }
  | { type: 'job.finished'; jobId: number; name: string };

export interface CommandContext {
  readonly db: WritableDb;
  readonly tell: (event: WriterEvent) => void;
  readonly signal: AbortSignal;
}

/** Lets waiting messages in. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** At least four times a second, without flooding the screen. */
const TELL_EVERY_MS = 150;
/** Adding the users is the larger part of a commit; their flags are the rest. */
const ENTERING = 0.85;

function paced(tell: () => void): () => void {
  let told = 0;
  return () => {
    const now = performance.now();
    if (now - told < TELL_EVERY_MS) return;
    told = now;
    tell();
  };
}

export const commands = {
  /** After opening: nothing half read stays, flags and comparisons are those of today. */
  'workspace.tidy': ({ db }: CommandContext) => {
    discardUnfinished(db);
    transaction(db, () => {
      dropOldOriginals(db, readSettings(db).keepOriginalsDays);
      forgetComparisons(db);
      reflag(db);
    });
  },

  'workspace.saveCopy': ({ db }: CommandContext, input: { path: string }) =>
    saveCopy(db, input.path),

  'settings.save': ({ db }: CommandContext, settings: Settings) => {
    transaction(db, () => {
      writeSettings(db, settings);
      ensureGroup(db, settings.okToPurgeGroup);
      dropOldOriginals(db, settings.keepOriginalsDays);
      forgetComparisons(db);
      reflag(db);
      bumpRevision(db, 'nobody');
    });
  },

  'import.begin': ({ db }: CommandContext, input: { path: string; options: ReadOptions }) =>
    beginImport(db, input.path, input.options),

  'import.read': async (
    { db, tell, signal }: CommandContext,
    input: { importId: number; path: string; options: ReadOptions },
  ) => {
    const started = performance.now();
    const { importId } = input;
    let progress = { fraction: 0, rows: 0 };
    const tellProgress = paced(() => {
      const seconds = (performance.now() - started) / 1000;
      const rowsPerSecond = Math.round(progress.rows / (seconds + 0.001));
      tell({ type: 'import.progressed', importId, ...progress, rowsPerSecond });
    });
    const onProgress = (next: typeof progress) => {
      progress = next;
      tellProgress();
    };
    await readFile({ db, onProgress, signal, breathe }, input);
    tell({ type: 'import.finished', importId });
  },

  'import.discard': ({ db }: CommandContext, input: { importId: number }) =>
    discardImport(db, input.importId),

  'import.sweep': ({ db }: CommandContext) => sweepDiscarded(db, breathe),

  /** Compares what waits with the replica as it is now. */
  'import.compareStale': async ({ db, signal }: CommandContext) => {
    for (
      let stale = staleComparisons(db)[0];
      stale !== undefined;
      stale = staleComparisons(db)[0]
    ) {
      if (signal.aborted) return;
      await compareImport(db, stale, breathe);
    }
  },

  'import.setDataDate': ({ db }: CommandContext, input: { importId: number; dataDate: string }) =>
    transaction(db, () => {
      getImportFile(db, input.importId);
      run(
        db,
        `UPDATE import_file SET data_date = ?, data_date_source = 'told' WHERE import_id = ?`,
        input.dataDate,
        input.importId,
      );
      bumpRevision(db, 'nobody');
    }),

  'import.saveProfile': ({ db }: CommandContext, input: { importId: number; name: string }) =>
    transaction(db, () => {
      const profile = saveProfile(db, input.importId, input.name);
      bumpRevision(db, 'nobody');
      return profile;
    }),

  'import.deleteProfile': ({ db }: CommandContext, input: { profileId: number }) =>
    transaction(db, () => {
      deleteProfile(db, input.profileId);
      bumpRevision(db, 'nobody');
    }),

  'import.commit': (
    { db, tell }: CommandContext,
    input: {
      importId: number;
      replace: boolean;
      absentHaveNone: boolean;
      setName: string | undefined;
      by: string;
    },
  ) =>
    transaction(db, () => {
      const { importId } = input;
      const file = getImportFile(db, importId);
      requireNoJob(db);
      let progress = { fraction: 0, rows: 0 };
      const tellProgress = paced(() => tell({ type: 'import.adding', importId, ...progress }));
      const onEntered = (rows: number) => {
        const share = Math.min(1, rows / Math.max(1, file.identifier_count));
        progress = { fraction: share * ENTERING, rows };
        tellProgress();
      };
      const { named, returned } = commitImport(db, importId, input, onEntered);
      if (importKind(file.kind).effect === 'set') enterSet(db, input, file, named);
      forgetComparisons(db);
      const users = get<{ users: number }>(db, 'SELECT count(*) AS users FROM user')!.users;
      reflag(db, (flagged) => {
        const share = Math.min(1, flagged / Math.max(1, users));
        progress = { ...progress, fraction: ENTERING + share * (1 - ENTERING) };
        tellProgress();
      });
      bumpRevision(db, 'everybody');
      takeOutOfApproval(db, returned.or(confirmedOtherwise(db, importId)), {
        by: input.by,
        note: `${file.file_name} names them as returned, as staff, or as users whom the register protects.`,
        importId,
      });
    }),

  'import.undo': ({ db }: CommandContext, input: { importId: number }) =>
    transaction(db, () => {
      requireNoJob(db);
      const { files, gone, undecided } = undoImport(db, input.importId);
      for (const { set_id } of files) if (set_id !== null) deleteSet(db, set_id);
      letGoOfMembers(db, gone);
      letGoOfDecisions(db, gone);
      dropUnusedGroups(db, [readSettings(db).okToPurgeGroup, ...readRegister(db).groups]);
      forgetComparisons(db);
      reflag(db);
      takeBackStepsOf(
        db,
        files.map(({ import_id }) => import_id),
      );
      giveBackDecisions(db, undecided);
      bumpRevision(db, 'everybody');
      return files.length;
    }),

  'review.decide': (
    { db }: CommandContext,
    input: { users: Uint8Array; request: DecisionRequest },
  ) => transaction(db, () => decide(db, UserBitmap.fromBytes(input.users), input.request)),

  'review.applyRules': ({ db }: CommandContext, input: { by: string }) =>
    transaction(db, () => applyRules(db, input.by)),
  'review.undo': ({ db }: CommandContext) => transaction(db, () => undo(db)),
  'review.redo': ({ db }: CommandContext) => transaction(db, () => redo(db)),

  'register.add': ({ db }: CommandContext, input: { details: RuleDetails; by: string }) =>
    transaction(db, () => {
      const ruleId = addRule(db, input.details, input.by);
      useRegister(db, input.by);
      return ruleId;
    }),

  'register.edit': (
    { db }: CommandContext,
    input: { ruleId: number; details: RuleDetails; by: string },
  ) =>
    transaction(db, () => {
      editRule(db, input.ruleId, input.details);
      useRegister(db, input.by);
    }),

  'register.remove': ({ db }: CommandContext, input: { ruleId: number; by: string }) =>
    transaction(db, () => {
      removeRule(db, input.ruleId);
      useRegister(db, input.by);
    }),

  'note.add': ({ db }: CommandContext, input: { userNo: number; text: string; by: string }) =>
    transaction(db, () => addNote(db, input.userNo, input.text, input.by)),
  'note.remove': ({ db }: CommandContext, input: { noteId: number }) =>
    transaction(db, () => removeNote(db, input.noteId)),

  'view.save': ({ db }: CommandContext, input: { grid: string; name: string; state: string }) =>
    transaction(db, () => saveView(db, input)),
  'view.remove': ({ db }: CommandContext, input: { viewId: number }) =>
    transaction(db, () => removeView(db, input.viewId)),

  'sample.draw': ({ db }: CommandContext, request: SampleRequest) =>
    transaction(db, () => drawSample(db, request)),
  'sample.record': ({ db }: CommandContext, found: RecordedFinding) =>
    transaction(db, () => recordFinding(db, found)),
  'sample.remove': ({ db }: CommandContext, input: { sampleId: number }) =>
    transaction(db, () => removeSample(db, input.sampleId)),

  'signOff.sign': ({ db }: CommandContext, input: { name: string }) =>
    transaction(db, () => sign(db, input.name)),
  'signOff.withdraw': ({ db }: CommandContext) => transaction(db, () => withdraw(db)),

  'set.create': (
    { db }: CommandContext,
    input: { details: SetDetails; members: Uint8Array; origin: string; by: string },
  ) =>
    transaction(db, () => {
      const members = stillThere(db, UserBitmap.fromBytes(input.members));
      return createSet(db, input.details, members, input.origin, input.by);
    }),

  'set.createLogical': (
    { db }: CommandContext,
    input: { details: SetDetails; criteria: Criteria; origin: string; by: string },
  ) =>
    transaction(db, () =>
      createLogicalSet(db, input.details, input.criteria, input.origin, input.by),
    ),

  'set.combine': (
    { db }: CommandContext,
    input: {
      details: SetDetails;
      first: number;
      operator: SetOperator;
      second: number;
      origin: string;
      by: string;
    },
  ) =>
    transaction(db, () => {
      const members = combineSets(
        membersOf(db, input.first),
        input.operator,
        membersOf(db, input.second),
      );
      return createSet(db, input.details, members, input.origin, input.by);
    }),

  'set.edit': ({ db }: CommandContext, input: { setId: number; details: SetDetails }) =>
    transaction(db, () => editSet(db, input.setId, input.details)),

  'set.delete': ({ db }: CommandContext, input: { setId: number }) =>
    transaction(db, () => {
      deleteSet(db, input.setId);
      reflag(db);
    }),

  'job.submit': (
    { db }: CommandContext,
    input: { job: JobRequest; settings: JobSetting[]; user: string; capture: Capture | null },
  ) =>
    transaction(db, () => {
      const columns = new UserColumns(db);
      columns.refresh();
      const { job, settings, user, capture } = input;
      const review = guardJob(columns, job);
      forgetBefore(db);
      const members =
        job.kind === 'update-notify-users' ? membersOf(db, job.parameters.setId) : null;
      return submitJob(db, job, settings, user, capture, review, members);
    }),

  /** Runs whatever waits or was interrupted, oldest first, until none is left. */
  'job.runAll': async ({ db, tell, signal }: CommandContext) => {
    for (let next = unfinishedJobs(db)[0]; next !== undefined; next = unfinishedJobs(db)[0]) {
      const jobId = next;
      let told = 0;
      const onProgress = (done: number, total: number) => {
        if (performance.now() - told < 100) return;
        told = performance.now();
        tell({ type: 'job.progressed', jobId, done, total });
      };
      if (!(await runJob(db, jobId, onProgress, breathe, signal))) return;
      transaction(db, () => {
        forgetComparisons(db);
        reflag(db);
      });
      const name = get<{ name: string }>(db, 'SELECT name FROM job WHERE job_id = ?', jobId)!.name;
      tell({ type: 'job.finished', jobId, name });
    }
  },
} as const;

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandInput<N extends CommandName> =
  Parameters<Commands[N]> extends [unknown, infer Input] ? Input : undefined;
export type CommandOutput<N extends CommandName> = Awaited<ReturnType<Commands[N]>>;

function reflag(db: WritableDb, onProgress?: (users: number) => void): void {
  const changed = flagUsers(db, readSettings(db), onProgress);
  if (changed.count > 0) bumpRevision(db, changed);
}

/** The register is another: flags follow, and so does who may be approved. */
function useRegister(db: WritableDb, by: string): void {
  for (const rule of readRules(db)) if (rule.kind === 'group') ensureGroup(db, rule.value);
  forgetComparisons(db);
  reflag(db);
  takeOutOfApproval(db, new UserBitmap(), { by, note: 'The protected register names them.' });
}

/** Staff whose identifier was typed, and of whom the file tells another role than they had then. */
function confirmedOtherwise(db: WritableDb, importId: number): UserBitmap {
  return UserBitmap.of(
    prepared(
      db,
      `SELECT u.user_no FROM user_before b JOIN user u ON u.user_no = b.user_no
       WHERE b.import_id = ? AND u.staff_confirmed = 1 AND u.staff_role IS NOT b.staff_role AND u.staff_role IS NOT 0`,
    )
      .pluck()
      .all(importId) as number[],
  );
}

/**
 * Users chosen just before the file that had brought them was taken back are gone; their numbers, always
 * the highest, will be those of others.
 */
function stillThere(db: WritableDb, users: UserBitmap): UserBitmap {
  const last = value<number>(db, 'SELECT coalesce(max(user_no), 0) FROM user');
  for (const userNo of users.after(last)) users.delete(userNo);
  return users;
}

/** Committing and undoing would change the users on whom a job works. */
function requireNoJob(db: WritableDb): void {
  if (!get(db, `SELECT 1 FROM job WHERE state <> 'completed'`)) return;
  throw new Refusal(
    'import.jobRunning',
    'A job has not finished yet, and it works on the users as they were.',
    'Add the file when the job has completed.',
  );
}

function enterSet(
  db: WritableDb,
  input: { importId: number; setName: string | undefined; by: string },
  file: StoredImport,
  members: UserBitmap,
): void {
  const details: SetDetails = {
    name: freeName(db, input.setName ?? (file.file_name.replace(/\.[^.]+$/, '') || file.file_name)),
    description: `Primary identifiers of ${file.file_name}`,
    note: '',
    private: true,
  };
  const setId = createSet(db, details, members, `Exclusion list ${file.file_name}`, input.by);
  noteSet(db, input.importId, setId);
}
