/**
 * People who were erased are gone from the program, too: from the memory of its engine, which is started anew, from
 * whatever it keeps beside workspaces, and from the clipboard. What the program remembers of somebody whom the workspace
 * has forgotten is found by whoever sits down at this computer.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownPaths, programPlaces } from '../../src-main/app/programPlaces.ts';
import { FoundPeople, planted } from '../support/planted.ts';
import { CAN_READ_MEMORY, memoryOf } from '../support/processMemory.ts';
import { askEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { AUTUMN_PURGE, approveCandidates, submitJob } from './support/purging.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

const PEOPLE = Array.from({ length: 60 }, (_, n) => planted(n + 100));
const GONE = PEOPLE.slice(0, 30);
const STAYING = PEOPLE.slice(30);

const HEADINGS = [
  ...['Primary Identifier', 'Last Name', 'First Name', 'User Group', 'Purge Date', 'Email'],
  'Has Role other than Patron and Instructor',
];
function foundInFiles(files: readonly string[]): FoundPeople {
  const found = new FoundPeople();
  for (const file of files) {
    found.search(Buffer.from(file));
    found.search(readFileSync(file));
  }
  return found;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path) && statSync(path).isFile());
}

function foundInMemory(pid: number): FoundPeople {
  const found = new FoundPeople();
  for (const bytes of memoryOf(pid)) found.search(bytes);
  return found;
}

/** The engine has just told all of it: who is in the workspace is in its memory. */
async function tellEverything({ page }: Desk): Promise<void> {
  const rows = { criteria: { op: 'all', of: [] }, sort: [], offset: 0, limit: 1000 };
  const { rows: users } = await askEngine(page, 'users.page', rows);
  for (const { userNo } of users) await askEngine(page, 'users.get', { userNo });
}

async function plant(desk: Desk): Promise<void> {
  const { page } = desk;
  const [one, other] = [GONE[0]!, STAYING[0]!];
  // The name of a workspace may name somebody; apart from the other, in whose folder the engine looks around.
  mkdirSync(join(desk.folder, 'named'));
  for (const { last } of [one, other]) {
    await desk.answerSave(join(desk.folder, 'named', `Only ${last}.purgedesk`));
    const target = await page.evaluate(() =>
      window.purgeDesk.request('chooseTarget', { purpose: 'workspace', suggestedName: 'x' }),
    );
    await openEnginePort(page);
    await askEngine(page, 'workspace.create', { file: target!.token });
    await askEngine(page, 'workspace.close');
  }
  await page.reload();
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', [
    HEADINGS,
    ...PEOPLE.map(({ id, last, first, email }) => [
      ...[id, last, first, 'Alumni', '2015-01-31', email, 'No'],
    ]),
  ]);
  await addText(desk, 'Identifiers.csv', [
    ['Primary Identifier', 'Identifier Type', 'Identifier Value'],
    ...PEOPLE.map(({ id, barcode }) => [id, 'Barcode', barcode]),
  ]);
  // What a list was filtered by, with a name among its values.
  for (const { n, first } of [one, other])
    await page.evaluate(
      ([name, text]) => window.purgeDesk.request('remember', { name: name!, text: text! }),
      [`filter.of${n}`, JSON.stringify({ state: { groups: ['Alumni', first] }, version: 2 })],
    );
  await go(page, 'Users');
  await page.getByRole('textbox', { name: /^Search/ }).fill(one.last);
  await expect(page.locator('.ag-row')).toHaveCount(1);
}

test('nobody who was erased is found in memory, files or clipboard; everybody else is', async ({
  desk,
}) => {
  test.setTimeout(240_000);
  test.skip(!CAN_READ_MEMORY, 'There is no way to read the memory of a process here.');
  const { page } = desk;
  await plant(desk);
  await approveCandidates(page);
  await submitJob(page, AUTUMN_PURGE);
  const deleted = { op: 'membership', value: 'deleted' };
  const count = () => askEngine(page, 'users.count', { criteria: deleted });
  await expect.poll(async () => (await count()).users).toBe(PEOPLE.length);
  await go(page, 'User cleanup');
  await tellEverything(desk);
  const copied = `${GONE[1]!.id}\t${GONE[1]!.last}`;
  await page.evaluate(
    (text) => window.purgeDesk.request('copyCells', { text, html: `<b>${text}</b>` }),
    copied,
  );

  const before = await desk.enginePid();
  const textsShown = ['id', 'last', 'first', 'email', 'barcode'] as const;
  await test.step('the memory that is searched is that of the engine', async () => {
    expect(foundInMemory(before).missing(PEOPLE, textsShown)).toEqual([]);
  });

  await test.step('the engine is started anew, and the page with it, where it was', async () => {
    const userNos = GONE.map((_, n) => n + 1);
    const criteria = { op: 'all', of: [deleted, { op: 'users', userNos }] };
    const users = { criteria, except: [] };
    await submitJob(page, {
      ...{ kind: 'erase-users', name: 'User Cleanup', parameters: {} },
      ...{ users, typedUsers: GONE.length },
    });
    await desk.begunAnew();
    expect(await desk.enginePid()).not.toBe(before);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('User cleanup');
    await expect(page.locator('.ag-row').first()).toBeVisible();
    await expect(page.getByText('User Cleanup').first()).toBeVisible();
    await expect(page.getByText(/restarted/)).toHaveCount(0);
    await desk.screenshot('begun-anew');
  });

  await test.step('nobody is in its memory but who is in the workspace', async () => {
    await openEnginePort(page);
    await tellEverything(desk);
    const found = foundInMemory(await desk.enginePid());
    expect(found.missing(STAYING, textsShown)).toEqual([]);
    expect(found.of(GONE)).toEqual({});
    expect(found.bytes).toBeGreaterThan(20 << 20);
  });

  await test.step('nor in what the program keeps, and all of that is in the list of places', async () => {
    const own = filesIn(desk.userData);
    const found = foundInFiles(own);
    expect(found.of(GONE)).toEqual({});
    expect(found.of(STAYING)).toEqual({ 'person 130': ['last', 'first'] });
    const places = programPlaces(ownPaths(desk.userData), tmpdir());
    const outside = own.filter((file) => !places.some(({ path }) => file.startsWith(path)));
    expect(outside).toEqual([]);
  });

  await test.step('nor on the clipboard', async () => {
    const text = await desk.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(text).toBe('');
  });

  await test.step('nor in the workspace, once it is closed', async () => {
    await desk.close();
    const workspace = filesIn(desk.folder).filter((file) => /Spring\.purgedesk/.test(file));
    const found = foundInFiles(workspace);
    expect(found.of(GONE)).toEqual({});
    expect(found.missing(STAYING, textsShown)).toEqual([]);
    expect(foundInFiles(filesIn(desk.userData)).of(GONE)).toEqual({});
  });
});
