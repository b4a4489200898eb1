/**
 * The engine stops: the page learns of it, a new one takes over, the workspace is open again and
 * holds what it held. And the program's end: one clean file, opened again at the next start.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';

/** A workspace with the candidates of the sample cycle; returns its path. */
async function workspaceWithUsers(desk: Desk): Promise<string> {
  const path = join(desk.folder, 'Spring.purgedesk');
  await desk.answerSave(path);
  await openEnginePort(desk.page);
  const { target, sample } = await desk.page.evaluate(async () => ({
    target: await window.purgeDesk.request('chooseTarget', {
      purpose: 'workspace',
      suggestedName: 'Spring',
    }),
    sample: (await window.purgeDesk.request('sampleFiles'))[0],
  }));
  await callEngine(desk.page, 'workspace.create', { file: target?.token });
  const { body } = await callEngine(desk.page, 'imports.read', { file: sample?.token });
  const { importId } = body;
  const state = async () => (await callEngine(desk.page, 'imports.check', { importId })).body.state;
  await expect.poll(state, { timeout: 30_000 }).toBe('checked');
  const committed = await callEngine(desk.page, 'imports.commit', { importId });
  expect(committed.status).toBe(200);
  return path;
}

const stateOf = async (desk: Desk) => {
  await openEnginePort(desk.page);
  return (await callEngine(desk.page, 'workspace.status')).body;
};

const restartNotice = (desk: Desk) =>
  desk.page.locator('[role=alert], [role=status]').filter({ hasText: 'restarted' }).first();

/** Requests that were under way when the engine stopped are allowed to fail. */
const STOPPED = /EngineStopped|engine stopped/i;

test('a stopped engine is replaced, the workspace is open again and unchanged', async ({
  desk,
}) => {
  desk.allowErrors(STOPPED);
  await workspaceWithUsers(desk);
  const before = await stateOf(desk);
  expect(before).toMatchObject({ open: true, name: 'Spring' });
  expect(before.candidates).toBeGreaterThan(100);
  const pid = await desk.enginePid();

  process.kill(pid, 'SIGKILL');

  await expect(restartNotice(desk)).toBeVisible();
  await desk.screenshot('engine-restarted');
  await expect.poll(() => desk.enginePid()).not.toBe(pid);
  // The same in everything, and sound as well.
  await expect.poll(() => stateOf(desk), { timeout: 30_000 }).toEqual(before);
});

test('files that were granted before are known to the new engine', async ({ desk }) => {
  desk.allowErrors(STOPPED);
  const [sample] = await desk.page.evaluate(() => window.purgeDesk.request('sampleFiles'));
  await workspaceWithUsers(desk);
  process.kill(await desk.enginePid(), 'SIGKILL');
  await expect(restartNotice(desk)).toBeVisible();
  await expect.poll(async () => (await stateOf(desk)).open, { timeout: 30_000 }).toBe(true);
  const read = await callEngine(desk.page, 'imports.read', { file: sample?.token });
  expect(read.status).toBe(200);
  // Closing would ask while the file is being read.
  const { importId } = read.body;
  const state = async () => (await callEngine(desk.page, 'imports.check', { importId })).body.state;
  await expect.poll(state, { timeout: 60_000 }).toBe('checked');
});

test('a file asked for several times at once is granted each time', async ({ desk }) => {
  const answers = await desk.page.evaluate(() =>
    Promise.all(Array.from({ length: 8 }, () => window.purgeDesk.request('sampleFiles'))),
  );
  expect(answers.map((files) => files.length)).toEqual(Array.from({ length: 8 }, () => 3));
});

test('an engine that stops three times in a minute is given up, in words', async ({ desk }) => {
  desk.allowErrors(STOPPED);
  for (let time = 1; time <= 3; time++) {
    await expect.poll(() => desk.log().split('done engine.ready').length - 1).toBe(time);
    process.kill(await desk.enginePid(), 'SIGKILL');
  }
  const notice = desk.page.locator('[role=alert]').filter({ hasText: 'three times' });
  await expect(notice.first()).toBeVisible();
  await desk.screenshot('engine-given-up');
  expect(desk.log()).toContain('done engine.gaveUp crashes=3');
});

test('closing leaves one clean file, and the next start opens it', async ({ desk }) => {
  const path = await workspaceWithUsers(desk);
  const before = await stateOf(desk);
  await desk.close();
  expect(existsSync(path)).toBe(true);
  expect(readdirSync(desk.folder)).toEqual(['Spring.purgedesk']);
  expect(desk.log()).toMatch(/done engine\.stopped ms=\d+/);

  await desk.restart();
  await expect.poll(async () => (await stateOf(desk)).open, { timeout: 30_000 }).toBe(true);
  expect((await stateOf(desk)).candidates).toBe(before.candidates);
});

test('a workspace that was closed stays closed at the next start', async ({ desk }) => {
  await workspaceWithUsers(desk);
  await callEngine(desk.page, 'workspace.close');
  await desk.restart();
  expect(await desk.page.evaluate(() => window.purgeDesk.request('lastWorkspace'))).toBeNull();
  const [recent] = await desk.page.evaluate(() => window.purgeDesk.request('recentWorkspaces'));
  expect(recent).toMatchObject({ name: 'Spring.purgedesk' });
});

test('a workspace given on the command line is opened instead of the last one', async ({
  desk,
}) => {
  const path = await workspaceWithUsers(desk);
  await callEngine(desk.page, 'workspace.close');
  await desk.restart({ args: [path] });
  await expect.poll(async () => (await stateOf(desk)).name).toBe('Spring');
  const title = () =>
    desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  await expect.poll(title).toBe('Spring - Purge Desk');
});
