/**
 * Names that are proposed for sets: purpose and date, in the system's form. What a set was made from stands beside its
 * name as its origin, never in it. Pure.
 */
import type { IsoDate } from '#shared/domain/calendar.ts';
import { formatDate } from '../../ui/format.ts';

const named = (purpose: string) => (day: IsoDate) => `${purpose}, ${formatDate(day)}`;

export const proposedNames = {
  toPurge: named('To purge'),
  notExcluded: named('Not excluded'),
  excluded: named('Excluded'),
  candidates: named('Candidates'),
  filtered: named('Filtered'),
  selected: named('Selected'),
  users: named('Users'),
  missing: named('Expired, not due'),
  toKeep: named('To keep'),
  combined: named('Combined'),
} as const;
