/**
 * Which sets may be the one that goes to the purge: the newest itemized ones that somebody made of users, neither
 * lists from files nor what jobs have kept. Pure; whether one may go is the engine's answer (`jobs.check`).
 */
import type { ImportSummary } from '#shared/contract/shapes/imports.ts';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';

/** Nobody looks further back than these. */
const NEWEST = 4;

/** Whether the set may be meant for the purge. A logical one may be no more than a filter that somebody kept. */
export function mayBeMeant(
  { setId, origin, criteria, members }: SetSummary,
  imports: readonly Pick<ImportSummary, 'setId'>[],
): boolean {
  return (
    criteria === null &&
    members > 0 &&
    imports.every((file) => file.setId !== setId) &&
    origin.from !== 'job' &&
    origin.from !== 'left-out'
  );
}

/** Newest first. */
export function setsToCheck(
  sets: readonly SetSummary[],
  imports: readonly Pick<ImportSummary, 'setId'>[],
): SetSummary[] {
  return sets
    .filter((set) => mayBeMeant(set, imports))
    .toSorted((a, b) => b.setId - a.setId)
    .slice(0, NEWEST);
}

/** What is missing of a job whoever its users are: signatures, and answers about Alma that its page asks for. */
const NOT_OF_THE_SET: readonly string[] = ['job.signOff', 'job.policy'];

/** The job would move approved users alone. */
export function mayGo({ refusal, approved }: Pick<JobCheck, 'refusal' | 'approved'>): boolean {
  return approved > 0 && (refusal === null || NOT_OF_THE_SET.includes(refusal.code));
}
