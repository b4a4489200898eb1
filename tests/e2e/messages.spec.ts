/**
 * Passing messages: they stand where no row and no button is, two at most, and nothing moves when they come. A message
 * over the rows hides whom the next step concerns; one over a button takes its click.
 */
import { expect, test } from './support/launch.ts';
import { addText, countsOf, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const ROLE = 'Has Role other than Patron and Instructor';
const HEADINGS = ['Primary Identifier', 'User Group', 'Expiry Date', 'Purge Date', ROLE];
const ROWS = [
  HEADINGS,
  ...Array.from({ length: 40 }, (_, n) => [
    `u${n + 10}`,
    'Alumni',
    '2020-05-31',
    '2021-05-31',
    'No',
  ]),
];

test('messages cover no row and no button, and move nothing', async ({ desk }) => {
  const { page } = desk;
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  await go(page, 'Review');
  const rows = page.getByRole('grid', { name: 'Candidates' });
  await expect(page.locator('.ag-row').first()).toContainText('u10');
  await page.locator('.ag-row[row-index="0"] [col-id="primary_identifier"]').click();
  const before = await rows.boundingBox();
  for (const [n, id] of ['u10', 'u11', 'u12'].entries()) {
    await expect(page.locator('.ag-cell-focus')).toHaveText(id);
    await page.keyboard.press('a');
    await expect.poll(async () => (await countsOf(page))[0]).toBe(39 - n);
    await page.keyboard.press('n');
  }
  const messages = page.getByRole('alert');
  // A decision takes the place of the one before: its Undo would undo the other.
  await expect(messages).toHaveCount(1);
  await desk.answerSave(`${desk.folder}/Copy.purgedesk`);
  await desk.menu('workspace.saveCopy');
  await expect(messages.filter({ hasText: 'Copy' })).toBeVisible();
  await expect(messages).toHaveCount(2);
  await desk.screenshot('messages');

  expect(await rows.boundingBox()).toEqual(before);
  const covered = await page.evaluate(() => {
    const inside = (element: Element) => element.closest('[role="alert"]') !== null;
    const boxes = [...document.querySelectorAll('[role="alert"]')].map((each) =>
      each.getBoundingClientRect(),
    );
    return [...document.querySelectorAll('.ag-row, button, a, input')]
      .filter((each) => !inside(each))
      .filter((each) => {
        const { top, bottom, left, right, width, height } = each.getBoundingClientRect();
        // Rows below the edge of the list aren't seen there.
        const clip = each.closest('[role="grid"]')?.getBoundingClientRect().bottom ?? 1e9;
        return boxes.some(
          (box) =>
            width * height > 0 &&
            top < box.bottom &&
            Math.min(bottom, clip) > box.top &&
            left < box.right &&
            right > box.left,
        );
      })
      .map((each) => each.outerHTML.slice(0, 80));
  });
  expect(covered).toEqual([]);

  await messages.filter({ hasText: 'Copy' }).getByRole('button', { name: 'Close message' }).click();
  await expect(messages).toHaveCount(1);
  await expect(page.locator('main h1')).toBeFocused();
});
