/**
 * What the institution has set in Alma is asked once before the first job of a workspace, with what is known filled in:
 * a purge rehearsed under settings that nobody looked at would be taken for that of the institution.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type PolicyFacts, policyFactsOf, policyTexts } from '#shared/domain/policyFacts.ts';
import { holdStill, look, MENU } from './support/axe.ts';
import { askEngine, callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, go, screens } from './support/reviewing.ts';

test.use({ program: 'shared' });

const CANDIDATES = [
  ['Primary Identifier', 'Last Name', 'User Group', 'Purge Date', 'Staff role'],
  ['u01', 'Abbott', 'OK to Purge', '2019-05-31', 'No'],
  ['u02', 'Burns', 'OK to Purge', '2019-06-30', 'No'],
];

/** A new workspace in which nobody was asked, with two approved users who are due. */
async function unasked(desk: Desk, name: string): Promise<void> {
  const { page } = desk;
  await holdStill(page);
  await desk.answerSave(join(desk.folder, `${name}.purgedesk`));
  await page.getByRole('button', { name: 'New workspace' }).click();
  await expect(screens(page)).toBeVisible();
  await openEnginePort(page);
}

async function approved(desk: Desk): Promise<void> {
  const { page } = desk;
  await addText(desk, 'Purge dates.csv', CANDIDATES);
  const selection = { criteria: { op: 'membership', value: 'candidate' } };
  await askEngine(page, 'review.decide', { selection, decision: 'approved', reason: null });
}

const gate = (page: Page) => page.getByRole('heading', { name: 'How your Alma is set up' });
const addJob = (page: Page) =>
  page.getByRole('button', { name: 'Add Job: Purge User Records' }).click();

async function choosePolicy(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Delete user policy' }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

test('asked before the first job, kept while one looks elsewhere, not asked again, printed', async ({
  desk,
}) => {
  test.setTimeout(180_000);
  const { page } = desk;
  await unasked(desk, 'First');
  await approved(desk);
  await go(page, 'Jobs');
  await addJob(page);
  await expect(gate(page)).toBeFocused();
  await look(page, 'The questions before the first job');
  await expect(page.getByRole('combobox', { name: 'Delete user policy' })).toHaveValue(
    'Nobody has said',
  );
  await expect(page.getByRole('radio', { name: 'As CARLI describes it' })).toBeChecked();
  await choosePolicy(page, '3. Keep statistics and remove primary ID');
  await page.getByRole('radio', { name: 'We don’t use it' }).click();

  await test.step('what was chosen stays while one looks elsewhere, and Cancel goes nowhere else', async () => {
    await go(page, 'Review');
    await go(page, 'Jobs');
    await addJob(page);
    await expect(page.getByRole('radio', { name: 'We don’t use it' })).toBeChecked();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(gate(page)).toHaveCount(0);
    expect((await callEngine(page, 'settings.policyAsked')).body ?? null).toBeNull();
    await addJob(page);
    await expect(gate(page)).toBeVisible();
  });

  await test.step('the way to the other job asks the same', async () => {
    await go(page, 'Sets');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Update/Notify');
    await page.keyboard.press('Enter');
    await expect(gate(page)).toBeVisible();
  });

  await test.step('answered once, both jobs open at once', async () => {
    await page.getByRole('button', { name: 'Use these answers' }).click();
    await expect(page.getByRole('list', { name: 'Pages of this job' })).toBeVisible();
    await expect(gate(page)).toHaveCount(0);
    await go(page, 'Jobs');
    await addJob(page);
    await expect(page.getByLabel('Number of days after purge date')).toBeVisible();
  });

  await test.step('the review page, the picture and the report tell it in the same words', async () => {
    const facts: PolicyFacts = policyFactsOf(await askEngine(page, 'settings.get'));
    expect(facts).toMatchObject({ deletePolicy: 3, esploro: false });
    await page.getByRole('button', { name: 'Next' }).click();
    const table = page.getByLabel('Settings of the job');
    for (const { label, value } of policyTexts(facts)) {
      await expect(table).toContainText(label);
      await expect(table).toContainText(value);
    }
  });

  await test.step('Settings say who has answered', async () => {
    await go(page, 'Settings');
    await expect(page.getByText(/^Asked before the first job, and answered by /)).toBeVisible();
  });
});

test('a new workspace takes settings from an earlier one, and they are confirmed once', async ({
  desk,
}) => {
  test.setTimeout(180_000);
  const { page } = desk;
  await unasked(desk, 'Spring');
  const settings = await askEngine(page, 'settings.get');
  await askEngine(page, 'settings.save', { ...settings, excludeReasons: ['Emerita'] });
  await askEngine(page, 'register.add', { kind: 'group', value: 'Emeriti' });
  const facts: PolicyFacts = { ...policyFactsOf(settings), deletePolicy: 4, esploro: true };
  await askEngine(page, 'settings.answerPolicy', facts);
  await desk.menu('workspace.close');
  await unasked(desk, 'Fall');

  await test.step('from those that were used last', async () => {
    await page.getByRole('button', { name: 'Take settings from…' }).click();
    await expect(page.getByRole('menuitem', { name: 'Fall' })).toHaveCount(0);
    await look(page, 'Workspaces to take settings from', MENU);
    await page.getByRole('menuitem', { name: 'Spring' }).click();
    await expect(
      page
        .getByRole('alert')
        .filter({ hasText: 'Settings were taken over from “Spring”, with 1 rule' }),
    ).toBeVisible();
    expect((await askEngine(page, 'settings.get')).excludeReasons).toEqual(['Emerita']);
  });

  await test.step('or from any other that is chosen; one that is none says so', async () => {
    const none = join(desk.folder, 'None.purgedesk');
    writeFileSync(none, 'no workspace');
    await desk.answerOpen([none]);
    await page.getByRole('button', { name: 'Take settings from…' }).click();
    await page.getByRole('menuitem', { name: 'Another workspace…' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'not a' })).toBeVisible();
  });

  await test.step('before the first job they are shown once', async () => {
    await approved(desk);
    await go(page, 'Settings');
    await expect(page.getByText(/^Taken over from “Spring”\. You are asked/)).toBeVisible();
    await go(page, 'Jobs');
    await addJob(page);
    await expect(gate(page)).toBeVisible();
    await expect(page.getByText(/^Taken over from “Spring”\./)).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Delete user policy' })).toHaveValue(
      '4. Fully remove',
    );
    await page.getByRole('button', { name: 'They still hold' }).click();
    await expect(page.getByLabel('Number of days after purge date')).toBeVisible();
    await go(page, 'Overview');
    await go(page, 'Jobs');
    await addJob(page);
    await expect(page.getByLabel('Number of days after purge date')).toBeVisible();
  });
});

test('with Esploro on, researchers whom the purge keeps something of are told apart', async ({
  desk,
}) => {
  test.setTimeout(180_000);
  const { page } = desk;
  await unasked(desk, 'Esploro');
  const facts = policyFactsOf(await askEngine(page, 'settings.get'));
  await askEngine(page, 'settings.answerPolicy', { ...facts, esploro: true });
  const told = ['Researcher', 'Number of assets', 'Number of grants'];
  const rows = [
    [...CANDIDATES[0]!, ...told],
    [...CANDIDATES[1]!, 'Yes', '4', '0'],
    [...CANDIDATES[2]!, '', '', ''],
  ];
  await addText(desk, 'Researchers.csv', rows);
  const selection = { criteria: { op: 'membership', value: 'candidate' } };
  await askEngine(page, 'review.decide', { selection, decision: 'approved', reason: 'Checked' });
  await go(page, 'Jobs');
  await addJob(page);
  const kept = page.getByText('Of those to be purged 1 user would be kept as non-affiliated');
  await expect(kept).toBeVisible();
  await expect(page.getByText('Of 1 user to be purged no report tells whether')).toBeVisible();
  await look(page, 'Researchers in a preview');
  await kept.getByRole('button', { name: '1 user' }).click();
  await expect(page.locator('.ag-row').filter({ hasText: 'u01' })).toBeVisible();
  await expect(page.locator('.ag-row').filter({ hasText: 'u02' })).toHaveCount(0);
});
