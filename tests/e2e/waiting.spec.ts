/**
 * Story: while a copy is being saved a librarian goes on working. Whatever they change, be it a decision, a note, a
 * setting or a set, is shown as waiting, and is there when the copy is. A change that says nothing seems lost.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { copyGate } from './support/copyGate.ts';
import { askEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, countsOf, go, newWorkspace } from './support/reviewing.ts';

const ROLE = 'Has Role other than Patron and Instructor';
const ROWS = [
  ['Primary Identifier', 'User Group', 'Expiry Date', 'Purge Date', ROLE],
  ...['u10', 'u11'].map((id) => [id, 'Alumni', '2020-05-31', '2021-05-31', 'No']),
];

interface Change {
  readonly of: string;
  readonly make: (page: Page) => Promise<unknown>;
  /** Whether it is in the workspace. */
  readonly isThere: (page: Page) => Promise<boolean>;
}

const CHANGES: readonly Change[] = [
  {
    of: 'a decision',
    make: async (page) => {
      await go(page, 'Review');
      // Nobody is decided about in a row that doesn't show yet who is in it.
      await page.getByRole('gridcell', { name: 'u10', exact: true }).click();
      await page.keyboard.press('a');
    },
    isThere: async (page) => (await countsOf(page))[2] === 1,
  },
  {
    of: 'a note',
    make: async (page) => {
      await go(page, 'Users');
      await page.locator('.ag-row[row-index="0"] [col-id="primary_identifier"]').click();
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: /note/i }).fill('Seen at the desk');
      await page.keyboard.press('Control+Enter');
    },
    isThere: async (page) => (await askEngine(page, 'users.get', { userNo: 1 })).notes.length === 1,
  },
  {
    of: 'a setting',
    make: async (page) => {
      await go(page, 'Settings');
      const name = page.getByRole('textbox', { name: 'Your name' });
      await name.fill('R. Iyer');
      await name.press('Tab');
    },
    isThere: async (page) => (await askEngine(page, 'settings.get')).userName === 'R. Iyer',
  },
  {
    of: 'a set',
    make: async (page) => {
      await go(page, 'Users');
      await page.getByRole('button', { name: 'Make set' }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Make set/ })
        .click();
    },
    isThere: async (page) => (await askEngine(page, 'sets.list')).length === 1,
  },
];

async function whileCopying(desk: Desk, { of, make, isThere }: Change, n: number): Promise<void> {
  const { page } = desk;
  await desk.answerSave(join(desk.folder, `Copy ${n}.purgedesk`));
  await desk.menu('workspace.saveCopy');
  await make(page);
  const bar = page.getByRole('contentinfo');
  await expect(bar, of).toContainText('Your change waits until the copy has been saved');
  expect(await isThere(page), of).toBe(false);
}

test('whatever is changed while a copy is saved is shown as waiting, and comes behind it', async ({
  desk,
}) => {
  const build = join(desk.folder, 'build');
  mkdirSync(build);
  const gate = copyGate(build);
  await desk.restart({ app: gate.app });
  const { page } = desk;
  gate.open();
  await newWorkspace(desk);
  await openEnginePort(page);
  await addText(desk, 'Candidates.csv', ROWS);
  for (const [n, change] of CHANGES.entries()) {
    gate.close();
    await whileCopying(desk, change, n);
    if (n === 0) await desk.screenshot('waiting');
    gate.open();
    await expect.poll(() => change.isThere(page), { message: change.of }).toBe(true);
    await expect(page.getByRole('contentinfo')).not.toContainText('Your change waits');
  }
});
