/**
 * Combine sets with an exclusion list that may mean somebody by another spelling: refused in the dialog, with a
 * way to the users, until they are decided.
 */
import { callEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

test('Not a list waits until possible pairs are decided', async ({ desk }) => {
  const { page } = desk;
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', [
    ['Primary Identifier', 'Purge Date', 'Last Name', 'Has Staff Role'],
    ['00123', '2020-01-31', 'Doe', 'No'],
    ['b', '2020-01-31', 'Roe', 'No'],
  ]);
  await addText(desk, 'Keep.csv', [['Primary Identifier'], ['123']]);
  const candidates = { op: 'membership', value: 'candidate' };
  await callEngine(page, 'sets.create', {
    name: 'All',
    criteria: candidates,
    origin: { from: 'review', users: 'all' },
  });
  await go(page, 'Sets');
  await page.getByRole('button', { name: 'Combine sets' }).first().click();
  const dialog = page.getByRole('dialog');
  const choose = async (label: string, set: string) => {
    await dialog.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: new RegExp(`^${set}`) }).click();
  };
  await choose('First set', 'All');
  await choose('Second set', 'Keep');
  await expect(
    dialog.getByText('1 user of “All” may be meant by the list in the second set'),
  ).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Make set/ })).toBeDisabled();
  await desk.screenshot('pairs');
  await page.emulateMedia({ colorScheme: 'dark' });
  await desk.screenshot('pairs-dark');
  await dialog.getByRole('button', { name: 'Look at this user in the review' }).click();
  await expect(page.getByRole('gridcell', { name: '00123', exact: true }).first()).toBeVisible();
});
