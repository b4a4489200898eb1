/**
 * The form of a purge while it is filled in, by group or by set, and the settings that come of it. Pure; used by the purge
 * pages.
 */

import type { Settings } from '#shared/contract/shapes/settings.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import type { Reading } from '#shared/domain/dayBound.ts';
import { currencyDecimals, fieldNumber, typedMoney } from '#shared/domain/money.ts';
import { hasUserGroup, type PurgeRoute, plannedPurge } from '#shared/domain/plannedPurge.ts';
import { flawOfSettings, type PurgeFlaw, type PurgeSettings } from '#shared/domain/purgeRules.ts';

/** What the fields of the form hold. */
export interface PurgeForm {
  readonly runDate: string;
  /** What the fields hold: text while somebody types. */
  readonly days: number | string;
  readonly recordType: PurgeSettings['recordType'];
  /** Whether it takes the users of a group or the members of a set. */
  readonly route: PurgeRoute;
  /** Null: all groups. */
  readonly userGroup: string | null;
  /** Null: none is chosen. */
  readonly setId: number | null;
  readonly waiveThreshold: number | string;
  readonly reading: Reading;
}

export interface PurgeDraft extends PurgeForm {
  /** Undefined: the name that is offered. */
  readonly name: string | undefined;
  /** Goes on though users aren't approved: why, and their number as it was typed. */
  readonly withoutApproval: { readonly reason: string; readonly users: number } | null;
  /** The other settings with which it is compared; null: nothing was changed in them. */
  readonly compared: PurgeForm | null;
  /** It is compared with the last run instead. */
  readonly comparedWithRun: boolean;
}

/** The fields alone, to be filled in otherwise. */
export function formOf(draft: PurgeForm): PurgeForm {
  const { runDate, days, recordType, route, userGroup, setId, waiveThreshold, reading } = draft;
  return { runDate, days, recordType, route, userGroup, setId, waiveThreshold, reading };
}

/** Starts from the purge that is planned in Settings. @param okToPurge as the replica writes the group */
export function newPurgeDraft(
  settings: Settings,
  okToPurge: string,
  route: PurgeRoute = 'group',
): PurgeDraft {
  const { runDate, days, recordType, waiveThreshold, reading } = plannedPurge(settings);
  return {
    runDate,
    days,
    recordType,
    route,
    userGroup: okToPurge,
    setId: null,
    waiveThreshold: fieldNumber(waiveThreshold, currencyDecimals(settings.currency)),
    reading,
    name: undefined,
    withoutApproval: null,
    compared: null,
    comparedWithRun: false,
  };
}

/** The same settings for another job, which runs on the day that is planned. */
export function againDraft(told: PurgeSettings, settings: Settings): PurgeDraft {
  const { days, recordType, userGroup, setId, waiveThreshold, reading } = told;
  return {
    ...newPurgeDraft(settings, settings.okToPurgeGroup, setId === undefined ? 'group' : 'set'),
    days,
    recordType,
    userGroup,
    setId: setId ?? null,
    waiveThreshold: fieldNumber(waiveThreshold, currencyDecimals(settings.currency)),
    reading,
  };
}

/** The field that isn't filled in as it must be. */
export type FormFlaw = PurgeFlaw | 'runDate' | 'set';

/** The settings, or what is wrong with the form. */
export function settingsOf(draft: PurgeForm, decimals: number): PurgeSettings | FormFlaw {
  if (draft.route === 'set' && draft.setId === null) return 'set';
  if (!isIsoDate(draft.runDate)) return 'runDate';
  const settings: PurgeSettings = {
    runDate: draft.runDate,
    // Blank in Alma's form counts as 0, for both.
    days: Number(draft.days),
    recordType: draft.recordType,
    userGroup: draft.route === 'group' && hasUserGroup(draft.recordType) ? draft.userGroup : null,
    ...(draft.route === 'set' && draft.setId !== null && { setId: draft.setId }),
    waiveThreshold: typedMoney(draft.waiveThreshold || '0', decimals) ?? Number.NaN,
    reading: draft.reading,
  };
  return flawOfSettings(settings) ?? settings;
}
