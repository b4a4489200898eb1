/**
 * The whole cycle by the set: the planned purge and what Alma asks besides in Settings, Run a Job by keyboard, a set with
 * somebody who isn’t approved and the one without them, the preview beside that of a group, the purge and its report. Axe
 * looks at each page on the way.
 */
import type { Locator, Page } from '@playwright/test';
import { holdStill, look } from './support/axe.ts';
import { askEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const CANDIDATES = [
  [
    ...['Primary Identifier', 'Last Name', 'User Group', 'Purge Date'],
    ...['Has Role other than Patron and Instructor', 'Loans', 'Balance'],
  ],
  ['u01', 'Abbott', 'Alumni', '2019-05-31', 'No', 0, 0],
  ['u02', 'Burns', 'Staff', '2019-06-30', 'Yes', 0, 0],
  ['u03', 'Clarke', 'Graduate', '2019-07-31', 'No', 0, 2],
  ['u04', 'Dunn', 'Graduate', '2019-10-31', 'No', 2, 0],
  ['u05', 'Ellis', 'Alumni', '2026-10-22', 'No', 0, 0],
  ['u06', 'Frost', 'Alumni', '', 'No', 0, 0],
];

const button = (place: Page | Locator, name: string | RegExp): Locator =>
  place.getByRole('button', { name, exact: typeof name === 'string' });

const pageTitle = (page: Page, name: string) =>
  expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();

const valueBeside = (settings: Locator, label: string): Locator =>
  settings
    .locator('dt', { hasText: new RegExp(`^${label}$`) })
    .locator('xpath=following-sibling::dd');

test('the members of a set are purged as they were reviewed, and nobody is moved', async ({
  desk,
}) => {
  test.setTimeout(180_000);
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'Purge dates.csv', CANDIDATES);
  const settings = await askEngine(page, 'settings.get');
  const planned = {
    runDate: '2026-11-21',
    days: 30,
    waiveThreshold: 999,
    userName: 'A. Librarian',
  };
  await askEngine(page, 'settings.save', { ...settings, ...planned });
  await askEngine(page, 'review.applyRules');
  const undecided = { criteria: { op: 'decision', values: ['undecided'] } };
  const approving = { selection: undecided, decision: 'approved', reason: null };
  await askEngine(page, 'review.decide', approving);
  const candidates = { op: 'membership', value: 'candidate' };
  const origin = { from: 'review', users: 'all' };
  await askEngine(page, 'sets.create', { name: 'All candidates', criteria: candidates, origin });

  await test.step('Settings say that a set is purged, and what Alma asks besides', async () => {
    await go(page, 'Settings');
    await page.getByText('Purge Users, on a set', { exact: true }).click();
    await page.getByLabel('As it is called in Alma').fill('Users with roles');
    await page.getByLabel('What is chosen there').fill('Left alone');
    await page.keyboard.press('Enter');
    await expect(button(page, 'Remove Users with roles')).toBeVisible();
    await expect(page.getByLabel('As it is called in Alma')).toHaveValue('');
    await page.getByLabel('As it is called in Alma').scrollIntoViewIfNeeded();
    await look(page, 'The planned purge of a set');
    const { purgeRoute, setPurgeParameters } = await askEngine(page, 'settings.get');
    expect({ purgeRoute, setPurgeParameters }).toEqual({
      purgeRoute: 'set',
      setPurgeParameters: [{ label: 'Users with roles', value: 'Left alone' }],
    });
  });

  await test.step('Run a Job is filtered by what jobs do, and goes by keyboard', async () => {
    await go(page, 'Jobs');
    await button(page, 'Run a Job').click();
    await pageTitle(page, 'Choose the job');
    const jobs = page.getByRole('table', { name: 'Jobs that can be run' });
    await expect(jobs.getByRole('radio')).toHaveCount(2);
    await expect(button(page, 'Next')).toBeDisabled();
    await look(page, 'Run a Job');
    const filter = page.getByRole('searchbox', { name: 'Filter by name or description' });
    await filter.fill('nothing like it');
    await expect(page.getByText('No job is described like that.')).toBeVisible();
    await filter.fill('purge date another');
    await expect(jobs.getByRole('radio')).toHaveCount(1);
    await filter.fill('DELETES set');
    await expect(jobs.getByRole('radio', { name: 'Purge Users' })).toBeVisible();
    await filter.press('Enter');
    await pageTitle(page, 'Choose the set');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page.getByRole('radio', { name: 'Purge Users' })).toBeChecked();
    await page.getByRole('radio', { name: 'Purge Users' }).press('Enter');
    await pageTitle(page, 'Choose the set');
  });

  await test.step('a set with somebody who isn’t approved gives way to one without them', async () => {
    await page.getByRole('searchbox', { name: 'Search sets' }).fill('CANDID');
    await page.getByRole('radio', { name: 'All candidates' }).check();
    const chosen = page.getByRole('region', { name: 'Members of All candidates' });
    await expect(chosen).toContainText('6 members');
    await expect(chosen).toContainText('1 user of this set is not approved');
    await look(page, 'Choose the set of a purge, refused');
    await button(chosen, 'Leave them out').click();
    const others = page.getByRole('region', { name: /^Members of / });
    await expect(others).toContainText('5 members');
    await expect(others).toContainText('Everybody is approved.');
    await button(page, 'Next').click();
  });

  await test.step('the preview counts the members, and stands beside that of a group', async () => {
    await pageTitle(page, 'Task parameters');
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview).toContainText('3 would be purged, 1 retained');
    await expect(page.getByRole('region', { name: 'What Alma asks besides' })).toContainText(
      'No public text tells the parameters of this job.',
    );
    await look(page, 'Settings of a purge of a set');
    await button(page, 'Compare…').click();
    await page.getByText('Users of a group', { exact: true }).click();
    const result = page.getByRole('region', { name: 'Comparison' });
    await expect(result).toContainText('Another user group');
    await expect(result.getByRole('table', { name: 'Settings side by side' })).toContainText('Set');
    await look(page, 'A purge of a set beside one of a group');
    await button(page, 'Back').first().click();
    await pageTitle(page, 'Task parameters');
    await button(page, 'Next').click();
  });

  await test.step('it is submitted, and the report says which purge it was', async () => {
    await pageTitle(page, 'Review and submit');
    const shown = page.getByLabel('Settings of the job');
    await expect(valueBeside(shown, 'Set members')).toHaveText('5 users');
    await expect(valueBeside(shown, 'Users with roles')).toHaveText('Left alone');
    await expect(shown.getByText('User group', { exact: true })).toHaveCount(0);
    await look(page, 'Review of a purge of a set');
    await button(page, 'Submit').click();
    const question = page.getByRole('dialog', { name: 'Purge these users?' });
    await question.getByLabel(/^To confirm/).fill('3');
    await button(question, 'Purge 3 users').click();
    await button(page.getByRole('complementary'), 'Read the report').click();
    const report = page.getByRole('article');
    await expect(report).toContainText('Purge Users');
    await expect(report).toContainText('Users with roles');
    await look(page, 'Report of a purge of a set');
    const [job, ...others] = await askEngine(page, 'jobs.list');
    expect(others).toEqual([]);
    expect(job).toMatchObject({ kind: 'purge-users', finished: 3, failed: 1, hasCapture: true });
    expect((await askEngine(page, 'review.counts')).deleted).toBe(3);
    // Back doesn’t lead to the pages of a job that has run.
    await go(page, 'Jobs');
    await expect(page.getByRole('row', { name: /Purge Users/ })).toHaveCount(1);
  });
});
