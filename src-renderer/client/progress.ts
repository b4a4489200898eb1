/**
 * Running imports, additions and jobs with amount, rate and time left, and what waits for them; fed by the engine's events.
 * Read by the status bar, the Import and Jobs screens and the taskbar; written by revision.ts alone.
 */
import { create } from 'zustand';
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import type { LongWork } from '#shared/contract/shapes/workspace.ts';
import { assertNever } from '#shared/domain/assertNever.ts';

export interface ImportProgress {
  readonly importId: number;
  readonly fraction: number;
  readonly rows: number;
  readonly rowsPerSecond: number;
}

/** A checked file that is being compared with the replica or added to it. */
export interface AddingProgress {
  readonly importId: number;
  readonly fraction: number;
  readonly rows: number;
}

export interface JobProgress {
  readonly jobId: number;
  readonly done: number;
  readonly total: number;
  readonly of: 'users' | 'rows' | 'bytes';
  /** When the first event of this run came here that counts the same; the rate is measured from it. */
  readonly since: number;
  readonly doneAtFirst: number;
  readonly perSecond: number;
}

interface ProgressState {
  readonly imports: ReadonlyMap<number, ImportProgress>;
  readonly adding: ReadonlyMap<number, AddingProgress>;
  readonly jobs: ReadonlyMap<number, JobProgress>;
  /** How much of a snapshot before a job is kept; null: none is being kept. */
  readonly keeping: number | null;
  /** What a change waits for; null: none waits. */
  readonly waitsFor: LongWork | null;
  /** What the closing of the workspace waits for; null: it isn't being closed, or waits for nothing. */
  readonly closesAfter: LongWork | null;
}

const NOTHING: ProgressState = {
  imports: new Map(),
  adding: new Map(),
  jobs: new Map(),
  keeping: null,
  waitsFor: null,
  closesAfter: null,
};

export const useProgress = create<ProgressState>(() => NOTHING);

/** Undefined when it doesn't run. */
export function useImportProgress(importId: number | undefined): ImportProgress | undefined {
  return useProgress((state) => (importId === undefined ? undefined : state.imports.get(importId)));
}

export function useAddingProgress(importId: number): AddingProgress | undefined {
  return useProgress((state) => state.adding.get(importId));
}

export function useJobProgress(jobId: number | undefined): JobProgress | undefined {
  return useProgress((state) => (jobId === undefined ? undefined : state.jobs.get(jobId)));
}

export function noteProgress(event: EngineEvent, now = Date.now()): void {
  const { imports, adding, jobs } = useProgress.getState();
  switch (event.type) {
    case 'import.progressed':
      useProgress.setState({ imports: new Map(imports).set(event.importId, event) });
      break;
    case 'import.finished':
      useProgress.setState({ imports: without(imports, event.importId) });
      break;
    case 'import.adding':
      useProgress.setState({
        adding:
          event.fraction < 1
            ? new Map(adding).set(event.importId, event)
            : without(adding, event.importId),
      });
      break;
    case 'job.progressed':
      useProgress.setState({
        jobs: new Map(jobs).set(event.jobId, nextJob(jobs.get(event.jobId), event, now)),
      });
      break;
    case 'snapshot.progressed':
      useProgress.setState({ keeping: event.fraction < 1 ? event.fraction : null });
      break;
    case 'job.finished':
    case 'job.failed':
      useProgress.setState({ jobs: without(jobs, event.jobId) });
      break;
    case 'workspace.changed':
      // The engine adds one file at a time and tells of the change when it is done.
      if (adding.size > 0) useProgress.setState({ adding: NOTHING.adding });
      break;
    case 'change.waits':
      useProgress.setState({ waitsFor: event.until });
      break;
    case 'workspace.closing':
      useProgress.setState({ closesAfter: event.until });
      break;
    case 'workspace.held':
    case 'workspace.displaced':
    case 'export.progressed':
    case 'export.ended':
      break;
    default:
      assertNever(event);
  }
}

/** Another workspace or another engine: what ran is not known any more. */
export function forgetProgress(): void {
  useProgress.setState(NOTHING);
}

function nextJob(
  known: JobProgress | undefined,
  event: Pick<JobProgress, 'jobId' | 'done' | 'total' | 'of'>,
  now: number,
): JobProgress {
  // A search may begin anew, in a workspace that was opened again.
  const goesOn = known?.of === event.of && known.done <= event.done;
  const before = goesOn ? known : undefined;
  const since = before?.since ?? now;
  const doneAtFirst = before?.doneAtFirst ?? event.done;
  const seconds = (now - since) / 1000;
  const perSecond = seconds > 0.2 ? Math.round((event.done - doneAtFirst) / seconds) : 0;
  return {
    jobId: event.jobId,
    done: event.done,
    total: event.total,
    of: event.of,
    since,
    doneAtFirst,
    perSecond,
  };
}

function without<V>(map: ReadonlyMap<number, V>, key: number): ReadonlyMap<number, V> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
