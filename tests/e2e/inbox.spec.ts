/**
 * Story: a librarian submits a job and works in another program meanwhile. The desktop tells that it has ended, without
 * a word of any user; a click leads to the report. What they haven't read yet stands in the Inbox and is counted beside
 * its name until they have. Without it one would have to remember which jobs one waited for.
 */
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { holdStill, look } from './support/axe.ts';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, go, newWorkspace, screens } from './support/reviewing.ts';

const HEADINGS = ['Primary Identifier', 'Last Name', 'User Group', 'Expiry Date', 'Purge Date'];
const ROWS = [
  [...HEADINGS, 'Has Staff Role', 'Record Type'],
  ['u1', 'Abbott', 'Alumni', '2018-05-31', '2019-05-31', 'No', 'Public'],
  ['u2', 'Burns', 'Alumni', '2018-05-31', '2019-06-30', 'No', 'Public'],
  ['u3', 'Clarke', 'Graduate', '2018-05-31', '2019-07-31', 'No', 'Public'],
];

const inbox = ({ page }: Desk) => screens(page).getByRole('button', { name: /^Inbox/ });
const messages = ({ page }: Desk): Locator =>
  page.getByRole('list', { name: 'Messages, newest first' }).getByRole('button');
const markAll = ({ page }: Desk) => page.getByRole('button', { name: 'Mark all as read' });

async function start(desk: Desk): Promise<void> {
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  const selection = { criteria: { op: 'decision', values: ['undecided'] } };
  await callEngine(desk.page, 'review.decide', { selection, decision: 'approved', reason: null });
}

/** Past the pages of a job, which have stories of their own. */
async function move({ page }: Desk, name: string): Promise<number> {
  const criteria = { op: 'membership', value: 'candidate' };
  const set = { name: `Of ${name}`, criteria, origin: { from: 'review', users: 'all' } };
  const { setId } = (await callEngine(page, 'sets.create', set)).body;
  const { token } = await page.evaluate(() => window.purgeDesk.request('capture'));
  const parameters = { setId, userGroup: 'OK to Purge', condition: 'Unconditionally' };
  const job = { kind: 'update-notify-users', name, parameters };
  const { status, body } = await callEngine(page, 'jobs.submit', { job, capture: token });
  expect(status).toBe(200);
  return body.jobId;
}

/** Another program has the keyboard; what the desktop is told to show is kept instead. */
async function goAway({ app, page }: Desk): Promise<void> {
  await page.evaluate(() => Object.assign(document, { hasFocus: () => false }));
  await app.evaluate(({ BrowserWindow, Notification }) => {
    Object.assign(BrowserWindow.getAllWindows()[0]!, { isFocused: () => false });
    const told: Electron.Notification[] = [];
    Object.assign(globalThis, { told });
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      told.push(this);
    };
  });
}

const told = ({ app }: Desk) =>
  app.evaluate(() =>
    (globalThis as unknown as { told: Electron.Notification[] }).told.map(
      ({ title, body }) => `${title}. ${body}`,
    ),
  );

test('a job that ended is a message, counted until its report was read', async ({ desk }) => {
  const { page } = desk;
  await holdStill(page);
  await start(desk);
  await expect(inbox(desk)).toHaveAccessibleName('Inbox');
  await inbox(desk).click();
  await expect(page.getByText('No messages yet')).toBeVisible();
  await look(page, 'Inbox, empty');

  await goAway(desk);
  await move(desk, 'Move Burns');
  await expect(inbox(desk)).toHaveAccessibleName(/^Inbox ?, 1 unread message$/);
  const message = messages(desk);
  await expect(message).toHaveAccessibleName(/^Unread: Move Burns/);
  await expect(message).toContainText('Update/Notify Users');
  await expect(message).toContainText('Completed Successfully: 3 changed, 0 left alone');
  await look(page, 'Inbox');
  await desk.screenshot('inbox');

  await expect
    .poll(() => told(desk))
    .toEqual([
      'Update/Notify Users: Completed Successfully. 3 changed, 0 left alone. Workspace: Spring',
    ]);
  await desk.app.evaluate(() => {
    (globalThis as unknown as { told: Electron.Notification[] }).told[0]?.emit('click');
  });
  await expect(page.getByRole('heading', { name: 'Move Burns', level: 2 })).toBeVisible();
  await expect(inbox(desk)).toHaveAccessibleName('Inbox');
  await inbox(desk).click();
  await expect(message).toHaveAccessibleName(/^Move Burns/);
});

test('by keyboard from message to message; all are marked read at once, and unread again', async ({
  desk,
}) => {
  const { page } = desk;
  await start(desk);
  await move(desk, 'First');
  await move(desk, 'Second');
  await go(page, 'Inbox');
  await expect(messages(desk)).toHaveCount(2);
  await expect(messages(desk).first()).toContainText('Second');
  await expect(inbox(desk)).toHaveAccessibleName(/2 unread messages$/);

  await markAll(desk).click();
  await expect(inbox(desk)).toHaveAccessibleName('Inbox');
  await expect(markAll(desk)).toBeDisabled();
  await expect(messages(desk).first()).toBeFocused();
  const reports = (await callEngine(page, 'jobs.list')).body;
  expect(reports.map(({ read }: { read: boolean }) => read)).toEqual([false, false]);
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect(inbox(desk)).toHaveAccessibleName(/2 unread messages$/);

  await messages(desk).first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(messages(desk).last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'First', level: 2 })).toBeVisible();
  await expect(inbox(desk)).toHaveAccessibleName(/1 unread message$/);
});

test('for reading only the count stays; where the desktop is to be silent, it is', async ({
  desk,
}) => {
  const { page } = desk;
  await start(desk);
  await go(page, 'Settings');
  const silence = page.getByRole('switch', { name: 'Notifications when a job or an export' });
  await expect(silence).toBeChecked();
  await silence.press('Space');
  await goAway(desk);
  await move(desk, 'Only');
  await go(page, 'Inbox');
  await expect(messages(desk)).toHaveCount(1);
  expect(await told(desk)).toEqual([]);

  await desk.menu('workspace.close');
  await expect(page.getByRole('heading', { name: 'Purge Desk' })).toBeVisible();
  await desk.answerOpen([join(desk.folder, 'Spring.purgedesk')]);
  await desk.menu('workspace.openReadOnly');
  await expect(page.getByText('Read only', { exact: true })).toBeVisible();
  await openEnginePort(page);
  await go(page, 'Inbox');
  await expect(markAll(desk)).toBeDisabled();
  await expect(markAll(desk)).toHaveAttribute('title', /reading only/);
  await messages(desk).click();
  await expect(page.getByRole('heading', { name: 'Only', level: 2 })).toBeVisible();
  await expect(inbox(desk)).toHaveAccessibleName(/1 unread message$/);
  const { status } = await callEngine(page, 'jobs.markMessages', { jobIds: [1], read: true });
  expect(status).not.toBe(200);
});
