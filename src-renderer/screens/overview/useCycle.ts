/**
 * Which steps of the purge cycle are done, and which one is next, read from the workspace itself:
 * nobody has to tick anything off. Used by the Overview screen's parts.
 */
import { useQuery } from '@tanstack/react-query';
import type { ReviewCounts, WorkspaceStatus } from '#shared/contract/engineContract.ts';
import type { ImportSummary, JobSummary, SetSummary } from '#shared/contract/shapes.ts';
import { queries } from '../../client/engineClient.ts';
import { useStatus } from '../../client/workspace.ts';

export type StepName = 'import' | 'review' | 'set' | 'update' | 'purge' | 'report';

export interface Cycle {
  readonly status: WorkspaceStatus;
  readonly counts: ReviewCounts;
  readonly done: ReadonlySet<StepName>;
  /** The first step that isn't done; undefined when all are. */
  readonly next: StepName | undefined;
  readonly updateJob: JobSummary | undefined;
  readonly purgeJob: JobSummary | undefined;
  /** The newest set that came neither from a file nor from a job (reversal sets). */
  readonly set: SetSummary | undefined;
}

export const STEPS: readonly StepName[] = ['import', 'review', 'set', 'update', 'purge', 'report'];

/** How the engine's account of a reversal set begins. */
const KEPT_BY_JOB = 'Kept by job';

/** Undefined while it loads. */
export function useCycle(): Cycle | undefined {
  const { data: status } = useStatus();
  const { data: counts } = useQuery(queries.review.counts.queryOptions());
  const { data: imports } = useQuery(queries.imports.list.queryOptions());
  const { data: sets } = useQuery(queries.sets.list.queryOptions());
  const { data: jobs } = useQuery(queries.jobs.list.queryOptions());
  if (!status || !counts || !imports || !sets || !jobs) return undefined;
  return cycleOf(status, counts, imports, sets, jobs);
}

function cycleOf(
  status: WorkspaceStatus,
  counts: ReviewCounts,
  imports: readonly ImportSummary[],
  sets: readonly SetSummary[],
  jobs: readonly JobSummary[],
): Cycle {
  const fromFiles = new Set(imports.map(({ setId }) => setId));
  const ours = sets.filter(
    ({ setId, origin }) => !fromFiles.has(setId) && !origin.startsWith(KEPT_BY_JOB),
  );
  const set = newest(ours, ({ createdAt }) => createdAt);
  // A newer candidates file begins a new cycle: what ran before it belongs to the last one.
  const began = Math.max(
    0,
    ...imports.filter(({ kind }) => kind === 'candidates').map(({ importedAt }) => importedAt ?? 0),
  );
  const completed = jobs.filter(
    ({ state, submittedAt }) => state === 'completed' && submittedAt >= began,
  );
  const of = (kind: JobSummary['kind']) =>
    newest(
      completed.filter((job) => job.kind === kind),
      ({ submittedAt }) => submittedAt,
    );
  const updateJob = of('update-notify-users');
  const purgeJob = of('purge-user-records');

  const done = new Set<StepName>();
  if (status.candidates > 0 || counts.purged > 0) done.add('import');
  if (done.has('import') && counts.undecided === 0) done.add('review');
  if (set) done.add('set');
  // Undecided users may be left on purpose: whoever has gone on to a job is done with the review.
  const passed = purgeJob ? STEPS.slice(0, 5) : updateJob ? STEPS.slice(0, 4) : [];
  for (const step of passed) done.add(step);
  // Reading can't be seen; a purge that ran leaves the report as the next thing.
  const next = STEPS.find((step) => !done.has(step));
  return { status, counts, done, next, updateJob, purgeJob, set };
}

function newest<T>(items: readonly T[], when: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (best === undefined || when(item) > when(best) ? item : best),
    undefined,
  );
}
