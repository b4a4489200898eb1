/**
 * The form of Purge User Records while it is filled in, and the settings that come of it. Pure; used
 * by the purge pages.
 */
import type { PurgeSettings, Settings } from '#shared/contract/shapes.ts';
import { isIsoDate, today } from '#shared/domain/calendar.ts';
import type { Reading } from '#shared/domain/dayBound.ts';
import { currencyDecimals, fieldNumber, typedMoney } from '#shared/domain/money.ts';
import { refusePurgeSettings } from '#shared/domain/purgeRules.ts';

export const PURGE_FRAME = {
  title: 'Purge User Records',
  explanation: 'The rehearsal in the replica. Alma itself isn’t touched.',
  steps: ['Settings and preview', 'Review and submit'],
} as const;

export interface PurgeDraft {
  readonly step: number;
  readonly runDate: string;
  /** What the fields hold: text while somebody types. */
  readonly days: number | string;
  readonly recordType: PurgeSettings['recordType'];
  /** Null: all groups. */
  readonly userGroup: string | null;
  readonly waiveThreshold: number | string;
  readonly reading: Reading;
  /** Undefined: the name that is offered. */
  readonly name: string | undefined;
}

/** Starts from the planned run and the group for reviewed users. */
export function newPurgeDraft(settings: Settings, okToPurge: string): PurgeDraft {
  return {
    step: 0,
    runDate: settings.runDate ?? today(),
    days: settings.days,
    recordType: 'Public',
    userGroup: okToPurge,
    waiveThreshold: fieldNumber(settings.waiveThreshold, currencyDecimals(settings.currency)),
    reading: settings.reading,
    name: undefined,
  };
}

export function canChooseGroup(recordType: PurgeSettings['recordType']): boolean {
  return recordType === 'Staff' || recordType === 'Public';
}

/** The settings, or why the form isn't complete. */
export function settingsOf(draft: PurgeDraft, decimals: number): PurgeSettings | string {
  if (!isIsoDate(draft.runDate)) return 'Enter a run date.';
  const settings: PurgeSettings = {
    runDate: draft.runDate,
    // Blank in Alma's form counts as 0, for both.
    days: Number(draft.days),
    recordType: draft.recordType,
    userGroup: canChooseGroup(draft.recordType) ? draft.userGroup : null,
    waiveThreshold: typedMoney(draft.waiveThreshold || '0', decimals) ?? Number.NaN,
    reading: draft.reading,
  };
  return refusePurgeSettings(settings) ?? settings;
}
