/**
 * Columns of a file that nobody needs are left out of it by choice, as a profile says of the next file, and those that are
 * never taken say so. A choice that looks made and isn't kept stores what a library said it wouldn't.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { holdStill, look } from './support/axe.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEAD = 'Primary Identifier,Last Name,User Group,Purge Date,PIN Number,Hobby,Birth Date';

async function choose(desk: Desk, name: string, row: string) {
  const path = join(desk.folder, name);
  writeFileSync(path, `${HEAD}\n${row}`);
  await desk.answerOpen([path]);
  await desk.menu('import.choose');
  return desk.page.getByRole('region', { name, exact: true });
}

test('a column is left out, and out of the next file from the start', async ({ desk }) => {
  test.setTimeout(120_000);
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await page.getByRole('navigation').getByText('Import').click();
  const file = await choose(desk, 'Term.csv', 'a1,Ames,Graduate,2021-01-31,7171,chess,1971-02-03');
  const kind = (heading: string) =>
    file.getByRole('combobox', { name: new RegExp(`“${heading}” is read as`) });
  const option = (name: string) => page.getByRole('option', { name });

  await test.step('what is never taken says so; what rules need can’t be left out', async () => {
    await file.getByRole('tab', { name: 'How it is read' }).click();
    const columns = file.getByRole('table', { name: 'Columns of Term.csv' });
    await expect(columns.getByRole('row', { name: /PIN Number/ })).toContainText('Never taken in');
    await kind('User Group').click();
    const needed = option('Leave out: rules need this column');
    await expect(needed).toHaveAttribute('data-combobox-disabled', 'true');
    await page.keyboard.press('Escape');
  });

  await test.step('what nobody needs is left out, and the check names it', async () => {
    // Beside what is never taken.
    for (const [n, heading] of ['Hobby', 'Birth Date'].entries()) {
      await kind(heading).click();
      await option('Leave out (not stored)').click();
      await expect(kind(heading)).toHaveValue('Leave out (not stored)');
      await expect(file.getByText('not read', { exact: true })).toHaveCount(n + 2);
    }
    await expect(file.getByText('chess')).toHaveCount(0);
    await look(page, 'Columns of a file, two left out');
    await file.getByRole('button', { name: 'Save as profile' }).click();
    await page.getByRole('textbox', { name: 'Name of the profile' }).fill('Term');
    await page.getByRole('button', { name: 'Save profile' }).click();
    await expect(file).toContainText('Read by the profile “Term”');
    await file.getByRole('tab', { name: /^Things to know/ }).click();
    await expect(file).toContainText('Left out and not stored: “Hobby”, “Birth Date”');
  });

  await test.step('the next file of these headings is read without it', async () => {
    const next = await choose(desk, 'Next.csv', 'b1,Bell,Graduate,2021-01-31,8181,go,1981-02-03');
    await next.getByRole('button', { name: 'Show details' }).click();
    await expect(next).toContainText('as the profile “Term” says: “Hobby”, “Birth Date”');
    await next.getByRole('tab', { name: 'How it is read' }).click();
    const hobby = next.getByRole('combobox', { name: /“Hobby” is read as/ });
    await expect(hobby).toHaveValue('Leave out (not stored)');
    await hobby.click();
    await option('Kept as it is').click();
    await expect(hobby).toHaveValue('Kept as it is');
    await expect(next.getByText('go', { exact: true }).first()).toBeVisible();
  });
});
