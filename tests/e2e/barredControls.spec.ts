/**
 * A workspace with everything in it, open for reading only: whatever stands on any screen is pressed, typed into and
 * chosen, and no request that the contract calls changing leaves the page. A control that was forgotten would leave the
 * librarian with a refusal where they thought to have decided something.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isContractProcedure } from '@orpc/contract';
import type { Page } from '@playwright/test';
import { engineContract } from '#shared/contract/engineContract.ts';
import { CANDIDATES, EVERYBODY } from '#shared/domain/criteria.ts';
import { builtFile, ended, startNode } from '../support/builtEngine.ts';
import { askEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { checkText } from './support/reviewing.ts';

const REASON = 'This workspace is open for reading only.';

const ROLE = 'Has Role other than Patron and Instructor';
const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'User Group',
  'Expiry Date',
  'Purge Date',
  ROLE,
];
const row = (id: string, role = 'No') => [
  id,
  `Of ${id}`,
  'Alumni',
  '2018-05-31',
  '2020-05-31',
  role,
];

/** Requests that the contract calls changing. */
const CHANGING = new Set(
  Object.entries(engineContract).flatMap(([feature, named]) =>
    Object.entries(named).flatMap(([name, procedure]) =>
      isContractProcedure(procedure) && procedure['~orpc'].meta.changes
        ? [`${feature}.${name}`]
        : [],
    ),
  ),
);

/** A whole rehearsal, and beside it one of each thing that a librarian can change. */
async function everything(desk: Desk): Promise<string> {
  const { page, folder } = desk;
  const path = join(folder, 'Spring.purgedesk');
  const write = (name: string, rows: readonly (readonly string[])[]) =>
    writeFileSync(join(folder, name), rows.map((each) => each.join(',')).join('\n'));
  write('Candidates.csv', [HEADINGS, ...['a', 'b', 'c', 'd', 'e'].map((id) => row(id))]);
  write('Keep.csv', [['Primary Identifier'], ['e']]);
  const rehearsed = await ended(
    startNode([
      ...[builtFile('cli.js'), 'rehearse', '--candidates', join(folder, 'Candidates.csv')],
      ...['--exclusions', join(folder, 'Keep.csv'), '--run-date', '2026-11-21'],
      ...['--out', join(folder, 'results'), '--workspace', path],
    ]),
  );
  expect(rehearsed.stderr).toBe('');
  await desk.answerOpen([path]);
  await desk.menu('workspace.open');
  await expect(page.getByRole('button', { name: 'Workspace Spring' })).toBeVisible();
  await openEnginePort(page);
  const { importId } = {
    importId: await checkText(desk, 'Later.csv', [HEADINGS, row('f'), row('g', 'Yes')]),
  };
  await askEngine(page, 'imports.saveProfile', { importId, name: 'Monthly report' });
  await askEngine(page, 'imports.commit', { importId });
  await checkText(desk, 'Waits.csv', [HEADINGS, row('h')]);
  await checkText(desk, 'Dates.csv', [
    HEADINGS,
    ['i', 'Of i', 'Alumni', '03/04/2018', '05/04/2020', 'No'],
  ]);
  await checkText(desk, 'Which.csv', [['Primary Identifier'], ['a'], ['b']]);
  const { rows } = await askEngine(page, 'users.page', {
    ...{ criteria: EVERYBODY, sort: [], offset: 0, limit: 10 },
  });
  const userNo = rows.at(-1).userNo;
  await askEngine(page, 'users.addNote', { userNo, text: 'Seen' });
  const selection = { criteria: { op: 'users', userNos: [userNo] } };
  await askEngine(page, 'review.decide', { selection, decision: 'excluded', reason: 'Other' });
  await askEngine(page, 'register.add', { kind: 'group', value: 'Emeriti' });
  await askEngine(page, 'views.save', { grid: 'review', name: 'Narrow', state: '[]' });
  await askEngine(page, 'samples.draw', { among: 'not-excluded', perGroup: 1 });
  const set = { criteria: CANDIDATES, origin: { from: 'review', users: 'all' } };
  await askEngine(page, 'sets.create', { name: 'All', ...set });
  await askEngine(page, 'sets.create', { name: 'Filter', ...set, logical: true });
  await desk.menu('workspace.close');
  await expect(page.getByRole('heading', { name: 'Purge Desk' })).toBeVisible();
  return path;
}

/** From now on every request of the page is noted. */
async function noteRequests(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sent: string[] = [];
    const post = MessagePort.prototype.postMessage as (...given: unknown[]) => void;
    Object.assign(window, { sent });
    MessagePort.prototype.postMessage = function (this: MessagePort, ...given: unknown[]) {
      const path = typeof given[0] === 'string' ? JSON.parse(given[0]).p?.u : undefined;
      if (path) sent.push(String(path).replace(/^\//, '').replace('/', '.'));
      post.apply(this, given);
    };
  });
  await page.reload();
}

const sent = (page: Page) =>
  page.evaluate(() => [...new Set((window as unknown as { sent: string[] }).sent)]);

interface Found {
  readonly key: string;
  readonly typed: boolean;
}

/** What is out of use and says why, by its words, as it was come across. */
const barred = new Set<string>();

/** What can be pressed or typed into: in a dialog or menu where one is open, otherwise on the screen. */
async function controls(page: Page): Promise<Found[]> {
  const { found, off } = await page.evaluate((reason) => {
    const all =
      'button, input, textarea, select, a[href], tr[tabindex], [role=menuitem], [role=option], [role=tab]';
    const over = [
      ...document.querySelectorAll('[role=dialog], [role=menu], [role=listbox]'),
    ].filter((each) => each.getClientRects().length > 0);
    const where = over.length > 0 ? over : [document.querySelector('main') ?? document.body];
    const seen = where
      .flatMap((each) => [...each.querySelectorAll<HTMLElement>(all)])
      .filter((each) => each.getClientRects().length > 0);
    const wordsOf = (each: HTMLElement) => {
      const { labels } = each as HTMLInputElement;
      const own = each.ariaLabel ?? labels?.[0]?.textContent ?? each.textContent ?? each.title;
      return own.replace(/\d+/g, '0').trim();
    };
    const isOff = (each: HTMLElement) =>
      each.matches(':disabled, [data-disabled], [aria-disabled=true]');
    const isOn = seen.filter((each) => !isOff(each));
    Object.assign(window, { found: isOn });
    return {
      off: seen
        .filter((each) => isOff(each) && each.closest('[title]')?.getAttribute('title') === reason)
        .map(wordsOf),
      found: isOn.map((each) => {
        const { type = '' } = each as HTMLInputElement;
        const isText = each.matches('textarea, input:not([type=checkbox], [type=radio])');
        const isPicked = each.getAttribute('aria-haspopup') === 'listbox';
        return { key: `${each.tagName} ${type} ${wordsOf(each)}`, typed: isText && !isPicked };
      }),
    };
  }, REASON);
  for (const words of off) barred.add(words);
  return found;
}

/** Printing has a window of its own; the rest of these leaves the workspace. */
const NOT_PRESSED = /Print|Close|Open for reading|New workspace|^BUTTON {2}Open$|Clear list/;

/**
 * Presses what hasn't been pressed anywhere, and then what comes of it on the same screen; `enter` leads back each time.
 * Other screens have their own turn.
 */
async function pressAll(desk: Desk, enter: () => Promise<void>, pressed: Set<string>, deep = 0) {
  const { page } = desk;
  const isNew = ({ key }: Found) => !pressed.has(key) && !NOT_PRESSED.test(key);
  const screen = await titleOf(page);
  for (const { key, typed } of (await controls(page)).filter(isNew)) {
    if (pressed.has(key)) continue;
    pressed.add(key);
    const again = async () => {
      await enter();
      await press(page, key, typed);
    };
    await again();
    if (deep === 1 || (await titleOf(page)) !== screen) continue;
    if ((await controls(page)).some(isNew)) await pressAll(desk, again, pressed, deep + 1);
  }
}

const titleOf = (page: Page) =>
  page.evaluate(() => document.querySelector('main h1')?.textContent ?? '');

async function press(page: Page, key: string, typed: boolean): Promise<void> {
  const index = (await controls(page)).findIndex((each) => each.key === key);
  if (index < 0) return;
  await page.evaluate((wanted) => {
    const { found } = window as unknown as { found: HTMLElement[] };
    found[wanted]?.focus();
    found[wanted]?.click();
  }, index);
  if (typed) {
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    // What narrows a list must not hide it from what is pressed next.
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
  }
  await settled(page);
}

/** @param timeout how long it waits for what it leads by, in milliseconds */
type Step = (page: Page, timeout: number) => Promise<unknown>;

/** Then what was pressed before may have hidden it. */
const SOON = 3000;
const LONG = 60_000;

const firstUser: Step = async (page, timeout) => {
  await page.locator('.ag-row[row-index="0"] [col-id="primary_identifier"]').click({ timeout });
  await page.keyboard.press('Enter');
};
const importedFile: Step = (page, timeout) =>
  page.getByRole('row').filter({ hasText: 'Candidates.csv' }).click({ timeout });
const userMenu: Step = (page, timeout) =>
  page
    .locator('.ag-row[row-index="0"] [col-id="primary_identifier"]')
    .click({ button: 'right', timeout });
const signOff: Step = (page, timeout) =>
  page.getByRole('button', { name: 'Sign-off', exact: true }).click({ timeout });
const workspaceMenu: Step = (page, timeout) =>
  page.getByRole('button', { name: 'Workspace Spring' }).click({ timeout });

/** Anew, past another screen: whatever was open on it is closed. */
async function go(page: Page, screen: string): Promise<void> {
  const overlays = page.locator('[role=dialog], [role=menu], [role=listbox]');
  for (let n = 0; n < 4 && (await overlays.count()) > 0; n++) await page.keyboard.press('Escape');
  await page.evaluate(async (wanted) => {
    const press = (name: string) => {
      for (const each of document.querySelectorAll<HTMLElement>('nav button, nav a'))
        if (each.textContent?.startsWith(name)) each.click();
    };
    press(wanted === 'Reports' ? 'Settings' : 'Reports');
    await new Promise((done) => setTimeout(done, 30));
    press(wanted);
  }, screen);
  await settled(page);
}

/** Until nothing has changed for a moment, and nothing is waited for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    let changed = performance.now();
    const observer = new MutationObserver(() => {
      changed = performance.now();
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    const isBusy = () =>
      performance.now() - changed < 100 ||
      document.querySelector('main .mantine-Skeleton-root[data-visible]') !== null;
    for (let n = 0; n < 60 && isBusy(); n++) await new Promise((done) => setTimeout(done, 50));
    observer.disconnect();
  });
}

const PLACES: readonly (readonly [place: string, screen: string, step?: Step])[] = [
  ['overview', 'Overview'],
  ['import', 'Import'],
  ['an imported file', 'Import', importedFile],
  ['review', 'Review'],
  ['the panel of a user', 'Review', firstUser],
  ['the menu of a user', 'Review', userMenu],
  ['the sign-off', 'Review', signOff],
  ['sets', 'Sets'],
  ['jobs', 'Jobs'],
  ['reports', 'Reports'],
  ['users', 'Users'],
  ['the panel of any user', 'Users', firstUser],
  ['settings', 'Settings'],
  ['the menu of the workspace', 'Overview', workspaceMenu],
];

const NOT_REACHED = 'behind a panel or a menu that this walk doesn’t come to';

/** Where each request that changes something is made from: the words of a control, or why there is none here. */
const MADE_BY: Readonly<Record<string, string | { readonly without: string }>> = {
  'alma.tick': 'Upload the set in Alma',
  'imports.read': 'Choose files',
  'imports.readAgain': 'Month first: Mar 0, 0',
  'imports.useProfile': 'Use the profile',
  'imports.setDataDate': 'Change the data date of Candidates.csv',
  'imports.setListKind': 'Users to keep: an exclusion list',
  'imports.commit': 'Add 0 candidate',
  'imports.discard': 'Discard Waits.csv',
  'imports.undo': 'Undo',
  'imports.saveProfile': 'Save as profile',
  'imports.deleteProfile': 'Delete the profile Monthly report',
  'imports.settleOldOriginals': { without: 'no original is old' },
  'jobs.submit': 'Purge User Records',
  'jobs.leaveOut': { without: 'the pages of a job aren’t reached' },
  'jobs.keepDraft': { without: 'nor do they keep anything by themselves' },
  'jobs.markRead': { without: 'a report that is read says so by itself' },
  'register.add': 'Add a rule',
  'register.edit': 'Change user group Emeriti',
  'register.remove': 'Remove user group Emeriti',
  'review.decide': 'Exclude 0 users',
  'review.applyRules': 'Apply rules',
  'review.undo': 'Undo: Exclude 0 user (Ctrl+Z)',
  'review.redo': 'Nothing to redo',
  'samples.draw': { without: NOT_REACHED },
  'samples.record': { without: NOT_REACHED },
  'samples.remove': { without: NOT_REACHED },
  'sets.create': 'Make set',
  'sets.combine': 'Combine sets',
  'sets.edit': { without: NOT_REACHED },
  'sets.delete': { without: NOT_REACHED },
  'settings.save': 'Period',
  'settings.saveLogo': 'Choose a logo',
  'signOff.sign': 'Sign as Command line',
  'signOff.withdraw': { without: 'nobody has signed' },
  'snapshots.restore': { without: 'none is kept' },
  'snapshots.remove': { without: 'none is kept' },
  'users.addNote': 'New note',
  'users.answerTwin': { without: NOT_REACHED },
  'users.removeNote': { without: NOT_REACHED },
  'users.writeLetter': { without: NOT_REACHED },
  'views.save': { without: NOT_REACHED },
  'views.remove': { without: NOT_REACHED },
  'workspace.confirmCopied': { without: 'it was closed' },
  'workspace.erase': 'Erase workspace',
};

test('nothing that can be pressed anywhere changes anything', async ({ desk }) => {
  test.setTimeout(1_800_000);
  const { page, app } = desk;
  const path = await everything(desk);
  await noteRequests(page);
  await desk.answerOpen([path]);
  await desk.menu('workspace.openReadOnly');
  await expect(page.getByText('Read only', { exact: true })).toBeVisible();
  await app.evaluate(({ dialog }) => {
    Object.assign(dialog, {
      showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
      showSaveDialog: async () => ({ canceled: true, filePath: '' }),
    });
  });

  const pressed = new Set<string>();
  const requests: string[] = [];
  const reload = async () => {
    requests.push(...(await sent(page)));
    await page.reload();
    await expect(page.getByText('Read only', { exact: true })).toBeVisible();
  };
  for (const [place, screen, step] of PLACES)
    await test.step(place, async () => {
      const enter = async () => {
        await go(page, screen);
        // What was pressed may have filtered everybody away.
        await step?.(page, SOON).catch(async () => {
          await reload();
          await go(page, screen);
          // A filter by decision stays with the screen.
          const all = page.getByRole('button', { name: /^7 Candidates$|^Everybody$/ });
          if ((await all.count()) > 0) await all.first().click();
          await step(page, LONG);
        });
        await settled(page);
      };
      // Filters of the place before are gone with the page.
      await reload();
      await enter();
      await pressAll(desk, enter, pressed);
    });
  await reload();
  expect(requests).toContain('review.counts');
  expect(requests.filter((each) => CHANGING.has(each))).toEqual([]);

  expect(Object.keys(MADE_BY).toSorted()).toEqual([...CHANGING].toSorted());
  const controlsOf = Object.values(MADE_BY).filter((made) => typeof made === 'string');
  expect(controlsOf.filter((words) => !barred.has(words))).toEqual([]);
});
