/**
 * Story: a librarian sees in Settings that snapshots are kept, runs a job, finds that it was the wrong one, and has the
 * workspace back as it was before it with two clicks. Without a way back, or without a word that it was taken, the
 * workspace would be no proof.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { callEngine } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

const HEADINGS = ['Primary Identifier', 'Last Name', 'User Group', 'Expiry Date', 'Purge Date'];
const ROWS = [
  [...HEADINGS, 'Has Staff Role', 'Record Type'],
  ['u1', 'Abbott', 'Alumni', '2018-05-31', '2019-05-31', 'No', 'Public'],
  ['u2', 'Burns', 'Alumni', '2018-05-31', '2019-06-30', 'No', 'Public'],
  ['u3', 'Clarke', 'Graduate', '2018-05-31', '2019-07-31', 'No', 'Public'],
];

const sections = (desk: Desk) => desk.page.getByRole('region', { name: 'Snapshots' });
const folderOf = (desk: Desk) => join(desk.folder, 'Spring snapshots');

async function approveAll({ page }: Desk): Promise<void> {
  const selection = { criteria: { op: 'decision', values: ['undecided'] } };
  const decision = { selection, decision: 'approved', reason: null };
  expect((await callEngine(page, 'review.decide', decision)).status).toBe(200);
}

/** Past the pages of a job, which have stories of their own. */
async function moveAll({ page }: Desk, name: string): Promise<void> {
  const criteria = { op: 'membership', value: 'candidate' };
  const set = { name: `All, ${name}`, criteria, origin: { from: 'review', users: 'all' } };
  const { setId } = (await callEngine(page, 'sets.create', set)).body;
  const { token } = await page.evaluate(() => window.purgeDesk.request('capture'));
  const parameters = { setId, userGroup: 'OK to Purge', condition: 'Unconditionally' };
  const job = { kind: 'update-notify-users', name, parameters };
  const { status, body } = await callEngine(page, 'jobs.submit', { job, capture: token });
  expect(status).toBe(200);
  const state = async () =>
    (await callEngine(page, 'jobs.report', { jobId: body.jobId })).body.state;
  await expect.poll(state).toBe('completed');
}

const groupsOf = async ({ page }: Desk) =>
  (await callEngine(page, 'users.groups')).body
    .filter((group: { users: number }) => group.users > 0)
    .map(({ name, users }: { name: string; users: number }) => `${name} ${users}`)
    .toSorted();

test('a workspace goes back to before a job with two clicks, and says so', async ({ desk }) => {
  const { page } = desk;
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  await approveAll(desk);
  const before = await groupsOf(desk);
  await desk.menu('workspace.snapshots');
  const section = sections(desk);
  await expect(section.getByRole('switch')).toBeChecked();
  await expect(section.getByRole('textbox', { name: 'How many are kept' })).toHaveValue('3');
  await expect(section).toContainText('Spring snapshots');
  await expect(section).toContainText('None yet');

  await moveAll(desk, 'Move of May');
  expect(await groupsOf(desk)).toEqual(['OK to Purge 3']);
  expect(readdirSync(folderOf(desk))).toHaveLength(1);
  await expect(section.getByRole('table')).toContainText('Move of May');
  await desk.screenshot('snapshots');

  await section.getByRole('button', { name: 'Restore the snapshot before “Move of May”' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore this snapshot?' });
  await expect(dialog).toContainText('no longer be in it: 1 job');
  await desk.screenshot('restore');
  await dialog.getByRole('button', { name: 'Restore the snapshot' }).click();

  // Back in the list of jobs, whose history says it.
  const note = page.getByRole('status').filter({ hasText: 'Restored' });
  await expect(note).toContainText('before “Move of May”');
  await expect(note).toContainText('Given up: 1 job.');
  await expect(page.getByRole('table', { name: 'Jobs' })).toContainText('Failed');
  await desk.screenshot('restored');
  expect(await groupsOf(desk)).toEqual(before);
  expect((await callEngine(page, 'review.counts')).body).toMatchObject({ approved: 3 });

  await note.locator('..').getByRole('button', { name: 'Snapshots' }).click();
  await expect(section.getByRole('table')).toContainText('Restoring a snapshot');
  await expect(section).toContainText('Restored so far');
  await section.getByRole('button', { name: 'Delete all' }).click();
  await page.getByRole('button', { name: 'Delete 2 snapshots' }).click();
  await expect(section).toContainText('None yet');
  expect(existsSync(folderOf(desk))).toBe(false);
});

test('a snapshot that is opened becomes a workspace of its own', async ({ desk }) => {
  const { page } = desk;
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  await approveAll(desk);
  await moveAll(desk, 'Move');
  const [name] = readdirSync(folderOf(desk));
  await desk.menu('workspace.close');
  await desk.answerOpen([join(folderOf(desk), name!)]);
  await desk.menu('workspace.open');
  await expect(page.getByText('This file is a snapshot of a workspace')).toBeVisible();
  await desk.answerSave(join(desk.folder, 'Earlier.purgedesk'));
  await page.getByRole('button', { name: 'Save as a workspace' }).click();
  await expect(page.getByRole('button', { name: 'Workspace Earlier' })).toBeVisible();
  await go(page, 'Jobs');
  expect(readdirSync(folderOf(desk))).toEqual([name]);
});
