/** Users whom a purge has taken, for stories that begin with them: candidates, approved, and purged as a group. */
import type { Page } from '@playwright/test';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { askEngine } from './enginePort.ts';

/** Columns of a file of candidates. */
export const CANDIDATE_HEADINGS = [
  ...['Primary Identifier', 'Last Name', 'User Group', 'Purge Date'],
  'Has Role other than Patron and Instructor',
] as const;

const RUN_DATE = '2026-11-21';

/** Takes the approved users of the group Alumni, on the day for which `approveCandidates` plans. */
export const AUTUMN_PURGE = {
  kind: 'purge-user-records',
  name: 'Autumn purge',
  parameters: {
    ...{ runDate: RUN_DATE, days: 30, recordType: 'Public', userGroup: 'Alumni' },
    ...{ waiveThreshold: 100, reading: 'carli' },
  },
} as const;

/** All of them, as a purge on that day asks. */
export async function approveCandidates(page: Page): Promise<void> {
  const settings = await askEngine(page, 'settings.get');
  await askEngine(page, 'settings.save', { ...settings, runDate: RUN_DATE });
  const selection = { criteria: CANDIDATES };
  await askEngine(page, 'review.decide', { selection, decision: 'approved', reason: null });
}

/** With a picture of the page as it is. @returns its number */
export async function submitJob(page: Page, job: object): Promise<number> {
  const { token } = await page.evaluate(() => window.purgeDesk.request('capture'));
  return (await askEngine(page, 'jobs.submit', { job, capture: token })).jobId;
}
