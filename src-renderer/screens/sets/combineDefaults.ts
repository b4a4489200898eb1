/**
 * What Combine begins with, as CARLI's steps have it: candidates Not those on a list, and the name of what comes out.
 * Pure; the librarian changes any of it.
 */
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { SetOperator } from '#shared/domain/combineSets.ts';
import { freeName } from '../../deciding/freeName.ts';
import { proposedNames } from '../../deciding/words/setNames.ts';

/** Users who must stay in Alma. */
export function isKeepList({ origin }: SetSummary): boolean {
  return (
    origin.from === 'exclusion-list' || (origin.from === 'review' && origin.users === 'excluded')
  );
}

/** Candidates of the review, from which others are taken out. */
function isOfCandidates({ origin }: SetSummary): boolean {
  return origin.from === 'review' && origin.users !== 'excluded' && origin.users !== 'selected';
}

/** The open set stands where its kind belongs; beside it the newest one of the other kind. */
export function firstAndSecond(
  sets: readonly SetSummary[],
  open: SetSummary | undefined,
): { readonly first: SetSummary | undefined; readonly second: SetSummary | undefined } {
  const newest = (is: (set: SetSummary) => boolean) =>
    sets.filter((set) => set !== open && is(set)).toSorted((a, b) => b.setId - a.setId)[0];
  if (open && isKeepList(open)) return { first: newest(isOfCandidates), second: open };
  return { first: open ?? newest(isOfCandidates), second: newest(isKeepList) };
}

/** Purpose and date; what was combined is its origin. */
export function combinedName(
  first: SetSummary,
  operator: SetOperator,
  second: SetSummary,
  sets: readonly SetSummary[],
  today: IsoDate,
): string {
  const taken = sets.map(({ name }) => name);
  return freeName(nameFor(first, operator, second)(today), taken);
}

function nameFor(first: SetSummary, operator: SetOperator, second: SetSummary) {
  if (operator === 'Not' && isOfCandidates(first)) return proposedNames.toPurge;
  if (operator === 'Or' && isKeepList(first) && isKeepList(second)) return proposedNames.toKeep;
  return proposedNames.combined;
}
