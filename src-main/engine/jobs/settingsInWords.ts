/**
 * A job's settings in words as they are stored with it when it is submitted, so that the report shows what was chosen
 * even after sets are renamed or deleted. The words are the kind's own.
 */
import { currencyDecimals, formatMoney } from '#shared/domain/money.ts';
import type { JobSetting, SettingFormat } from '#shared/jobKinds/jobKind.ts';
import { type JobRequest, jobKind } from '#shared/jobKinds/jobKinds.ts';
import type { ReadableDb } from '../db/db.ts';
import { readSettings } from '../replica/settings.ts';
import { getSet, matchOver } from '../sets/userSets.ts';

export function settingsInWords(db: ReadableDb, job: JobRequest): readonly JobSetting[] {
  const { currency, countTransferred } = readSettings(db);
  return jobKind(job.kind).settings(job, {
    setOf: (setId) => getSet(db, setId, matchOver(db)),
    countTransferred,
    format: plainFormat(currency),
  });
}

/** The same on every computer: a report may be read on another. */
function plainFormat(currency: string): SettingFormat {
  return {
    date: (date) => date,
    count: String,
    users: (count) => `${count} ${count === 1 ? 'user' : 'users'}`,
    amount: (minor) => `${formatMoney(minor, currencyDecimals(currency))} ${currency}`,
  };
}
