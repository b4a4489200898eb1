/**
 * A job's settings in words as they are stored with it when it is submitted, so that the report shows what was chosen
 * even after sets are renamed or deleted. The words are the kind's own.
 */
import { currencyDecimals, formatMoney } from '#shared/domain/money.ts';
import { policyFactsOf } from '#shared/domain/policyFacts.ts';
import { systemFormat } from '#shared/domain/systemFormat.ts';
import type { JobSetting, SettingFormat } from '#shared/jobKinds/jobKind.ts';
import { type JobRequest, settingsOfJob } from '#shared/jobKinds/jobKinds.ts';
import type { ReadableDb } from '../db/db.ts';
import { readSettings } from '../replica/settings.ts';
import { getSet, matchOver } from '../sets/userSets.ts';

/** @param locales of the page where the job was submitted: the report says what its pages said; none: plain */
export function settingsInWords(
  db: ReadableDb,
  job: JobRequest,
  locales: readonly string[],
): readonly JobSetting[] {
  const settings = readSettings(db);
  const { currency, setPurgeParameters } = settings;
  return settingsOfJob(job, {
    setOf: (setId) => getSet(db, setId, matchOver(db)),
    policy: policyFactsOf(settings),
    setPurgeParameters,
    format: locales.length > 0 ? formatOf(locales, currency) : plainFormat(currency),
  });
}

function formatOf(locales: readonly string[], currency: string): SettingFormat {
  const { date, count, amount } = systemFormat(locales);
  return {
    date,
    count,
    users: (users) => `${count(users)} ${users === 1 ? 'user' : 'users'}`,
    amount: (minor) => amount(minor, currency),
  };
}

/** The same on every computer, where there is no page: on the command line. */
function plainFormat(currency: string): SettingFormat {
  return {
    date: (date) => date,
    count: String,
    users: (count) => `${count} ${count === 1 ? 'user' : 'users'}`,
    amount: (minor) => `${formatMoney(minor, currencyDecimals(currency))} ${currency}`,
  };
}
