/**
 * Everything that writes, as one table of commands. The writer runs them one after another on its
 * connection; the long ones (reading a file, running jobs) are async and let others in between their
 * batches, never inside a transaction. Inputs are checked by the contract before they come here.
 */
import type { ImportKind, JobRequest, Settings } from '#shared/contract/shapes.ts';
import type { DateOrder } from '#shared/domain/calendar.ts';
import { combineSets, type SetOperator } from '#shared/domain/combineSets.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { get, transaction, type WritableDb } from '../db/db.ts';
import { saveCopy } from '../db/workspaceFile.ts';
import { commitCandidates, commitExclusions, markCommitted } from '../importing/commitImport.ts';
import { beginImport, discardImport, discardUnfinished, readFile } from '../importing/readFile.ts';
import { type Capture, type JobSetting, submitJob, unfinishedJobs } from '../jobs/jobRows.ts';
import { runJob } from '../jobs/runJob.ts';
import { Refusal } from '../refusal.ts';
import { ensureGroup } from '../replica/groups.ts';
import { bumpRevision } from '../replica/revision.ts';
import { readSettings, writeSettings } from '../replica/settings.ts';
import { applyRules } from '../review/applyRules.ts';
import { type DecisionRequest, decide, redo, undo } from '../review/decide.ts';
import { flagUsers } from '../review/flagUsers.ts';
import {
  createSet,
  deleteSet,
  editSet,
  freeName,
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
  | { type: 'job.progressed'; jobId: number; done: number; total: number }
  | { type: 'job.finished'; jobId: number; name: string };

export interface CommandContext {
  readonly db: WritableDb;
  readonly tell: (event: WriterEvent) => void;
  readonly signal: AbortSignal;
}

/** Lets waiting messages in. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

export const commands = {
  /** After opening: nothing half read stays, flags are those of today. */
  'workspace.tidy': ({ db }: CommandContext) => {
    discardUnfinished(db);
    transaction(db, () => reflag(db));
  },

  'workspace.saveCopy': ({ db }: CommandContext, input: { path: string }) =>
    saveCopy(db, input.path),

  'settings.save': ({ db }: CommandContext, settings: Settings) => {
    transaction(db, () => {
      writeSettings(db, settings);
      for (const group of [settings.okToPurgeGroup, ...settings.protectedGroups])
        ensureGroup(db, group);
      reflag(db);
      bumpRevision(db);
    });
  },

  'import.begin': ({ db }: CommandContext, input: { path: string; kind: ImportKind | undefined }) =>
    beginImport(db, input.path, input.kind ?? 'candidates'),

  'import.read': async (
    { db, tell, signal }: CommandContext,
    input: {
      importId: number;
      path: string;
      kind: ImportKind | undefined;
      dateOrder: DateOrder | undefined;
    },
  ) => {
    const started = performance.now();
    let told = 0;
    const onProgress = (progress: { fraction: number; rows: number }) => {
      const now = performance.now();
      if (now - told < 200) return;
      told = now;
      tell({
        type: 'import.progressed',
        importId: input.importId,
        ...progress,
        rowsPerSecond: Math.round((progress.rows * 1000) / (now - started + 1)),
      });
    };
    await readFile(db, input, onProgress, signal);
    tell({ type: 'import.finished', importId: input.importId });
  },

  'import.discard': ({ db }: CommandContext, input: { importId: number }) =>
    discardImport(db, input.importId),

  'import.commit': (
    { db }: CommandContext,
    input: { importId: number; replace: boolean; setName: string | undefined; by: string },
  ) =>
    transaction(db, () => {
      const file = get<{ kind: ImportKind; file_name: string }>(
        db,
        'SELECT kind, file_name FROM import_file WHERE import_id = ?',
        input.importId,
      );
      if (!file) throw new Refusal('import.gone', 'This import is no longer there.');
      if (get(db, `SELECT 1 FROM job WHERE state = 'running'`)) {
        throw new Refusal(
          'import.jobRunning',
          'A job has not finished yet, and it works on the users as they were.',
          'Add the file when the job has completed.',
        );
      }
      if (file.kind === 'candidates') commitCandidates(db, input.importId, input.replace);
      else enterExclusions(db, input, file.file_name);
      reflag(db);
      bumpRevision(db);
    }),

  'review.decide': (
    { db }: CommandContext,
    input: { users: Uint8Array; request: DecisionRequest },
  ) => transaction(db, () => decide(db, UserBitmap.fromBytes(input.users), input.request)),

  'review.applyRules': ({ db }: CommandContext, input: { by: string }) =>
    transaction(db, () => applyRules(db, input.by)),
  'review.undo': ({ db }: CommandContext) => transaction(db, () => undo(db)),
  'review.redo': ({ db }: CommandContext) => transaction(db, () => redo(db)),

  'set.create': (
    { db }: CommandContext,
    input: { details: SetDetails; members: Uint8Array; origin: string; by: string },
  ) =>
    transaction(db, () =>
      createSet(db, input.details, UserBitmap.fromBytes(input.members), input.origin, input.by),
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
  ) => submitJob(db, input.job, input.settings, input.user, input.capture),

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
      transaction(db, () => reflag(db));
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

function reflag(db: WritableDb): void {
  if (flagUsers(db, readSettings(db)) > 0) bumpRevision(db);
}

function enterExclusions(
  db: WritableDb,
  input: { importId: number; setName: string | undefined; by: string },
  fileName: string,
): void {
  const members = commitExclusions(db, input.importId);
  const name = freeName(db, input.setName ?? fileName.replace(/\.[^.]+$/, ''));
  const details: SetDetails = {
    name,
    description: `Primary identifiers of ${fileName}`,
    note: '',
    private: true,
  };
  const setId = createSet(db, details, members, `Exclusion list ${fileName}`, input.by);
  markCommitted(db, input.importId, setId);
}
