/**
 * Which steps of the purge cycle are done, and which one is next, read from what the workspace says of itself:
 * nobody has to tick anything off. Pure; useCycle.ts gathers the answers.
 */
import type { ReviewCounts, WorkspaceStatus } from '#shared/contract/engineContract.ts';
import type {
  ImportSummary,
  JobSummary,
  SampleSummary,
  SetSummary,
  SignOffStatus,
} from '#shared/contract/shapes.ts';

export const STEPS = [
  'import',
  'review',
  'sample',
  'signOff',
  'set',
  'update',
  'purge',
  'report',
] as const;
export type StepName = (typeof STEPS)[number];

export interface Cycle {
  readonly status: WorkspaceStatus;
  readonly counts: ReviewCounts;
  readonly signOff: SignOffStatus;
  /** The newest sampling check of this cycle. */
  readonly sample: SampleSummary | undefined;
  /** In their order; the sign-off only where it is needed or somebody has signed. */
  readonly steps: readonly StepName[];
  readonly done: ReadonlySet<StepName>;
  /** The first step that isn't done; undefined when all are. */
  readonly next: StepName | undefined;
  readonly updateJob: JobSummary | undefined;
  readonly purgeJob: JobSummary | undefined;
  /** The newest itemized set that came neither from a file nor from a job (reversal sets). */
  readonly set: SetSummary | undefined;
}

/** How the engine's account of a reversal set begins. */
const KEPT_BY_JOB = 'Kept by job';

/** What the workspace answers about itself. */
export interface Gathered {
  readonly status: WorkspaceStatus;
  readonly counts: ReviewCounts;
  readonly imports: readonly ImportSummary[];
  readonly sets: readonly SetSummary[];
  readonly jobs: readonly JobSummary[];
  readonly samples: readonly SampleSummary[];
  readonly signOff: SignOffStatus;
}

export function cycleOf(gathered: Gathered): Cycle {
  const { status, counts, signOff } = gathered;
  const { set, sample, updateJob, purgeJob } = workOf(gathered);
  const steps = STEPS.filter(
    (step) => step !== 'signOff' || signOff.requiredBy.length > 0 || signOff.seal !== null,
  );
  const done = new Set<StepName>();
  if (status.candidates > 0 || counts.purged > 0) done.add('import');
  if (done.has('import') && counts.undecided === 0) done.add('review');
  // A sample is advice: whoever has made the set has gone on without it.
  if (set || (sample && sample.findings.open === 0)) done.add('sample');
  if (signOff.complete || (signOff.seal?.broken.length === 0 && signOff.requiredBy.length === 0))
    done.add('signOff');
  if (set) done.add('set');
  // Undecided users may be left on purpose: whoever has gone on to a job is done with the review.
  const last = purgeJob ? 'purge' : updateJob ? 'update' : undefined;
  for (const step of last ? STEPS.slice(0, STEPS.indexOf(last) + 1) : []) {
    // But not with the signatures: without them the purge would be refused.
    if (step !== 'signOff' || purgeJob) done.add(step);
  }
  // Reading can't be seen; a purge that ran leaves the report as the next thing.
  const next = steps.find((step) => !done.has(step));
  return { status, counts, signOff, sample, steps, done, next, updateJob, purgeJob, set };
}

/** What was made in this cycle: the set, the sample, the jobs. */
function workOf({ imports, sets, jobs, samples }: Gathered) {
  const fromFiles = new Set(imports.map(({ setId }) => setId));
  // A logical set may be no more than a filter that somebody kept.
  const ours = sets.filter(
    ({ setId, origin, criteria }) =>
      criteria === null && !fromFiles.has(setId) && !origin.startsWith(KEPT_BY_JOB),
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
  return {
    set,
    sample: samples.find(({ at }) => at >= began),
    updateJob: of('update-notify-users'),
    purgeJob: of('purge-user-records'),
  };
}

function newest<T>(items: readonly T[], when: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (best === undefined || when(item) > when(best) ? item : best),
    undefined,
  );
}
