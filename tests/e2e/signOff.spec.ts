/**
 * The sign-off from outside: two people sign, a later decision breaks the seal and is seen wherever it
 * matters, and a job that needs the signatures is held until they are there. And what a sampling check found
 * is kept.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { answerPolicy } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'User Group',
  'Purge Date',
  'Has Role other than Patron and Instructor',
];
const CANDIDATES = ['Abbott', 'Burns', 'Clarke', 'Dunn', 'Ellis'].map((name, n) => [
  `s0${n + 1}`,
  name,
  n < 3 ? 'Alumni' : 'Graduate',
  '2019-05-31',
  'No',
]);

const screens = (page: Page): Locator => page.getByRole('navigation', { name: 'Screens' });
const go = (page: Page, screen: string) => screens(page).getByText(screen, { exact: true }).click();
const view = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views of the review' }).getByText(name).click();
const check = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Checks' }).getByText(name).click();

/** Five candidates, and a review that needs two signatures from four users on. */
async function startReview(desk: Desk): Promise<void> {
  const { page } = desk;
  const path = join(desk.folder, 'Purge dates.xlsx');
  const rows = [HEADINGS, ...CANDIDATES];
  writeFileSync(path, await writeXlsx({ sheets: [{ name: 'Report', rows }] }));
  await desk.answerSave(join(desk.folder, 'Signed.purgedesk'));
  await page.getByRole('button', { name: 'New workspace' }).click();
  await expect(screens(page)).toBeVisible();
  await openEnginePort(page);
  await answerPolicy(page);
  await desk.answerOpen([path]);
  const [file] = await page.evaluate(() =>
    window.purgeDesk.request('chooseFiles', { purpose: 'workbooks' }),
  );
  const { importId } = (await callEngine(page, 'imports.read', { file: file!.token })).body;
  const state = async () => (await callEngine(page, 'imports.check', { importId })).body.state;
  await expect.poll(state).toBe('checked');
  expect((await callEngine(page, 'imports.commit', { importId })).status).toBe(200);
  const settings = (await callEngine(page, 'settings.get')).body;
  await callEngine(page, 'settings.save', {
    ...settings,
    userName: 'Ana Fischer',
    signOffAbove: 3,
  });
  await go(page, 'Review');
}

/** As somebody would in the rows. */
async function decide(page: Page, decision: string, reason: string | null, ...names: string[]) {
  const any = names.map((value) => ({ op: 'contains', field: 'last_name', value }));
  const selection = { criteria: { op: 'any', of: any } };
  const done = await callEngine(page, 'review.decide', { selection, decision, reason });
  expect(done.body.changed).toBe(names.length);
}

async function signSecond(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name of the second person' }).fill(name);
  await page.getByRole('button', { name: `Sign as ${name}` }).click();
}

test('two people sign, and a later decision breaks the seal for all to see', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);
  await decide(page, 'approved', null, 'Abbott', 'Burns', 'Clarke', 'Dunn');

  await test.step('the second signature is another person’s', async () => {
    await view(page, 'Sign-off');
    await expect(page.getByText('Two signatures are needed before a job')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Ana Fischer');
    await page.getByRole('button', { name: 'Sign as Ana Fischer' }).click();
    await page.getByRole('textbox', { name: 'Name of the second person' }).fill('ana  fischer ');
    await expect(page.getByText('This person has signed already.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Sign as/ })).toBeDisabled();
    await signSecond(page, 'Dana Okafor');
    await expect(page.getByText('Sealed', { exact: true })).toBeVisible();
    await desk.screenshot('sealed');
  });

  await test.step('a decision breaks it, and an undo mends it', async () => {
    await decide(page, 'excluded', 'Other', 'Dunn');
    await expect(page.getByText('Decisions changed since: 1 step')).toBeVisible();
    await expect(page.getByText('Inputs as signed')).toBeVisible();
    await view(page, 'Candidates');
    await expect(page.getByText('The seal is broken: decisions changed')).toBeVisible();
    await callEngine(page, 'review.undo');
    await expect(page.getByText('Signed by Ana Fischer and Dana Okafor')).toBeVisible();
    await callEngine(page, 'review.redo');
    await go(page, 'Overview');
    await expect(page.getByText('The seal is broken: decisions changed')).toBeVisible();
    await desk.screenshot('broken');
  });

  await test.step('signing anew needs both again', async () => {
    await go(page, 'Review');
    await view(page, 'Sign-off');
    await page.getByRole('button', { name: 'Sign again as Ana Fischer' }).click();
    await expect(page.getByText('Signed by one person')).toBeVisible();
    await page.getByRole('button', { name: 'Withdraw the sign-off' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    // The one before stands again, broken as it was.
    await expect(page.getByRole('status').filter({ hasText: 'The seal is broken' })).toBeVisible();
  });
});

test('a job is held until two people have signed, and its report shows them', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);
  await decide(page, 'approved', null, 'Abbott', 'Burns', 'Clarke', 'Dunn');
  const criteria = { op: 'decision', values: ['approved'] };
  const set = { name: 'Approved', criteria, origin: { from: 'review', users: 'all' } };
  const { setId } = (await callEngine(page, 'sets.create', set)).body;

  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Users, sets, jobs').fill('Update/Notify');
  await page.getByText('Update/Notify Users', { exact: true }).click();
  await page.getByRole('radio', { name: 'Approved' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  const submit = page.getByRole('button', { name: 'Submit', exact: true });
  await expect(
    page.getByText('This set has 4 users; above 3 two people have to sign the review.'),
  ).toBeVisible();
  await expect(submit).toBeDisabled();
  // Nor past the page.
  const parameters = { setId, userGroup: 'OK to Purge', condition: 'Unconditionally' };
  const job = { kind: 'update-notify-users', name: 'Past the page', parameters };
  expect((await callEngine(page, 'jobs.submit', { job, capture: null })).status).toBe(422);

  await page.getByRole('button', { name: 'Go to Sign-off' }).click();
  await page.getByRole('button', { name: 'Sign as Ana Fischer' }).click();
  await signSecond(page, 'Dana Okafor');
  await expect(page.getByText('Sealed', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Back/ }).click();
  await submit.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Move 4 users' }).click();
  await page.getByRole('button', { name: 'Read the report' }).first().click();
  const review = page.getByRole('table', { name: 'Review at submission' });
  await expect(review.getByRole('row', { name: /^First signature/ })).toContainText('Ana Fischer');
  await expect(review.getByRole('row', { name: /^Second signature/ })).toContainText('Dana Okafor');
  await expect(review.getByRole('row', { name: 'Seal Held' })).toBeVisible();
  const signatures = page.getByRole('table', { name: 'Signatures' });
  await expect(signatures).toContainText('Ana Fischer');
  await expect(signatures).toContainText('Dana Okafor');
});

test('a finding of the sampling check is kept, and who differs can be excluded', async ({
  desk,
}) => {
  const { page } = desk;
  await startReview(desk);
  await view(page, 'Checks');
  await check(page, 'Sampling check');
  await page.getByLabel('Users per group').fill('1');
  await page.getByRole('button', { name: 'Draw sample' }).click();
  const rows = page.getByRole('table', { name: 'Users of the sample' }).locator('tbody tr');
  await expect(rows).toHaveCount(2);

  // A note that follows at once must not take the finding back.
  await rows.first().getByRole('button', { name: 'Differs' }).click();
  await rows.first().getByRole('textbox').fill('Is a member of staff');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 2 looked up, 1 differs')).toBeVisible();
  await rows.first().getByRole('button', { name: 'Exclude this user' }).click();
  await expect(rows.first().getByText('Excluded')).toBeVisible();
  const { sampleId } = (await callEngine(page, 'samples.list')).body[0];
  const [found] = (await callEngine(page, 'samples.users', { sampleId })).body;
  expect(found).toMatchObject({
    finding: 'differs',
    note: 'Is a member of staff',
    decision: 'excluded',
  });

  await page.getByRole('button', { name: 'Remove sample' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await expect(rows).toHaveCount(2);
});
