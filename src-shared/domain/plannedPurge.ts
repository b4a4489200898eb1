/**
 * The purge that is planned in Settings, and how a job's settings differ from it. Pure; the what-if, the user
 * panel, the form, the seal and the guard of jobs all speak of this one.
 */

import type { RecordType } from '../fields/recordTypes.ts';
import type { IsoDate } from './calendar.ts';
import type { Reading } from './dayBound.ts';
import { foldText } from './primaryIdentifier.ts';
import type { PurgeSettings } from './purgeRules.ts';
import { type TimeZone, today } from './timeZones.ts';

/**
 * The two jobs of Alma that purge many users: Purge User Records takes those of a group, Purge Users the members of a set.
 */
export const PURGE_ROUTES = ['group', 'set'] as const;
export type PurgeRoute = (typeof PURGE_ROUTES)[number];

/** What Settings say of it. */
export interface PlannedSettings {
  /** Null: the day on which the job is submitted, in the institution's time zone. */
  readonly runDate: IsoDate | null;
  readonly days: number;
  readonly reading: Reading;
  readonly recordType: RecordType | 'All';
  readonly waiveThreshold: number;
  readonly okToPurgeGroup: string;
  readonly purgeRoute: PurgeRoute;
  readonly institution: { readonly timeZone: TimeZone };
}

/** Alma lets a user group be chosen only with these record types. */
export function hasUserGroup(recordType: RecordType | 'All'): boolean {
  return recordType === 'Public' || recordType === 'Staff';
}

/** Of a purge by set without the set: it may be made later. */
export function plannedPurge(settings: PlannedSettings): PurgeSettings {
  const { days, reading, recordType, waiveThreshold, okToPurgeGroup, purgeRoute } = settings;
  return {
    runDate: settings.runDate ?? today(settings.institution.timeZone),
    days,
    recordType,
    userGroup: purgeRoute === 'group' && hasUserGroup(recordType) ? okToPurgeGroup : null,
    waiveThreshold,
    reading,
  };
}

/** In the order of the form, as it calls them within a sentence. */
export const PLANNED_SETTINGS = {
  route: 'users of a group or members of a set',
  runDate: 'run date',
  days: 'number of days after purge date',
  recordType: 'user record type',
  userGroup: 'user group',
  waiveThreshold: 'waive threshold',
  reading: 'which purge dates count',
} as const;
export type PlannedSetting = keyof typeof PLANNED_SETTINGS;
export const PLANNED_SETTING_NAMES = Object.keys(PLANNED_SETTINGS) as [
  PlannedSetting,
  ...PlannedSetting[],
];

/**
 * The settings that differ from what is planned; none: it is the planned purge. Which set it is, isn't planned: whoever
 * is in it has to be approved.
 */
export function differsFromPlanned(
  job: PurgeSettings,
  settings: PlannedSettings,
): PlannedSetting[] {
  const planned = plannedPurge(settings);
  const route = job.setId === undefined ? 'group' : 'set';
  return PLANNED_SETTING_NAMES.filter((name) => {
    if (name === 'route') return route !== settings.purgeRoute;
    // The other job has none.
    if (name === 'userGroup' && route !== settings.purgeRoute) return false;
    return folded(job[name]) !== folded(planned[name]);
  });
}

function folded(value: string | number | null): string | number | null {
  return typeof value === 'string' ? foldText(value) : value;
}
