/**
 * The reversal kit before the move: from the review page to a folder in three clicks, with set files that Alma takes, the
 * job sheet as a PDF and the counts; what the page says about it; and the same from the report behind the job.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { sheetRows } from '../support/readBack.ts';
import { holdStill, look } from './support/axe.ts';
import { askEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { infoOf, runningTextOf } from './support/pdf.ts';
import { addText, go, newWorkspace, runAJob } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  ...['Primary Identifier', 'Last Name', 'User Group', 'Expiry Date', 'Purge Date'],
  ...['Has Role other than Patron and Instructor', 'Job Category'],
];
const row = (id: string, group: string, expiry: string, purge: string) => [
  ...[id, `Of ${id}`, group, expiry, purge, 'No', 'Arts'],
];

const button = (place: Page | Locator, name: string | RegExp) =>
  place.getByRole('button', { name, exact: typeof name === 'string' });

const SHEET = 'Job sheet.pdf';

test('the kit is saved before the move, marked as saved, and the same again from the report', async ({
  desk,
}) => {
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'Expired.csv', [
    HEADINGS,
    row('00123', 'Undergraduate', '2015-05-31', '2020-05-31'),
    row('u2', 'Undergraduate', '2016-05-31', ''),
    row('u3', 'Faculty/Staff', '2016-05-31', '2020-05-31'),
  ]);
  const selection = { criteria: { op: 'membership', value: 'candidate' } };
  await askEngine(page, 'review.decide', { selection, decision: 'approved', reason: null });
  await askEngine(page, 'sets.create', {
    ...{ name: 'Expired', criteria: selection.criteria },
    origin: { from: 'review', users: 'all' },
  });
  await go(page, 'Jobs');
  await runAJob(page, 'Update/Notify Users');
  await page.getByRole('radio', { name: 'Expired' }).check();
  await button(page, 'Next').click();
  await page.getByRole('checkbox', { name: 'Purge date' }).check();
  await page.getByLabel('New purge date').fill('1994-01-01');
  await button(page, 'Next').click();
  const card = page.getByRole('region', { name: 'Reversal kit' });

  await test.step('the page says what it holds, and that it wasn’t saved', async () => {
    await expect(card).toContainText('4 set files');
    await expect(card.getByRole('listitem')).toHaveText([
      'User group: 2 original values',
      'Purge date: 1 original value; 1 user whom no job can put back',
    ]);
    await expect(card.getByRole('status')).toContainText('Not saved yet.');
    await look(page, 'the reversal kit on the review page');
  });

  const folder = join(desk.folder, 'kits');
  mkdirSync(folder);
  const saved = (n: number) => join(folder, readdirSync(folder).sort()[n] ?? '');
  await test.step('it is saved as a folder with the job’s name', async () => {
    await desk.answerOpen([folder]);
    await button(card, 'Save reversal kit…').click();
    await expect(card.getByRole('status')).toHaveText('Saved for these users and values.');
    await expect(page.getByText('was written: 6 identifiers in its set files.')).toBeVisible();
    expect(readdirSync(folder)).toHaveLength(1);
    expect(readdirSync(folder)[0]).toMatch(/^Update-Notify Users - Expired - /);
    expect(readdirSync(saved(0)).sort()).toEqual([
      '01 User group - Faculty Staff.xlsx',
      '02 User group - Undergraduate.xlsx',
      '03 Purge date - none.xlsx',
      '04 Purge date - 2020-05-31.xlsx',
      'Counts before the change.xlsx',
      SHEET,
      'Job sheet.xlsx',
    ]);
    const file = join(saved(0), '02 User group - Undergraduate.xlsx');
    expect(await sheetRows(file, 'Users')).toEqual([['USERNAME'], ['00123'], ['u2']]);
    const counts = join(saved(0), 'Counts before the change.xlsx');
    expect(await sheetRows(counts, 'By job category')).toEqual([
      ['Original user group', 'Job category', 'Expiry year', 'Users'],
      ['Faculty/Staff', 'Arts', '2016', 1],
      ['Undergraduate', 'Arts', '2015', 1],
      ['Undergraduate', 'Arts', '2016', 1],
    ]);
  });

  await test.step('the sheet says what to enter and what puts it back, and mentions no letter to send', async () => {
    const pdf = join(saved(0), SHEET);
    expect(infoOf(pdf)).toMatchObject({ Tagged: 'yes' });
    const text = runningTextOf(pdf).replace(/\s+/g, ' ');
    for (const said of [
      'What to enter in Alma',
      'OK to Purge',
      '02 User group - Undergraduate.xlsx',
      'code of “Undergraduate”',
      'Purge_Date_Value',
      'What no job can put back',
      '03 Purge date - none.xlsx',
    ])
      expect(text).toContain(said);
    for (const never of ['SEND_', 'SetAccountTo', 'Opt_']) expect(text).not.toContain(never);
  });

  await test.step('other values are said to need another one, which stands beside the first', async () => {
    await button(page, 'Done: Task parameters').click();
    await page.getByLabel('New purge date').fill('1994-01-02');
    await button(page, 'Next').click();
    await expect(card.getByRole('status')).toContainText('since then users or values have changed');
    await button(page, 'Submit').click();
    const question = page.getByRole('dialog', { name: 'Submit this job?' });
    await expect(question).toContainText('No reversal kit was saved for these users and values.');
    await button(question, 'Cancel').click();
    await desk.answerOpen([folder]);
    await button(card, 'Save it again…').click();
    await expect(card.getByRole('status')).toHaveText('Saved for these users and values.');
    expect(readdirSync(folder)).toHaveLength(2);
    await button(page, 'Submit').click();
    await expect(question).not.toContainText('No reversal kit');
    await button(question, 'Update 3 users').click();
  });

  await test.step('behind the job its report gives the same', async () => {
    await button(page, 'Read the report').first().click();
    await button(page, 'Export').click();
    await desk.answerOpen([desk.folder]);
    await page.getByRole('menuitem', { name: 'Reversal kit…' }).click();
    const name = /^Update-Notify Users - job \d+ - .* - reversal kit$/;
    const made = () => readdirSync(desk.folder).find((each) => name.test(each));
    await expect.poll(made).toBeDefined();
    expect(readdirSync(join(desk.folder, made()!))).toEqual(readdirSync(saved(1)));
  });
});
