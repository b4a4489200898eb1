/**
 * Axe on every screen, light and dark, in a new workspace and with a review under way: no serious or critical
 * finding. Contrast that fails in the dark, or a button without a name, shuts somebody out of the task.
 * On the way, no style of the program's own is stopped by its policy.
 * What opens over a screen, the Import screen with files and the pages of the jobs have specs of their own.
 */
import { holdStill, look } from './support/axe.ts';
import { callEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';
import { expectStyled, watchStyles } from './support/styleFaults.ts';

test.use({ program: 'shared' });

const ROWS = [
  [
    'Primary Identifier',
    'Last Name',
    'User Group',
    'Expiry Date',
    'Purge Date',
    'Has Role other than Patron and Instructor',
    'Balance',
    'Shelf',
  ],
  ...Array.from({ length: 40 }, (_, n) => [
    n % 7 === 0 ? `00${n}` : `x${n}`,
    `Name${n}`,
    ['Alumni', 'Graduate', 'I-Share'][n % 3]!,
    n % 5 === 0 ? '2099-01-31' : '2018-05-31',
    n % 9 === 0 ? '' : `20${10 + (n % 12)}-05-31`,
    ['No', 'Yes', ''][n % 3]!,
    n % 4,
    'A',
  ]),
];

const SCREENS = [
  ...[
    'Overview',
    'Import',
    'Review',
    'Sets',
    'Jobs',
    'Reports',
    'Users',
    'User cleanup',
    'Inbox',
    'Settings',
  ],
];

test('no screen has a serious finding, in light and in dark', async ({ desk }) => {
  test.setTimeout(240_000);
  const { page } = desk;
  await holdStill(page);
  await watchStyles(page);
  await look(page, 'Welcome');
  await newWorkspace(desk);
  for (const screen of SCREENS) {
    await go(page, screen);
    await look(page, `${screen}, empty`);
  }
  await addText(desk, 'Candidates.csv', ROWS);
  await addText(desk, 'Keep.csv', [['Primary Identifier'], ['x1'], ['x2'], ['7']]);
  await callEngine(page, 'review.applyRules');
  await callEngine(page, 'samples.draw', { among: 'not-excluded', perGroup: 2 });
  await callEngine(page, 'signOff.sign', { name: 'Ana Fischer' });
  for (const screen of SCREENS) {
    await go(page, screen);
    await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeVisible();
    await look(page, screen);
    await expectStyled(page, screen);
  }
  await go(page, 'Review');
  await page.locator('.ag-row[row-index="0"] [col-id="last_name"]').click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Who is this' })).toContainText('Name');
  await look(page, 'Review with a user');
  await page.keyboard.press('x');
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'Deciding');
  await expectStyled(page, 'Deciding');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const views = page.getByRole('navigation', { name: 'Views of the review' });
  await views.getByText('Checks').click();
  const checks = page.getByRole('navigation', { name: 'Checks' });
  for (const each of await checks.getByRole('button').or(checks.getByRole('link')).all()) {
    await each.click();
    await look(page, `Checks: ${await each.innerText()}`);
  }
  await views.getByText('Sign-off').click();
  await look(page, 'Sign-off');
  await desk.menu('view.search');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectStyled(page, 'Quick search');
});
