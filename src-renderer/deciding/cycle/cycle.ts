/**
 * Which steps of the purge cycle are done, and which one is next, read from what the workspace says of itself: nothing
 * is ticked that wasn't done. What was done in Alma only a librarian knows, who ticks it. Pure; useCycle.ts gathers the
 * answers.
 */

import type { DoneInAlma } from '#shared/contract/shapes/almaSteps.ts';
import type { ImportSummary } from '#shared/contract/shapes/imports.ts';
import type { JobCheck, JobSummary } from '#shared/contract/shapes/jobs.ts';
import type { ReviewCounts } from '#shared/contract/shapes/review.ts';
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { SignOffStatus } from '#shared/contract/shapes/signOff.ts';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { ALMA_STEPS, type AlmaStep } from '#shared/domain/almaSteps.ts';
import type { PurgeRoute } from '#shared/domain/plannedPurge.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { mayGo } from '../setsToCheck.ts';

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

/** What a job that moves the set to the purge would find. */
export interface CheckedSet {
  readonly set: SetSummary;
  readonly check: Pick<JobCheck, 'refusal' | 'approved' | 'unapproved'>;
}

export interface Cycle {
  readonly status: WorkspaceStatus;
  readonly counts: ReviewCounts;
  readonly signOff: SignOffStatus;
  /** The newest sampling check of this cycle. */
  readonly sample: SampleSummary | undefined;
  /** How it purges: as the purge did that has run, else as Settings plan it. */
  readonly route: PurgeRoute;
  /**
   * In their order; the sign-off only where it is needed or somebody has signed, the move only where a group is purged or
   * it was made all the same.
   */
  readonly steps: readonly StepName[];
  readonly done: ReadonlySet<StepName>;
  /** Passed without being done: a later step is done. */
  readonly skipped: ReadonlySet<StepName>;
  /** Nobody is left whom they could be about. */
  readonly notPossible: ReadonlySet<StepName>;
  /** The first step that is neither done nor passed nor impossible; undefined when there is none. */
  readonly next: StepName | undefined;
  /** The newest one into the group of reviewed users. */
  readonly updateJob: JobSummary | undefined;
  readonly purgeJob: JobSummary | undefined;
  /** The newest set that may go: whom the move takes is approved. */
  readonly set: SetSummary | undefined;
  /** Newer sets that may not, and why. */
  readonly otherSets: readonly CheckedSet[];
  readonly alma: AlmaCycle;
}

/** What librarians have ticked in this cycle. The rehearsal and its jobs never ask it. */
export interface AlmaCycle {
  /** In their order; a set is purged without the move. */
  readonly steps: readonly AlmaStep[];
  readonly done: ReadonlyMap<AlmaStep, DoneInAlma>;
  /** Not ticked, though a later one is. */
  readonly skipped: ReadonlySet<AlmaStep>;
  /** There is something to do in Alma. */
  readonly possible: boolean;
  /** The first one to do, once the rehearsal is through. */
  readonly next: AlmaStep | undefined;
}

/** What the workspace answers about itself. */
export interface Gathered {
  readonly status: WorkspaceStatus;
  readonly counts: ReviewCounts;
  readonly imports: readonly ImportSummary[];
  /** Newest first, up to the first that may go. */
  readonly checked: readonly CheckedSet[];
  readonly jobs: readonly JobSummary[];
  readonly samples: readonly SampleSummary[];
  readonly signOff: SignOffStatus;
  readonly okToPurgeGroup: string;
  readonly purgeRoute: PurgeRoute;
  readonly alma: readonly DoneInAlma[];
}

export function cycleOf(gathered: Gathered): Cycle {
  const { status, counts, signOff, checked } = gathered;
  const set = checked.find(({ check }) => mayGo(check))?.set;
  const { sample, updateJob, purgeJob } = workOf(gathered);
  const route = purgeJob ? (purgeJob.setId === null ? 'group' : 'set') : gathered.purgeRoute;
  const moves = route === 'group' || updateJob !== undefined;
  const steps = STEPS.filter((step) => {
    if (step === 'update') return moves;
    return step !== 'signOff' || signOff.requiredBy.length > 0 || signOff.seal !== null;
  });
  const done = new Set<StepName>();
  if (status.candidates > 0 || counts.deleted > 0) done.add('import');
  if (done.has('import') && counts.undecided === 0) done.add('review');
  if (sample && sample.users > 0 && sample.findings.open === 0) done.add('sample');
  if (isSigned(signOff, purgeJob !== undefined)) done.add('signOff');
  if (set || updateJob || (purgeJob && route === 'set')) done.add('set');
  if (updateJob) done.add('update');
  if (purgeJob) done.add('purge');
  if (purgeJob?.read) done.add('report');
  const skipped = passedWithout(steps, done, purgeJob !== undefined);
  const notPossible = withNobodyLeft(gathered, steps, [done, skipped]);
  const next = steps.find(
    (step) => !done.has(step) && !skipped.has(step) && !notPossible.has(step),
  );
  return {
    status,
    counts,
    signOff,
    sample,
    route,
    steps,
    done,
    skipped,
    notPossible,
    next,
    updateJob,
    purgeJob,
    set,
    otherSets: checked.filter(({ check }) => !mayGo(check)),
    alma: almaCycle(
      gathered,
      ALMA_STEPS.filter((step) => step !== 'update' || moves),
      done,
      next === undefined && notPossible.size === 0,
    ),
  };
}

/** Two people have signed where it is needed. After the purge a seal may be broken: it held when it mattered. */
function isSigned({ seal, complete, requiredBy }: SignOffStatus, purged: boolean): boolean {
  if (complete) return true;
  if (purged) return seal?.signatures.length === 2;
  return seal?.broken.length === 0 && requiredBy.length === 0;
}

/**
 * A sample is advice: whoever has made the set has gone on without it. Undecided users may be left on purpose by
 * whoever has moved the others. Not so the signatures: without them the purge would be refused.
 */
function passedWithout(
  steps: readonly StepName[],
  done: ReadonlySet<StepName>,
  purged: boolean,
): Set<StepName> {
  const last = steps.findLastIndex((step) => step !== 'signOff' && done.has(step));
  const mayPass = (step: StepName) => {
    if (step === 'sample') return true;
    if (step === 'signOff') return purged;
    return ['update', 'purge', 'report'].includes(steps[last] ?? '');
  };
  return new Set(
    steps.slice(0, Math.max(last, 0)).filter((step) => !done.has(step) && mayPass(step)),
  );
}

/** Everybody is decided and nobody approved: nobody can be looked up, moved or purged. */
function withNobodyLeft(
  { counts: { undecided, approved, deleted } }: Gathered,
  steps: readonly StepName[],
  [done, skipped]: readonly [ReadonlySet<StepName>, ReadonlySet<StepName>],
): Set<StepName> {
  if (!done.has('import') || undecided > 0 || approved > 0 || deleted > 0) return new Set();
  return new Set(steps.filter((step) => !done.has(step) && !skipped.has(step)));
}

function almaCycle(
  { imports, alma }: Gathered,
  steps: readonly AlmaStep[],
  rehearsed: ReadonlySet<StepName>,
  through: boolean,
): AlmaCycle {
  const began = beginOf(imports);
  const ofCycle = alma.filter(({ at }) => at >= began);
  const done = new Map(ofCycle.map((each) => [each.step, each]));
  const last = steps.findLastIndex((step) => done.has(step));
  const skipped = new Set(steps.slice(0, Math.max(last, 0)).filter((step) => !done.has(step)));
  const next = steps.find((step) => !done.has(step) && !skipped.has(step));
  return {
    steps,
    done,
    skipped,
    possible: (['set', 'update', 'purge'] as const).some((step) => rehearsed.has(step)),
    next: through ? next : undefined,
  };
}

/** A newer candidates file begins a new cycle: what ran before it belongs to the last one. */
function beginOf(imports: Gathered['imports']): number {
  return Math.max(
    0,
    ...imports.filter(({ kind }) => kind === 'candidates').map(({ importedAt }) => importedAt ?? 0),
  );
}

/** What was made in this cycle: the sample, the jobs. */
function workOf({ imports, jobs, samples, okToPurgeGroup }: Gathered) {
  const began = beginOf(imports);
  const completed = jobs.filter(
    // Of one whose people were removed nobody knows which step it was.
    ({ state, submittedAt, forgotten }) =>
      state === 'completed' && submittedAt >= began && forgotten === null,
  );
  const group = foldText(okToPurgeGroup);
  return {
    sample: samples.find(({ at }) => at >= began),
    // One that takes users back out of the group is no step of the cycle.
    updateJob: newest(
      completed.filter(
        ({ kind, userGroup }) =>
          jobKind(kind).step === 'update' && userGroup !== null && foldText(userGroup) === group,
      ),
    ),
    purgeJob: newest(completed.filter(({ kind }) => jobKind(kind).step === 'purge')),
  };
}

function newest(jobs: readonly JobSummary[]): JobSummary | undefined {
  return jobs.reduce<JobSummary | undefined>(
    (best, job) => (best === undefined || job.submittedAt > best.submittedAt ? job : best),
    undefined,
  );
}
