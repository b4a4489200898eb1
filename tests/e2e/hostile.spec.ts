/** Workspaces from anywhere: what never ends is given up with one click, and the program goes on. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endlessSchema } from '../support/endlessSchema.ts';
import { type Desk, expect, test } from './support/launch.ts';

async function newWorkspace(desk: Desk, name: string): Promise<string> {
  const path = join(desk.folder, `${name}.purgedesk`);
  await desk.answerSave(path);
  await desk.menu('workspace.new');
  await expect(workspaceButton(desk, name)).toBeVisible({ timeout: 60_000 });
  return path;
}

/** Noted as the new engine is asked to open it. */
const triesOf = (desk: Desk): number =>
  JSON.parse(readFileSync(join(desk.userData, 'recent.json'), 'utf8')).tries;

const workspaceButton = (desk: Desk, name: string) =>
  desk.page.getByRole('button', { name: `Workspace ${name}` });

test('a workspace that ends the engine twice is named, not opened a third time', async ({
  desk,
}) => {
  desk.allowErrors(/EngineStopped|engine stopped/i);
  await newWorkspace(desk, 'Spring');
  const kill = async () => {
    const pid = await desk.enginePid();
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => desk.enginePid(), { timeout: 30_000 }).not.toBe(pid);
  };
  await kill();
  await expect.poll(() => triesOf(desk), { timeout: 30_000 }).toBe(2);
  await expect(workspaceButton(desk, 'Spring')).toBeVisible();
  await kill();
  const notice = desk.page.getByRole('alert').filter({ hasText: '“Spring”' });
  await expect(notice).toBeVisible();
  await desk.screenshot('left-out');
  await notice.getByRole('button', { name: 'Open it all the same' }).click();
  await expect(workspaceButton(desk, 'Spring')).toBeVisible();
  await desk.restart();
  await expect(workspaceButton(desk, 'Spring')).toBeVisible();
  await desk.restart({ args: ['--without-workspace'] });
  await expect(desk.page.getByRole('heading', { name: 'Purge Desk' })).toBeVisible();
  await expect(desk.page.getByRole('listitem').filter({ hasText: 'Spring' })).toBeVisible();
});

test('a workspace that never ends is cancelled, others open meanwhile', async ({ desk }) => {
  const good = await newWorkspace(desk, 'Good');
  await desk.menu('workspace.close');
  const elsewhere = join(desk.folder, 'elsewhere');
  mkdirSync(elsewhere);
  const endless = join(elsewhere, 'Endless.purgedesk');
  writeFileSync(endless, endlessSchema(readFileSync(good)));

  await desk.answerOpen([endless]);
  await desk.menu('workspace.open');
  const notice = desk.page.getByRole('status').filter({ hasText: 'Opening “Endless”' });
  await expect(notice).toBeVisible();
  await desk.screenshot('opening');
  await notice.getByRole('button', { name: 'Cancel' }).click();
  await expect(notice).toHaveCount(0);
  await expect(desk.page.getByRole('heading', { name: 'Purge Desk' })).toBeVisible();

  // Another one takes its place without a word.
  await desk.answerOpen([endless]);
  await desk.menu('workspace.open');
  await expect(notice).toBeVisible();
  await desk.page.getByRole('button', { name: /^Good/ }).click();
  await expect(workspaceButton(desk, 'Good')).toBeVisible();
  await expect(notice).toHaveCount(0);
});
