/**
 * After an erasure: what is left to do is ticked off where it is listed, what named somebody says so where it stands, and a
 * user who came back is let in by a typed decision. A librarian who isn't led there believes that all is done.
 */
import { holdStill, look } from './support/axe.ts';
import { askEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import {
  AUTUMN_PURGE,
  approveCandidates,
  CANDIDATE_HEADINGS,
  submitJob,
} from './support/purging.ts';
import { addText, checkText, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const ROWS = [
  CANDIDATE_HEADINGS,
  ['comeback1', 'Abbott', 'Alumni', '2015-01-31', 'No'],
  ['stayid1', 'Burns', 'Graduate', '2015-02-28', 'No'],
];
test('what an erasure leaves is done, and who came back is let in', async ({ desk }) => {
  test.setTimeout(180_000);
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  await addText(
    desk,
    'Proxies.csv',
    [
      ['Primary Identifier', 'Proxy For'],
      ['comeback1', 'stayid1'],
    ],
    'user-proxies',
  );
  await approveCandidates(page);
  const jobId = await submitJob(page, AUTUMN_PURGE);
  const stateOf = async () => (await askEngine(page, 'jobs.report', { jobId })).state;
  await expect.poll(stateOf).toBe('completed');
  await askEngine(page, 'register.add', { kind: 'identifier', value: 'comeback1' });
  const erasing = {
    ...{ kind: 'erase-users', name: 'User Cleanup', parameters: {}, typedUsers: 1 },
    users: { criteria: { op: 'membership', value: 'deleted' } },
  };
  await submitJob(page, erasing);
  await desk.begunAnew();

  await test.step('User cleanup leads to what is left to do', async () => {
    await go(page, 'User cleanup');
    await page.getByRole('button', { name: /^After erasures: \d+ to do$/ }).click();
    await expect(page.getByRole('heading', { name: 'After an erasure' })).toBeVisible();
    const table = page.getByRole('table', { name: 'Users who stay' });
    await expect(table).toContainText('stayid1');
    await expect(table).toContainText('Their proxy was erased.');
    await look(page, 'After an erasure, users who stay');
    await page.getByRole('checkbox', { name: 'Done: Sponsor: stayid1' }).click();
    await expect(page.getByRole('button', { name: 'Users who stay (all done)' })).toBeVisible();
  });

  await test.step('copies are listed with their place', async () => {
    await page.getByRole('button', { name: /^Other copies/ }).click();
    const table = page.getByRole('table', { name: 'Other copies' });
    await expect(table).toContainText('Candidates.csv');
    await expect(table).toContainText('Bursar and student system');
    await look(page, 'After an erasure, other copies');
  });

  await test.step('what is off says why where it stands', async () => {
    await page.getByRole('button', { name: /^Switched off/ }).click();
    const table = page.getByRole('table', { name: 'Switched off' });
    await table.getByRole('button', { name: '[erased]' }).click();
    const rules = page.getByRole('table', { name: 'Rules of the protected register' });
    await expect(rules).toContainText('named a user who was erased by request PR-');
    await look(page, 'A rule that is off');
  });

  await test.step('a row of theirs in a later file is let in by a typed decision', async () => {
    await checkText(
      desk,
      'Later.csv',
      [
        ['Primary Identifier', 'Last Name', 'User Group', 'Status'],
        ['comeback1', 'Abbott', 'Graduate', 'Active'],
        ['stayid1', 'Burns', 'Graduate', 'Active'],
      ],
      'users',
    );
    await go(page, 'Import');
    await page.getByRole('tab', { name: /^Things to know/ }).click();
    await page.getByRole('button', { name: 'Show rows: erased before' }).click();
    const rows = page.getByRole('table', { name: /^Erased before/ });
    await expect(rows).toContainText('by PR-');
    await rows.getByRole('checkbox', { name: 'Row 2' }).check();
    await look(page, 'Rows of erased users');
    await page.getByRole('button', { name: 'Enter 1 row again…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Enter 1 row of erased users' });
    const enter = dialog.getByRole('button', { name: 'Enter 1 row' });
    await expect(enter).toBeDisabled();
    await dialog.getByLabel('Reason').fill('Enrolled again');
    await dialog.getByLabel(/^Type the number/).pressSequentially('1');
    await look(page, 'Entering a row of an erased user');
    await enter.click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('1 row of erased users may be entered')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Show rows: erased before' })).toBeHidden();
  });
});
